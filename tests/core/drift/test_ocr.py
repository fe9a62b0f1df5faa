from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.drift.measure import measure
from core.drift.measures.registry import measures
from core.drift.ocr import TEXT_MEASURE, Engine, engine, read, with_reading
from core.drift.result import Evidence
from tests.core.drift.conftest import Drawn, Rgb, shot

Studio = Callable[..., Rgb]
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
PROGRAM = """#!{python}
import sys
sys.stdout.reconfigure(encoding="utf-8")
if "--version" in sys.argv:
    print("tesseract 9.9.9")
elif "--list-langs" in sys.argv:
    print("List of available languages (2):\\neng\\nosd")
else:
    picture = sys.stdin.buffer.read()
    assert picture.startswith(b"\\x89PNG")
    exec(open({answer!r}, encoding="utf-8").read())
"""
Installed = Callable[[str], None]


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    engine.cache_clear()
    read.cache_clear()
    yield
    engine.cache_clear()
    read.cache_clear()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Put a program called tesseract on the path; what it says about a picture is printed by `code`."""
    if os.name == "nt":
        pytest.skip("a script is no program here")

    def install(code: str) -> None:
        answer, program = tmp_path / "answer.py", tmp_path / "tesseract"
        answer.write_text(code, "utf-8")
        program.write_text(PROGRAM.format(python=sys.executable, answer=str(answer)), "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))

    return install


def word(left: int, top: int, width: int, height: int, text: str, confidence: float = 95) -> str:
    row = f"5\t1\t1\t1\t1\t1\t{left}\t{top}\t{width}\t{height}\t{confidence}\t{text}"
    return f"print({row!r})\n"


def answers(count: Path, *texts: str) -> str:
    """What a program says of the whole source, then of its word, of the candidate's, and of its own again."""
    said = [word(80, 540, 650, 160, "VITRINA"), *(word(50, 50, 200, 30, text) for text in texts)]
    return f"""
import pathlib
count = pathlib.Path({str(count)!r})
number = len(count.read_text()) if count.exists() else 0
count.write_text("x" * (number + 1))
print({HEAD!r})
exec({said!r}[number])
"""


def evidence(drawn: Drawn, candidate: Rgb) -> Evidence:
    known = measures([TEXT_MEASURE])
    return measure(shot(drawn.source), shot(candidate), source_mask=drawn.mask, measures=known)


def test_without_a_program_nothing_is_read_and_nothing_is_missing(
    drawn: Drawn, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine() is None
    assert with_reading(("a.b",), wanted=True) == ("a.b",)
    found = evidence(drawn, studio())
    assert "label" not in found.unmeasured
    assert "label.text_words" not in found.figures


def test_what_is_installed_is_found_and_used_only_when_asked_for(installed: Installed) -> None:
    installed("")
    assert engine() == Engine(engine().path, "9.9.9", ("eng",))  # type: ignore[union-attr]
    assert with_reading((), wanted=True) == (TEXT_MEASURE,)
    assert with_reading((), wanted=False) == ()


def test_a_word_that_reads_otherwise_is_quoted_and_counts_for_nothing(
    drawn: Drawn, studio: Studio, installed: Installed, tmp_path: Path
) -> None:
    plain = evidence_without(drawn, studio())
    installed(answers(tmp_path / "count", "VITRINA", "VITRIMA", "Vitrina"))
    found = evidence(drawn, studio())
    assert found.figures["label.text_words"] == 1
    assert found.figures["label.text_lost"] == pytest.approx(1 / 7, abs=0.01)
    assert found.scores == plain.scores
    assert found.flags == plain.flags


def evidence_without(drawn: Drawn, candidate: Rgb) -> Evidence:
    return measure(shot(drawn.source), shot(candidate), source_mask=drawn.mask)


@pytest.mark.parametrize(
    ("text", "says", "after"), [("\x1b[31mUP[/]", "text-changed", "\x1b[31mUP[/]"), (" ", "text-lost", "")]
)
def test_another_text_is_a_finding_and_so_is_none(
    drawn: Drawn, studio: Studio, installed: Installed, tmp_path: Path, text: str, says: str, after: str
) -> None:
    installed(answers(tmp_path / "count", "VITRINA", text, "VITRINA"))
    note = evidence(drawn, studio()).findings[-1]
    assert (note.kind, note.score, note.says.id) == ("label", 0.0, f"drift-{says}")
    assert note.says.args == {"before": "VITRINA", "after": after}


def test_a_word_that_a_little_blur_changes_was_not_read(
    drawn: Drawn, studio: Studio, installed: Installed, tmp_path: Path
) -> None:
    installed(answers(tmp_path / "count", "VITRINA", "VITRINA", "WITRINA"))
    assert "label.text_words" not in evidence(drawn, studio()).figures


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "print('no table at all')",
        f"print({HEAD!r})\nprint('5\\t1\\t1')\nprint('x\\t' * 11 + 'word')",
        "sys.stdout.buffer.write(b'\\xff\\xfe\\x00')",
        f"print({HEAD!r})\n" + word(1, 1, 9, 9, "A" * 4000),
    ],
)
def test_a_program_that_says_something_else_reads_nothing(installed: Installed, code: str) -> None:
    installed(code)
    reader = engine()
    assert reader is not None
    assert read(reader, b"\x89PNG") == ()
