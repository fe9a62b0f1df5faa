"""Writing the demo workspace's pictures and its listing.

The same version of this program and of Pillow writes the same bytes each time: a picture's bytes are its
identity, so a demo built twice is the same demo. Each product is drawn once for all its pictures, and once
more for each defect that is in the drawing itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeAlias

from PIL import Image

from core.demo import products as p
from core.demo import strays
from core.demo.defects import DEFECTS, Defect, drawn_look, spoiled
from core.demo.photo import photograph, saved
from core.demo.scene import Placed, Scene, close_up, compose, place
from core.demo.shots import Shot, camera, shots
from core.errors import WorkspaceUnwritable
from core.intake.sku_names import encode_sku
from core.model import Mode, Slot

FINENESS = 1.5
"""Pixels per unit of a product's drawing at scale 1: sources show a product about so large."""

Progress: TypeAlias = Callable[[int, int], None]

_COLUMNS = ("sku", "title", "category", "colour", "material", "kit", "marketplaces")


@dataclass(frozen=True, slots=True)
class DemoPicture:
    """One candidate of the demo."""

    path: Path
    sku: str
    slot: Slot
    mode: Mode
    defect: str | None
    """The reason it should be rejected for; None means that it is faithful."""


@dataclass(frozen=True, slots=True)
class DemoPictures:
    """All that `build_demo` wrote."""

    sources: tuple[Path, ...]
    candidates: tuple[DemoPicture, ...]
    """Decodable pictures of products that have a source."""
    strays: tuple[Path, ...]
    """What goes to the tray or is refused: no known SKU, no source, a film, an animation, a torn file."""


def build_demo(
    sources: Path,
    incoming: Path,
    listings: Path,
    *,
    progress: Progress | None = None,
    scale: float = 1.0,
) -> DemoPictures:
    """Write the demo's sources, candidates, strays and `listings.csv`; return what was written.

    `sources` and `incoming` are existing folders, `listings` is the file to write. `progress` is told the
    files done and their total. `scale` shrinks every picture (1 gives cards of 900 x 1200 pixels). Raises
    `WorkspaceUnwritable` where a file cannot be written.
    """
    tell = _counted(progress)
    made_sources: list[Path] = []
    made: list[DemoPicture] = []
    left_over: list[Path] = []
    try:
        listings.write_text(listing_table(), encoding="utf-8-sig", newline="")
        tell()
        for product in p.PHOTOGRAPHED:
            cutout = product.draw(FINENESS * scale, product.look)
            made_sources.append(_write_source(sources, product, cutout, scale))
            tell()
            for picture in _candidates(incoming, product, cutout, scale):
                made.append(picture)
                tell()
        for path in _strays(incoming, scale):
            left_over.append(path)
            tell()
    except OSError as broken:
        raise WorkspaceUnwritable(
            path=str(broken.filename or incoming), why=broken.strerror or ""
        ) from broken
    return DemoPictures(tuple(made_sources), tuple(made), tuple(left_over))


def listing_table() -> str:
    """Return the demo's listing as CSV text: a heading row, semicolons, lines ended as in RFC 4180."""
    table = io.StringIO(newline="")
    rows = csv.writer(table, delimiter=";")
    rows.writerow(_COLUMNS)
    for one in (product.listing for product in p.PRODUCTS):
        rows.writerow(
            (one.sku, one.title, one.category, one.colour, one.material, one.kit, ", ".join(one.marketplaces))
        )
    return table.getvalue()


def _counted(progress: Progress | None) -> Callable[[], None]:
    names = sum(len(shots(product)) for product in p.PHOTOGRAPHED)
    # The mismatch is in the words: its picture is the product's own one, no further file.
    total = 1 + len(p.PHOTOGRAPHED) + names + len(DEFECTS) - 1 + _STRAYS
    done = count(1)

    def tell() -> None:
        number = next(done)
        if progress is not None:
            progress(number, total)

    return tell


def _write_source(folder: Path, product: p.Product, cutout: Image.Image, scale: float) -> Path:
    held = camera(product)
    data, ending = saved(photograph(cutout, product, held, scale), held)
    path = folder / f"{encode_sku(product.listing.sku)}.{ending}"
    path.write_bytes(data)
    return path


def _candidates(folder: Path, product: p.Product, cutout: Image.Image, scale: float) -> Iterator[DemoPicture]:
    """Write a product's candidates, the spoiled attempts before the good ones."""
    spoiled_here = {defect.slot: defect for defect in DEFECTS if defect.product is product}
    for shot in shots(product):
        defect = spoiled_here.get(shot.slot)
        if defect is not None and defect.reason == "copy-mismatch":
            yield _write(folder, product, shot, _good(cutout, product, shot, scale), defect=defect)
        elif defect is None:
            yield _write(folder, product, shot, _good(cutout, product, shot, scale))
        else:
            look = drawn_look(defect)
            wrong = cutout if look == product.look else product.draw(FINENESS * scale, look)
            yield _write(folder, product, shot, spoiled(defect, wrong, shot, scale), attempt=1, defect=defect)
            yield _write(folder, product, shot, _good(cutout, product, shot, scale), attempt=2)


def _good(cutout: Image.Image, product: p.Product, shot: Shot, scale: float) -> Image.Image:
    if shot.scene is None:
        return close_up(cutout, product, scale)
    if shot.clear:
        return _clear(cutout, shot.scene, scale)
    return compose(cutout, product, shot.scene, scale)


def _clear(cutout: Image.Image, scene: Scene, scale: float) -> Image.Image:
    size = (round(900 * scale), round(1200 * scale))
    placed: Placed = place(cutout, size, scene)
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    picture.paste(placed.image, (placed.x, placed.y))
    return picture


def _write(
    folder: Path,
    product: p.Product,
    shot: Shot,
    picture: Image.Image,
    *,
    attempt: int = 0,
    defect: Defect | None = None,
) -> DemoPicture:
    sku = product.listing.sku
    number = f"__a{attempt}" if attempt else ""
    path = folder / f"{encode_sku(sku)}__{shot.slot}__{shot.mode}{number}.{shot.ending}"
    path.write_bytes(_encoded(picture, shot.ending))
    return DemoPicture(path, sku, shot.slot, shot.mode, defect.reason if defect else None)


def _encoded(picture: Image.Image, ending: str) -> bytes:
    file = io.BytesIO()
    if ending == "png":
        picture.save(file, "PNG", compress_level=4)
    elif ending == "webp":
        picture.save(file, "WEBP", quality=88, method=2)
    else:
        picture.save(file, "JPEG", quality=92, subsampling=0)
    return file.getvalue()


_STRAYS = 5


def _strays(folder: Path, scale: float) -> Iterator[Path]:
    """Write what the desk cannot queue: five files."""
    tee = p.UNPHOTOGRAPHED_TEE
    white = tee.draw(FINENESS * scale, tee.look)
    yield _write(folder, tee, shots(tee)[0], _good(white, tee, shots(tee)[0], scale)).path
    tube = p.TUBE.draw(FINENESS * scale, p.TUBE.look)
    nameless = compose(tube, p.TUBE, Scene("room", 0.6, floor=0.8, seed=2044), scale)
    blocks = p.BLOCKS.draw(FINENESS * scale, p.BLOCKS.look)
    moving = compose(blocks, p.BLOCKS, Scene("tint", 0.7), scale)
    halved = compose(white, tee, Scene("room", 0.7, seed=5), scale)
    for name, data in (
        ("IMG_2044.png", _encoded(nameless, "png")),
        (f"{encode_sku(p.POLO.listing.sku)}__social__lifestyle__a2.mp4", strays.video(Random(2))),
        (f"{encode_sku(p.BLOCKS.listing.sku)}__ad__lifestyle__a2.gif", strays.animation(moving)),
        (f"{encode_sku(p.TEE.listing.sku)}__main__exact-card__a3.jpg", strays.torn(halved)),
    ):
        path = folder / name
        path.write_bytes(data)
        yield path
