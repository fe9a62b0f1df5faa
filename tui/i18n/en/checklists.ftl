# What is wrong with a checklist file. The place (file, line, key) stands before the sentence.

checklist-not-a-file = is not a regular file.
checklist-unreadable = cannot be read: { $why }.
checklist-too-large = is larger than { $limit } bytes.
checklist-not-utf8 = is not UTF-8 text; save it in that encoding.
checklist-syntax = is not valid TOML: { $why }.
checklist-too-deep = is nested too deeply.
checklist-too-many-dots = has more than { $limit } dots in one line.
checklist-unknown-schema = is of a format this program does not know; write schema = { $known }.
checklist-unknown-key = is not a key that belongs here.
checklist-missing-key = is missing.
checklist-wrong-type = { $expected ->
        [text] must be a text in quotes.
        [texts] must be a list of texts, as ["main", "detail"].
        [table] must be a table, as [name].
        [tables] must be a list of tables, as [[item]].
        [number] must be a whole number.
        [date] must be a day, as 2026-11-23.
        [share] must be a number above 0, at most 1.
       *[other] must be { $expected }.
    }
checklist-missing-language = { $language ->
        [en] has no English text.
        [ru] has no Russian text.
        [kk] has no Kazakh text.
       *[other] has no text in the language { $language }.
    }
checklist-empty-text = is empty.
checklist-too-long = has { $length } characters; at most { $limit } fit.
checklist-control-character = holds a character that cannot be shown ({ $character }); a text is one plain line.
checklist-not-kebab = must be small Latin letters and digits with hyphens between, as clean-edges; it is { $value }.
checklist-unknown-group = names a group that is not there: { $value }. There are: { $known }.
checklist-unknown-reason = names a reason that is not in the list: { $value }. There are: { $known }.
checklist-unknown-severity = is { $value }; it must be one of: { $known }.
checklist-unknown-need = is { $value }; it must be one of: { $known }.
checklist-unknown-slot = names a slot that is not there: { $value }. There are: { $known }.
checklist-unknown-letter = is { $value }; it must be one letter of: { $known }.
checklist-no-slots = is an empty list; leave it out to ask the question for every slot.
checklist-house-slots = The question { $item } is asked for every slot; leave the slots out.
checklist-house-missing = The question { $item } must be there: it belongs to every checklist.
checklist-item-count = has { $count } questions; { $min } to { $max } are needed.
checklist-duplicate = { $value } is used twice; the first is in line { $first }.
checklist-same-id = has the same id ({ $value }) as { $other }, which is used; this file is not.
checklist-more = { $count ->
        [one] One more mistake is not listed.
       *[other] { $count } more mistakes are not listed.
    }
