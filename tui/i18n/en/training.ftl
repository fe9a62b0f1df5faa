# People who learn to see: drills with known answers, planted pictures.
action-train = Train
    .help = pairs whose answers are known; nothing is decided about a product
action-next-pair = Next pair

training-title = Drill
training-pair = pair { $number } of { $all }
training-so-far = right { $right } of { $of }
training-preparing = The pair is being prepared…
training-question = Would you let the right picture out? a: yes, x: no, and why. Nothing is decided about a product.
training-leave = Esc goes back. Every answer is recorded.
training-result = What the drill came to
training-progress = Your drills so far
training-all = all categories
training-of = { $person }
training-none = Nobody has trained yet.

training-kind-hue = another hue
training-kind-warp = a bent shape
training-kind-missing = a missing part
training-kind-label = a garbled label
training-kind-halo = a halo
training-kind-clipped = a clipped product
training-kind-kit = a piece too many
training-kind-log = rejected before
training-subtle = subtle
training-clear = clear
training-gross = gross
training-defect = { $kind } ({ $severity })

training-honest-right = Right: nothing is changed here.
training-false-alarm = A false alarm: nothing is changed here.
training-found = Found: { $what }.
training-found-unnamed = Found: { $what }. You gave another reason; it is called: { $reasons }.
training-missed = Missed: { $what }. Look at the frame.
training-log-found = Right: this picture was rejected before for: { $reasons }.
training-log-missed = Missed: this picture was rejected before for: { $reasons }.

training-score-defects = Defects found: { $right } of { $of } ({ $percent } %), named right: { $named }
training-score-honest = Honest pairs let through: { $right } of { $of } ({ $percent } %)
training-passed = Passed.
training-not-passed = Not passed: it takes { $caught } % of the defects found, and at most { $alarms } % of the honest pairs rejected.
training-practice = Practice: a drill with a chosen seed ({ $seed }) passes nothing.
training-unfinished = Not finished: { $done } of { $all } pairs answered.
training-progress-line = { $day }  { $category }: found { $right } of { $of } ({ $percent } %), false alarms { $alarms } of { $honest }

plant-caught = This was planted on purpose: { $what }. You found it. Nothing was decided; the real picture follows.
plant-missed = This was planted on purpose: { $what }. You let it through, see the frame. Nothing was decided; the real picture follows.
plant-answered-before = This was planted on purpose, and another person answered it before. The real picture follows.
plants-caught = { $person } found { $caught } of { $of } planted pictures, named right: { $named }

gate-undrilled = { $person } has not passed a drill in { $category } yet.
    .short = drill first
    .clear = Train with T and pass.
    .cli = Train and pass: `vitrina train --category { $category }`.
gate-planted = This picture has a defect that was planted on purpose. It is no product’s picture.
    .short = planted picture
    .clear = Reject it, and take the file out of incoming/.
lapse-planted = It has a defect that was planted on purpose: no approval of it counts.
refusal-planted = This is a picture with a defect planted on purpose, copied out of plants/. It is never reviewed as a product’s.

error-drill-needed = { $person } has not passed a drill in { $category } yet.
    .todo = Train and pass: `vitrina train --category { $category }`, or T at the desk.
error-nothing-to-train = There is no picture to train with.
    .todo = Drills are made from approved pictures, or from source photos of known SKUs: put photos into sources/.
error-plants-not-made = Planted pictures for { $batch } could not be made: { $why }. The batch is open without them.
    .todo = Make room on the disk or correct the permissions of the workspace; the next batch tries again.

cli-verb-train = a drill: pairs whose answers are known
    .about = Opens a drill on this terminal. Pairs are made from your own approved pictures, with and without a planted defect, and from what was rejected; the answer is shown at once. With --json or --progress it prints how the drills and planted pictures went.
cli-arg-train-category = only this category; counts where the settings require a drill in it
cli-arg-train-pairs = how many pairs, 1 to 100
cli-arg-train-seed = the same seed over the same pictures gives the same pairs; such a drill is practice
cli-arg-train-progress = print how the drills went, and open none
