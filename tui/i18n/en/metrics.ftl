# The rejection log, the metrics, the report.

error-checklist-not-raised = { $why ->
        [unknown] The checklist { $category } has no question { $item }.
        [raised] { $item } is a blocker in { $category } already.
        [form] The severity of { $item } cannot be changed in { $path }.
       *[other] { $path } could not be written: { $why }.
    }
    .todo = { $why ->
        [unknown] Look with `vitrina checklists show { $category }`.
        [raised] There is nothing to do.
        [form] Change it in the file by hand, then run `vitrina checklists validate`.
       *[other] Make room or give yourself the right to write, then try again.
    }

next-taken-back = taken back
next-overruled = approved later by { $person }
next-contested = still contested
next-studio = waits for a new picture
next-review = attempt { $attempt } waits for a decision
next-rejected = attempt { $attempt } was rejected too
next-approved = attempt { $attempt } was approved
next-unchanged = the same picture is still approved
next-unknown-picture = which picture it was is not known

severity-blocker = blocker
severity-major = major
severity-minor = minor

about-mismatch = mismatch
about-rules = rules
about-ai = names AI
about-other = other
log-by-qa = QA
log-outcome-rejected = rejected
log-outcome-blocked = blocked
log-outcome-hidden = hidden
log-unmapped = fits no reason
log-no-reason = no reason given
log-title = Rejection log
log-counts = Rejections: { $whole }. The product differs: { $mismatch }. Rules: { $rules }. Really naming AI: { $ai }. Other: { $other }.
log-empty = Nothing was rejected.
log-narrowed = Shown: { $shown } of { $whole }
log-filter = SKU, file, reason, person, words
log-line-who = { $outcome } by { $who }, { $day }
log-line-person = decided by { $person }
log-line-approved = had been approved by { $person }
log-line-measured = Measured then: { $kinds }
log-line-next = Then: { $next }
log-line-words = Words: { $words }

metrics-title = Metrics
metrics-period-all = all days
metrics-period = { $first } to { $last }
metrics-since = since { $first }
metrics-until = until { $last }
metrics-mistaken = Not as pictured
metrics-total = Sold: { $sold }. Came back as not as pictured: { $mistaken }. Came back for any reason: { $returned }.
metrics-rate = { $share } per 100 sold ({ $low } to { $high } with 95 %)
metrics-too-few = too few to say
metrics-beyond = more came back than was sold: sales are missing
metrics-no-sales = No sales are recorded, so there is nothing to divide by: `vitrina import sales FILE`.
metrics-cancelled = Cancelled before the hand-over as not as pictured, no returns: { $count }
metrics-by-sku = By SKU
metrics-by-category = By category
metrics-by-mode = By mode
metrics-by-marketplace = By marketplace
metrics-by-batch = By batch
metrics-by-month = By month
metrics-unknown = not known
metrics-more = and { $count } more
metrics-escapes = Escapes
metrics-escapes-count = Approved and yet sent back as not as pictured: { $count }
metrics-escapes-none = Nothing that was approved came back as not as pictured.
metrics-reason-unknown = reason not known
metrics-how-words = by the buyer's words
metrics-how-rejected-since = by the rejection since
metrics-how-evidence = by what was measured when it was approved
metrics-how-unknown = nobody has said what differs: reject the picture with its reason
metrics-answers-against = Passed against a measurement: { $items }
metrics-answers = Answered then: pass { $passed }, fail { $failed }, n/a { $skipped }
metrics-proposals = Proposals
metrics-proposal = { $category }: { $reason } escaped { $count } times. Raise “{ $item }” from { $was } to { $now }?
metrics-proposal-none = { $category }: { $reason } escaped { $count } times, and no question asks about it. Add one to the checklist.
metrics-proposal-how = Take it over: `vitrina metrics --raise { $category }/{ $item }`
metrics-raised = { $category }/{ $item } is { $now } now. Written: { $path }
metrics-raised-by = { $category }/{ $item } was raised by { $person }, { $day }
metrics-return-reasons = Why things come back
metrics-rejections = Rejections
metrics-own-reasons = Rejected here, by reason
metrics-market-reasons = Rejected by marketplaces, by reason
metrics-yield = First attempts that pass
metrics-yield-mode = By mode
metrics-yield-generator = By generator
metrics-share = { $share } % ({ $low } to { $high } with 95 %)
metrics-attempts = Attempts until an approval, on average: { $mean }
metrics-attempts-slots = attempt { $attempt }
metrics-attempts-open = Not approved yet, attempts so far { $attempt }
metrics-attempts-none = Nothing is approved yet.
metrics-audits = Audits
metrics-audits-none = There are no audits yet.
metrics-plants = Planted pictures
metrics-terms = Terms
metrics-terms-kept = Decided in time: { $kept } of { $all }
metrics-terms-none = No terms are set.
metrics-speed = Speed
metrics-speed-approval = From arrival to approval
metrics-speed-upload = From the last picture’s arrival to the upload
metrics-speed-line = Working hours: { $median } in the middle, nine of ten at most { $most }. Pictures: { $count }
metrics-speed-few = Working hours: { $median } in the middle. Pictures: { $count }
metrics-speed-none = nothing yet
checklist-escaped = came back as not as pictured for this: { $count }
    .short = ↩ { $count }
metrics-reading = Counting…
metrics-disclaimer = Counted from this workspace's own records. Vitrina Desk is independent of every marketplace and guarantees no approval; a share without a comparison proves no cause.
metrics-made = Made on { $day }

metrics-head-sold = sold
metrics-head-returned = returned
metrics-head-mistaken = not as pictured
metrics-head-share = per 100
metrics-head-interval = 95 %
metrics-head-count = count
metrics-head-cumulative = together
metrics-head-passed = passed
metrics-head-decided = decided
metrics-head-yield = %
metrics-head-day = day
metrics-head-by = by
metrics-head-about = about
metrics-head-reason = reason
metrics-head-next = then
metrics-head-picture = picture
metrics-head-marketplace = marketplace
metrics-head-value = value
metrics-head-shown = shown
metrics-head-caught = caught
metrics-head-named = named right
metrics-head-slots = slots

log-column-day = Day
log-column-by = Rejected by
log-column-outcome = Outcome
log-column-sku = SKU
log-column-category = Category
log-column-slot = Slot
log-column-mode = Mode
log-column-attempt = Attempt
log-column-picture = Picture
log-column-file = File
log-column-reasons = Reasons
log-column-about = About
log-column-words = Words
log-column-measured = Measured
log-column-place = Place
log-column-person = Person
log-column-next = Then

action-log = Log
    .help = every rejection, ours and the marketplaces'
action-metrics = Metrics
    .help = what came back, what escaped, how often
action-only-who = Whose
    .help = ours, one marketplace after another, all
action-only-about = About
    .help = mismatch, rules, AI, other, all
action-show-pair = Both pictures
    .help = compares them
action-take-over = Take over
    .help = raises the question in this workspace's checklist
action-next-by = Next grouping
    .help = category, mode, marketplace, batch, month, SKU

metrics-confirm-title = Raise a question?
metrics-confirm-help = Enter: write it into this workspace's checklist, under your name. Esc: leave it as it is.
metrics-no-pair = This picture or its source is not here any more.

cli-verb-log = the rejection log, ours and the marketplaces'
    .about = Every rejection with reason, picture, person and what happened next, the newest first; and how many are mismatch, how many rules, how many really name AI.
cli-verb-metrics = what came back as not as pictured, what escaped, how often
    .about = Returns per 100 sold with their 95 % intervals, escapes, proposals, rejections by reason, first attempts that pass, audits, terms, and speed last.
cli-verb-report = write the metrics into a file
    .about = As a page that needs nothing else (HTML), as tables (CSV) or as JSON; several at once. A file that is there is only replaced with `--force`.
cli-arg-log-text = only entries with this in SKU, file, words, person or reason
cli-arg-log-by = only those of `qa` or of one marketplace
cli-arg-log-about = only those about this
cli-arg-log-reason = only those with this reason
cli-arg-log-from = first day, as 2026-07-01
cli-arg-log-to = last day
cli-arg-log-category = only this category
cli-arg-log-csv = write them as CSV into this file
cli-arg-log-xlsx = write them as a workbook into this file
cli-arg-log-force = replace a file that is there
cli-arg-metrics-from = first day, as 2026-07-01
cli-arg-metrics-to = last day
cli-arg-metrics-category = only this category
cli-arg-metrics-marketplace = only this marketplace
cli-arg-metrics-by = only this grouping
cli-arg-metrics-raise = take over a proposal: CATEGORY/QUESTION becomes a blocker in this workspace's checklist
cli-arg-report-from = first day, as 2026-07-01
cli-arg-report-to = last day
cli-arg-report-category = only this category
cli-arg-report-marketplace = only this marketplace
cli-arg-report-html = write a page
cli-arg-report-csv = write tables
cli-arg-report-json = write JSON
cli-arg-report-force = replace a file that is there
cli-metrics-day-wrong = --from and --to are days, as 2026-07-01, the first not after the last.
cli-metrics-raise-wrong = { $said } is none of the proposals. There are: { $known }.
cli-report-nothing = Say what to write: --html OUT, --csv OUT or --json OUT.
cli-report-written = Written: { $path }
