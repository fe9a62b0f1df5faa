"""What evidence comes to, for a gate, a row and a record; pure, over one outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.model import Item
from core.drift.calibration import calibration
from core.drift.colour_words import MainColour, contradicts
from core.drift.result import KINDS, Evidence, Finding
from core.evidence.outcome import Measured, Outcome
from core.model import Draft, Listing, Weighed
from core.process.bearing import against, item_of


@dataclass(frozen=True, slots=True)
class Bearing:
    """A finding and the question that it bears on."""

    finding: Finding
    item: str
    """Id of the checklist item; empty for what keeps from measuring and for what no item asks."""
    strong: bool
    """Whether its kind is one to look at closely."""


def drifted(outcome: Outcome | None) -> tuple[str, ...]:
    """Return the kinds that somebody has to look at closely; none where nothing was measured.

    Those past their calibrated threshold that the drift is likely of, always the likeliest of them: where
    something is surely wrong most thresholds are passed, and a warning about everything helps nobody.
    """
    if not isinstance(outcome, Measured):
        return ()
    evidence = outcome.evidence
    flagged = [one for one in evidence.findings if one.kind in evidence.flags and one.kind in KINDS]
    strongest = max(flagged, key=lambda one: one.score, default=None)
    least = calibration().rules(trusted=evidence.mask.vouched).strong
    kinds = (one.kind for one in flagged if one is strongest or one.score >= least)
    return tuple(dict.fromkeys(kinds))


def bearings(evidence: Evidence, items: Sequence[Item]) -> tuple[Bearing, ...]:
    """Return the findings: strong ones first, then the others by score, then what keeps from measuring."""
    strong = drifted(Measured(evidence))
    found = [
        Bearing(finding, item.id if (item := _asked(finding, items)) else "", finding.kind in strong)
        for finding in evidence.findings
    ]
    return tuple(
        sorted(found, key=lambda one: (one.finding.kind not in KINDS, not one.strong, -one.finding.score))
    )


def weighed(outcome: Outcome | None, items: Sequence[Item], draft: Draft) -> Weighed | None:
    """Return what a decision records of the evidence there was; None where there was none."""
    if not isinstance(outcome, Measured):
        return None
    evidence = outcome.evidence
    return Weighed(
        algorithm=evidence.algorithm[:80],
        mask=evidence.mask.origin,
        flags=tuple(kind for kind in evidence.flags if kind in KINDS),
        against=against(drifted(outcome), items, draft)[:16],
    )


def colour_hint(outcome: Outcome | None, listing: Listing | None) -> tuple[str, ...]:
    """Return the product's main colours where none fits the colour that the listing names; else nothing."""
    if not isinstance(outcome, Measured) or listing is None:
        return ()
    colours = outcome.colours
    text = listing.colour or listing.title
    return colours if contradicts(text, tuple(MainColour(one, 1.0) for one in colours)) else ()


def _asked(finding: Finding, items: Sequence[Item]) -> Item | None:
    return item_of(finding.kind, items) if finding.kind in KINDS else None
