# Every failure a person is told about: what is wrong; `todo` is what to do about it.

error-unexpected = Something went wrong that was not foreseen.
    .todo = Try again; if it happens again, send the log that `vitrina doctor` names.
error-workspace-missing = There is no workspace at { $path }.
    .todo = Make one with `vitrina init DIR`, or name another with --workspace DIR.
error-workspace-exists = { $path } is a workspace already.
    .todo = Open it with `vitrina review --workspace DIR`, or choose another folder.
error-workspace-unwritable = { $path } cannot be written: { $why }.
    .todo = Check that the folder is yours to write and that the disk is not full.
error-config-invalid = The settings in { $path } are not right: { $why }.
    .todo = Correct the line, or put a # before it to get the default back.
error-pattern-invalid = A file name pattern in vitrina.toml cannot be used: { $pattern } ({ $why }).
    .todo = Correct it under [intake] patterns; it needs the named group sku.
error-listing-unreadable = { $why ->
        [too-big] The listing { $path } is too large.
        [too-many-rows] The listing { $path } has too many rows.
        [not-a-file] The listing { $path } is not a file.
        [no-permission] The listing { $path } may not be read.
        [unreadable] The listing { $path } cannot be read.
        [encoding] The listing { $path } is in an encoding that is not known.
        [no-sku-column] The listing { $path } has no column for the SKU.
        [old-excel] The listing { $path } is in the old Excel format (XLS).
        [damaged] The listing { $path } is damaged.
       *[other] The listing { $path } cannot be read: { $why }.
    }
    .todo = { $why ->
        [no-sku-column] Name a column sku (or Артикул) in its first row.
        [not-a-file] Put a file named listings.csv or listings.xlsx in its place.
        [no-permission] Correct its permissions.
       *[other] Save it again as CSV (UTF-8) or XLSX. Until then the listing read before stays in use.
    }
error-store-newer = { $path } was written by a newer Vitrina Desk (format { $format }, this one knows { $known }).
    .todo = Update this program before you decide anything here.
error-not-saved = Not saved: { $path } cannot be written ({ $why }). Nothing was recorded.
    .todo = Make room on the disk or correct the permissions, then do it again.
error-store-busy = Another session has held the decisions for more than { $seconds } s. Nothing was recorded.
    .todo = Try again; if it stays so, close the other sessions on this machine.
error-unknown-candidate = No candidate has the id { $id }.
    .todo = The ids are in the list of `vitrina queue`; the first digits are enough.
error-ambiguous-candidate = { $count } candidates have an id that begins with { $id }.
    .todo = Give more digits of it.
error-unknown-sku = The SKU { $sku } is not in the listing and has no source photo.
    .todo = Add it to listings.csv, or put its photo into sources/.
error-unknown-reason = { $reason } is not in the list of reasons.
    .todo = Choose from: { $known }.
error-unknown-item = This candidate's checklist has no question { $item }.
    .todo = Its questions are: { $known }.
error-reason-missing = A rejection needs at least one reason.
    .todo = Name what is wrong, for example: shape, colour, label.
error-gate-open = { $count ->
        [one] Not approved: one condition is open.
       *[other] Not approved: { $count } conditions are open.
    }
    .todo = Clear each of them, or reject the picture:
error-nothing-to-undo = There is no decision to take back.
    .todo = A decision that was taken back already stays in the record, but no longer counts.
error-not-reviewable = { $state ->
        [waiting] { $id } is not complete yet and cannot be decided.
        [unmatched] It is not known which SKU { $id } shows, so it cannot be decided.
       *[other] { $id } cannot be changed so: it is { $state }.
    }
    .todo = { $state ->
        [waiting] Wait until the file has arrived, then run `vitrina scan`.
        [unmatched] Assign it in the tray of the desk, or name the file after its SKU.
       *[other] Take the decision back first.
    }
error-not-an-image = This file is no picture that can be reviewed ({ $refusal }).
    .todo = Export it again as a still picture, JPEG or PNG.
error-incomplete = The file is not complete yet.
    .todo = Wait until it has arrived, or copy it again.
error-no-terminal = The desk needs a terminal, and here is none.
    .todo = Start `vitrina` in a terminal window; without one use queue, scan, decide and undo.
error-demo-folder-taken = { $path } holds something else, and the demo will not write into it.
    .todo = Name a folder that is new or empty: `vitrina demo DIR`.
error-unknown-checklist = There is no checklist { $id }.
    .todo = There are: { $known }.
