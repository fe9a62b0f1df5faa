# What stands between a candidate and its approval; `clear` says how to clear it at the desk, `cli` on the command line.

gate-unmatched = It is not known which SKU this picture shows.
    .short = no SKU (t)
    .clear = Assign it in the tray (t).
    .cli = Assign it in the tray of the desk (`vitrina`, then t), or name the file after its SKU: SKU__slot.png.
gate-file-changed = The file has other bytes than when it arrived.
    .short = file changed
    .clear = Look at the new picture: it is in the queue under its own line.
    .cli = Run `vitrina scan` and look at the new picture: it has an id of its own.
gate-file-missing = The file is no longer there.
    .short = file missing
    .clear = Put it back into the hot folder.
gate-source-missing = There is no source photo to compare with.
    .short = no source
    .clear = Put the photo into sources/ under the SKU's name.
gate-source-changed = The source photo has changed since it arrived.
    .short = source changed
    .clear = Wait a moment until the new one is taken in, then compare again.
    .cli = Run `vitrina scan`, then compare again.
gate-source-soft = The source photo is not sharp.
    .short = source not sharp (S)
    .clear = Replace it with a sharp one, or confirm with S that it is sharp enough.
    .cli = Replace it with a sharp one, or add --source-sharp declared.
gate-compare-not-opened = The full-size comparison was not opened.
    .short = compare (Enter)
    .clear = Open it with Enter.
    .cli = Compare at full size, then add --compare declared.
gate-phone-not-seen = The phone preview was not seen.
    .short = phone (p)
    .clear = Open it with p.
    .cli = Look at it on a phone, then add --phone declared.
gate-large-screen = The comparison on a large screen is not recorded.
    .short = large screen (L)
    .clear = Open it with L and look at both pictures there, or confirm there that you compared.
    .cli = Look at it with `vitrina compare ID --serve`, or compare elsewhere and add --large-screen declared, where vitrina.toml lets a person's word count.
gate-look-time = Looked at for too short a time: { $left } s of { $needed } s are left.
    .short = { $left } s
    .clear = Go on looking.
    .cli = Look long enough, then say for how long: --looked { $needed }.
gate-item-unanswered = Question { $number } is not answered ({ $item }).
    .short = question { $number }
    .clear = Answer it with { $number }.
    .cli = Answer it: --answer { $item }=pass, or all at once: --answers-all pass.
gate-item-failed = Question { $number } is answered with “fail” ({ $item }).
    .short = question { $number } failed
    .clear = Reject with x, or correct the answer with { $number }.
    .cli = Reject with --reject REASON, or correct the answer: --answer { $item }=pass.
