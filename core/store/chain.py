"""The hashes of one writer's events by sequence number, to find gaps and forks.

Eight bytes an event: the texts themselves are those the union holds already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

_FAR = 100_000
"""A number so far behind the last one is kept apart: a hostile one must not make the list grow."""


class ChainMark(msgspec.Struct, frozen=True, array_like=True):
    """A chain as a snapshot of the fold keeps it."""

    runs: tuple[tuple[int, int], ...]
    """Stretches of the hashes, as place and length in the list of all that were read; -1 where they are
    missing."""
    far: dict[int, str]
    forks: dict[int, str]


class Chain:
    """One device's and user's events, in whatever order they are found."""

    def __init__(self) -> None:
        self._hashes: list[str] = []
        self._far: dict[int, str] = {}
        self._count = 0
        self.forks: dict[int, str] = {}
        """For each sequence number that is held twice, the second hash found."""

    def add(self, seq: int, digest: str) -> bool:
        """Take in an event that is not known yet; return False when its number was taken by another one."""
        held = self._hashes
        index = seq - 1
        if index == len(held):
            held.append(digest)
            self._count += 1
            return True
        if 0 <= index < len(held):
            if not held[index]:
                held[index] = digest
                self._count += 1
                return True
            before = held[index]
        elif 0 <= index < len(held) + _FAR:
            held.extend([""] * (index - len(held)))
            held.append(digest)
            self._count += 1
            return True
        else:
            before = self._far.setdefault(seq, digest)
        if before != digest:
            self.forks[seq] = digest
            return False
        return True

    def extend(self, first: int, digests: Sequence[str]) -> bool:
        """Take in events numbered from `first` on where they follow on the last one; False where not."""
        if first != len(self._hashes) + 1:
            return False
        self._hashes += digests
        self._count += len(digests)
        return True

    @property
    def seq(self) -> int:
        """The highest sequence number without those absurdly far away; 0 without events."""
        return len(self._hashes)

    @property
    def hash(self) -> str:
        """The hash of the event with the highest number; empty without events."""
        return self._hashes[-1] if self._hashes else ""

    @property
    def whole(self) -> bool:
        """True when no number up to the highest is missing."""
        return self._count == len(self._hashes)

    def mark(self, places: Mapping[str, int]) -> ChainMark:
        """Return all that was added; `places` has every hash's place in the list of all that were read."""
        return ChainMark(tuple(_runs(self._hashes, places)), dict(self._far), dict(self.forks))

    @classmethod
    def resumed(cls, mark: ChainMark, hashes: Sequence[str]) -> Chain:
        """Return the chain that `mark` was made of; `hashes` is the list of all that were read."""
        chain = cls()
        for start, length in mark.runs:
            if start < 0:
                chain._hashes += [""] * length
            else:
                chain._hashes += hashes[start : start + length]
                chain._count += length
        chain._far, chain.forks = dict(mark.far), dict(mark.forks)
        return chain


def _runs(hashes: Sequence[str], places: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of `hashes` that lie side by side in the list that `places` is of."""
    at = [places[digest] if digest else -1 for digest in hashes]
    for _, run in groupby(enumerate(at), lambda pair: pair[1] - pair[0] if pair[1] >= 0 else None):
        found = [place for _, place in run]
        yield found[0], len(found)
