# What is measured between source and candidate, and the mask of the source.

gate-evidence-unseen = Measured drift speaks against the pass of { $numbers }, and nobody has looked closely.
    .short = look closely at { $numbers } (Enter)
    .clear = Look at the product in true pixels (Enter, then z), or on a large screen.
    .cli = Look at it at full size, then add --detail declared.
