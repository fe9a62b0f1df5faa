# The desk's screens.

slot-main = main
slot-detail = detail
slot-social = social
slot-ad = ad

mode-exact-card = exact card
mode-white-background = white background
mode-lifestyle = lifestyle

state-waiting = arriving
state-unmatched = unmatched
state-no-source = no source
state-undecided = undecided
state-approved = approved
state-rejected = rejected
state-contested = contested

queue-no-sku = Not assigned

key-space = Space
key-backspace = ⌫
key-tab = Tab
key-enter = Enter
key-escape = Esc
key-down = ↓
key-up = ↑
key-pagedown = PgDn
key-pageup = PgUp
key-home = Home
key-end = End
key-slash = /
key-question_mark = ?
key-full_stop = .
key-comma = ,
key-quotation_mark = "
key-numero_sign = №

action-approve = Approve
    .help = when the gate is free
action-reject = Reject
    .help = then letters for the reasons
action-later = Later
    .help = to the end of the queue
action-undo = Undo
    .help = your last decision; again for the one before
action-next = Next
    .help = next undecided
action-compare = Compare
    .help = both pictures as large as the terminal
action-phone = Phone
    .help = as small as a buyer sees it
action-large-screen = Large screen
    .help = shows the pair in a browser and records that you saw it
action-yes = Yes to group
    .help = answers the next open group of questions with pass
action-note = Note
    .help = goes into the decision
action-tray = Tray
    .help = unmatched and refused files
action-filter = Filter
    .help = by SKU, title, state or file name; Esc clears it
action-goto = Go to SKU
action-keys = Keys
action-quit = Quit
    .help = every decision is on disk already
action-source-sharp = Source is sharp enough
    .help = confirms a source that was measured as soft
action-down = Down
action-up = Up
action-page-down = Ten down
action-page-up = Ten up
action-first = First
action-last = Last
action-answer-1 = Answer question 1
    .help = pass, fail, n/a, none in turn
action-answer-2 = Answer question 2
action-answer-3 = Answer question 3
action-answer-4 = Answer question 4
action-answer-5 = Answer question 5
action-answer-6 = Answer question 6
action-answer-7 = Answer question 7
action-answer-8 = Answer question 8
action-answer-9 = Answer question 9
action-close-view = Back
action-ground = Light / dark
action-assign = Assign
action-seen = Seen
action-seen-all = All seen

status-reading = reading the history: { $done } of { $all }
status-progress = { $done } / { $all } done
status-tray = { $count } in the tray
status-waiting = { $count } arriving
status-others = also here: { $names }
status-folder-ok = ● watching
status-folder-polling-filesystem = ● looking every second (network folder)
status-folder-polling-asked = ● looking every second
status-folder-watch-limit = ● looking every 2 s (watch limit)
status-folder-watch-failed = ● looking every 2 s (watch failed)
status-folder-root-missing = ○ hot folder is missing

caption-source = Source
caption-candidate = Generated
caption-size = { $width }×{ $height } { $format } { $size }
size-kb = { $count } kB
size-mb = { $count } MB

evidence-resolution = Generated at { $percent } % of the source's resolution
evidence-sharpness = Source sharpness { $percent } of 100
evidence-listing = Listing: { $words }
evidence-copies = The same bytes also lie at: { $names }

desk-filter = Filter: SKU, title, state, file name
desk-unknown-actions = vitrina.toml puts keys on actions that do not exist: { $names }
desk-still-reading = The history is still being read. Try again in a moment.
desk-empty = Nothing here yet: drop generated images into incoming/
desk-no-source = No source photo
desk-loading = loading…
desk-file-gone = The file is gone
desk-no-pair = There is no source to compare with.
desk-in-tray = This picture has no SKU yet: assign it in the tray (t).
desk-unexpected = Something went wrong inside the program; nothing was recorded. Details are in the log (vitrina doctor says where).
desk-saving = Saving…
desk-not-approved = Not approved.
desk-done-approve = Approved: { $name }. { $left ->
    [0] Nothing is left.
   *[other] { $left } left.
}
desk-done-reject = Rejected: { $name }. { $left ->
    [0] Nothing is left.
   *[other] { $left } left.
}
desk-later = Put off: { $name }
desk-undone = Undone: { $name }. Now: { $state }.
desk-large-screen = Large-screen check recorded as declared by you.
desk-source-sharp = Recorded: you say that the source is sharp enough.
desk-all-done = Everything is decided.
desk-nothing-else = This is the last one that is open.
desk-note = Note:
desk-evidence = Evidence
desk-gate-open = Still in the way
desk-gate-free = Nothing in the way: a approves
desk-gate-looking = Looking at the files…
desk-short-open = Open: { $what }
desk-short-unanswered = { $count ->
    [one] 1 question
   *[other] { $count } questions
}
desk-short-failed = { $count ->
    [one] 1 failed
   *[other] { $count } failed
}
desk-contested = Contested: people differ. Deciding again settles it.
desk-decided-approve = approved by { $person }
desk-decided-reject = rejected by { $person }
desk-open-elsewhere = { $person } has this open too

reject-title = Reject: why?
reject-help = Letters choose, Enter rejects, Esc leaves
note-title = Note
note-help = Enter keeps it, Esc leaves it as it was
goto-title = Go to SKU
goto-placeholder = a part of the SKU
keys-title = Keys
tray-title = Tray: assign what matched nothing, read what was refused
tray-unmatched = No SKU yet: { $path }
tray-no-source = { $sku } has no source photo yet: { $path }
tray-listing-line = listings, line { $line }
tray-listing-place = { $file }, line { $line }
tray-empty = The tray is empty
assign-title = Which product is this?
assign-help = Type, ↑ ↓ choose, Enter assigns, Esc leaves
queue-empty = Nothing fits
age-days = { $count }d
age-hours = { $count }h
age-minutes = { $count }m
age-seconds = { $count }s
desk-filter-help = Enter keeps the filter, Esc clears it
desk-filter-done = Nothing else is open in this filter; Esc clears it.
desk-file-changed = The file was replaced by another picture.
desk-source-replaced = The source photo was replaced: the review of this picture begins again.
desk-now-contested = { $name } is contested now: people differ.
desk-clashing-keys = vitrina.toml puts two actions on one key: { $names }
desk-quit-unfinished = Answers of { $count } undecided pictures would be lost. Press q again to quit.
desk-quit-hint = q leaves the desk; every decision is on disk already.
tray-waiting = Still arriving or not complete: { $path }
action-reassign = Assign anew
action-scroll-down = Scroll the questions
action-scroll-up = Scroll back
