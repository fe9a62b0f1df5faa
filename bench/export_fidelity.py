"""How far exported pictures are from approved ones, sound conversions and spoiled ones: CIEDE2000 by cells.

The limits of `core.export.fidelity` come from here. Run it with `python bench/export_fidelity.py [DIR]`; DIR
holds further pictures (photographs) to convert beside the demo's and a worst case of noise.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from core.demo.build import build_demo
from core.export.convert import _made
from core.export.fidelity import MOST_MEAN, MOST_WORST, fidelity
from core.export.wanted import Wanted
from core.imaging.decode import load_srgb, load_srgb_bytes, on_background

MAX_PIXELS = 60_000_000

EXTREMES = ("noise", "checks", "bars")
"""Pictures that no camera takes: told apart in the figures."""

SOUND: dict[str, Wanted] = {
    "jpeg 95": Wanted(formats=("JPEG",)),
    "jpeg to fit": Wanted(formats=("JPEG",), max_bytes=60_000),
    "png": Wanted(formats=("PNG",)),
    "webp 95": Wanted(formats=("WEBP",)),
    "webp to fit": Wanted(formats=("WEBP",), max_bytes=60_000),
    "half, jpeg": Wanted(formats=("JPEG",), max_side=601),
    "third, png": Wanted(formats=("PNG",), max_side=397),
}


def spoiled() -> dict[str, Callable[[Image.Image], Image.Image]]:
    """Return what a broken conversion might do; of RGB pictures on white."""
    return {
        "turned": lambda one: one.transpose(Image.Transpose.ROTATE_180),
        "mirrored": lambda one: one.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        "gamma 1.1": lambda one: one.point([round(255 * (level / 255) ** 1.1) for level in range(256)] * 3),
        "P3 taken as sRGB": _p3,
        "hue turned by 5 degrees": _hue,
        "shifted by 1 %": lambda one: ImageChops.offset(one, one.width // 100, 0),
        "cropped by 2 %": lambda one: one.crop((one.width // 50, 0, one.width, one.height)).resize(one.size),
        "a patch of 4 % a side lost": _patch,
        "jpeg quality 5": _rough,
        "blurred by 8 px": lambda one: one.filter(ImageFilter.GaussianBlur(8)),
    }


def main() -> None:
    """Print the worst figures of sound conversions, and the mildest of spoiled ones."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = list(_pictures(Path(folder)))
        print(f"{len(pictures)} pictures; limits: mean {MOST_MEAN}, worst {MOST_WORST}")
        for name, wanted in SOUND.items():
            begun = time.perf_counter()
            found = [(of, _made(picture, "", wanted)[1].fidelity) for of, picture in pictures]
            seconds = time.perf_counter() - begun
            _print(name, [(one.mean, one.worst) for of, one in found if of not in EXTREMES], "most", max)
            refused = [of for of, one in found if not one.sound]
            print(f"{'':28}refused {len(refused)} {refused[:4]}, {seconds / len(found):.2f} s each")
        for name, change in spoiled().items():
            flat = [on_background(picture, "white") for of, picture in pictures if of not in EXTREMES]
            apart = [fidelity(one, change(one)) for one in flat]
            _print(name, [(one.mean, one.worst) for one in apart], "least", min)
            print(f"{'':28}caught {sum(not one.sound for one in apart)} of {len(apart)}")


def _print(name: str, found: list[tuple[float, float]], which: str, of: Callable[..., float]) -> None:
    means, worsts = zip(*found, strict=True)
    print(f"{name:28}mean {which} {of(means):6.2f}   worst {which} {of(worsts):6.2f}")


def _pictures(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    for name in ("sources", "incoming"):
        (folder / name).mkdir()
    made = build_demo(folder / "sources", folder / "incoming", folder / "listings.csv")
    further = sorted(Path(sys.argv[1]).iterdir()) if len(sys.argv) > 1 else []
    for path in (*made.sources, *(one.path for one in made.candidates), *further):
        yield path.name, load_srgb(path, max_pixels=MAX_PIXELS)
    noise = np.random.default_rng(5).integers(0, 256, (1200, 900, 3), np.uint8)
    yield "noise", Image.fromarray(noise)
    checks = np.indices((1200, 900)).sum(axis=0) % 2 * 255
    yield "checks", Image.fromarray(checks.astype(np.uint8)).convert("RGB")
    bars = np.zeros((1200, 900, 3), np.uint8)
    bars[:, ::6] = (255, 0, 0)
    bars[:, 3::6] = (0, 0, 255)
    yield "bars", Image.fromarray(bars)


def _p3(one: Image.Image) -> Image.Image:
    """Return the numbers that the picture has in Display P3, shown as if they were sRGB."""
    linear = (np.asarray(one, np.float64) / 255) ** 2.2
    matrix = np.array([[0.8225, 0.1774, 0.0], [0.0332, 0.9669, 0.0], [0.0171, 0.0724, 0.9108]])
    return Image.fromarray((np.clip(linear @ matrix.T, 0, 1) ** (1 / 2.2) * 255).round().astype(np.uint8))


def _hue(one: Image.Image) -> Image.Image:
    hue, saturation, value = one.convert("HSV").split()
    turned = hue.point([(level + 4) % 256 for level in range(256)])
    return Image.merge("HSV", (turned, saturation, value)).convert("RGB")


def _patch(one: Image.Image) -> Image.Image:
    lost = one.copy()
    box = (one.width // 2, one.height // 2, one.width * 54 // 100, one.height * 54 // 100)
    lost.paste((255, 255, 255), box)
    return lost


def _rough(one: Image.Image) -> Image.Image:
    out = io.BytesIO()
    one.save(out, "JPEG", quality=5)
    return load_srgb_bytes(out.getvalue(), "JPEG")


if __name__ == "__main__":
    main()
