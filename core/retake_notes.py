"""What a rejection tells the studio: a note that its operator can read without this program.

Each rejected candidate has two files in `retakes/`: a page with both pictures in it, and a table row for
those who work through tables. They follow from the record and may be deleted at any time; a rejection that is
taken back leaves its page as withdrawn. Nothing that comes from outside is markup or a formula in them.
"""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from core.imaging.decode import on_background
from core.model import Candidate, Decision, Listing
from core.safe_name import safe_name
from core.spreadsheet import table
from core.viewing.geometry import Box
from core.whole_file import write_whole

_PLAIN = re.compile(r"[^\w.-]+")
_MOST = 60
"""Characters of a SKU in a file's name."""
_EDGE = 700
"""Longer edge of the pictures in the page, in pixels."""
_MARK = (204, 0, 128)
"""Colour of a frame: one that few products have, dark enough for a white number."""
_FRAME = 3
"""Pixels that a frame is wide, and that it stays away from what it frames."""
_NUMBER = 18
"""Height of its number, pixels."""

COLUMNS = ("sku", "slot", "mode", "attempt", "reasons", "note", "file", "person", "at", "standing")


@dataclass(frozen=True, slots=True)
class RetakeWords:
    """The words of a page, in the language of the workspace."""

    title: str
    source: str
    rejected: str
    withdrawn: str
    reasons: Mapping[str, str]
    """Reason code to its name."""
    labels: Mapping[str, str]
    """`attempt`, `reasons`, `marked`, `note`, `person`, `file`, `kit`, `colour` to their names."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Retake:
    """One rejected candidate."""

    candidate: Candidate
    decision: Decision
    listing: Listing | None
    standing: bool
    """Whether the rejection still stands."""
    marked: tuple[str, ...] = ()
    """Reason codes of the places that are framed in the pictures, by their number from 1."""


def note_names(candidate: Candidate) -> tuple[str, str]:
    """Return the names of a candidate's page and table: the same on every device."""
    sku = _PLAIN.sub("_", safe_name(candidate.match.sku))[:_MOST].strip("._") or "sku"
    match = candidate.match
    stem = f"{sku}__{match.slot}__a{match.attempt}__{candidate.id}"
    return f"{stem}.html", f"{stem}.csv"


def write_note(
    folder: Path,
    retake: Retake,
    words: RetakeWords,
    pictures: Sequence[tuple[str, Image.Image]],
) -> Path:
    """Write the page and the table of a rejection and return the page's path. Raises OSError.

    `pictures` are captions with pictures (sRGB), the source first.
    """
    folder.mkdir(exist_ok=True)
    page, table = note_names(retake.candidate)
    write_whole(folder / page, page_of(retake, words, pictures).encode())
    write_whole(folder / table, table_of(retake).encode())
    return folder / page


def framed_places(picture: Image.Image, size: tuple[int, int], places: Sequence[Box | None]) -> Image.Image:
    """Return a copy of a picture with numbered frames, as RGB over white, no larger than in the page.

    `places` are in the pixels of a picture of `size` (width, height); of one that is None only the number is
    passed over.
    """
    drawn = _page_copy(picture)
    pen = ImageDraw.Draw(drawn)
    across, down = drawn.width / size[0], drawn.height / size[1]
    font = ImageFont.load_default(size=_NUMBER)
    for number, place in enumerate(places, 1):
        if place is None:
            continue
        box = place.scaled(across, down)
        edges = (
            max(0, box.left - _FRAME),
            max(0, box.top - _FRAME),
            min(drawn.width - 1, box.right + _FRAME),
            min(drawn.height - 1, box.bottom + _FRAME),
        )
        pen.rectangle(edges, outline=_MARK, width=_FRAME)
        label = pen.textbbox((0, 0), str(number), font=font)
        left = min(edges[0], drawn.width - label[2] - 2 * _FRAME)
        top = edges[1] - label[3] - _FRAME if edges[1] > label[3] + _FRAME else edges[1]
        pen.rectangle((left, top, left + label[2] + 2 * _FRAME, top + label[3] + _FRAME), fill=_MARK)
        pen.text((left + _FRAME, top), str(number), fill="white", font=font)
    return drawn


def table_of(retake: Retake) -> str:
    """Return the table: a head and one row, semicolons between, quoted so that no cell is a formula."""
    match, decision = retake.candidate.match, retake.decision
    cells = (
        match.sku,
        match.slot.value,
        match.mode.value,
        str(match.attempt),
        ", ".join(decision.reasons),
        decision.note,
        retake.candidate.path,
        decision.person,
        f"{decision.at:%Y-%m-%d %H:%M} UTC",
        "yes" if retake.standing else "withdrawn",
    )
    return table(COLUMNS, [cells])


def page_of(retake: Retake, words: RetakeWords, pictures: Sequence[tuple[str, Image.Image]]) -> str:
    """Return a page that needs nothing beside it: no script, no link, pictures inside."""
    match, decision, listing = retake.candidate.match, retake.decision, retake.listing
    facts = [
        ("file", retake.candidate.path),
        ("attempt", str(match.attempt)),
        ("reasons", ", ".join(words.reasons.get(code, code) for code in decision.reasons)),
        (
            "marked",
            "; ".join(f"{n} {words.reasons.get(code, code)}" for n, code in enumerate(retake.marked, 1)),
        ),
        ("note", decision.note),
        ("colour", listing.colour if listing else ""),
        ("kit", listing.kit if listing else ""),
        ("person", f"{decision.person}, {decision.at:%Y-%m-%d %H:%M} UTC"),
    ]
    rows = "".join(
        f"<tr><th>{_text(words.labels[key])}</th><td>{_text(value)}</td></tr>"
        for key, value in facts
        if value
    )
    shown = "".join(
        f"<figure><img alt='' src='{_embedded(picture)}'><figcaption>{_text(caption)}</figcaption></figure>"
        for caption, picture in pictures
    )
    title = _text(f"{words.title}: {match.sku}, {match.slot}, {match.mode}")
    state = "" if retake.standing else f"<p class='withdrawn'>{_text(words.withdrawn)}</p>"
    return (
        f"<!doctype html>\n<html lang='{words.language}'><head><meta charset='utf-8'>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; img-src data:; "
        "style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>{state}"
        f"<div class='pair'>{shown}</div><table>{rows}</table></body></html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#111;background:#fff}"
    "h1{font-size:1.3rem}.pair{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;max-width:48%}"
    "img{max-width:100%;border:1px solid #999}th{text-align:left;padding-right:1rem;vertical-align:top}"
    "td{white-space:pre-wrap;overflow-wrap:anywhere}.withdrawn{color:#a00;font-weight:bold}"
)


def _text(text: str) -> str:
    return html.escape("\n".join(safe_name(line) for line in text.split("\n")))


def _page_copy(picture: Image.Image) -> Image.Image:
    small = picture.convert("RGBA")
    small.thumbnail((_EDGE, _EDGE), Image.Resampling.LANCZOS)
    return on_background(small, "white")


def _embedded(picture: Image.Image) -> str:
    ground = _page_copy(picture)
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=88)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
