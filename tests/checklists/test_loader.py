from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklists.document import MAX_BYTES, MAX_DOTS
from checklists.loader import load_checklists, validate
from checklists.model import SLOTS, Problem
from checklists.schema import NAME_LIMIT, QUESTION_LIMIT
from checklists.table import ID_LIMIT, MAX_PROBLEMS

FIRST_ITEM = 14
ITEM_LINES = 13


def found(path: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(problem.line, problem.key, problem.code) for problem in validate(path)]


def only(path: Path, text: str | bytes) -> Problem:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (problem,) = validate(path)
    return problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bags.toml"


def test_a_sound_file_has_no_problem(file: Path, sound: str) -> None:
    assert found(file, sound) == []
    assert sound.splitlines()[FIRST_ITEM - 1] == "[[item]]"
    assert sound.splitlines()[FIRST_ITEM - 1 + ITEM_LINES] == "[[item]]"


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ("schema = 1\n", "", 1, "schema", "missing-key"),
        ("schema = 1", "schema = 2", 1, "schema", "unknown-schema"),
        ("schema = 1", "schema = true", 1, "schema", "wrong-type"),
        ('id = "bags"\n', "", 1, "id", "missing-key"),
        ('id = "bags"', "id = 7", 2, "id", "wrong-type"),
        ('id = "bags"', 'id = "Bags_1"', 2, "id", "not-kebab"),
        ('id = "bags"', f'id = "{"b" * (ID_LIMIT + 1)}"', 2, "id", "too-long"),
        ('id = "bags"', 'id = "bags"\nowner = "me"', 3, "owner", "unknown-key"),
        ("[name]\n", '[name]\nde = "Taschen"\n', 4, "name.de", "unknown-key"),
        ('ru = "Bags по-русски"\n', "", 3, "name.ru", "missing-language"),
        ('en = "Bags"', 'en = " "', 4, "name.en", "empty-text"),
        ('en = "Bags"', "en = []", 4, "name.en", "wrong-type"),
        ('en = "Bags"', f'en = "{"B" * (NAME_LIMIT + 1)}"', 4, "name.en", "too-long"),
        ('en = "Bags"', 'en = "Bags\\u001b[2J"', 4, "name.en", "control-character"),
        ('en = "Bags"', 'en = "Bags\\u202e"', 4, "name.en", "control-character"),
        ('en = "Bags"', 'en = "Bags\\nand more"', 4, "name.en", "control-character"),
        ('[[group]]\nid = "look"', "[[group]]", 7, "group[1].id", "missing-key"),
        ('group = "look"', 'group = "feel"', 16, "item[1].group", "unknown-group"),
        ('group = "look"\n', "", 14, "item[1].group", "missing-key"),
        ('severity = "major"', 'severity = "fatal"', 17, "item[1].severity", "unknown-severity"),
        ('severity = "major"', "severity = 1", 17, "item[1].severity", "wrong-type"),
        ('reason = "shape"', 'reason = "ugly"', 18, "item[1].reason", "unknown-reason"),
        ('reason = "shape"', 'reason = "shape"\nslots = ["top"]', 19, "item[1].slots", "unknown-slot"),
        ('reason = "shape"', 'reason = "shape"\nslots = "main"', 19, "item[1].slots", "wrong-type"),
        ('reason = "shape"', 'reason = "shape"\nslots = []', 19, "item[1].slots", "no-slots"),
        ('reason = "shape"', 'reason = "shape"\nslots = ["main"]', 19, "item[1].slots", "house-slots"),
        ('reason = "shape"', 'reason = "shape"\nfigure = 1', 19, "item[1].figure", "wrong-type"),
        ('reason = "shape"', 'reason = "shape"\nneeds = "eyes"', 19, "item[1].needs", "unknown-need"),
        ('reason = "shape"', 'reason = "shape"\nneeds = ["colour"]', 19, "item[1].needs", "wrong-type"),
        ('reason = "shape"', 'reason = "shape"\nhint = "x"', 19, "item[1].hint", "unknown-key"),
        ('en = "It is right."', 'en = ""', 24, "item[1].help.en", "empty-text"),
        ('kk = "It is right. қазақша"\n', "", 23, "item[1].help.kk", "missing-language"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(
    file: Path, sound: str, old: str, new: str, line: int, key: str, code: str
) -> None:
    assert old in sound
    assert (line, key, code) in found(file, sound.replace(old, new, 1))


def test_a_mistake_in_a_later_item_is_named_there(file: Path, sound: str) -> None:
    fourth = FIRST_ITEM + 3 * ITEM_LINES
    before, after = sound.split('id = "rules-checked"')
    text = f'{before}id = "rules-checked"{after.replace("major", "worst", 1)}'
    assert found(file, text) == [(fourth + 3, "item[4].severity", "unknown-severity")]


def test_windows_line_ends_and_a_byte_order_mark_change_no_line(file: Path, sound: str) -> None:
    text = sound.replace('severity = "major"', 'severity = "fatal"', 1).replace("\n", "\r\n")
    assert found(file, b"\xef\xbb\xbf" + text.encode()) == [(17, "item[1].severity", "unknown-severity")]
    assert found(file, b"\xef\xbb\xbf" + sound.replace("\n", "\r\n").encode()) == []


def test_dotted_keys_and_inline_tables_are_as_good_as_sub_tables(file: Path, sound: str) -> None:
    dotted = sound.replace("[name]\nen", "name.en", 1).replace('\nru = "Bags', '\nname.ru = "Bags', 1)
    dotted = dotted.replace('\nkk = "Bags', '\nname.kk = "Bags', 1)
    assert found(file, dotted) == []
    assert found(file, dotted.replace('name.ru = "Bags по-русски"', 'name.ru = ""')) == [
        (4, "name.ru", "empty-text")
    ]
    begin, end = sound.index("[name]"), sound.index("[[group]]")
    inline = sound[:begin] + 'name = { en = "Bags", ru = "Сумки" }\n' + sound[end:]
    assert found(file, inline) == [(3, "name.kk", "missing-language")]


def test_a_missing_house_item_is_named(file: Path, sound: str) -> None:
    problem = only(file, sound.replace('id = "source-sharp"', 'id = "source-good"'))
    assert (problem.line, problem.key, problem.code) == (FIRST_ITEM, "item", "house-missing")
    assert problem.args == {"item": "source-sharp"}


def test_an_item_id_used_twice_names_the_first(file: Path, sound: str) -> None:
    problem = only(file, sound + sound[sound.index("[[item]]") :].split("\n[[item]]", maxsplit=1)[0])
    line = FIRST_ITEM + 5 * ITEM_LINES + 1
    assert (problem.line, problem.key, problem.code) == (line, "item[6].id", "duplicate")
    assert problem.args == {"value": "source-sharp", "first": FIRST_ITEM + 1}


def test_a_group_id_used_twice_is_named(file: Path, sound: str) -> None:
    group = sound[sound.index("[[group]]") : sound.index("[[item]]")]
    assert (15, "group[2].id", "duplicate") in found(file, sound.replace(group, group + group))


@pytest.mark.parametrize(("items", "wrong"), [(4, True), (5, False), (9, False), (10, True)])
def test_an_item_for_each_of_nine_keys_and_no_more(file: Path, sound: str, items: int, wrong: bool) -> None:
    head, *parts = sound.split("[[item]]\n")
    more = [parts[0].replace("source-sharp", f"extra-{n}") for n in range(5)]
    text = "[[item]]\n".join([head, *(parts + more)[:items]])
    counted = [problem for problem in found(file, text) if problem[2] == "item-count"]
    assert counted == ([(FIRST_ITEM, "item", "item-count")] if wrong else [])


def test_all_mistakes_of_a_file_are_found_at_once_by_line(file: Path, sound: str) -> None:
    text = sound.replace('id = "bags"', 'id = "BAGS"').replace("major", "worst")
    text = text.replace('ru = "Look по-русски"\n', "")
    problems = found(file, text)
    assert [problem[2] for problem in problems] == ["not-kebab", "missing-language"] + 5 * [
        "unknown-severity"
    ]
    assert problems == sorted(problems, key=lambda problem: problem[0])


def test_the_variables_of_a_problem_say_what_is_allowed(file: Path, sound: str) -> None:
    problem = only(file, sound.replace('severity = "major"', 'severity = "fatal"', 1))
    assert problem.file == str(file)
    assert problem.args == {"value": "fatal", "known": "blocker, major, minor"}
    question = f'en = "{"?" * (QUESTION_LIMIT + 1)}"'
    problem = only(file, sound.replace('en = "Is source-sharp right?"', question))
    assert problem.args == {"length": QUESTION_LIMIT + 1, "limit": QUESTION_LIMIT}
    problem = only(file, sound.replace('en = "Bags"', 'en = "\\u009b"'))
    assert problem.args == {"character": "U+009B"}


def test_very_many_mistakes_are_counted_not_listed(file: Path) -> None:
    problems = found(file, "schema = 1\n" + "[[item]]\n" * 1000)
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1] == (0, "", "more")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("schema = 1\nid =\n", 2, "syntax"),
        ("schema = 1\nschema = 1\n", 2, "syntax"),
        ('schema = 1\nid = """never closed\n\n', 2, "syntax"),
        ("schema = 1\n[name\n", 2, "syntax"),
        (f"schema = {'9' * 5000}\n", 0, "syntax"),
        (b"schema = 1\nid = 'caf\xe9'\n", 2, "not-utf8"),
        ("schema = 1\n".encode("utf-16"), 1, "not-utf8"),
        ("a = " + "[" * 100_000, 0, "too-deep"),
        (f"b = 1\na{'.a' * (MAX_DOTS + 1)} = 1", 2, "too-many-dots"),
        (b"#" * (MAX_BYTES + 1), 0, "too-large"),
    ],
)
def test_a_file_that_is_no_toml_is_one_problem(file: Path, text: str | bytes, line: int, code: str) -> None:
    assert found(file, text) == [(line, "", code)]


def test_dots_in_a_comment_are_no_mistake(file: Path, sound: str) -> None:
    assert found(file, f"# {'.' * 80}\n{sound}") == []


def test_a_file_of_exactly_the_limit_is_read(file: Path, sound: str) -> None:
    filling = MAX_BYTES - len(sound.encode()) - 1
    assert found(file, f"{sound}#{'x' * filling}") == []


def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path, code in (
        (tmp_path / "pipe.toml", "not-a-file"),
        (tmp_path, "not-a-file"),
        (tmp_path / "absent.toml", "unreadable"),
        (tmp_path / "no\0name.toml", "unreadable"),
        (tmp_path / f"{'long' * 100}.toml", "unreadable"),
    ):
        (problem,) = validate(path)
        assert (problem.file, problem.line, problem.code) == (str(path), 0, code)


@given(raw=st.binary(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arbitrary_bytes_never_raise(file: Path, raw: bytes) -> None:
    assert found(file, raw)


@given(data=st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_never_raises_and_names_lines_that_exist(
    file: Path, sound: str, data: st.DataObject
) -> None:
    raw = sound.encode()
    begin = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(begin, min(len(raw), begin + 40)))
    put = data.draw(
        st.one_of(
            st.binary(max_size=8), st.sampled_from([b"[[", b'"""', b"{}", b"1", b"\n[[item]]\n", b".en"])
        )
    )
    damaged = raw[:begin] + put + raw[end:]
    lines = damaged.count(b"\n") + 1
    assert all(0 <= line <= lines for line, _, _ in found(file, damaged))


def test_without_a_workspace_the_shipped_ones_are_all(tmp_path: Path) -> None:
    shipped, problems = load_checklists()
    assert problems == ()
    assert load_checklists(tmp_path / "absent") == (shipped, ())
    assert load_checklists(tmp_path) == (shipped, ())


def test_a_workspace_adds_a_checklist(file: Path, sound: str) -> None:
    file.write_text(sound, encoding="utf-8")
    checklists, problems = load_checklists(file.parent)
    assert problems == ()
    assert set(checklists) == {*load_checklists()[0], "bags"}
    bags = checklists["bags"]
    assert bags.name.in_("kk") == "Bags қазақша"
    assert bags.version == hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    assert [item.slots for item in bags.items] == 5 * [SLOTS]


def test_a_workspace_overrides_a_checklist_by_its_id_whatever_the_file_is_called(
    tmp_path: Path, sound: str
) -> None:
    (tmp_path / "Наше.TOML").write_text(sound.replace('id = "bags"', 'id = "shoes"'), encoding="utf-8")
    checklists, problems = load_checklists(tmp_path)
    assert problems == ()
    assert checklists["shoes"].name.en == "Bags"
    assert checklists["apparel"] == load_checklists()[0]["apparel"]


def test_a_broken_override_leaves_the_shipped_one_in_use(tmp_path: Path, sound: str) -> None:
    text = sound.replace('id = "bags"', 'id = "shoes"')
    (tmp_path / "shoes.toml").write_text(text.replace("major", "worst", 1), encoding="utf-8")
    (tmp_path / "toys.toml").write_bytes(b"\xff")
    checklists, problems = load_checklists(tmp_path)
    assert checklists == load_checklists()[0]
    assert [(Path(problem.file).name, problem.code) for problem in problems] == [
        ("shoes.toml", "unknown-severity"),
        ("toys.toml", "not-utf8"),
    ]


def test_of_two_files_with_one_id_the_one_named_after_it_counts(tmp_path: Path, sound: str) -> None:
    (tmp_path / "bags.toml").write_text(sound, encoding="utf-8")
    copy = tmp_path / "bags.sync-conflict-20260101-120000.toml"
    copy.write_text(sound.replace('en = "Bags"', 'en = "Old bags"'), encoding="utf-8")
    checklists, problems = load_checklists(tmp_path)
    assert checklists["bags"].name.en == "Bags"
    assert [(problem.file, problem.code, problem.args) for problem in problems] == [
        (str(copy), "same-id", {"value": "bags", "other": "bags.toml"})
    ]


def test_hidden_files_and_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".#bags.toml", "._bags.toml", "bags.toml~", "notes.txt"):
        (tmp_path / name).write_bytes(b"\xff")
    (tmp_path / "marketplaces").mkdir()
    assert load_checklists(tmp_path) == load_checklists()


def test_a_workspace_folder_that_is_none_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "checklists"
    path.write_bytes(b"")
    checklists, (problem,) = load_checklists(path)
    assert checklists == load_checklists()[0]
    assert (problem.file, problem.code) == (str(path), "unreadable")


def test_items_are_asked_group_by_group_and_only_for_their_slots(file: Path, sound: str) -> None:
    second = '[[group]]\nid = "first"\n[group.name]\nen = "a"\nru = "б"\nkk = "ә"\n'
    extra = (
        sound[sound.index("[[item]]") :].split("\n[[item]]", maxsplit=1)[0].replace("source-sharp", "extra")
    )
    extra = extra.replace('"look"', '"first"').replace('"shape"', '"shape"\nslots = ["ad", "main"]', 1)
    text = sound.replace("[[group]]", second + "[[group]]", 1) + extra
    assert found(file, text) == []
    bags = load_checklists(file.parent)[0]["bags"]
    assert bags.items_for("main")[0].id == "extra"
    assert bags.items_for("ad")[0].slots == ("main", "ad")
    assert "extra" not in [item.id for item in bags.items_for("detail")]
    assert bags.items[-1].id == "extra"
