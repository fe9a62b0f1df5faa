# The comparing views, what they prove, and what is asked of them.

gate-needs-colour = Questions that are about colour ({ $numbers }) need true colours: the comparison was not seen in them.
    .short = true colours (Enter)
    .elsewhere = colour, not on this screen (L)
    .clear = Compare (Enter) in a terminal with true colours, or on the large screen's page.
    .cli = Compare in true colours, then add --colour declared.
gate-needs-detail = Questions that are about small things ({ $numbers }) need true pixels of the product in view, for a moment.
    .short = loupe (z)
    .clear = Compare (Enter), then z: the loupe at 100 %; or 100 % on the large screen (L).
    .cli = Look at the product at 100 %, then add --detail declared.
gate-needs-phone = Questions ({ $numbers }) need the phone preview.
    .short = phone (p)
    .clear = Open it with p.
    .cli = Look at it on a phone, then add --phone declared.
gate-needs-large = Questions ({ $numbers }) need the large screen.
    .short = large screen (L)
    .clear = Compare on a large screen, then confirm with L.
    .cli = Compare on a large screen, then add --large-screen declared.

action-blink = Blink
    .help = the other picture at the same place; held, as long as the key
action-auto-blink = Blink by itself
    .help = + quicker, - slower, B stops
action-loupe = Loupe
    .help = true pixels; again: the whole
action-wipe = Wipe
    .help = arrows or the mouse move the seam
action-onion = Onion
    .help = one shines through the other; arrows: how much
action-difference = Difference
    .help = heat over the product; again: marked, then off
action-edges = Edges
    .help = cut out on black; again: white, checker
action-survey = Survey
    .help = all attempts; again: the whole pack
action-two-up = Side by side
action-fit = Whole picture
action-larger = Larger
    .help = also the wheel
action-smaller = Smaller
action-next-finding = Next finding
action-previous-finding = Finding before
action-realign = Realign
    .help = undoes what was moved by hand
action-pan = Move the picture
action-pan-far = Move it far
action-move = Move the generated one alone
action-move-far = The same, eight dots at once

key-left = ←
key-right = →
key-plus = +
key-minus = -
key-equals_sign = =
key-left_square_bracket = [
key-right_square_bracket = ]

views-name-two-up = Side by side
views-name-blink = Blink
views-name-wipe = Wipe
views-name-onion = Onion
views-blink-automatic = Blink every { $seconds } s
views-difference-proportional = Difference: heat
views-difference-threshold = Difference: marked
views-difference-off = Difference: off
views-edges-black = Edges on black
views-edges-white = Edges on white
views-edges-checker = Edges on checker
views-survey-attempts = All attempts
views-survey-pack = The whole pack
views-phone-light = Phone, light
views-phone-dark = Phone, dark
views-line-picture = { $side } { $width }×{ $height }  { $percent } %
views-line-wipe = { $left } │ { $right }   ← → move the seam
views-line-onion = { $right } { $percent } %, { $left } beneath   ← →
views-line-difference-proportional = Against the source: grey the same, violet a little off, yellow another colour
views-line-difference-threshold = Marked pink: differs from the source at a glance ({ $threshold } and more of 100)
views-line-difference-proportional-plain = Against the source: the lighter, the further off
views-line-difference-threshold-plain = Marks cannot be seen without colours: d goes on
views-line-difference-off = Generated, nothing marked
views-line-difference-whole = All of the picture is compared: where the product ends is not known
views-line-edges = Generated, cut out along its product
views-line-edges-whole = Not cut out: where the product ends is not known. Mark it with c
views-zoom = { $source } % · { $candidate } %
views-aligned-registered = aligned by measurement
views-aligned-product = aligned on the product
views-aligned-frame = aligned by the frames
views-moved = moved by hand (=)
views-no-finding = No measured finding for this pair.
views-not-measured = This pair is not measured yet.
views-finding = Finding { $number } of { $count }: { $what }
views-questions-left = { $count ->
    [0] Every question is answered.
    [one] 1 question is left.
   *[other] { $count } questions are left.
}
views-screen-proves-colour = This screen can prove colour and, with the loupe (z), small things.
views-screen-proves-no-colour = This screen cannot prove colour; small things it can, with the loupe (z).
views-screen-proves-colour-pixels = This screen can prove colour and small things.
views-screen-proves-no-colour-pixels = This screen cannot prove colour; small things it can.
