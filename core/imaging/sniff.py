"""What a file is, by its first bytes.

A name says nothing: studios give WebP the ending `.png`, and a failed download is an HTML page called
`.jpg`. Pure; what would go wrong otherwise is that the wrong decoder is let near a hostile file, or that a
person is told "broken image" about a video.
"""

from __future__ import annotations

from typing import Final

PICTURES: Final = frozenset({"JPEG", "PNG", "WEBP", "AVIF", "HEIF", "BMP", "TIFF", "GIF"})
"""The kinds that are still pictures this program reviews; also the names Pillow knows them by."""

HEAD_BYTES: Final = 4096
"""How much of a file's beginning `sniff` wants to see: an SVG may begin with a long comment."""

PICTURE_ENDINGS: Final = frozenset(
    {"jpg", "jpeg", "jpe", "jfif", "mpo", "png", "apng", "webp", "avif", "avifs"}
    | {"heic", "heics", "heif", "heifs", "hif", "bmp", "dib", "tif", "tiff", "gif"}
)
"""Name endings, lower case without the dot, by which people take a file for a picture."""

_MAGIC: Final = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"BM", "BMP"),
    (b"\x1a\x45\xdf\xa3", "video"),  # Matroska and WebM
    (b"FLV\x01", "video"),
    (b"OggS", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),  # ASF, WMV
    (b"\0\0\x01\xba", "video"),  # MPEG programme stream
    (b"\0\0\x01\xb3", "video"),  # MPEG video
    (b"8BPS", "psd"),
    (b"%PDF-", "pdf"),
    (b"%!PS", "postscript"),
    (b"PK\x03\x04", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\0\0\0\x0cJXL ", "jpeg-xl"),
    (b"\xff\x0a", "jpeg-xl"),
    (b"\0\0\0\x0cjP  ", "jpeg-2000"),
    (b"\xff\x4f\xff\x51", "jpeg-2000"),
)

_RIFF: Final = {b"WEBP": "WEBP", b"AVI ": "video"}

_BRANDS: Final = {
    b"avif": "AVIF", b"avis": "AVIF",
    b"heic": "HEIF", b"heix": "HEIF", b"heim": "HEIF", b"heis": "HEIF",
    b"hevc": "HEIF", b"hevx": "HEIF", b"hevm": "HEIF", b"hevs": "HEIF",
    b"jxl ": "jpeg-xl", b"jp2 ": "jpeg-2000", b"crx ": "raw",
}  # fmt: skip
"""Major brands of ISO base media files which are no video (ISO/IEC 23008-12, AV1 Image File Format)."""

_STILL_BRANDS: Final = frozenset({b"mif1", b"msf1", b"miaf"})
"""Brands that leave the codec to the list of compatible brands."""

_MOVIE_BOXES: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""First boxes of QuickTime files from before the `ftyp` box existed."""

_PARTIAL_BELOW: Final = 16
"""A head shorter than this, in bytes, may be the beginning of a magic number."""


def sniff(head: bytes) -> str:
    """Return what a file that begins with `head` is.

    One of `PICTURES`, or `video`, `svg`, `html`, `text`, `pdf`, `psd`, `postscript`, `archive`, `jpeg-xl`,
    `jpeg-2000`, `raw`, `unknown`; `zeros` for a head of nothing but zero bytes, `partial` for one too short
    to tell which picture or video it will become.
    """
    if not head.strip(b"\0"):
        return "zeros"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    found = _by_container(head)
    if found is None:
        return "partial" if _may_become(head) else _by_text(head)
    return found


def _by_container(head: bytes) -> str | None:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp" and len(head) >= 12:
        return _by_brand(head)
    return "video" if head[4:8] in _MOVIE_BOXES else None


def _by_brand(head: bytes) -> str:
    major = head[8:12]
    if b"\0" in major:
        return "partial"
    if major in _BRANDS:
        return _BRANDS[major]
    if major not in _STILL_BRANDS:
        return "video"
    end = min(int.from_bytes(head[:4], "big"), len(head))
    for start in range(16, end - 3, 4):
        kind = _BRANDS.get(head[start : start + 4])
        if kind is not None:
            return kind
    return "HEIF"


def _may_become(head: bytes) -> bool:
    if len(head) >= _PARTIAL_BELOW:
        return False
    return (
        any(magic.startswith(head) for magic, _ in _MAGIC)
        or (len(head) < 12 and b"RIFF".startswith(head[:4]))
        or (4 < len(head) < 12 and b"ftyp".startswith(head[4:8]))
        or (len(head) <= 4 and head[0] == 0)
    )


def _by_text(head: bytes) -> str:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = head.replace(b"\0", b"")[2:]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if b"<svg" in start and start.startswith(b"<"):
        return "svg"
    return "text" if b"\0" not in head and _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if controls:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3  # a character cut by the end of the head
    return True
