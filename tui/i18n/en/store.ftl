# What should be known about the store files; codes of core.store.note.

store-restored = Decisions of yours were missing from the files; { $count } were put back into { $file }.
store-not-restored = Decisions of yours are missing from the files and cannot be put back yet: { $file }.
store-copied = This workspace is a copy of { $file }. From here it is written under a device name of its own.
store-cloned = This machine was copied from the one that wrote as { $file }; it has got a new device name.
store-set-aside = Another workspace was in this place. Its { $count } decisions are kept in { $file }.
store-forked = { $file } has a second history under one device name ({ $count } events). Both are kept.
store-conflict-copy = A sync tool left { $file }; its { $count } events count, nothing is lost.
store-markers = Git left { $count } conflict markers in { $file }; both sides are read.
store-rewritten = Another program rewrote or merged { $file }. It is read and left as it is; writing goes on in a new file.
store-newer = { $file } is from a newer Vitrina Desk; it is read as far as this one understands it.
store-clock-ahead = { $count } events in { $file } are more than 10 minutes ahead of this clock. Check the clocks of both devices.
store-clock-behind = This clock is { $count } minutes behind your own last decision. Set it right.
store-journal-unwritable = The local safety copy { $file } cannot be written. Decisions are saved, but could not be put back if a sync tool removed them.
