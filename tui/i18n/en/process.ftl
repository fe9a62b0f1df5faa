# The process: what an approval is held against, terms, batches, audits, packs, ads.
state-lapsed = lapsed
cli-state-lapsed = lapsed
verdict-approve = approved
verdict-reject = rejected

# Why an approval no longer counts.
lapse-copy-changed = Copy changed, look again.
lapse-main-gone = The SKU has no approved main picture any more.
lapse-main-replaced = The main picture is another one now.
lapse-maker = Only the person who made it approved it.
lapse-lifestyle-main = A lifestyle picture is not allowed as main picture here.
words-changed = { $what }: “{ $before }” became “{ $after }”.
differs-source = source photo
differs-title = title
differs-colour = colour
differs-material = material
differs-kit = kit

# What the process puts between a candidate and its approval.
gate-person-may-not = { $person } may not decide here.
    .short = not yours to decide
    .clear = Let one of these decide: { $who }.
    .cli = Let one of these decide: { $who }; say who sits here with --as.
gate-own-picture = { $person } made this picture and does not approve it.
    .short = your own picture
    .clear = Let another person look at it.
gate-batch-paused = The batch { $batch } is paused.
    .short = batch paused
    .clear = Let it go on: `vitrina batch resume { $batch }`.
gate-lifestyle-main = A main picture has to be an exact card or on white; lifestyle is not allowed in { $category }.
    .short = lifestyle as main
    .clear = Reject it, or have an owner allow it: `vitrina lifestyle { $category } --allow`.
gate-ad-no-main = The SKU { $sku } has no approved main picture to hold this ad against.
    .short = no approved main
    .clear = Approve its main picture first.
gate-ad-other-sku = The ad is for { $sku }, and its file names { $named }.
    .short = other SKU’s ad
    .clear = Reject it, or give it to { $named }.

# Failures.
error-not-allowed = { $person } may not do this ({ $act }).
    .todo = These may: { $who }. Say who sits here with --as.
error-unknown-batch = There is no single batch { $id }.
    .todo = The newest are: { $known }.
error-unknown-category = There is no category { $id }.
    .todo = There are: { $known }.
error-category-stopped = The category { $category } is stopped: it failed under tightened inspection.
    .todo = An owner lets it go on: `vitrina batch reopen { $category } --note TEXT`.
error-category-not-stopped = The category { $category } is not stopped.
    .todo = How it is inspected: `vitrina batch list`.
error-batch-unfit = { $why ->
        [closed] The batch { $batch } is closed.
        [paused] The batch { $batch } is paused.
        [not-paused] The batch { $batch } is not paused.
       *[full] The batch { $batch } is full.
    }
    .todo = See how it stands: `vitrina batch show { $batch }`.
error-sku-unfit = { $why ->
        [unknown] The SKU { $sku } is not in the listing and has no source photo.
        [category] The SKU { $sku } is not of the category { $category }.
       *[in-batch] The SKU { $sku } is in the batch { $batch } already.
    }
    .todo = A batch has SKUs of one category, each in one open batch.
error-nothing-for-batch = No SKU of { $category } has something to decide outside of a batch.
    .todo = Name the SKUs, or wait for new pictures.
error-batch-not-ready = The batch { $batch } cannot be closed yet.
    .todo = This is left:
error-no-audit = { $why ->
        [not-sampled] { $id } is not among the pictures to audit.
        [done] { $id } is audited already.
       *[own] { $id } is your own decision: somebody else audits it.
    }
    .todo = What is to be audited: `vitrina audit list`.
error-audit-too-soon = { $id } was decided by you a short while ago; a second look is due in { $hours } h.
    .todo = Look again then, or let another person audit it.
error-nothing-to-settle = { $id } has no disagreement that you may settle.
    .todo = A third person settles it, or an owner: `vitrina audit list`.
error-note-missing = This is recorded with a reason, and none was given.
    .todo = Say it in a few words: --note TEXT.
error-retake-not-written = The note for the studio could not be written into { $path }: { $why }. The rejection is recorded.
    .todo = Make room on the disk or correct the permissions of the folder.

# Notes for the studio.
retake-title = To be made again
retake-source = The real product
retake-rejected = Rejected picture
retake-withdrawn = Withdrawn: this rejection was taken back.
retake-label-file = File
retake-label-attempt = Attempt
retake-label-reasons = Reasons
retake-label-marked = Framed places
retake-label-note = Note
retake-label-colour = Colour
retake-label-kit = Kit
retake-label-person = Rejected by

# Batches and how categories are inspected.
batch-state-open = open
batch-state-paused = paused
batch-state-closed = closed
batch-left-empty = There is no SKU in it.
batch-left-undecided = SKUs with something to decide: { $count }
batch-left-audits = Audits still to be done: { $count }
batch-left-unsettled = Disagreements to be settled: { $count }
inspection-normal = Every fifth SKU is audited.
inspection-tightened = The batch { $batch } had { $count } disagreements, { $limit } were allowed: every third SKU is audited, batches are smaller.
inspection-stopped = The batch { $batch } had { $count } disagreements under tightened inspection, { $limit } were allowed: an owner has to reopen the category.
inspection-reopened = An owner reopened it: every third SKU is audited.
inspection-back = { $count } clean batches in a row: every fifth SKU is audited again.

# Stages, terms, the board.
stage-source = source
stage-studio = studio
stage-qa = QA
stage-cabinet = cabinet
stage-post-moderation = moderation
term-left-hours = { $count } h left
term-left-minutes = { $count } min left
term-late-hours = late by { $count } h
term-late-minutes = late by { $count } min
missing-source = source photo
missing-reshoot = reshoot the source ({ $slot })
missing-mixed = mixed pack: { $what }
missing-decisions = { $count ->
        [one] a decision
       *[other] { $count } decisions
    }
missing-lapsed = look again: { $count }
missing-slot = picture for { $slot }
missing-upload = upload { $where }
board-not-piloted = { $category } has no passed pilot: { $season } begins in { $days } d.
status-late = late { $count }
status-soon = soon late { $count }
board-title = Board
board-only-late = late only
board-empty = Nothing here.
status-audit = AUDIT, blind
person-title = Who sits here?
person-help = What you do is recorded under this name. Esc: only look.
person-name = name
evidence-batch = Batch { $batch }, with { $person }: { $done } of { $all } SKUs decided
evidence-before = Attempt { $attempt } was rejected: { $reasons }. { $note }
desk-audit-begun = Second looks to take: { $count }. The first verdicts are hidden; press the key again to go back.
action-board = Board
    .help = where every SKU stands
action-audit = Audit
    .help = second looks, the first verdict hidden; again: back
action-left = Column left
action-right = Column right
action-only-category = Category
    .help = only one; again for the next
action-only-marketplace = Market
action-only-batch = Batch
action-only-person = Person
action-only-late = Late
desk-pause-due = You have looked for long without a pause: rest your eyes for five minutes.

# Packs.
pack-empty = empty
pack-partial = partial
pack-complete = complete
pack-mixed = mixed
pack-holds-empty = Nothing of it is approved.
pack-holds-partial = Slots are missing.
pack-holds-complete = Pictures in it wait for a decision.
pack-holds-mixed = Its pictures are of different articles.
pack-holds-batch = Its batch { $batch } is not closed.

# Commands.
cli-verb-board = where every SKU stands
    .about = Prints SKUs by stage: what is missing, how much working time is left, who has it.
cli-verb-batch = batches of one category, reviewed together
    .about = A batch takes 25 SKUs of one category; every fifth is audited before it can be closed.
cli-verb-batch-open = open a batch
    .about = With SKUs named it takes these, else what waits in the queue. A category without a passed pilot gets a pilot.
cli-verb-batch-add = put SKUs into a batch
    .about = What finds no room goes into the next batch.
cli-verb-batch-show = print how a batch stands
cli-verb-batch-list = print all batches and how categories are inspected
cli-verb-batch-pause = halt a batch
cli-verb-batch-resume = let a paused batch go on
cli-verb-batch-hand-over = give a batch to another person
cli-verb-batch-close = close a batch and print its summary
    .about = Exit code 1 while something is undecided or an audit is open, with what is left.
cli-verb-batch-reopen = let a stopped category go on
cli-verb-audit = second looks at decided pictures
    .about = The first verdict is hidden until the second one is recorded.
cli-verb-audit-list = print what is to be audited
cli-verb-audit-next = print the next picture to audit, as if it were new
cli-verb-audit-record = record a second look
    .about = The same gate as for a decision. Afterwards the first verdict is shown.
cli-verb-audit-settle = settle a disagreement, with the reason
    .about = A third person or an owner does. An overruled decision is taken back.
cli-verb-audit-figures = print how far decisions and audits agree
cli-verb-packs = the content pack of every SKU
cli-verb-ads = ads, and what has to be taken down
cli-verb-lifestyle = allow lifestyle main pictures in a category
cli-arg-board-category = only this category
cli-arg-board-marketplace = only this marketplace
cli-arg-board-batch = only this batch
cli-arg-board-of = only what this person has
cli-arg-board-late = only what is late
cli-arg-batch-open-category = the category
cli-arg-batch-open-sku = its SKUs; without any, what waits in the queue
cli-arg-batch-add-batch = the batch, or the beginning of its id
cli-arg-batch-add-sku = SKUs to put in; without any, what waits in the queue
cli-arg-batch-show-batch = the batch, or the beginning of its id
cli-arg-batch-pause-batch = the batch, or the beginning of its id
cli-arg-batch-pause-note = why
cli-arg-batch-resume-batch = the batch, or the beginning of its id
cli-arg-batch-hand-over-batch = the batch, or the beginning of its id
cli-arg-batch-hand-over-to = who gets it
cli-arg-batch-close-batch = the batch, or the beginning of its id
cli-arg-batch-reopen-category = the stopped category
cli-arg-batch-reopen-note = why it can go on
cli-arg-audit-list-batch = only this batch
cli-arg-audit-next-batch = only this batch
cli-arg-audit-record-id = the candidate's id, or its first digits
cli-arg-audit-record-approve = you would approve it
cli-arg-audit-record-reject = you would reject it, for these reasons
cli-arg-audit-record-answer = answer one question of the checklist; may be given several times
cli-arg-audit-record-answers-all = answer every question of the checklist
cli-arg-audit-record-note = a note to keep with it
cli-arg-audit-record-looked = how many seconds you looked at the pair
cli-arg-audit-record-compare = say that you compared the pair at full size
cli-arg-audit-record-phone = say that you saw it as a phone shows it
cli-arg-audit-record-large-screen = say that you compared the pair on a large screen
cli-arg-audit-record-source-sharp = say that a source photo measured as soft is sharp enough
cli-arg-audit-record-colour = say that you saw the pair in its true colours
cli-arg-audit-record-detail = say that you saw the product in its true pixels
cli-arg-audit-settle-id = the candidate's id, or its first digits
cli-arg-audit-settle-approve = it is to be approved
cli-arg-audit-settle-reject = it is to be rejected
cli-arg-audit-settle-note = the reason
cli-arg-lifestyle-category = the category
cli-arg-lifestyle-allow = allow it
cli-arg-lifestyle-refuse = no longer allow it
cli-arg-lifestyle-note = why
cli-head-batch = batch
cli-head-person = person
cli-head-decided = decided
cli-head-audits = audits
cli-head-skus = SKUs
cli-head-left = term
cli-head-category = category
cli-head-missing = missing
cli-head-main = main
cli-head-why = why
cli-head-differs = differs in
cli-batch-opened-batch = Batch { $batch } is open, SKUs: { $count }
cli-batch-opened-pilot = Pilot { $batch } is open, SKUs: { $count }. All of them are audited; it has to pass before full batches.
cli-batch-left-over = No room for: { $skus }
cli-batch-added = SKUs put in: { $count } ({ $batches })
cli-batch-paused = Batch { $batch } is paused.
cli-batch-resumed = Batch { $batch } goes on.
cli-batch-handed-over = { $person } has the batch { $batch } now.
cli-batch-none = There is no batch yet.
cli-batch-title-batch = Batch { $batch } ({ $category }): { $state }
cli-batch-title-pilot = Pilot { $batch } ({ $category }): { $state }
cli-batch-person = With { $person }, opened by { $opener }
cli-batch-decided = Decided: { $done } of { $all }
cli-batch-audits = Audited: { $done } of { $all }
cli-batch-self = Of these self-audits, by the one who decided: { $count }
cli-batch-disagreements = Disagreements: { $count }, allowed: { $limit }
cli-batch-tightened = Tightened inspection: every third SKU is audited.
cli-batch-sampled = audit
cli-category-normal = { $category }: normal.
cli-category-tightened = { $category }: tightened.
cli-category-stopped = { $category }: stopped.
cli-pilot-passed = Pilot passed.
cli-pilot-open = No pilot has passed yet.
cli-audit-none = Nothing is to be audited by you now.
cli-audit-unsettled = { $id } ({ $sku }): decision and audit differ, somebody has to settle it.
cli-audit-next = { $id }: { $sku }, { $path }
cli-audit-source = Source: { $path }
cli-audit-agrees = { $id }: both say { $second } (first { $person }).
cli-audit-differs = { $id }: { $person } said { $first }, you say { $second }. A third person or an owner settles it.
cli-audit-self = A self-audit: it does not count as a second person.
cli-audit-settled-upheld = { $id }: the decision stands.
cli-audit-settled-overruled = { $id }: the decision is taken back; decide anew.
cli-figures-all = All audits by a second person
cli-figures-self = Self-audits of a single seller
cli-figures-counts = Audits: { $pairs }. Both approved { $approve }, both rejected { $reject }, only the audit rejected { $approve_reject }, only the decision rejected { $reject_approve }.
cli-figures-few = Too few to say: rates are given from { $few } audits on.
cli-figures-raw = raw agreement { $rate }
cli-figures-rejects = agreement on rejections { $rate }
cli-figures-ac1 = Gwet's AC1 { $rate }
cli-figures-kappa = Cohen's kappa { $rate } (misleading where rejections are rare)
cli-packs-none = No SKU has pictures yet.
cli-ads-none = There is no ad.
cli-ads-take-down = To be taken down wherever it runs: { $count }
cli-ads-take-down-one = { $sku }: { $path }
cli-lifestyle-allowed = Lifestyle main pictures are allowed in { $category } now.
cli-lifestyle-refused = Lifestyle main pictures are no longer allowed in { $category }.

caption-main = Approved main
action-main = Main picture
    .help = an ad against its approved main picture; again: the source
views-slots-apart = Colour differs between { $first } and { $second }, ΔE { $value } or more
cli-packs-rejected-reason = Rejected attempts by reason: { $what }
cli-packs-rejected-mode = Rejected attempts by mode: { $what }
