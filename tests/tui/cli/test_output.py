from __future__ import annotations

import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.safe_name import safe_name
from tui.cli.output import Cell, Output, cut, escaped_json, fitted, output_for

any_text = st.text(st.characters(codec=None), max_size=40)


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(any_text)
def test_json_means_the_same_and_steers_no_terminal(text: str) -> None:
    printed = escaped_json(json.dumps({"name": text}, ensure_ascii=False, indent=2))
    assert json.loads(printed) == {"name": text}
    assert all(
        char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in printed
    )


def test_json_escapes_what_turns_text_around_and_what_is_outside_the_first_plane() -> None:
    printed = escaped_json(json.dumps("a\u202eb\x7f\x9b\U000e0001", ensure_ascii=False))
    assert printed == '"a\\u202eb\\u007f\\u009b\\udb40\\udc01"'


def test_a_stdout_that_is_not_utf8_gets_json_that_stays_json() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "cp1251", errors="backslashreplace")
    Output(stream, stream).document({"name": "қала 🙂"})
    stream.flush()
    assert json.loads(raw.getvalue().decode("cp1251")) == {"name": "қала 🙂"}


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(1, 200))
def test_columns_fit_or_are_as_narrow_as_they_get(widths: list[int], whole: int) -> None:
    fit = fitted(widths, whole)
    assert all(now <= before for now, before in zip(fit, widths, strict=True))
    assert sum(fit) + 2 * (len(fit) - 1) <= whole or max(fit) <= 8


def test_without_a_width_nothing_is_cut() -> None:
    assert fitted([10, 500], 0) == [10, 500]


@given(any_text.map(safe_name), st.integers(4, 30))
def test_cut_text_fits_and_keeps_both_ends(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= width
    if cell_len(text) > width:
        assert "…" in shown


def test_a_file_name_keeps_its_ending() -> None:
    assert cut("incoming/A-1__main__exact-card__a2.png", 20).endswith("card__a2.png")


def test_table_is_aligned_and_makes_names_safe() -> None:
    stream = io.StringIO()
    Output(stream, stream).table(
        ["sku", "n"], [[Cell("цвет"), Cell("1")], [Cell("\x1b[31m"), Cell("10")]], right=(1,)
    )
    assert stream.getvalue() == "sku        n\nцвет       1\n\\x1b[31m  10\n"


def test_table_on_a_terminal_is_cut_to_its_width() -> None:
    stream = Tty()
    Output(stream, stream, width=30).table(["a", "b"], [[Cell("x" * 30), Cell("y" * 30)]])
    assert all(cell_len(line) <= 30 for line in stream.getvalue().splitlines())


def test_colours_only_on_a_terminal_that_wants_them() -> None:
    assert output_for(Tty(), Tty(), {}).colour
    assert not output_for(Tty(), Tty(), {"NO_COLOR": "1"}).colour
    assert not output_for(Tty(), Tty(), {"TERM": "dumb"}).colour
    assert not output_for(io.StringIO(), Tty(), {}).colour


def test_progress_is_shown_only_on_a_terminal() -> None:
    quiet, loud = io.StringIO(), Tty()
    Output(quiet, quiet).progress("1 of 2")
    Output(loud, loud).progress("1 of 2")
    assert quiet.getvalue() == ""
    assert "1 of 2" in loud.getvalue()


def test_sentences_break_between_words_and_stay_in_their_column() -> None:
    stdout = io.StringIO()
    Output(stdout, io.StringIO(), width=24).words("Pictures are drawn in half blocks here.", first="ok    ")
    assert stdout.getvalue() == "ok    Pictures are drawn\n      in half blocks\n      here.\n"


def test_in_a_file_a_sentence_is_one_line() -> None:
    stdout = io.StringIO()
    Output(stdout, io.StringIO()).words("Pictures are drawn in half blocks here. " * 5, first="ok    ")
    assert stdout.getvalue().count("\n") == 1
