"""All pixels of a picture, to look at parts of it: neither turned nor converted until a part is asked for.

Turning and converting a photo of 12 megapixels takes four times as long as decoding it; of the part that a
screen shows it takes a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.imaging.colour import to_srgb
from core.imaging.decode import load_stored, upright

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in true pixels of the upright picture; right and bottom are the outer edges."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A picture, or a window of it, as it is stored."""

    image: Image.Image
    turn: int
    """EXIF orientation, 1 to 8."""
    profile: bytes | None
    stored: tuple[int, int]
    """Width and height of the whole picture, not turned."""
    corner: tuple[int, int] = (0, 0)
    """Where `image` begins in it."""

    @property
    def bytes(self) -> int:
        """Memory: Pillow takes four bytes a pixel for colour, one for grey."""
        return self.image.width * self.image.height * (1 if self.image.mode == "L" else 4)

    def holds(self, box: Box) -> bool:
        """Whether `part` can be asked for `box`."""
        left, top, right, bottom = self._in_window(box)
        return left >= 0 and top >= 0 and right <= self.image.width and bottom <= self.image.height

    def part(self, box: Box) -> Image.Image:
        """Return the pixels of `box`, upright, sRGB, RGB or RGBA."""
        found = to_srgb(upright(self.image.crop(self._in_window(box)), self.turn), self.profile)
        found.info = {}
        return found

    def window(self, box: Box, most_pixels: int) -> Whole:
        """Return so much of the picture around `box` as `most_pixels` allow; all of it where it fits."""
        width, height = self.image.size
        if width * height <= most_pixels:
            return self
        left, top, right, bottom = self._in_window(box)
        scale = (most_pixels / (width * height)) ** 0.5
        across, down = max(right - left, int(width * scale)), max(bottom - top, int(height * scale))
        x = min(max(0, (left + right - across) // 2), max(0, width - across))
        y = min(max(0, (top + bottom - down) // 2), max(0, height - down))
        image = self.image.crop((x, y, min(width, x + across), min(height, y + down)))
        return Whole(image, self.turn, self.profile, self.stored, (self.corner[0] + x, self.corner[1] + y))

    def _in_window(self, box: Box) -> Box:
        left, top, right, bottom = _turned_back(box, self.turn, self.stored)
        x, y = self.corner
        return (left - x, top - y, right - x, bottom - y)


def load_whole(path: Path, *, max_pixels: int, sha256: str) -> Whole:
    """Return all pixels of the file. Raises NotAnImage as `decode.load_srgb` does."""
    image, turn, profile = load_stored(path, max_pixels=max_pixels, sha256=sha256)
    return Whole(image, turn, profile, image.size)


def _turned_back(box: Box, turn: int, stored: tuple[int, int]) -> Box:
    """Return where a box of the upright picture lies in the stored one (Exif 2.32, tag 0x0112)."""
    left, top, right, bottom = box
    width, height = stored
    return {
        2: (width - right, top, width - left, bottom),
        3: (width - right, height - bottom, width - left, height - top),
        4: (left, height - bottom, right, height - top),
        5: (top, left, bottom, right),
        6: (top, height - right, bottom, height - left),
        7: (width - bottom, height - right, width - top, height - left),
        8: (width - bottom, left, width - top, right),
    }.get(turn, box)
