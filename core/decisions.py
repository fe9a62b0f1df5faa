"""The decisions on a candidate, decoded when somebody reads them.

A long history has hundreds of thousands of decided candidates, and a screen shows one at a time. So a
candidate carries its decisions as the bytes they were recorded in; its state needs none of them decoded. What
would go wrong otherwise: opening a long history would take as long as reading every answer ever given.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import overload

from core.clock import parse_utc_or_epoch
from core.events import Decided
from core.kept import Packed, unpack
from core.model import Decision


class Decisions(Sequence[Decision]):
    """Decisions in the order of `packed`, each as `core.kept.pack` made it. Never changes."""

    __slots__ = ("_made", "packed")

    def __init__(self, packed: Packed = ()) -> None:
        self.packed = packed
        self._made: tuple[Decision, ...] | None = None

    @overload
    def __getitem__(self, index: int) -> Decision: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Decision, ...]: ...

    def __getitem__(self, index: int | slice) -> Decision | tuple[Decision, ...]:
        if self._made is None:
            self._made = tuple(map(_decision, self.packed))
        return self._made[index]

    def __len__(self) -> int:
        return len(self.packed)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Decisions):
            return self.packed == other.packed
        return self[:] == other

    def __hash__(self) -> int:
        return hash(self[:])

    def __repr__(self) -> str:
        return f"Decisions{self[:]!r}"


def _decision(packed: bytes) -> Decision:
    entry = unpack(packed)
    event = entry.event
    if not isinstance(event, Decided):
        raise TypeError(event.KIND)
    return Decision(
        id=entry.id,
        verdict=event.verdict,
        person=entry.person,
        device=entry.device,
        at=parse_utc_or_epoch(entry.at),
        clock=entry.order[0],
        answers=MappingProxyType(event.answers),
        reasons=event.reasons,
        note=event.note,
        looked=event.looked,
        source_sha256=event.source_sha256,
        weighed=event.weighed,
    )
