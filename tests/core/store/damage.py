"""Images of a store file that a crash may leave in the middle of an append."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from core.store.layout import TAIL, Head, append_text, head_text
from core.store.record import Record, seal

HEAD = Head(format=1, device="studio", user="ana", file=1)
SECTOR = 512
GARBAGE = b'\x8fz"{}:,\n7\xff'


def chained(sizes: Sequence[int]) -> tuple[list[Record], list[bytes]]:
    """Records whose notes have these lengths, and their lines."""
    records: list[Record] = []
    lines: list[bytes] = []
    for seq, size in enumerate(sizes, 1):
        note = msgspec.json.encode({"sha256": "ab", "note": "ж" * (size // 2) + "x" * (size % 2)})
        record, line = seal(
            Record(
                seq=seq,
                device="studio",
                user="ana",
                person="ana",
                at="2026-11-23T08:00:00.000Z",
                clock=f"{seq:012x}-0000",
                kind="postponed",
                v=1,
                data=msgspec.Raw(note),
                prev=records[-1].hash if records else "",
            )
        )
        records.append(record)
        lines.append(line)
    return records, lines


def file_text(lines: Sequence[bytes]) -> bytes:
    """The text of a sound file."""
    return head_text(HEAD) + (b"\n" if lines else b"") + b",\n".join(lines) + TAIL


@dataclass(frozen=True)
class Append:
    """An append of the lines behind number `count` to a file that holds those before it."""

    lines: Sequence[bytes]
    count: int

    @property
    def before(self) -> bytes:
        return file_text(self.lines[: self.count])

    @property
    def after(self) -> bytes:
        return file_text(self.lines)

    def _write(self) -> tuple[bytes, int, bytes, int]:
        end = len(self.before) - len(TAIL)
        return append_text(self.lines[self.count :], end, first=not self.count)

    @property
    def unjoined(self) -> bytes:
        """Everything but the joint."""
        text, offset, _, _ = self._write()
        return self.before[:offset] + text

    def cuts(self) -> Iterator[bytes]:
        """Every byte cut of the write: short, old bytes behind it, zeros, garbage."""
        text, offset, _, _ = self._write()
        before = self.before
        for cut in range(len(text) + 1):
            written = before[:offset] + text[:cut]
            rest = len(text) - cut
            yield written
            yield written + before[offset + cut :]
            yield written + b"\0" * rest
            yield written + (GARBAGE * (rest // len(GARBAGE) + 1))[:rest]

    def sectors(self) -> Iterator[bytes]:
        """Every subset of the sectors of the write, with the old and the new length."""
        text, offset, _, _ = self._write()
        before, whole = self.before, self.unjoined
        sectors = range(offset // SECTOR, (offset + len(text) - 1) // SECTOR + 1)
        padded = before.ljust(len(whole), b"\0")
        for length in (len(before), len(whole)):
            for kept in itertools.chain.from_iterable(
                itertools.combinations(sectors, n) for n in range(len(sectors) + 1)
            ):
                image = bytearray(padded)
                for sector in kept:
                    place = slice(sector * SECTOR, min((sector + 1) * SECTOR, len(whole)))
                    image[place] = whole[place]
                yield bytes(image[:length])

    def without_last_joint(self, image: bytes) -> bytes:
        """The image, had the power cut also taken the joint of the append before, which was acknowledged."""
        earlier = Append(self.lines[: self.count], self.count - 1)
        _, _, joint, at = earlier._write()
        assert image[at : at + 1] == joint
        return image[:at] + (b"\n" if self.count > 1 else b"}") + image[at + 1 :]
