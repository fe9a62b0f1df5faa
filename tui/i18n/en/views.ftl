# The comparing views, what they prove, and what is asked of them.

gate-needs-colour = Questions that are about colour ({ $numbers }) need true colours: the comparison was not seen in them.
    .short = true colours (Enter)
    .clear = Compare (Enter) in a terminal with true colours, or on the large screen's page.
    .cli = Compare in true colours, then add --colour declared.
gate-needs-detail = Questions that are about small things ({ $numbers }) need true pixels of the product in view, for a moment.
    .short = loupe (z)
    .clear = Compare (Enter), then z: the loupe at 100 %.
    .cli = Look at the product at 100 %, then add --detail declared.
gate-needs-phone = Questions ({ $numbers }) need the phone preview.
    .short = phone (p)
    .clear = Open it with p.
    .cli = Look at it on a phone, then add --phone declared.
gate-needs-large = Questions ({ $numbers }) need the large screen.
    .short = large screen (L)
    .clear = Compare on a large screen, then confirm with L.
    .cli = Compare on a large screen, then add --large-screen declared.
