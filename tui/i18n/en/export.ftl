# Exports for marketplaces: why packs are left out, the README, `vitrina export`, `vitrina upload`.

export-unlisted = It has no row in the listings.
export-elsewhere = Its listing does not name { $marketplace }.
export-no-batch = It was reviewed in no batch: open one for it, audit it and close it.
export-after-batch = The approval of { $id } that stands is not one that its batch was closed and audited with: put the SKU into a new batch.
export-lapsed = Approvals that no longer count: { $count }. Look at them again.
export-changed-meanwhile = It changed while the export was written: export again.
export-file-changed = { $path } has other bytes than those that were approved.
export-file-missing = { $path } is gone.
export-file-unreadable = { $path } cannot be read as a picture.
export-drifted = { $path } does not look as it was approved once it is converted (difference { $mean } on average, { $worst } at its worst place): have it made in another format or size.
export-warned = { $asks } ({ $confidence }): pictures that do not fit: { $count }

export-disclaimer = Made from pictures that people approved. Independent of every marketplace: nothing here promises that one accepts them. Check the rules in your cabinet.
export-readme-title = { $marketplace }: SKUs { $skus }, pictures { $pictures }
export-readme-files = What is here
export-readme-folders = One folder for each SKU; 01 is the main picture, 02 and so on follow in order.
export-readme-named = The main picture is { $main }, the others are { $others } and so on, in order.
export-readme-csv = manifest.csv: whose each file is, for a spreadsheet. A code that begins with = + - or @ has an apostrophe before it there.
export-readme-json = manifest.json: the same with the true SKU codes, hashes of the approved and the exported pictures, and the approvals.
export-readme-ways = How it goes into { $marketplace }
export-readme-way = { $text } ({ $confidence }; { $url }, read { $seen })
export-readme-no-way = Not known: no source that says how pictures come into this cabinet was found.
export-readme-no-naming = Not known: whether the cabinet takes files by their names. The names here are our own.
export-readme-help = The marketplace's help: { $help }
export-readme-renamed = Files whose name is not the SKU: a cabinet that goes by names does not find these, upload them by hand.
export-readme-warned = What the rules warn of
export-readme-done = When it is uploaded, say so; then the time of moderation runs: vitrina upload --all --marketplace { $id }

error-rules-stale = The rules of { $marketplace } were due for a check on { $since }: nothing is exported by them.
    .todo = Read the current help ({ $help }), then: vitrina rules checked { $marketplace }.
error-export-taken = The folder { $path } is there and holds something else than this export.
    .todo = Move it away, or choose another place with --out.
error-export-busy = Another export writes into { $path }.
    .todo = Wait for its end.
error-not-exported = { $sku } was never exported for { $marketplace }.
    .todo = Export it first: vitrina export { $sku } --marketplace { $marketplace }.

cli-verb-export = write approved packs as a folder for a marketplace
    .about = Only packs that are approved as a whole, in a closed batch with its audits done; the others are named with why. The folder appears whole or not at all; the same again gives the same files. Exit code 1 when nothing could go, or something that was due or named could not.
cli-arg-export-sku = only these; without any, all that can go
cli-arg-export-marketplace = which marketplace, as `vitrina rules list` names it
cli-arg-export-out = where the folder is made; without it exports/ in the workspace
cli-arg-export-dry-run = only say what would go and what not
cli-export-reading = Looking at the approved files: { $done } of { $all }
cli-export-writing = Writing packs: { $done } of { $all }
cli-export-would = Would be written: SKUs { $skus }, pictures { $pictures }
cli-export-done = Written: { $path }. SKUs { $skus }, pictures { $pictures }
cli-export-same = It is there already, with the same files: { $path }. SKUs { $skus }, pictures { $pictures }
cli-export-nothing = No pack can go.
cli-export-left-out = Left out: { $count }
cli-verb-upload = say that exported packs were uploaded
    .about = Records who uploaded which pictures, and when; from then on the board waits for the marketplace. Nothing is sent anywhere.
cli-arg-upload-sku = the SKUs that were uploaded
cli-arg-upload-marketplace = where to
cli-arg-upload-all = all SKUs of the last export for this marketplace that are not said to be uploaded yet
cli-upload-which = Name SKUs, or say --all.
cli-upload-done = Recorded as uploaded to { $marketplace }: SKUs { $skus }
cli-upload-none = Nothing of the last export for { $marketplace } is left to upload.

action-export = Export
    .help = approved packs as folders for a marketplace
action-export-write = Write
    .help = write the folder for the chosen marketplace
export-title = Export approved packs
export-looking = Looking at the approved files…
export-ready = { $marketplace }: SKUs that can go { $skus }, pictures { $pictures }. Enter writes the folder.
export-none = { $marketplace }: no pack can go.
export-stopping = Stopping; nothing is left behind.
export-stopped = Stopped. Nothing was written.
export-list-left-out = Left out: { $count }
export-list-go = Can go: { $count }
