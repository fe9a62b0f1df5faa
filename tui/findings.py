"""Measured findings in words and glyphs; pure text, no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from checklists.model import Item
from checklists.packs import Level
from core.drift.result import KINDS, Evidence, Finding
from core.evidence.boxed import boxed
from core.evidence.desk import DeskEvidence
from core.evidence.outcome import Measured, Outcome, Unmeasured
from core.evidence.standing import bearings, colour_hint, drifted
from core.model import Candidate, Listing, Say, Source, SourceMask
from core.viewing.finding import Finding as Place
from core.viewing.geometry import Box, Matrix
from tui.i18n.catalogue import Catalogue

GLYPHS: Final[Mapping[str, str]] = {
    "colour": "◐",
    "shape": "◇",
    "pattern": "▒",
    "label": "A",
    "hardware": "⊙",
    "kit": "#",
    "halo": "◌",
    "clipped": "⌐",
    "shadow": "◢",
    "blur": "≈",
    "background": "▦",
}
"""What stands for a kind in the queue: one cell each, told apart without colour."""

RULES: Final[Mapping[Level, tuple[tuple[str, str], ...]]] = {
    "block": (("§", "bold red"),),
    "warn": (("§", "yellow"),),
    "ask": (),
}
"""What stands for the worst that the marketplaces' rules find, with its style."""
_NOT_MEASURED: Final = ("!", "yellow")
_UNSURE: Final = ("¿", "dim")
_QUIET: Final = ("·", "dim")
MOST_GLYPHS: Final = 3
VOUCHED: Final = ("confirmed", "studio")
"""Masks with which a quiet pair says something."""
COPY: Final = "copy-mismatch"
"""Reason of the item that asks whether the listing's words fit."""


@dataclass(frozen=True, slots=True)
class Line:
    """A finding beside its question."""

    text: str
    strong: bool
    hint: bool = False
    """Whether it is shown whatever room there is, though nothing speaks against a pass."""


def finding_line(say: Catalogue, finding: Finding) -> str:
    """Return a finding in words; the words that stand for codes in it come from the catalogue as well."""
    return say.say(_worded(say, finding.says))


def glyphs_of(outcome: Outcome | None) -> tuple[tuple[str, str], ...]:
    """Return glyphs with their styles for a queue row: kinds that drifted, strongest first.

    None while nothing is known.
    """
    if outcome is None:
        return ()
    if isinstance(outcome, Unmeasured):
        return (_NOT_MEASURED,)
    kinds = drifted(outcome)
    if kinds:
        return tuple((GLYPHS[kind], "bold yellow") for kind in kinds[:MOST_GLYPHS])
    return (_QUIET,) if outcome.evidence.measured else (_UNSURE,)


def by_item(
    say: Catalogue, outcome: Outcome | None, items: Sequence[Item], listing: Listing | None = None
) -> dict[str, tuple[Line, ...]]:
    """Return the findings in words by the item they bear on, strongest first."""
    found: dict[str, tuple[Line, ...]] = {}
    if isinstance(outcome, Measured):
        for one in bearings(outcome.evidence, items):
            if one.item:
                line = Line(finding_line(say, one.finding), one.strong)
                found[one.item] = (*found.get(one.item, ()), line)
    hint = colour_hint(outcome, listing)
    copy = next((item.id for item in items if item.reason == COPY), None)
    if hint and copy and listing:
        measured = ", ".join(say(f"evidence-colour-{colour}") for colour in hint)
        line = Line(
            say("evidence-copy", listed=listing.colour or listing.title, measured=measured), False, hint=True
        )
        found[copy] = (*found.get(copy, ()), line)
    return found


def summary_of(
    say: Catalogue, outcome: Outcome | None, mask: SourceMask | None, *, coming: bool
) -> tuple[Line, ...]:
    """Return what is to be known about the measuring itself: whose mask, what kept from it.

    `coming` says that it is under way.
    """
    if outcome is None:
        return (Line(say("evidence-coming"), False),) if coming else ()
    if isinstance(outcome, Unmeasured):
        return (Line(unmeasured_line(say, outcome), True),)
    evidence = outcome.evidence
    lines = [Line(finding_line(say, one), True) for one in evidence.findings if one.kind not in KINDS]
    if evidence.mask.origin != "none":
        confidence = round(100 * evidence.mask.confidence)
        person = mask.person if mask else ""
        lines.append(
            Line(say(f"evidence-mask-{evidence.mask.origin}", person=person, confidence=confidence), False)
        )
    if evidence.measured and not drifted(outcome):
        sure = "" if evidence.mask.origin in VOUCHED else "-proposed"
        lines.append(Line(say(f"evidence-quiet{sure}"), False))
    return tuple(lines)


def unmeasured_line(say: Catalogue, outcome: Unmeasured) -> str:
    """Return why a pair has no evidence."""
    if outcome.why == "refused":
        return say("evidence-refused", file=outcome.file or "any")
    return say(f"evidence-{outcome.why}")


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding's place in both pictures, and what it is in words."""

    source: Box | None
    """In the source's pixels; None where the candidate does not lie over it."""
    candidate: Box
    words: str
    sure: bool
    """Whether its kind is past its threshold."""


class Places:
    """What the comparing views ask of the evidence, from memory."""

    def __init__(self, evidence: DeskEvidence, say: Catalogue) -> None:
        self._evidence = evidence
        self._say = say

    def registered(self, source: Source, candidate: Candidate) -> Matrix | None:
        """Return the measured matrix from source to candidate; None where there is none."""
        evidence = self._measured(source, candidate)
        found = evidence.registration.matrix if evidence else None
        return np.array(found, np.float64) if found else None

    def outlined(self, source: Source, candidate: Candidate) -> bytes:
        """Return the source's product as a PNG of `core.imaging.mask`: recorded, else measured with."""
        recorded = self._evidence.mask_of(source)
        if recorded is not None:
            return recorded.png
        outcome = self._evidence.of_pair(source, candidate)
        return outcome.mask if isinstance(outcome, Measured) else b""

    def findings(self, source: Source, candidate: Candidate) -> Sequence[Place] | None:
        """Return the findings that have a place, the gravest first, in the source's pixels.

        None while the pair is not measured.
        """
        evidence = self._measured(source, candidate)
        if evidence is None:
            return None
        found = [one.finding for one in bearings(evidence, ())]
        spots = self.spots(source, candidate)
        says = [_worded(self._say, one.says) for one in found if one.kind in KINDS]
        return [
            Place(spot.source, what, spot.sure) for spot, what in zip(spots, says, strict=True) if spot.source
        ]

    def spots(self, source: Source, candidate: Candidate) -> tuple[Spot, ...]:
        """Return the findings that have a place, the gravest first."""
        return spots_of(self._say, self._evidence.of_pair(source, candidate))

    def heat(self, source: Source, candidate: Candidate) -> bytes | None:
        """Return where the candidate differs, as `core.drift.heatmap.sketch_png`; empty where all is cold.

        None where the product was not compared, or not yet.
        """
        outcome = self._evidence.of_pair(source, candidate)
        if not isinstance(outcome, Measured) or not outcome.evidence.measured:
            return None
        return outcome.heat

    def _measured(self, source: Source, candidate: Candidate) -> Evidence | None:
        outcome = self._evidence.of_pair(source, candidate)
        return outcome.evidence if isinstance(outcome, Measured) else None


def spots_of(say: Catalogue, outcome: Outcome | None) -> tuple[Spot, ...]:
    """Return the findings that have a place, the gravest first."""
    return tuple(
        Spot(one.source, one.candidate, finding_line(say, one.finding), one.sure) for one in boxed(outcome)
    )


def _worded(say: Catalogue, says: Say) -> Say:
    args = dict(says.args)
    for name in ("towards", "tone"):
        if name in args:
            args[name] = say(f"drift-word-{args[name]}")
    return replace(says, args=args)
