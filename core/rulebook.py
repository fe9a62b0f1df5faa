"""The rule packs at work: which of them a candidate has to fit, and what is known of it.

Ties the packs to what was recorded and to what the file's header says; the rules themselves are pure
(`core.process.rules`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from checklists.packs import Level, RulePack
from core.evidence.outcome import Measured, Outcome
from core.imaging.colours import Colours, read_colours
from core.imaging.inspect import inspect
from core.model import Candidate, Mode, Slot
from core.process.rules import PictureFacts, RuleFinding, check_picture, packs_of


def check_file(
    path: Path, slot: Slot, packs: Iterable[RulePack], *, max_pixels: int
) -> tuple[RuleFinding, ...]:
    """Return what the packs find in the picture file at `path`. Raises NotAnImage or Incomplete."""
    facts = inspect(path, max_pixels=max_pixels)
    colours = read_colours(path, max_pixels=max_pixels)
    return check_picture(
        PictureFacts(
            slot=slot.value,
            width=facts.width,
            height=facts.height,
            format=facts.format,
            bytes=facts.bytes,
            colour_mode=colours.mode,
            profile=colours.profile,
            alpha=colours.alpha,
            quality=colours.quality,
        ),
        packs,
    )


class RuleLevels:
    """The worst that rules find in a candidate by what is recorded of it: no file is read. Remembered."""

    def __init__(self, packs: Mapping[str, RulePack]) -> None:
        self._packs = packs
        self._known: dict[tuple[str, Slot, tuple[str, ...]], Level] = {}

    def of(self, candidate: Candidate, marketplaces: tuple[str, ...]) -> Level:
        """Return `block`, `warn`, or `ask` where no rule is broken as far as that tells."""
        key = (candidate.sha256, candidate.match.slot, marketplaces)
        if key not in self._known:
            found = check_picture(facts_of(candidate, None, None), packs_of(marketplaces, self._packs))
            self._known[key] = found[0].level if found else "ask"
        return self._known[key]


def facts_of(
    candidate: Candidate, colours: Colours | None, count: int | None, outcome: Outcome | None = None
) -> PictureFacts:
    """Return what is known of a candidate; `count` is how many pictures its card would have with it.

    How much of the frame the product fills, and whether the ground is white, is known where `outcome` has
    measured the pair with a mask that is trusted, the latter only where white was asked for.
    """
    evidence = outcome.evidence if isinstance(outcome, Measured) and outcome.evidence.measured else None
    box = evidence.product.candidate_box if evidence else None
    white = None
    if evidence and evidence.mode == Mode.WHITE_BACKGROUND:
        white = not any(finding.kind == "background" for finding in evidence.findings)
    return PictureFacts(
        slot=candidate.match.slot.value,
        width=candidate.width,
        height=candidate.height,
        format=candidate.format,
        bytes=candidate.bytes,
        colour_mode=colours.mode if colours else None,
        profile=colours.profile if colours else None,
        alpha=colours.alpha if colours else None,
        quality=colours.quality if colours else None,
        count=count,
        fill=max(box[2] / candidate.width, box[3] / candidate.height) if box else None,
        white_background=white,
    )
