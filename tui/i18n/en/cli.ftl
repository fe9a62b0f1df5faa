# The command line: its help, what its verbs print, and the doctor.

cli-about = Compares generated product pictures with the photos of the real products before they are uploaded. Without a verb it opens the desk in the current or last workspace.
cli-usage = usage:
cli-arguments = arguments
cli-options = options
cli-verbs = verbs
cli-examples = examples:

# Options that several verbs have.
cli-arg-help = show this help and exit
cli-arg-version = show the version and exit
cli-arg-workspace = the workspace's folder; without it the one around the current folder, else the last one opened
cli-arg-lang = the language; without it VITRINA_LANG, the workspace's setting, or the system's
cli-arg-json = print one JSON document and nothing else
cli-arg-as = the name recorded with what you do; without it the workspace's setting, or your user name

# Verbs: one line for the list, `about` for the verb's own help.
cli-verb-init = make a workspace
    .about = Makes the folders sources, incoming, decisions, exports and checklists, a commented vitrina.toml and a sample listings.csv. Files that are there already stay as they are.
cli-verb-demo = make a workspace with example pictures and open it
    .about = Draws products, their photos and generated pictures, good ones and one with each kind of defect, then opens the desk. Without a terminal, or with --json, it does the main job by itself and prints queue and decisions. Run again it uses the demo that is there.
cli-verb-review = open the desk (what `vitrina` alone does)
    .about = Needs a terminal. Press ? there for all keys.
cli-verb-scan = take in what lies in the watched folders, once
    .about = Looks through sources and incoming without watching them, and prints what arrived, what is not complete yet, and what was refused and why.
cli-verb-queue = print the review queue
    .about = Reads only. Files that lie in incoming and were not taken in yet are shown as waiting.
cli-verb-decide = approve or reject a candidate
    .about = The gate is the same as at the desk: every question answered, the pair compared, looked at for long enough. What an option declares is recorded as declared, not as seen. Exit code 1 when the gate refuses, with what is left.
cli-verb-undo = take back the last decision on a candidate
    .about = The decision stays in the record and no longer counts.
cli-verb-verify = check the record and the approved files
    .about = Finds lines of the decision files that were changed, lost or put elsewhere, and approved pictures whose file is gone or has other bytes. Exit code 1 when anything is broken.
cli-verb-export-events = print every recorded event as JSON Lines
    .about = All events of all devices in one order, each as it stands in the decision files, those of newer programs too. What cannot be read is named on stderr, with exit code 1.
cli-verb-doctor = find out what works here
    .about = Tries the terminal, the watching, the disk, the lock, the clock and what is installed. Exit code 1 when something is bad.
cli-verb-checklists = the questions for each category
    .about = Lists and shows the checklists that apply here, and checks files of your own.
cli-verb-checklists-list = print the checklists that apply here
cli-verb-checklists-show = print one checklist with its questions
cli-verb-checklists-validate = check checklist files and name every mistake
    .about = Names file, line and key of each mistake. Exit code 1 when there is one.

cli-arg-init-folder = the folder to make the workspace in
cli-arg-demo-folder = the folder for the demo; without it demo in the current folder
cli-arg-decide-id = the candidate's id, or its first digits
cli-arg-decide-approve = approve it
cli-arg-decide-reject = reject it for one or more reasons of the closed list, for example shape, colour, label
cli-arg-decide-answer = answer one question of the checklist; may be given several times
cli-arg-decide-answers-all = answer every question of the checklist; --answer still changes single ones
cli-arg-decide-note = a note to keep with the decision
cli-arg-decide-looked = how many seconds you looked at the pair
cli-arg-decide-compare = say that you compared the pair at full size
cli-arg-decide-phone = say that you saw it as a phone shows it
cli-arg-decide-large-screen = say that you compared the pair on a large screen
cli-arg-decide-source-sharp = say that a source photo measured as soft is sharp enough
cli-arg-decide-colour = say that you saw the pair in its true colours, not in the palette of a terminal
cli-arg-decide-detail = say that you saw the product in its true pixels, at 100 %
cli-arg-undo-id = the candidate's id, or its first digits
cli-arg-checklists-show-id = the checklist's id, as `vitrina checklists list` prints it
cli-arg-checklists-validate-file = checklist files (TOML)
cli-arg-export-events-out = write to this file instead, in place of an older one once it is whole

# Wrong usage.
cli-usage-missing = Missing: { $what }. See `vitrina --help`.
cli-usage-unrecognised = Not understood: { $what }. See `vitrina --help`.
cli-usage-one-of = One of these is needed: { $what }.
cli-usage-one-value = { $name } needs a value.
cli-usage-some-values = { $name } needs at least one value.
cli-usage-choice = { $name } cannot be { $what }; choose from: { $known }.
cli-usage-together = { $name } and { $what } do not go together.
cli-usage-no-value = { $name } takes no value ({ $what }).
cli-usage-argument = { $name } is not right: { $what }.
cli-answer-wrong = --answer takes a question and an answer, as shape-same=pass; { $said } is not so. Answers are: { $known }.

cli-unexpected = Something went wrong that was not foreseen. The details are in { $path }.
cli-unexpected-unlogged = Something went wrong that was not foreseen, and the log could not be written.

# Columns and states.
cli-head-sku = SKU
cli-head-slot = slot
cli-head-mode = mode
cli-head-attempt = try
cli-head-state = state
cli-head-id = id
cli-head-file = file
cli-head-checklist = id
cli-head-name = name
cli-head-items = questions
cli-head-version = version
cli-state-waiting = waiting
cli-state-unmatched = unmatched
cli-state-no-source = no source
cli-state-undecided = undecided
cli-state-approved = approved
cli-state-rejected = rejected
cli-state-contested = contested

cli-queue-empty = The queue is empty. Put generated pictures into incoming/, then run `vitrina scan`.
cli-queue-refused = { $count ->
        [one] One file was refused:
       *[other] { $count } files were refused:
    }
cli-queue-progress = Decided: { $done } of { $all }

cli-scan-arrived = Arrived: { $count }
cli-scan-waiting = Not complete yet: { $count }
cli-scan-refused = Refused: { $count }
cli-scan-problems = To be put right: { $count }
cli-scan-unreadable = { $count ->
        [one] One folder could not be read; what lies there was not taken in.
       *[other] { $count } folders could not be read; what lies there was not taken in.
    }

cli-decided-approve = Approved by { $person }: { $id } ({ $path })
cli-decided-reject = Rejected by { $person } for { $reasons }: { $id } ({ $path })
cli-decided-contested = Somebody else has decided differently: it is contested now. A later decision by anyone settles it.
cli-undone = Taken back: { $id } ({ $path }) is { $state } now.

cli-init-done = The workspace is ready: { $path }. Photos of the real products go into sources/, generated pictures into incoming/.

cli-demo-making = Making the demo in { $path } ...
cli-demo-building = Pictures: { $done } of { $all }
cli-demo-refused = { $id }: an approval without looking was refused by the gate
cli-demo-approved = { $id }: approved, everything answered and declared
cli-demo-rejected = { $id }: rejected for its defect
cli-demo-undone = { $id }: rejected, then taken back
cli-demo-decisions = Decisions
cli-demo-revoked = taken back

cli-verify-checked = Decision files: { $files }, events: { $events }
cli-verify-sound = Everything is as it was recorded.
cli-verify-changed = this line was changed after it was written.
cli-verify-unreadable = this cannot be read as an event.
cli-verify-torn = the last line is not whole: the writing was cut off, or the file is still being received. Its own device repairs it with the next decision.
cli-verify-missing = an event before this one is missing.
cli-verify-reordered = this line is out of order.
cli-verify-foreign = this line was written by another device or user than the file says.
cli-verify-forked = there are two different events with this number.
cli-verify-torn-kept = What a crash tore off was kept in { $file }; no decision that was shown as saved is in it.
cli-verify-conflict-copy = A sync tool left { $file }; its events count, nothing is lost.
cli-verify-unknown-kind = Events of a newer program were passed over: { $kind } ({ $count }). Update this program to see them.
cli-verify-more = The same further down: { $count }.
cli-verify-approved-checked = Approved pictures compared with what was approved: { $count }
cli-verify-approved-changed = Approved, but its file has other bytes now: { $id } { $sku } ({ $path })
cli-verify-approved-missing = Approved, but its file is gone or cannot be read: { $id } { $sku } ({ $path })

cli-export-events-done = Events written to { $path }: { $count }

cli-checklists-sound = { $file }: no mistakes
cli-checklists-item = { $severity }; a fail suggests: { $reason }; asked for: { $slots }

# The doctor. `todo` is shown where something is not as it should be.
doctor-level-ok = ok
doctor-level-warn = warn
doctor-level-bad = bad
doctor-sum-bad = Bad: { $bad }, warnings: { $warn }
doctor-no-terminal = There is no terminal here.
    .todo = The commands work without one; the desk needs one.
doctor-size = The terminal has { $columns } × { $rows } cells.
doctor-size-small = The terminal has { $columns } × { $rows } cells; the desk is laid out for 80 × 24 and more.
    .todo = Make the window larger or the letters smaller.
doctor-colours-true = The terminal ({ $term }) shows all colours.
doctor-colours-256 = The terminal ({ $term }) says it shows 256 colours; previews will be rough.
    .todo = If it can do more, set COLORTERM=truecolor.
doctor-colours-few = The terminal ({ $term }) says it shows few colours or none; pictures cannot be judged in it.
    .todo = Use a terminal with 24-bit colours, or set TERM and COLORTERM as yours needs.
doctor-no-color = NO_COLOR is set: the desk will not show colours.
    .todo = Unset NO_COLOR to compare pictures.
doctor-utf8 = The terminal's text is UTF-8.
doctor-not-utf8 = The terminal's text is not UTF-8 but { $encoding }; letters and pictures will be broken.
    .todo = Set LANG to a UTF-8 locale (as C.UTF-8 or ru_RU.UTF-8); on Windows set PYTHONUTF8=1.
doctor-tmux = This runs inside tmux, with all colours.
doctor-tmux-colours = This runs inside tmux, which passes fewer colours on.
    .todo = Put `set -as terminal-features ",*:RGB"` into ~/.tmux.conf, restart tmux, and set COLORTERM=truecolor.
doctor-screen = This runs inside GNU screen, which passes few colours on.
    .todo = Use tmux, or no multiplexer.
doctor-ssh = This runs over SSH; pictures need a fast line.
doctor-ocr = Text on products: Tesseract { $version } ({ $languages }) can read it; ocr = true under [drift] has it compared
doctor-ocr-missing = Text on products is not read: Tesseract is not installed. Nothing needs it.
doctor-packages = Python { $python }; { $names }
doctor-packages-missing = These packages are missing: { $names }
    .todo = Install the program again: `pipx install --force .` or `make demo`.
doctor-format = { $format } pictures can be read.
doctor-format-missing = { $format } pictures cannot be read.
    .todo = Install Pillow and pillow-heif from wheels: `pip install --upgrade pillow pillow-heif`.
doctor-state-folder = State is kept in { $path }.
doctor-state-folder-unwritable = The state folder { $path } cannot be written: { $why }.
    .todo = Correct its permissions, or set VITRINA_STATE_DIR to another folder.
doctor-cache-folder = Previews are kept in { $path }.
doctor-cache-folder-unwritable = The cache folder { $path } cannot be written: { $why }.
    .todo = Correct its permissions, or set VITRINA_CACHE_DIR to another folder.
doctor-lock = Several sessions on this machine keep out of each other's way ({ $kind ->
    [kernel] flock
   *[marker] a marker file
}).
doctor-lock-useless = Locks in { $path } keep nobody out: two sessions at once could spoil the record.
    .todo = Set VITRINA_STATE_DIR to a folder on a local disk.
doctor-lock-fails = No lock can be taken in { $path }: { $why }.
    .todo = Set VITRINA_STATE_DIR to a folder on a local disk that you may write.
doctor-watches = { $folders } folders are watched; the system allows { $watches }.
doctor-watches-few = { $folders } folders are to be watched and the system allows only { $watches } for all programs.
    .todo = Raise fs.inotify.max_user_watches (sysctl), or have fewer folders in incoming and sources.
doctor-workspace = The workspace is { $path }.
doctor-workspace-none = There is no workspace at { $path }.
    .todo = Make one with `vitrina init DIR`, or name one with --workspace DIR.
doctor-hot-folder-native = The system reports changes in { $path }.
doctor-hot-folder-polling = { $path } is on a file system that does not report changes; it is looked through every second.
doctor-hot-folder-polling-asked = { $path } is looked through every second, as vitrina.toml says.
doctor-hot-folder-deaf = { $path } is on a file system that does not report changes, and vitrina.toml says watch = "native".
    .todo = Write watch = "auto" under [intake].
doctor-hot-folder-missing = The hot folder { $path } is not there.
    .todo = Make the folder; the desk waits for it.
doctor-disk-free = { $megabytes } MB are free for decisions.
doctor-disk-full = Only { $megabytes } MB are free for decisions.
    .todo = Make room on this disk.
doctor-disk-unknown = How much room is free for decisions cannot be found out: { $why }.
    .todo = Check that the folder decisions is there.
doctor-disk-sync = A decision is on the disk in { $milliseconds } ms.
doctor-disk-slow = It takes { $milliseconds } ms until a decision is on the disk.
    .todo = Keep the workspace on a local disk and let a sync tool carry it.
doctor-disk-unwritable = Decisions cannot be written: { $why }.
    .todo = Correct the permissions of the folder decisions, or make room.
doctor-clock = The clock says { $now }.
doctor-clock-unset = The clock says { $now }, which cannot be.
    .todo = Set the clock, or switch network time on.
doctor-clock-behind = The clock says { $now }, but something was recorded at { $newest }.
    .todo = Set the clocks of all devices, or switch network time on.
