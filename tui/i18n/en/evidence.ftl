# What is measured between source and candidate, and the mask of the source.

gate-evidence-unseen = Measured drift speaks against the pass of { $numbers }, and nobody has looked closely.
    .short = look closely at { $numbers } (Enter)
    .clear = Look at the product in true pixels (Enter, then z), or on a large screen.
    .cli = Look at it at full size, then add --detail declared.

status-measured = { $done } of { $all } measured

evidence-coming = Being measured …
evidence-quiet = Measured: no drift beyond what honest pictures show. Look at it all the same.
evidence-mask-confirmed = Product: mask confirmed by { $person }.
evidence-mask-studio = Product: the studio's mask.
evidence-mask-proposed = Product: proposed mask ({ $confidence } % sure). Confirm it once with c: then it is measured well.
evidence-crashed = Could not be measured: the pictures brought the measuring down. Compare by eye.
evidence-slow = Could not be measured in a minute. Compare by eye.
evidence-refused = { $file ->
    [source] The source cannot be measured: too small, or not a picture that can be read. Compare by eye.
    [candidate] The candidate cannot be measured: too small, or not a picture that can be read. Compare by eye.
   *[any] Could not be measured. Compare by eye.
  }
evidence-none = No difference was measured here.
evidence-walk = { $number } of { $count }: { $what }
