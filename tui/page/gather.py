"""Collects what the page shows from the desk. Waits for the disk: pictures are read at their full size."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from checklists.model import Checklist, Item
from core.desk import Desk
from core.evidence.outcome import Measured, Outcome
from core.imaging.mask import mask_from_png
from core.model import Answer, Candidate, Source
from core.queue import QueueRow
from core.viewing import pair as viewing
from core.viewing.sample import Picture
from tui.findings import spots_of
from tui.i18n.catalogue import Catalogue
from tui.page.embed import MOST_PIXELS, cover, embed
from tui.page.errors import NothingToCompare, PictureGone
from tui.page.pair import Box, Finding, Matrix, Pair, Question, Shown

_OUTLINE_EDGE = 1000
"""Longest edge, in pixels, of the product's outline on the page: some ten kilobytes."""


def gather(desk: Desk, row: QueueRow, say: Catalogue, answers: Mapping[str, Answer]) -> Pair:
    """Return the page's content for a row of the queue; `answers` are those given so far.

    Raises NothingToCompare without a source, PictureGone, and NotAnImage for a file that is no longer what
    was recorded.
    """
    candidate, source = row.candidate, row.source
    if candidate is None or source is None:
        raise NothingToCompare(id=row.id)
    asked = desk.gating.asked(candidate)
    outcome = desk.evidence.look_up(row)
    laid = _laid(desk, source, candidate, outcome)
    product = viewing.compared(laid, _OUTLINE_EDGE) if laid else None
    return Pair(
        id=candidate.id,
        candidate_sha256=candidate.sha256,
        source_sha256=source.sha256,
        sku=candidate.match.sku,
        slot=say(f"slot-{candidate.match.slot}"),
        mode=say(f"mode-{candidate.match.mode}"),
        attempt=candidate.match.attempt,
        source=_shown(desk, source),
        candidate=_shown(desk, candidate),
        listing=row.listing,
        category=asked.checklist.name.in_(say.language),
        questions=_questions(asked.checklist, asked.items, answers, say),
        findings=_findings(say, outcome),
        source_to_candidate=_matrix(laid) if laid else None,
        outside=None if product is None else cover(product),
    )


def _findings(say: Catalogue, outcome: Outcome | None) -> tuple[Finding, ...]:
    return tuple(
        Finding(one.words, Box(place.left, place.top, place.width, place.height), sure=one.sure)
        for one in spots_of(say, outcome)
        if (place := one.candidate)
    )


def _laid(desk: Desk, source: Source, candidate: Candidate, outcome: Outcome | None) -> viewing.Pair | None:
    """Return both as the desk's views have them, the source laid over the candidate; None: a file is gone."""
    images = [desk.pictures.picture(shown) for shown in (source, candidate)]
    if images[0] is None or images[1] is None:
        return None
    measured = outcome.evidence.registration.matrix if isinstance(outcome, Measured) else None
    recorded = desk.evidence.mask_of(source)
    proposed = outcome.mask if isinstance(outcome, Measured) else b""
    return viewing.Pair.of(
        Picture.of(images[0], source.width, source.height),
        Picture.of(images[1], candidate.width, candidate.height),
        np.array(measured, np.float64) if measured else None,
        mask_from_png(recorded.png if recorded else proposed),
    )


def _matrix(laid: viewing.Pair) -> Matrix | None:
    """Return it from the source's pixels to the candidate's; None: frame in frame."""
    if laid.alignment.how == "frame":
        return None
    first, second, third = ((float(a), float(b), float(c)) for a, b, c in laid.alignment.matrix)
    return first, second, third


def _shown(desk: Desk, shown: Candidate | Source) -> Shown:
    picture = desk.pictures.full(shown, most_pixels=MOST_PIXELS)
    if picture is None:
        raise PictureGone(path=shown.path)
    return Shown(
        path=shown.path,
        format=shown.format,
        width=shown.width,
        height=shown.height,
        bytes=shown.bytes,
        embedded=embed(picture),
    )


def _questions(
    checklist: Checklist, items: tuple[Item, ...], answers: Mapping[str, Answer], say: Catalogue
) -> tuple[Question, ...]:
    groups = {group.id: group.name.in_(say.language) for group in checklist.groups}
    return tuple(
        Question(
            number=number,
            group=groups[item.group],
            text=item.question.in_(say.language),
            help=item.help.in_(say.language),
            blocker=item.severity == "blocker",
            answer=answers.get(item.id),
        )
        for number, item in enumerate(items, start=1)
    )
