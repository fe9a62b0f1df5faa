"""Cells of reports as values: days, counts, and a person's words without what leads to that person."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

MAX_REASON = 1000
"""Characters of a reason that are kept."""
MAX_UNITS = 1_000_000

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?", re.DOTALL)
_POINTS = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4}|[0-9]{2})(?:[ ,T].*)?", re.DOTALL)
_COUNT = re.compile(r"([0-9]{1,7})(?:[.,]0*)?(?:\s*(?:шт\.?|дана|pcs\.?))?")
_CONTACT = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{3,}|\+?[0-9](?:[\s()./\u2010-\u2015-]{0,3}[0-9]){9,}"
)
"""Links, mail addresses, accounts, and runs of ten digits and more: telephones, cards, document numbers."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2200


@lru_cache(maxsize=4096)
def parse_day(text: str) -> str | None:
    """Return `2026-11-23` for a day as ISO or as 23.11.2026, with or without a time; None for anything else.

    An empty text is an empty day. The day is that of the report's own time zone.
    """
    if not text:
        return ""
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _POINTS.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def parse_units(text: str) -> int | None:
    """Return a count of pieces; 1 for an empty text, None for anything that is none."""
    if not text:
        return 1
    found = _COUNT.fullmatch(text)
    count = int(found[1]) if found else -1
    return count if 0 <= count <= MAX_UNITS else None


@lru_cache(maxsize=4096)
def without_contacts(text: str) -> str:
    """Return what a person wrote, without links, addresses, telephone and card numbers, and not too long."""
    return _CONTACT.sub("…", text[: MAX_REASON * 2])[:MAX_REASON]
