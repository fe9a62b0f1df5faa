"""A SKU as part of a file name, and back; and the SKUs that file names may mean.

Seller codes hold characters that no file name may have (`DP02/черный`, `P8151*3/`). They are
percent-encoded as UTF-8, as in a URL, but only where a file system would object: Cyrillic, spaces inside
and emoji stay readable. The encoding is exact: `decode_sku(encode_sku(x)) == x` for text in NFC, also
after a file system or a sync tool has composed or decomposed the name. What would go wrong otherwise:
two SKUs that share one file name, or a SKU that climbs out of its folder.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from core.model import Listing

_UNSAFE = re.compile(r'[/\\:*?"<>|%\x00-\x1f\x7f-\x9f]')
"""Separators and characters that Windows or Linux refuse, the escape sign itself, C0 and C1 controls."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
"""Device names that Windows takes whatever ending follows. Source: learn.microsoft.com, "Naming Files,
Paths, and Namespaces"."""

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
"""A file name's ending. `.5` is none: `DP-1.5` without an ending must not be read as `DP-1`."""

_MAX_DEPTH = 4
"""Most folders that are read as one SKU holding `/`."""


@dataclass(frozen=True, slots=True)
class KnownSkus:
    """The SKUs a file may belong to, ready for fast lookup. Made by `known_skus`."""

    skus: frozenset[str]
    by_name: Mapping[str, frozenset[str]]
    """Name in a file name (the SKU itself or a name from the listing) to the SKUs that claim it."""
    by_folded_name: Mapping[str, frozenset[str]]
    """The same without regard to case."""
    depth: int
    """Most `/` in any name, at most 4."""

    def resolve(self, text: str) -> str:
        """Return the one known SKU that `text` names exactly, else without regard to case, else empty."""
        text = unicodedata.normalize("NFC", text)
        if text in self.skus:
            return text
        return only(self.by_name.get(text) or self.by_folded_name.get(fold_name(text)) or frozenset())

    def resolve_written(self, written: str) -> str:
        """Return the one known SKU that text from a file name stands for, raw or percent-encoded."""
        return only({sku for name in _readings(written) if (sku := self.resolve(name))})

    def exactly(self, written: str) -> frozenset[str]:
        """Return all SKUs that text from a file name stands for, raw or percent-encoded."""
        return _claims(self.by_name, _readings(written))

    def folded(self, written: str) -> frozenset[str]:
        """Return the same without regard to case."""
        return _claims(self.by_folded_name, map(fold_name, _readings(written)))


def known_skus(listings: Mapping[str, Listing], source_skus: Iterable[str]) -> KnownSkus:
    """Return the lookup over the listed SKUs, their further file names and the SKUs that have a source."""
    names: dict[str, set[str]] = {}
    skus = {unicodedata.normalize("NFC", sku) for sku in (*listings, *source_skus) if sku}
    for sku in skus:
        names.setdefault(sku, set()).add(sku)
    for listing in listings.values():
        for written in listing.file_names:
            for name in filter(None, _readings(stem_of(written))):
                names.setdefault(name, set()).add(unicodedata.normalize("NFC", listing.sku))
    folded: dict[str, set[str]] = {}
    for name, claims in names.items():
        folded.setdefault(fold_name(name), set()).update(claims)
    return KnownSkus(
        skus=frozenset(skus),
        by_name={name: frozenset(claims) for name, claims in names.items()},
        by_folded_name={name: frozenset(claims) for name, claims in folded.items()},
        depth=min(_MAX_DEPTH, max((name.count("/") for name in names), default=0)),
    )


def encode_sku(sku: str) -> str:
    """Return `sku` as text that can stand as a file or folder name, or begin one.

    Percent-encodes as UTF-8 what Windows or Linux refuse, a leading dot, a trailing dot or space, and the
    first letter of a reserved Windows name. Lone surrogates stay as they are. The length is not capped:
    each encoded character takes three to twelve characters.
    """
    last = len(sku) - 1
    reserved = _RESERVED.match(sku) is not None
    encoded: list[str] = []
    after_escape = False
    for place, char in enumerate(sku):
        after_escape = (
            _UNSAFE.match(char) is not None
            or (place == 0 and (char == "." or reserved))
            or (place == last and char in ". ")
            # A combining mark would be composed with the last hex digit by a file system that normalizes.
            or (after_escape and unicodedata.combining(char) != 0)
        )
        encoded.append(_escape(char) if after_escape else char)
    return "".join(encoded)


def decode_sku(text: str) -> str:
    """Return the SKU that `text` (an encoded SKU) stands for, in NFC.

    A `%` without two hex digits and bytes that are no UTF-8 stay as they are written.
    """
    if "%" in text:
        text = _ENCODED.sub(_unescape, text)
    return unicodedata.normalize("NFC", text)


def clean_name(name: str) -> str:
    r"""Return a file name as valid text in NFC; bytes that are no UTF-8 become `\xNN`."""
    text = "".join(f"\\x{ord(c) & 0xFF:02x}" if "\ud800" <= c <= "\udfff" else c for c in name)
    return unicodedata.normalize("NFC", text)


def stem_of(name: str) -> str:
    """Return a file name without its ending."""
    return _SUFFIX.sub("", name)


def fold_name(text: str) -> str:
    """Return `text` for a comparison without regard to case."""
    return unicodedata.normalize("NFC", text.casefold())


def only(skus: Set[str]) -> str:
    """Return the one SKU there is, empty where there are none or several."""
    return next(iter(skus)) if len(skus) == 1 else ""


def _readings(written: str) -> set[str]:
    return {unicodedata.normalize("NFC", written), decode_sku(written)}


def _claims(table: Mapping[str, frozenset[str]], names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(table.get(name, frozenset()) for name in names))


def _escape(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def _unescape(found: re.Match[str]) -> str:
    written = found[0]
    rest = bytes.fromhex(written.replace("%", ""))
    decoded: list[str] = []
    place = 0
    while rest:
        try:
            decoded.append(rest.decode())
            break
        except UnicodeDecodeError as broken:
            decoded.append(rest[: broken.start].decode())
            decoded.append(written[3 * (place + broken.start) : 3 * (place + broken.end)])
            place += broken.end
            rest = rest[broken.end :]
    return "".join(decoded)
