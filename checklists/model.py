"""The records of the checklists room: what a category asks, and why a picture is rejected.

All are frozen and hold no behaviour but look-ups. A `Checklist` only exists when its file had no mistake:
between 5 and 9 items for each slot (the keys 1 to 9 answer them), the five of the house among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["en", "ru", "kk"]
Severity = Literal["blocker", "major", "minor"]
About = Literal["mismatch", "rules", "ai", "other"]
Need = Literal["", "colour", "detail", "phone", "large"]

LANGUAGES: tuple[Language, ...] = ("en", "ru", "kk")
NEEDS: tuple[Need, ...] = ("colour", "detail", "phone", "large")
ABOUTS: tuple[About, ...] = ("mismatch", "rules", "ai", "other")
SEVERITIES: tuple[Severity, ...] = ("blocker", "major", "minor")
SLOTS = ("main", "detail", "social", "ad")
HOUSE_ITEMS = ("source-sharp", "product-unchanged", "background-honest", "rules-checked", "copy-matches")
"""The five that every category asks, in every slot."""
MIN_ITEMS = len(HOUSE_ITEMS)
MAX_ITEMS = 9
"""The keys 1 to 9 answer the items."""
GENERAL = "general"
"""Id of the checklist for a SKU whose category is empty or unknown."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text in the three languages of the desk."""

    en: str
    ru: str
    kk: str

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        match language:
            case "en":
                return self.en
            case "ru":
                return self.ru
            case "kk":
                return self.kk
            case _:
                assert_never(language)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rejection reason of the closed list."""

    code: str
    """What is recorded, for example `wrong-variant`."""
    key: str
    """The Latin letter that chooses it on the reject prompt."""
    about: About
    """What a rejection for it is counted as: the product differs, a rule is broken, or neither."""
    name: Phrase
    help: Phrase


@dataclass(frozen=True, slots=True)
class Group:
    """Items that one look answers."""

    id: str
    name: Phrase


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a checklist, put so that yes is a pass."""

    id: str
    group: str
    """Id of a `Group` of the same checklist."""
    severity: Severity
    reason: str
    """Code of the `Reason` that a fail suggests."""
    slots: tuple[str, ...]
    """The slots it is asked for, in the order of `SLOTS`; never empty."""
    figure: str
    """Name of the measured figure that helps to answer it; empty means none."""
    needs: Need
    """What the pair has to be seen on before a pass can be believed: true `colour`, true pixels (`detail`),
    the `phone` view, a `large` screen; empty means any screen."""
    question: Phrase
    help: Phrase
    """What a pass looks like."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of one category."""

    id: str
    version: str
    """First 12 hex digits of the SHA-256 of its file's bytes."""
    name: Phrase
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    """In the order of the file."""

    def items_for(self, slot: str) -> tuple[Item, ...]:
        """Return the items asked for `slot`, group by group in the order of `groups`.

        An item's place in the result plus one is the key that answers it.
        """
        return tuple(
            item
            for group in self.groups
            for item in self.items
            if item.group == group.id and slot in item.slots
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a checklist file; its catalogue message is `checklist-<code>`."""

    file: str
    """The path as it was given; raw text from outside."""
    line: int
    """Counted from 1; 0 means that no line can be named."""
    key: str
    """Dotted, items counted from 1: `item[2].severity`; empty means the file as a whole. Raw text."""
    code: str
    args: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    """Further variables of the message; raw text."""
