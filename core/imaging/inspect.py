"""What a file in the hot folder is: facts about a picture, a refusal with its reason, or "not whole yet".

By content, never by name. A file passes when its structure has an end (`core.imaging.complete`), all of it
decodes, and it did not change meanwhile; the hash is of the very bytes that were decoded. What would go wrong
otherwise: half an upload is approved, or a prepared file takes the machine's memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import ImageCms

from core.errors import Incomplete, NotAnImage
from core.imaging.complete import ZERO_RUN, require_complete, zero_run
from core.imaging.decode import reduced_srgb
from core.imaging.ending import is_plain, zeros_belong
from core.imaging.opening import Opened, open_picture, open_regular, orientation, picture_kind
from core.imaging.quiet import decodes_quietly
from core.imaging.sniff import sniff
from core.model import ImageFacts

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

__all__ = ["REFUSALS", "Incomplete", "Inspected", "inspect", "inspect_for_preview", "sniff"]

REFUSALS: Final = frozenset(
    {
        "video",  # do not publish it: video is not reviewed
        "animation",  # more than one picture in time: frames (0: not counted)
        "many-pages",  # a TIFF of several pages: pages (counted to 100)
        "bomb",  # more pixels than allowed, by its header: width, height, limit
        "truncated",  # the decoder finds data missing or damaged: what
        "fake",  # a picture's ending on something else: ext, what
        "unsupported",  # something this program does not read: what
        "symlink",
        "empty",
        "unreadable",  # the system did not let it be read: why
        "too-large-file",  # bytes, limit
    }
)
"""Why a file is refused for good: the closed set of `NotAnImage.refusal` that `inspect` uses. The comments
name the variables in the error's `args_`."""

_MOST_PAGES: Final = 100

_REDUCED: Final = frozenset({"RGB", "RGBA", "L", "CMYK"})
"""Modes that are reduced as they are; of others all pixels would have to be converted first."""


@dataclass(frozen=True, eq=False, slots=True)
class Inspected:
    """A picture file, and what is kept of the pixels that had to be decoded to know it."""

    facts: ImageFacts
    preview: Image.Image | None
    """Upright, sRGB, RGB or RGBA, reduced as by `load_reduced`; None where that would take long."""


def inspect(path: Path, *, max_pixels: int) -> ImageFacts:
    """Return what the picture file at `path` is, after decoding all of it.

    `max_pixels` is the largest width times height that is decoded. Raises NotAnImage with one of `REFUSALS`;
    raises Incomplete for a file that is not whole, or changed while it was read: to be tried again.
    """
    return inspect_for_preview(path, max_pixels=max_pixels, least_edge=0).facts


def inspect_for_preview(path: Path, *, max_pixels: int, least_edge: int) -> Inspected:
    """Return what `inspect` does, and the picture with `least_edge` pixels or more; 0 asks for none."""
    with open_regular(path) as opened:
        try:
            found = _inspected(opened, picture_kind(opened, path), max_pixels, least_edge)
        except NotAnImage:
            if opened.changed():
                raise _growing(opened) from None
            raise
        if opened.changed():
            raise _growing(opened)
        return found


def _growing(opened: Opened) -> Incomplete:
    return Incomplete(size=opened.size, expected=0, why="growing")


def _unfilled(opened: Opened) -> Incomplete:
    return Incomplete(size=opened.size, expected=0, why="zeros")


def _inspected(opened: Opened, kind: str, max_pixels: int, least_edge: int) -> Inspected:
    broken = _broken(opened, kind)
    try:
        with open_picture(opened, kind, max_pixels=max_pixels) as image:
            if broken is not None:
                raise broken
            _require_still(image, kind)
            facts = _decoded(opened, kind, image)
            preview = _preview(image, least_edge) if least_edge else None
    except NotAnImage as refused:
        # A file that breaks off early is refused by its decoder too; what helps is to wait for the rest.
        if refused.refusal in {"truncated", "unsupported"}:
            if broken is not None:
                raise broken from refused
            if zero_run(opened.file, opened.size) >= ZERO_RUN:
                raise _unfilled(opened) from refused
        raise
    return Inspected(facts, preview)


def _preview(image: Image.Image, least_edge: int) -> Image.Image | None:
    if image.mode not in _REDUCED:
        return None
    try:
        preview = reduced_srgb(image, least_edge)
    except Exception:  # noqa: BLE001 the file is a picture all the same, and is decoded when it is looked at
        return None
    if preview is image:  # small enough to be decoded then; its pixels are the file's
        return None
    preview.info = {}
    return preview


def _broken(opened: Opened, kind: str) -> Incomplete | NotAnImage | None:
    """Return what is wrong with the structure; raised later, because a bomb is a bomb before it is whole."""
    try:
        require_complete(opened.file, kind, opened.size)
    except (Incomplete, NotAnImage) as error:
        return error
    return None


def _require_still(image: Image.Image, kind: str) -> None:
    if kind == "JPEG":  # further pictures in a camera's MPO are previews and depth: the first one counts
        return
    if getattr(image, "is_animated", False):
        if kind == "TIFF":
            raise NotAnImage("many-pages", pages=_pages(image))
        # Counting the frames of a GIF reads all of it, and a hostile one is long.
        raise NotAnImage("animation", frames=0 if kind == "GIF" else int(getattr(image, "n_frames", 0)))


def _pages(image: Image.Image) -> int:
    """Count the pages of a TIFF, to 100 at most: a hostile one has millions."""
    for page in range(1, _MOST_PAGES):
        try:
            image.seek(page)
        except EOFError:
            return page
    return _MOST_PAGES


def _decoded(opened: Opened, kind: str, image: Image.Image) -> ImageFacts:
    if kind == "TIFF":
        _require_parts(opened, image)
    plain = is_plain(image, kind)
    run = zero_run(opened.file, opened.size) if kind in {"TIFF", "BMP", "WEBP"} else 0
    if run >= ZERO_RUN and not plain:
        raise _unfilled(opened)
    if kind == "TIFF" and not plain and not decodes_quietly(opened.file):
        raise NotAnImage("truncated", what=kind)
    image.load()
    if run >= ZERO_RUN and not zeros_belong(image, kind, run):
        raise _unfilled(opened)
    width, height = image.size
    if orientation(image) >= 5:
        width, height = height, width
    return ImageFacts(
        format=kind,
        width=width,
        height=height,
        bytes=opened.size,
        sha256=opened.sha256(),
        has_alpha=image.has_transparency_data,
        profile=profile_name(image),
    )


def _require_parts(opened: Opened, image: Image.Image) -> None:
    """Raise Incomplete for a strip or tile beyond the end of the file: a TIFF has no end mark."""
    tags: dict[int, tuple[int, ...]] = getattr(image, "tag_v2", {})
    for offsets, counts in ((273, 279), (324, 325)):
        ends = (at + count for at, count in zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False))
        end = max(ends, default=0)
        if end > opened.size:
            raise Incomplete(size=opened.size, expected=end, why="cut")


def profile_name(image: Image.Image) -> str:
    """Return the ICC profile's own description; empty where there is none or it is no profile."""
    data = image.info.get("icc_profile")
    if not data:
        return ""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        return ImageCms.getProfileDescription(profile).strip() or profile.profile.xcolor_space.strip()
    except Exception:  # noqa: BLE001 a broken profile is ignored, as when decoding
        return ""
