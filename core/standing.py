"""A folded candidate as the snapshot keeps it: small, and made into a candidate without decoding its events.

Its decisions are not in it but told by their places among the candidate's packed events. A standing holds
only for the very code that folded: `fold_version` changes with every change of it.
"""

from __future__ import annotations

import hashlib
import inspect
from datetime import datetime
from sys import intern

import msgspec

from core import clock, decisions, events, fold, kept, model
from core.decisions import Decisions
from core.kept import Packed
from core.model import Bound, Candidate, LargeLook, Match, Mode, Slot, Verdict

Places = tuple[int, ...]
"""Indices into a candidate's packed events."""


class Standing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the fold made of one candidate."""

    paths: tuple[str, ...]
    sku: str
    slot: Slot
    mode: Mode
    attempt: int
    how: str
    width: int
    height: int
    format: str
    bytes: int
    arrived_at: datetime
    heads: Places
    history: Places
    verdicts: tuple[Verdict, ...]
    decided: str
    postponed_at: datetime | None
    large_looks: tuple[LargeLook, ...]
    bound: tuple[Bound, ...] = ()
    generator: str = ""
    revoked: tuple[str, ...] = ()
    revoked_at: tuple[str, ...] = ()


def standing_of(candidate: Candidate, packed: Packed) -> Standing:
    """Return what is to be kept of a candidate that was folded from `packed`."""
    return Standing(
        paths=candidate.paths,
        sku=candidate.match.sku,
        slot=candidate.match.slot,
        mode=candidate.match.mode,
        attempt=candidate.match.attempt,
        how=candidate.match.how,
        width=candidate.width,
        height=candidate.height,
        format=candidate.format,
        bytes=candidate.bytes,
        arrived_at=candidate.arrived_at,
        heads=_places(candidate.heads, packed),
        history=_places(candidate.history, packed),
        verdicts=tuple(sorted(candidate.verdicts)),
        decided=candidate.decided,
        postponed_at=candidate.postponed_at,
        large_looks=candidate.large_looks,
        bound=candidate.bound,
        generator=candidate.generator,
        revoked=candidate.revoked,
        revoked_at=candidate.revoked_at,
    )


def candidate_of(sha256: str, standing: Standing, packed: Packed) -> Candidate:
    """Return the candidate again. Raises IndexError for a standing that is not of these events."""
    history = _decisions(standing.history, packed)
    return Candidate(
        sha256=sha256,
        paths=standing.paths,
        match=Match(
            intern(standing.sku), standing.slot, standing.mode, standing.attempt, intern(standing.how)
        ),
        width=standing.width,
        height=standing.height,
        format=intern(standing.format),
        bytes=standing.bytes,
        arrived_at=standing.arrived_at,
        heads=history if standing.heads == standing.history else _decisions(standing.heads, packed),
        history=history,
        verdicts=_VERDICTS.get(standing.verdicts) or frozenset(standing.verdicts),
        decided=standing.decided,
        postponed_at=standing.postponed_at,
        large_looks=standing.large_looks,
        bound=standing.bound,
        generator=intern(standing.generator),
        revoked=standing.revoked,
        revoked_at=standing.revoked_at,
    )


def fold_version() -> str:
    """Return what changes whenever the code that folds a candidate does; empty where it cannot be read."""
    try:
        sources = [inspect.getsource(module) for module in (clock, decisions, events, fold, kept, model)]
    except OSError:
        return ""
    return hashlib.sha256("".join(sources).encode()).hexdigest()


_VERDICTS: dict[tuple[Verdict, ...], frozenset[Verdict]] = {
    (verdict,): frozenset((verdict,)) for verdict in Verdict
}


def _places(found: object, packed: Packed) -> Places:
    return tuple(map(packed.index, found.packed)) if isinstance(found, Decisions) else ()


def _decisions(places: Places, packed: Packed) -> Decisions | tuple[()]:
    return Decisions(tuple(packed[place] for place in places)) if places else ()
