# Marketplace rules: what a picture breaks, which packs are stale, mistakes in a pack's file, `vitrina rules`.

rules-broken = { $check ->
        [min-size] { $marketplace } asks for at least { $needed } px; this is { $found }.
        [max-side] { $marketplace } takes at most { $needed } px on the longer side; this is { $found }.
        [aspect] { $marketplace } asks for the ratio { $needed }; this is { $found } px.
        [formats] { $marketplace } takes { $needed }; this is { $found }.
        [max-bytes] { $marketplace } takes at most { $needed } MB; this is { $found } MB.
        [max-count] { $marketplace } takes at most { $needed } pictures on a card; with this one there are { $found }.
        [min-quality] { $marketplace } asks for a JPEG quality of at least { $needed } %; this has { $found } %.
        [srgb] { $marketplace } asks for the colours as { $needed }; this is { $found }.
        [opaque] { $marketplace } takes no transparent background; this has one.
        [min-fill] { $marketplace } asks that the product fill { $needed } % of the frame; here it fills { $found } %.
        [white-background] { $marketplace } asks for a white background; this one is not white.
       *[other] { $marketplace }: { $check }: { $needed }; this is { $found }.
    } ({ $confidence }, { $source }, { $seen })
    .short = { $marketplace }: { $check ->
        [min-size] size
        [max-side] size
        [aspect] ratio
        [formats] format
        [max-bytes] file size
        [max-count] count
        [min-quality] quality
        [srgb] colours
        [opaque] transparent
        [min-fill] fill
        [white-background] background
       *[other] { $check }
    }
    .clear = Have it made anew so that it fits, or reject it for rules.
rules-asks = { $check ->
        [min-size] at least { $needed } px
        [max-side] at most { $needed } px on the longer side
        [aspect] ratio { $needed }
        [formats] { $needed }
        [max-bytes] at most { $needed } MB
        [max-count] at most { $needed } pictures on a card
        [min-quality] JPEG quality of at least { $needed } %
        [srgb] colours in sRGB
        [opaque] no transparent background
        [min-fill] the product fills { $needed } % of the frame
        [white-background] a white background
       *[other] { $check } { $needed }
    }
rules-unmeasured = { $check ->
        [min-fill] { $marketplace } asks that the product fill a share of the frame; it was not measured: look.
        [white-background] { $marketplace } asks for a white background; it was not measured: look.
       *[other] { $marketplace }: { $check } was not measured: look.
    } ({ $confidence }, { $source }, { $seen })
rules-question = { $marketplace } ({ $confidence }, { $source }, { $seen }):
rules-stale = The rules of { $marketplace } are due for a check since { $since }. Read the current help, then say so: `vitrina rules checked { $id }`. Help: { $help }

rules-level-block = blocks
rules-level-warn = warns
rules-level-ask = look
rules-ai-not-found = No rule on pictures made by AI was found; that is no proof that there is none.
rules-ai-required = Pictures made by AI have to be labelled.
rules-ai-forbidden = Pictures made by AI are not allowed.

checklist-out-of-range = is { $value }; it must be from { $least } to { $most }.
checklist-not-url = must be an address that begins with http:// or https://; it is { $value }.
checklist-review-too-early = must be later than collected ({ $collected }).
checklist-unknown-check = is a check that is not known: { $value }. There are: { $known }.
checklist-unknown-format = names a format that is not known: { $value }. There are: { $known }.
checklist-unknown-option = is { $value }; it must be one of: { $known }.
checklist-unknown-source = names a source that is not there: { $value }. There are: { $known }.
checklist-no-source = must name at least one source: a figure without one does not count.
checklist-guess-blocks = A figure of confidence C may only warn.
checklist-not-official = Confidence A needs a source of the kind: { $known }.
checklist-unknown-field = names a field that is not known: { $value }. There are: { $known }.
checklist-no-sku-column = must have a column for the SKU: seller or platform.
checklist-no-units-column = must have a column for the units sold: units.
checklist-ask-level = The level ask belongs to a question, and a question to the level ask.
checklist-bad-template = is { $value }. A name may hold Latin letters, digits, _ and -, one folder, and needs { $needed }.

error-unknown-marketplace = There is no rule pack { $id }.
    .todo = There are: { $known }.

cli-verb-rules = what marketplaces ask of pictures
    .about = Rule packs collected from public sources, each figure with its source, date and confidence: A the marketplace's own text, B seen in official use, C a third party's word. They promise no approval.
cli-verb-rules-list = print the rule packs that apply here
cli-verb-rules-show = print one rule pack with its sources
cli-verb-rules-check = check a picture file against the rules
    .about = No workspace is needed. Exit code 1 when a rule blocks. What was not measured is handed on as a question.
cli-verb-rules-checked = record that you have read a marketplace's current help and the pack still holds
    .about = The record has your name, the time and the pack's version. It holds for the days that the pack says.
cli-verb-rules-validate = check rule pack files and name every mistake
    .about = Names file, line and key of each mistake. Exit code 1 when there is one.
cli-arg-rules-show-id = the marketplace, as `vitrina rules list` prints it
cli-arg-rules-check-file = the picture
cli-arg-rules-check-marketplace = the marketplace; may be given several times; without it all of them
cli-arg-rules-check-slot = the picture's place on the card; without it main
cli-arg-rules-checked-marketplace = the marketplace whose help you have read
cli-arg-rules-validate-file = rule pack files (TOML)
cli-head-marketplace = marketplace
cli-head-rules = rules
cli-head-good-until = good until
cli-head-checked = checked by
cli-rules-free = { $file }: nothing blocks. That is no promise that the marketplace accepts it.
cli-rules-checked = Recorded that the help of { $marketplace } was read by { $person }. The pack holds until { $until }.
cli-rules-stale = past its date
cli-rules-help = Help: { $url }
cli-rules-collected = Collected { $collected }, good until { $until }.
cli-rules-source = { $id }: { $url } ({ $kind }, seen { $seen })

status-stale = rules due for a check: { $names }
