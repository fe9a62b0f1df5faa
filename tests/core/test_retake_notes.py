from __future__ import annotations

import csv
import html
import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from core.model import Candidate, Decision, Listing, Looked, Match, Slot, Verdict
from core.retake_notes import (
    COLUMNS,
    Retake,
    RetakeWords,
    framed_places,
    note_names,
    page_of,
    table_of,
    write_note,
)
from core.viewing.geometry import Box

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
WORDS = RetakeWords(
    "Retake",
    "Source",
    "Rejected",
    "Withdrawn",
    {"shape": "Shape <differs>"},
    {key: key for key in ("file", "attempt", "reasons", "marked", "note", "colour", "kit", "person")},
)


def retake(sku: str = "S-1", note: str = "heel", *, standing: bool = True) -> Retake:
    decision = Decision(
        "d" * 64, Verdict.REJECT, "ana", "studio", AT, "c", {}, ("shape", "own"), note, Looked(), "5" * 64
    )
    match = Match(sku, Slot.DETAIL, attempt=2)
    candidate = Candidate("a" * 64, ("incoming/x.png",), match, 9, 9, "PNG", 1, AT)
    return Retake(candidate, decision, Listing(sku, colour="white", kit="pair"), standing)


def test_the_page_holds_all_that_the_studio_needs_and_nothing_outside_of_itself(tmp_path: Path) -> None:
    pictures = [("Source", Image.new("RGB", (900, 300))), ("Rejected", Image.new("RGBA", (40, 40)))]
    path = write_note(tmp_path / "retakes", retake(), WORDS, pictures)
    page = path.read_text("utf-8")
    for said in ("S-1", "heel", "white", "pair", "Shape &lt;differs&gt;", "own", "incoming/x.png", "ana"):
        assert said in page
    assert page.count("data:image/jpeg;base64,") == 2
    assert "http://" not in page
    assert "<script" not in page
    assert sorted(one.name for one in (tmp_path / "retakes").iterdir()) == sorted(
        note_names(retake().candidate)
    )


@pytest.mark.parametrize(
    "note", ["<script>alert(1)</script>", "' onload='x", "=1+1", "@cmd", "\x1b[2J\u202e", 'a;b\n"c"']
)
def test_what_people_typed_is_no_markup_and_no_formula(note: str) -> None:
    page = page_of(retake(sku=note, note=note), WORDS, [])
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert html.escape(note.split("\n", maxsplit=1)[0]) in page or "\\x1b" in page
    rows = list(
        csv.reader(io.StringIO(table_of(retake(sku=note, note=note)).removeprefix("\ufeff")), delimiter=";")
    )
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[1])


@pytest.mark.parametrize("sku", ["S/1", "..", "CON", "Кеды *42", "x" * 400, ""])
def test_a_note_stays_in_its_folder_whatever_the_sku_is_called(tmp_path: Path, sku: str) -> None:
    path = write_note(tmp_path / "retakes", retake(sku=sku), WORDS, [])
    assert path.parent == tmp_path / "retakes"
    assert len(path.name) < 150


def test_a_rejection_that_was_taken_back_is_marked(tmp_path: Path) -> None:
    first = write_note(tmp_path, retake(), WORDS, [])
    again = write_note(tmp_path, retake(standing=False), WORDS, [])
    assert first == again
    assert "Withdrawn" in again.read_text("utf-8")
    assert "withdrawn" in table_of(retake(standing=False))


def test_places_are_framed_and_numbered_and_the_picture_itself_stays_as_it_was() -> None:
    picture = Image.new("RGB", (400, 300), (200, 200, 200))
    framed = framed_places(picture, (800, 600), [Box(200, 200, 400, 400), None, Box(0, 0, 40, 40)])
    assert framed.getpixel((98, 150)) == (204, 0, 128)
    assert framed.getpixel((150, 150)) == (200, 200, 200)
    assert framed.getpixel((300, 250)) == (200, 200, 200)
    assert picture.getcolors() == [(120000, (200, 200, 200))]
    page = page_of(replace(retake(), marked=("shape", "own")), WORDS, [("Rejected", framed)])
    assert "1 Shape &lt;differs&gt;; 2 own" in page
