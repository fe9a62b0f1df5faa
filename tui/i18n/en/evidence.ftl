# What is measured between source and candidate, and the mask of the source.

gate-evidence-unseen = Measured drift speaks against the pass of { $numbers }, and nobody has looked closely.
    .short = look closely at { $numbers } (Enter)
    .clear = Look at the product in true pixels (Enter, then z), or on a large screen.
    .cli = Look at it at full size, then add --detail declared.

status-measured = { $done } of { $all } measured

evidence-coming = Being measured …
evidence-quiet = Measured: no drift beyond what honest pictures show. Look at it all the same.
evidence-quiet-proposed = Nothing was found with the proposed mask, which says little: much is missed until it is confirmed.
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
evidence-weak = (below its threshold: may be nothing)
evidence-heat-on = Heat: where the generated picture differs, by what was measured. Frames: what was found. h takes it away.
evidence-heat-cold = Measured, and cold all over: no place of the product stands out.
evidence-heat-none = Nothing is measured of this pair: heat comes as soon as it is.
evidence-heat-off = The picture in its own colours again.
caption-heat = heat (h)

error-mask-unusable = This outline cannot be recorded: it shows nothing, leaves nothing out, or is too fine.
    .todo = Mark the product with a box (b) or a seed (s), then accept.

mask-title = Mask of
mask-help = Mark the product: drag a box or click a region. All measuring rests on it.
mask-looking = Looking for the product …
mask-adding = adding
mask-removing = taking away
mask-share = { $percent } % of the photo
mask-about-confirmed = confirmed by { $person }
mask-about-studio = the studio's
mask-about-proposed = proposed, { $sure } % sure
mask-about-rough = a rough proposal: look closely
mask-about-nothing = the product was not found: mark it
mask-confirmed = The mask is recorded; { $count ->
    [one] one picture is
   *[other] { $count } pictures are
  } measured anew.

action-mask = Mask of the source
    .help = where the product is: proposed, corrected, confirmed
action-heat = Heat
    .help = measured heat and frames over the generated picture, and away again
action-accept = Accept
    .help = records the mask under your name
action-grow = Grow
action-shrink = Shrink
action-turn = Add or take away
    .help = what the next box or seed does
action-box = Box
    .help = begins at the cursor; again to take what it frames
action-seed = Seed
    .help = takes the region of one colour at the cursor
action-step-back = Step back
action-propose = Propose anew
action-zoom-in = Closer
action-zoom-out = Further away
action-cursor = Move the cursor
action-cursor-far = Move the cursor far

cli-head-evidence = evidence
cli-evidence-failed = not measurable
cli-evidence-quiet = no drift seen
cli-evidence-unsure = mask needed

evidence-copy = The listing says “{ $listed }”; the product measures as { $measured }.
tray-recognising = Comparing it with the sources …
tray-likely = It may show: { $names }.
tray-unlike = It is like none of the sources.
tray-doubles = The same picture lies at: { $names }

evidence-colour-black = black
evidence-colour-white = white
evidence-colour-grey = grey
evidence-colour-red = red
evidence-colour-burgundy = burgundy
evidence-colour-orange = orange
evidence-colour-yellow = yellow
evidence-colour-green = green
evidence-colour-turquoise = turquoise
evidence-colour-blue = blue
evidence-colour-purple = purple
evidence-colour-pink = pink
evidence-colour-brown = brown
evidence-colour-beige = beige
