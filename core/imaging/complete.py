"""Is a picture file all there? Decided by its structure, without decoding.

Pillow's `verify` accepts every cut JPEG, and `load` accepts a file whose space is reserved but whose second
half is still zero bytes, in JPEG, WebP, TIFF and AVIF. So each format is walked to its own end mark: PNG to
IEND, JPEG to the EOI that closes its scans (not the one in an EXIF thumbnail), GIF to its trailer, WebP and
the ISO base media files (AVIF, HEIC) to the last chunk or box. Where zero bytes are no error of structure,
the length of the zero run at the end decides; for pixels that are stored plainly (BMP, most TIFF) and for
lossy WebP the decoded picture must be asked too, see `core.imaging.ending`.

Every walk is bounded: a hostile file gives an answer within seconds.
"""

from __future__ import annotations

import os
import re
import zlib
from typing import TYPE_CHECKING, Final, Literal

from core.errors import Incomplete, NotAnImage

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

ZERO_RUN: Final = 16
"""Zero bytes at the end of compressed data from which on it counts as not filled yet. Encoders of AVIF, HEIC,
lossless WebP, LZW and deflate TIFF ended in 2 at most, over flat, drawn and noisy pictures; HEVC cannot hold
three in a row (ISO/IEC 23008-2, 7.4.2)."""

_LONGEST_RUN: Final = 1 << 20
"""Counting zero bytes stops here; more say nothing new."""

_MOST_PARTS: Final = 200_000
"""Chunks, segments or blocks in one file. A 512 MiB PNG in 8 KiB chunks has 65,536."""

_MOST_SCANS: Final = 500
"""Scans in one JPEG. Encoders write about ten; thousands over a large picture take minutes to decode."""

_TIFF_SIZES: Final = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
"""Bytes of a TIFF field type (TIFF 6.0, section 2, and BigTIFF); all others take one."""

_BLOCK: Final = 1 << 20
_MARKER: Final = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")
"""Any JPEG marker but stuffing, restarts, fill bytes and the reserved ones (ITU-T T.81, table B.1)."""


def require_complete(file: BinaryIO, kind: str, size: int) -> None:
    """Return when the file of `size` bytes, a picture of the kind `kind`, has its end.

    Raises Incomplete when it has not, NotAnImage (`truncated`) when it is damaged before its end. The
    position in `file` is anywhere afterwards.
    """
    walk = _WALKS.get(kind)
    if walk is not None:
        walk(file, size)


def zero_run(file: BinaryIO, size: int) -> int:
    """Return how many zero bytes the file ends in, counting to about a million."""
    run = 0
    end = size
    while end > 0 and run < _LONGEST_RUN:
        start = max(0, end - 65536)
        block = _at(file, start, end - start)
        if not block:
            break
        kept = len(block.rstrip(b"\0"))
        run += len(block) - kept
        if kept:
            break
        end = start
    return run


def claimed_size(kind: str, head: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels as the head of a WebP says; None for others and where it does not.

    Only WebP needs this: its decoder takes memory for the whole canvas when it is opened, long before
    anything can be asked of it. See the WebP container specification (RFC 9649, section 2.7).
    """
    if kind != "WEBP" or len(head) < 30:
        return None
    chunk = head[12:16]
    if chunk == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    width, height = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    return width & 0x3FFF, height & 0x3FFF


def _at(file: BinaryIO, start: int, count: int) -> bytes:
    file.seek(start)
    return file.read(count)


def _unfinished(file: BinaryIO, size: int, expected: int = 0) -> Incomplete:
    """Return why a file whose structure breaks off at its end is not whole."""
    why = "zeros" if zero_run(file, size) >= ZERO_RUN else "cut"
    return Incomplete(size=size, expected=expected, why=why)


def _png(file: BinaryIO, size: int) -> None:
    position = 8
    damaged = False
    for _ in range(_MOST_PARTS):
        header = _at(file, position, 8)
        length, name = int.from_bytes(header[:4], "big"), header[4:]
        end = position + 12 + length
        if len(header) < 8 or end > size or not name.isalpha():
            raise _unfinished(file, size, end if name.isalpha() and end > size else 0)
        if name in {b"IHDR", b"IDAT", b"IEND"} and not _crc_holds(file, position + 4, length + 4):
            if name == b"IEND":
                raise _unfinished(file, size)
            damaged = True
        if name == b"IEND":
            break
        position = end
    else:
        damaged = True
    if damaged:
        raise NotAnImage("truncated", what="PNG")


def _crc_holds(file: BinaryIO, start: int, count: int) -> bool:
    file.seek(start)
    crc = 0
    while count > 0:
        block = file.read(min(count, _BLOCK))
        if not block:
            return False
        crc = zlib.crc32(block, crc)
        count -= len(block)
    return file.read(4) == crc.to_bytes(4, "big")


def _jpeg(file: BinaryIO, size: int) -> None:
    position = 2
    scans = 0
    for _ in range(_MOST_PARTS):
        found = _next_marker(file, position)
        if found is None:
            raise _unfinished(file, size)
        marker, position = found
        if marker == 0xD9:
            if not scans:
                raise NotAnImage("truncated", what="JPEG")
            return
        if marker == 0xD8:
            continue
        length = int.from_bytes(_at(file, position, 2), "big")
        if position + max(length, 2) > size:
            raise _unfinished(file, size)
        position += max(length, 2)
        scans += marker == 0xDA
        if scans > _MOST_SCANS:
            break
    raise NotAnImage("truncated", what="JPEG")


def _next_marker(file: BinaryIO, position: int) -> tuple[int, int] | None:
    """Return the next marker's second byte and the position after it; None at the end of the file."""
    step = 4096  # headers lie close together; the data of a scan is long
    while block := _at(file, position, step):
        found = _MARKER.search(block)
        if found:
            return block[found.start() + 1], position + found.end()
        if len(block) < 2:
            return None
        position += len(block) - (block[-1] == 0xFF)
        step = _BLOCK
    return None


def _gif(file: BinaryIO, size: int) -> None:
    head = _at(file, 0, 13)
    if len(head) < 13:
        raise _unfinished(file, size)
    position = 13 + _colour_table(head[10])
    pictures = 0
    for _ in range(_MOST_PARTS):
        block = _at(file, position, 10)
        if block[:1] == b";" and pictures:
            return
        if block[:1] == b"!":
            position += 2
        elif block[:1] == b"," and len(block) == 10:
            pictures += 1
            if pictures > 1:  # an animation: refused whether or not its end is there
                return
            position += 11 + _colour_table(block[9])
        else:
            raise _unfinished(file, size)
        position = _past_sub_blocks(file, position, size)
    raise NotAnImage("truncated", what="GIF")


def _colour_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _past_sub_blocks(file: BinaryIO, position: int, size: int) -> int:
    file.seek(position)
    while length := file.read(1):
        position += 1 + length[0]
        if length == b"\0":
            return position
        file.seek(length[0], os.SEEK_CUR)
    raise _unfinished(file, size)


def _webp(file: BinaryIO, size: int) -> None:
    expected = 8 + int.from_bytes(_at(file, 4, 4), "little")
    if expected > size or expected < 20:
        raise _unfinished(file, size, expected)
    position = 12
    last = b""
    for _ in range(_MOST_PARTS):
        if position + 8 > expected:
            break
        header = _at(file, position, 8)
        length = int.from_bytes(header[4:], "little")
        position += 8 + length + (length & 1)
        last = header[:4]
        if not last.strip(b"\0") or position > expected + 1:
            raise _unfinished(file, size, position)
    if last != b"VP8 " and zero_run(file, size) >= ZERO_RUN:
        raise _unfinished(file, size)


def _boxes(file: BinaryIO, size: int) -> None:
    position = 0
    for _ in range(_MOST_PARTS):
        header = _at(file, position, 16)
        if not header:
            break
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        elif length == 0 and header[4:8].isalpha():  # to the end of the file
            length = size - position
        if length < 8 or position + length > size:
            raise _unfinished(file, size, position + length if length >= 8 else 0)
        position += length
    if zero_run(file, size) >= ZERO_RUN:
        raise _unfinished(file, size)


def _tiff(file: BinaryIO, size: int) -> None:
    head = _at(file, 0, 16)
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    big = head[2:4] in {b"+\0", b"\0+"}
    offset = int.from_bytes(head[8:16] if big else head[4:8], order)
    count_bytes, entry_bytes = (8, 20) if big else (2, 12)
    count = int.from_bytes(_at(file, offset, count_bytes), order) if offset + count_bytes <= size else 0
    start = offset + count_bytes
    word = 8 if big else 4
    end = start + count * entry_bytes + word
    if not offset or not count or end > size:
        raise _unfinished(file, size, max(offset, end) if max(offset, end) > size else 0)
    for _ in range(min(count, _MOST_PARTS)):
        entry = _at(file, start, entry_bytes)
        length = int.from_bytes(entry[4 : 4 + word], order) * _TIFF_SIZES.get(
            int.from_bytes(entry[2:4], order), 1
        )
        end = int.from_bytes(entry[4 + word :], order) + length
        if length > word and end > size:
            raise _unfinished(file, size, end)
        start += entry_bytes


def _bmp(file: BinaryIO, size: int) -> None:
    head = _at(file, 0, 14)
    expected = int.from_bytes(head[2:6], "little")
    if len(head) < 14 or expected > size:
        raise _unfinished(file, size, expected)


_WALKS: Final[dict[str, Callable[[BinaryIO, int], None]]] = {
    "PNG": _png,
    "JPEG": _jpeg,
    "GIF": _gif,
    "WEBP": _webp,
    "AVIF": _boxes,
    "HEIF": _boxes,
    "TIFF": _tiff,
    "BMP": _bmp,
}
