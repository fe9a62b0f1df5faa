# Reports of marketplaces: rows that are not taken, `vitrina import`.

report-no-sku = The row was left out: it names neither a SKU nor the marketplace's id of one.
report-sku-too-long = The row was left out: its SKU is too long ({ $value }).
report-bad-id = The row was left out: an id in it is too long or holds characters that cannot be seen ({ $value }).
report-bad-day = The row was left out: its day cannot be read ({ $value }). Write it as 2026-11-23 or 23.11.2026.
report-bad-period = The row was left out: its last day ({ $value }) is before its first.
report-bad-units = The row was left out: its count cannot be read ({ $value }).
report-period-overlap = The row was left out: sales of { $value } on some of these days are recorded already, for other days together.

error-report-unreadable = { $why ->
        [missing] There is no file { $path }.
        [too-big] The report { $path } is too large.
        [too-many-rows] The report { $path } has too many rows.
        [not-a-file] { $path } is not a file.
        [no-permission] The report { $path } may not be read.
        [encoding] The report { $path } is in an encoding that is not known.
        [no-header] No row of { $path } has the columns of a report that is known.
        [no-column] The report { $path } has no column { $column }.
        [old-excel] The report { $path } is in the old Excel format (XLS).
        [damaged] The report { $path } is damaged.
       *[other] The report { $path } cannot be read: { $why }.
    }
    .todo = { $why ->
        [no-header] Say whose it is and what its columns hold: --marketplace ozon --column seller=HEADER.
        [no-column] Name a header as it stands in the file.
        [too-many-rows] Divide it into several files; rows that are recorded already are not taken twice.
        [too-big] Divide it into several files; rows that are recorded already are not taken twice.
       *[other] Download it again, or save it as CSV (UTF-8) or XLSX.
    }
error-unknown-feedback = { $reason } is not in the list of reasons why things come back.
    .todo = Choose from: { $known }.

cli-verb-import = read what marketplaces send back
    .about = Reads files that you download in the cabinets or get from their interfaces: CSV, XLSX, JSON. Only the columns that are needed are read; names and addresses of buyers are dropped unread.
cli-verb-import-moderation = read what was rejected, blocked or hidden
    .about = Rows that are recorded already are not taken twice. Exit code 1 when rows could not be read; the others are taken.
cli-verb-import-returns = read what buyers sent back, and why
    .about = Rows that are recorded already are not taken twice. Exit code 1 when rows could not be read; the others are taken.
cli-verb-import-sales = read how many units were sold
    .about = Rows that are recorded already are not taken twice; days that overlap others of the same SKU are refused. Exit code 1 when rows could not be read; the others are taken.
cli-arg-import-moderation-file = the report
cli-arg-import-moderation-marketplace = whose report it is; without it told by its header
cli-arg-import-moderation-column = which column holds a field: external, order, seller, platform, date, status, reason, type; remembered for the next file
cli-arg-import-moderation-dry-run = only print what would be taken and what not
cli-arg-import-moderation-reason = which reason of the closed list a text means; remembered
cli-arg-import-returns-file = the report
cli-arg-import-returns-marketplace = whose report it is; without it told by its header
cli-arg-import-returns-column = which column holds a field: external, order, seller, platform, date, status, reason, type, units; remembered for the next file
cli-arg-import-returns-dry-run = only print what would be taken and what not
cli-arg-import-returns-reason = which reason of the closed list a text means; remembered
cli-arg-import-sales-file = the report
cli-arg-import-sales-marketplace = whose report it is; without it told by its header
cli-arg-import-sales-column = which column holds a field: external, seller, platform, date, until, units; remembered for the next file
cli-arg-import-sales-dry-run = only print what would be taken and what not
cli-arg-import-sales-from = first day of the sales, where the file does not say, as 2026-10-01
cli-arg-import-sales-to = last day of the sales
cli-import-column-wrong = --column takes a field and a header, as seller=SKU; { $said } is not so. Fields are: { $known }.
cli-import-reason-wrong = --reason takes a text and a reason, as "too dark=wrong-colour"; { $said } is not so.
cli-import-period-wrong = --from and --to are two days, as 2026-10-01 and 2026-10-31, the first not after the last.
cli-import-reading = Rows read: { $rows }
cli-import-recording = Rows recorded: { $rows } of { $all }
cli-import-is = A report of { $marketplace }: { $report }
cli-import-would = Would be taken: { $added } new, { $changed } changed. Recorded already: { $known }. About something else: { $skipped }. Nothing was recorded.
cli-import-done = Taken: { $added } new, { $changed } changed. Recorded already: { $known }. About something else: { $skipped }.
cli-import-problems = { $count ->
        [one] One row was not taken; it is named below.
       *[other] { $count } rows were not taken; they are named below.
    }
cli-import-unmapped = Texts that fit no reason: { $count }. Map them with --reason "TEXT=CODE".
cli-import-unlisted = SKUs that the listings do not have: { $count }
cli-import-unused = Columns that were not read: { $count }. Name one with --column FIELD=HEADER.
cli-import-more = and { $count } more
