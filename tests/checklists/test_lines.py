from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.lines import locate


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\nb = 2\n", ("b",), 2),
        ("# a = 1\n\n  b = 2", ("b",), 3),
        ("[t]\na = 1\n[t.u]\na = 2\n", ("t", "u", "a"), 4),
        ("[t.u]\na = 1\n[t]\nb = 2\n", ("t",), 3),
        ("[[t]]\na = 1\n[[t]]\na = 2\n", ("t", 1, "a"), 2),
        ("[[t]]\na = 1\n[[t]]\na = 2\n", ("t", 2, "a"), 4),
        ("[[t]]\n[t.u]\na = 1\n[[t]]\n[ t . u ]\na = 2\n", ("t", 2, "u", "a"), 6),
        ("[[t]]\n[[t.u]]\n[[t.u]]\na = 1\n[[t]]\n[[t.u]]\na = 2\n", ("t", 1, "u", 2, "a"), 4),
        ("[[t]]\n[[t.u]]\n[[t.u]]\na = 1\n[[t]]\n[[t.u]]\na = 2\n", ("t", 2, "u", 1, "a"), 7),
        ("x = 1\nq . en = 1\nq.ru = 2\n", ("q", "ru"), 3),
        ("x = 1\nq.en = 1\nq.ru = 2\n", ("q",), 2),
        ('"a.b" = 1\n"\\u0063" = 2\n', ("a.b",), 1),
        ('"a.b" = 1\n"\\u0063" = 2\n', ("c",), 2),
        ("'a]b'.c = 1\nd = 2\n", ("d",), 2),
        ('a = """\nb = 1\n[t]\n"""\nc = 2\n', ("c",), 5),
        ('a = """\nb = 1\n[t]\n"""\nc = 2\n', ("b",), 1),
        ('a = """x\\"""\nb = 1""""\nc = 2\n', ("c",), 3),
        ("a = '''\nb = 1\n''''\nc = 2\n", ("c",), 4),
        ('a = "# [ \\" {"\nb = 2\n', ("b",), 2),
        ("a = [ # ]\n 1,\n ']',\n]\nb = 2\n", ("b",), 5),
        ("x = 1\nq = { en = 1, ru = 2 }\n", ("q", "ru"), 2),
        ("x = 1\n[[t]]\na = 1\n", ("t", 1, "missing"), 2),
        ("x = 1\n", ("missing",), 1),
        ("", ("missing",), 1),
    ],
)
def test_a_key_is_found_on_its_line(text: str, path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(text)
    assert locate(text).of(path) == line


@given(st.text(alphabet="ab.=[]{}\"'\\#\n 1,", max_size=60))
def test_any_text_is_scanned_to_its_end(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = locate(text).found
    # Every key at the top of the file is found, and only on lines that exist.
    assert {path[0] for path in found} == set(values)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


@given(
    st.lists(
        st.sampled_from(["# note", "", 'filler = """\n[[t]]\nx = 1\n"""', "list = [\n 1,\n 2,\n]"]),
        max_size=4,
        unique=True,
    ),
    st.integers(min_value=1, max_value=4),
)
def test_what_stands_before_a_key_only_moves_it(before: list[str], tables: int) -> None:
    head = "".join(f"{part}\n" for part in before)
    text = head + "[[t]]\nx = 1\n" * tables
    tomllib.loads(text)
    lines = locate(text)
    assert [lines.of(("t", n, "x")) for n in range(1, tables + 1)] == [
        head.count("\n") + 2 * n for n in range(1, tables + 1)
    ]
