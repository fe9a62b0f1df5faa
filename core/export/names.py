"""What the exported files are called: safe on every system, and never two with one name; pure.

A SKU may hold `/`, `*`, Cyrillic or the name of a Windows device, and two of them may differ in case alone.
One that is plain (Latin letters, digits, `.`, `_`, `-`) stands in the name as it is, so that a cabinet which
goes by names finds it; any other is transliterated and gets `~` and digits of its hash, and so does every SKU
whose files would share a name with another's. The manifest says whose each file is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping

from anyascii import anyascii

from checklists.upload import Naming
from core.intake.sku_names import encode_sku, fold_name

README = "README.txt"
ROOT_FILES = ("manifest.json", "manifest.csv", README)
"""What lies beside the pictures."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_OTHER = re.compile(r"[^A-Za-z0-9]+")
_MOST = 60
"""Characters of a SKU that stands in a name as it is."""
_READABLE = 30
"""Characters that are kept of one that does not."""
_DIGITS = (8, 16, 64)


def card_files(cards: Mapping[str, int], naming: Naming | None) -> Mapping[str, tuple[str, ...]]:
    """Return the path of every picture of every SKU, `/` between the parts, without ending.

    `cards` says how many pictures each SKU has; the main one comes first. Without `naming` each SKU has a
    folder with `01`, `02`, ... in it. The answer depends on which SKUs there are, never on their order.
    """
    marked = {sku for sku in cards if not _plain(sku)}
    files: Mapping[str, tuple[str, ...]] = {}
    for digits in _DIGITS:
        marked |= _clashing(_named(cards, marked, digits, naming))
        files = _named(cards, marked, digits, naming)
        if not _clashing(files):
            break
    return files


def stands_as_it_is(sku: str, path: str) -> bool:
    """Tell whether a SKU can be read off its file's path, so that a cabinet that goes by names finds it."""
    return "~" not in path and _plain(sku)


def _plain(sku: str) -> bool:
    return len(sku) <= _MOST and _PLAIN.fullmatch(sku) is not None and encode_sku(sku) == sku


def _marked(sku: str, digits: int) -> str:
    """Return a readable beginning, `~` (which no plain SKU has) and hex digits of the SKU's hash."""
    readable = _OTHER.sub("-", anyascii(sku[: 2 * _READABLE])).strip("-")[:_READABLE].strip("-") or "sku"
    return f"{readable}~{hashlib.sha256(sku.encode('utf-8', 'surrogatepass')).hexdigest()[:digits]}"


def _named(
    cards: Mapping[str, int], marked: Collection[str], digits: int, naming: Naming | None
) -> Mapping[str, tuple[str, ...]]:
    return {
        sku: tuple(_paths(_marked(sku, digits) if sku in marked else sku, count, naming))
        for sku, count in cards.items()
    }


def _paths(stem: str, count: int, naming: Naming | None) -> Iterable[str]:
    if naming is None:
        return (f"{stem}/{number:02}" for number in range(1, count + 1))
    return (
        (naming.other if number else naming.main).replace("{sku}", stem).replace("{number}", str(number))
        for number in range(count)
    )


def _clashing(files: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the SKUs with a path that another has too, or that some system would not take."""
    claims: dict[str, set[str]] = {fold_name(name): {""} for name in ROOT_FILES}
    refused: set[str] = set()
    for sku, paths in files.items():
        for path in paths:
            parts = path.split("/")
            claims.setdefault(fold_name(path), set()).add(sku)
            if len(parts) > 1 and fold_name(parts[0]) in map(fold_name, ROOT_FILES):
                refused.add(sku)
            if any(encode_sku(part) != part for part in parts):
                refused.add(sku)
    return refused | {sku for claim in claims.values() if len(claim) > 1 for sku in claim if sku}
