"""How marketplaces' lists look on a phone: shipped data for the phone preview, and its loader."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import msgspec

from checklists.loader import BrokenInstallation

Points = Annotated[float, msgspec.Meta(ge=0, le=4000)]
Confidence = Literal["A", "B", "C", "estimate"]
"""A: a marketplace's or maker's own text; C: third-party guides; `estimate`: by eye."""


class PhoneScreen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A common phone."""

    width: Annotated[float, msgspec.Meta(gt=0, le=4000)]
    """Points."""
    height: Annotated[float, msgspec.Meta(gt=0, le=4000)]
    millimetres: Annotated[float, msgspec.Meta(gt=0, le=400)]
    """True width of the screen."""
    source: str
    confidence: Confidence


class Shelf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A marketplace's list; measures in the phone's points."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,40}$")]
    """As in a listing's `marketplaces`."""
    name: str
    columns: Annotated[int, msgspec.Meta(ge=1, le=4)]
    picture: tuple[Annotated[int, msgspec.Meta(ge=1)], Annotated[int, msgspec.Meta(ge=1)]]
    """Width to height of a card's picture."""
    fit: Literal["contain", "cover"]
    """What happens to a picture of another shape: margins, or a crop."""
    picture_source: str
    picture_confidence: Confidence
    top: Points
    """From the upper edge of the screen to the first card."""
    margin: Points
    """Left and right of the list."""
    gap: Points
    """Between two cards."""
    words: Points
    """Height of what stands under the picture: price, title, button."""
    accent: Annotated[str, msgspec.Meta(pattern="^#[0-9a-f]{6}$")]
    """Colour of the price and the button."""
    source: str
    """Of the measures."""
    confidence: Confidence

    @property
    def aspect(self) -> float:
        """Width over height of a card's picture."""
        return self.picture[0] / self.picture[1]

    @property
    def colour(self) -> tuple[int, int, int]:
        """The accent as red, green and blue, 0 to 255."""
        red, green, blue = bytes.fromhex(self.accent[1:])
        return (red, green, blue)


class Phones(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the phone preview is drawn from."""

    screen: PhoneScreen
    shelf: tuple[Shelf, ...]


@cache
def load_phones() -> Phones:
    """Return the shipped data. Raises `BrokenInstallation` where it is not sound."""
    try:
        text = files("checklists").joinpath("phones.toml").read_text("utf-8")
        return msgspec.convert(tomllib.loads(text), Phones)
    except (OSError, ValueError) as error:
        raise BrokenInstallation(error) from error
