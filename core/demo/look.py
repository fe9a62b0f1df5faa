"""How one drawing of a product differs from the product itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """What a drawing shows: the product as it ships, another colour of it, or one thing wrong."""

    colour: str = ""
    """Name of a colour variant; empty means the product's own colour."""
    wrong: str = ""
    """The rejection reason that is drawn into the product; empty means none."""
