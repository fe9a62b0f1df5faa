# Reading a report on the screen.

action-import = Read a report
    .help = what marketplaces and buyers sent back, what was sold
action-map = Map
    .help = which field a column holds, which reason words mean
action-take-rows = Take
    .help = records the rows and what was mapped
action-next-kind = Kind
    .help = moderation, returns, sales
action-next-marketplace = Whose
    .help = one marketplace after another; first as its header says
action-other-file = Other file

import-title = Read a report
import-file = File: CSV, XLSX or JSON; a name in this workspace or a whole path
import-begin = Enter: read it. Nothing is recorded before you take the rows. Names and addresses of buyers are not read.
import-kind-moderation = moderation
import-kind-returns = returns
import-kind-sales = sales
import-any-marketplace = as its header says
import-unknown = This is no report that is known. Say what its columns hold: Enter on a column.
import-needs-moderation = Needed: a SKU or the marketplace's id of it, and one of id, day, reason.
import-needs-returns = Needed: a SKU or the marketplace's id of it, and one of id, day, reason.
import-needs-sales = Needed: a SKU or the marketplace's id of it, and how many were sold.
import-needs-marketplace = Say whose it is (s).
import-unmapped = Texts that fit no reason: { $count }. Enter on one says what it means.
import-words = fits no reason, rows: { $count }
import-not-read = not read
import-means = What does “{ $text }” mean?
import-meaning = type a part of a name
cli-import-columns = Columns in the file: { $columns }

field-none = nothing that is needed
field-external = id of the row
field-order = order
field-seller = SKU of the seller
field-platform = SKU of the marketplace
field-date = day, or first day
field-until = last day
field-status = status
field-reason = reason
field-type = type of the row
field-units = how many
