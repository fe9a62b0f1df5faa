"""What an approval says about the listing: it was given for these words; pure.

A picture that matched its card's words may no longer do so when title, colour, material or kit are edited. So
an approval is bound to the words it was given for and lapses when they change; spaces and capitals do not
count. What would go wrong otherwise: a white shoe under a title that says black, both approved.
"""

from __future__ import annotations

from core.model import Listing, Words

FIELDS = ("title", "colour", "material", "kit")
"""The columns that an approval is bound to."""

_MOST = 500
"""Characters of a column that are compared and kept."""


def words_of(listing: Listing | None) -> Words | None:
    """Return the words that an approval binds to; None for a SKU that is not listed."""
    if listing is None:
        return None
    return Words(*(" ".join(str(getattr(listing, name)).split())[:_MOST] for name in FIELDS))


def changed_fields(bound: Words | None, now: Words | None) -> tuple[str, ...]:
    """Return the columns that say something else now; none where either side is not known."""
    if bound is None or now is None or bound == now:
        return ()
    return tuple(name for name in FIELDS if _differs(getattr(bound, name), getattr(now, name)))


def _differs(before: str, after: str) -> bool:
    return before != after and before.casefold() != after.casefold()
