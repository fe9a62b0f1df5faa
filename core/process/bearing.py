"""What measured drift means for the questions: which kinds bear on which item, and what goes against them.

Pure rules. Evidence never answers a question: a strong finding only asks that somebody looks closely before
saying that all is well, and an answer against it is recorded as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from checklists.model import Item
from core.model import Answer, Draft

WHOLE: Final = "product-unchanged"
"""The item of the house that everything about the product bears on which has no question of its own."""

_NEAREST: Final[Mapping[str, tuple[str, ...]]] = {
    "shadow": ("shadow", "reflection", "background"),
    "halo": ("halo", "background"),
    "clipped": ("clipped",),
    "background": ("background",),
    "label": ("label", "pattern"),
    "pattern": ("pattern", "label"),
}
"""Reasons that a kind bears on, the nearest first; other kinds have their own reason alone."""


def item_of(kind: str, items: Sequence[Item]) -> Item | None:
    """Return the item that a kind bears on: the first whose reason is nearest to it, else the whole's.

    None where a checklist has neither.
    """
    for reason in _NEAREST.get(kind, (kind,)):
        found = next((item for item in items if item.reason == reason and item.id != WHOLE), None)
        # `source-sharp` is about the source alone: a soft candidate is no drift of it.
        if found is not None and not (kind == "blur" and found.id == "source-sharp"):
            return found
    return next((item for item in items if item.id == WHOLE), None)


def items_of(kinds: Sequence[str], items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    """Return, for each item that one of `kinds` bears on, those kinds."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        item = item_of(kind, items)
        if item is not None:
            found[item.id] = (*found.get(item.id, ()), kind)
    return found


def against(kinds: Sequence[str], items: Sequence[Item], draft: Draft) -> tuple[str, ...]:
    """Return the items that are answered `pass` although one of these kinds bears on them."""
    return tuple(item for item in items_of(kinds, items) if draft.answers.get(item) is Answer.PASS)
