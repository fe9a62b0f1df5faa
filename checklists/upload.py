"""How pictures come into one marketplace's cabinet, as far as it was found: data of its rule pack.

As with every figure of a pack, what is not here is not known. What would go wrong otherwise: a folder of
files named after somebody's guess, which a cabinet takes for another article's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checklists.model import Phrase
    from checklists.packs import Confidence, Source


@dataclass(frozen=True, slots=True)
class Naming:
    """How the marketplace wants a card's files named. Templates have `{sku}` and `{number}` in them."""

    main: str
    """Of the main picture, without ending."""
    other: str
    """Of the others, without ending; `{number}` is 1 for the first of them."""
    confidence: Confidence
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class UploadWay:
    """One way into the cabinet."""

    text: Phrase
    confidence: Confidence
    sources: tuple[Source, ...]
