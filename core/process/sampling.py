"""Which decided SKUs of a batch are audited; pure, and open to be checked afterwards.

SKUs count in the order of their first decision, which nothing later changes. `fifth` takes the last of each
five. `random` draws one of each five from the batch's seed and the ids of the five decisions: those ids are
hashes that nobody knows before the decisions are made, and anybody can compute the same draw from the record
afterwards. Under tightened inspection it is every third. The sizes of ISO 2859-1 are those of general
inspection level II (table 1: up to 8 code A, to 15 B, to 25 C, to 50 D; table 2-A: A 2, B 3, C 5, D 8), with
a draw from the whole batch once it is decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

EVERY = 5
"""Of so many decided SKUs one is audited."""

EVERY_TIGHTENED = 3
"""The same under tightened inspection."""

_ISO_LEVEL_II = ((8, 2), (15, 3), (25, 5), (50, 8))
"""Lot size up to, sample size: ISO 2859-1, general inspection level II, single sampling."""


@dataclass(frozen=True, slots=True)
class FirstDecided:
    """A SKU of a batch with its first decision."""

    sku: str
    decision: str
    """Id of the decision."""


@dataclass(frozen=True, slots=True)
class SampleRules:
    """How a batch is sampled."""

    pick: str = "fifth"
    """`fifth` or `random`."""
    sample: str = "fifth"
    """`fifth` or `iso2859`."""
    seed: str = ""
    tightened: bool = False
    everything: bool = False
    """Of a pilot."""


def sample(decided: Sequence[FirstDecided], rules: SampleRules, *, whole: bool) -> tuple[str, ...]:
    """Return the SKUs to audit, in the order of their first decision.

    `decided` is in that order; `whole` tells whether these are all SKUs of the batch. A whole batch has at
    least one audit, however small it is.
    """
    if rules.everything:
        return tuple(one.sku for one in decided)
    every = EVERY_TIGHTENED if rules.tightened else EVERY
    if rules.sample == "iso2859":
        size = max(iso_sample_size(len(decided)), -(-len(decided) // every) if rules.tightened else 0)
        return _from_whole(decided, rules, size) if whole else ()
    groups = [decided[at : at + every] for at in range(0, len(decided) - every + 1, every)]
    if not groups and whole and decided:
        groups = [decided]
    return tuple(_one_of(group, number, rules).sku for number, group in enumerate(groups))


def iso_sample_size(lot: int) -> int:
    """Return the sample size of a lot of up to 50; never more than the lot."""
    return min(lot, next((size for limit, size in _ISO_LEVEL_II if lot <= limit), _ISO_LEVEL_II[-1][1]))


def _one_of(group: Sequence[FirstDecided], number: int, rules: SampleRules) -> FirstDecided:
    if rules.pick == "fifth":
        return group[-1]
    drawn = _digest(rules.seed, str(number), *(one.decision for one in group))
    return group[drawn % len(group)]


def _from_whole(decided: Sequence[FirstDecided], rules: SampleRules, size: int) -> tuple[str, ...]:
    if rules.pick == "fifth":
        places = {(at + 1) * len(decided) // size - 1 for at in range(size)}
    else:
        ids = [one.decision for one in decided]
        drawn = sorted(range(len(decided)), key=lambda at: _digest(rules.seed, decided[at].sku, *ids))
        places = set(drawn[:size])
    return tuple(one.sku for at, one in enumerate(decided) if at in places)


def _digest(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest())
