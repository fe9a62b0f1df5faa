from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageCms

from checklists.packs_loader import load_packs
from core.errors import NotAnImage
from core.export.convert import Made, convert
from core.export.fidelity import fidelity
from core.export.wanted import WRITTEN, Wanted, wanted_of
from core.imaging.colours import jpeg_quality

EDGES = (120, 90)


def drawn(mode: str = "RGB", size: tuple[int, int] = EDGES) -> Image.Image:
    """Return a picture with edges, slopes and colours, no two corners alike."""
    across = np.linspace(0, 255, size[0])[None, :].repeat(size[1], 0)
    down = np.linspace(255, 0, size[1])[:, None].repeat(size[0], 1)
    rgb = np.stack([across, down, np.where(across > down, 200, 30)], -1).astype(np.uint8)
    image = Image.fromarray(rgb)
    if mode == "RGBA":
        image.putalpha(Image.fromarray(np.where(across > 128, 255, 0).astype(np.uint8)))
    return image


def written(path: Path, image: Image.Image, kind: str, **settings: object) -> tuple[Path, str]:
    image.save(path, kind, **settings)
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def made_of(path: Path, sha: str, kind: str, wanted: Wanted) -> tuple[Image.Image, bytes, Made]:
    data, made = convert(path, sha, kind, wanted, max_pixels=10_000_000)
    assert (made.bytes, made.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == (made.format, (made.width, made.height))
    assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & set(image.info)
    assert not image.getexif()
    return image, data, made


def near(first: Image.Image, second: Image.Image) -> float:
    apart = np.asarray(first.convert("RGB"), int) - np.asarray(second.convert("RGB"), int)
    return float(np.abs(apart).mean())


def test_a_jpeg_that_fits_and_carries_nothing_goes_byte_for_byte(tmp_path: Path) -> None:
    path, sha = written(tmp_path / "a.jpg", drawn(), "JPEG", quality=90)
    _, data, made = made_of(path, sha, "JPEG", Wanted())
    assert data == path.read_bytes()
    assert (made.changes, made.quality, made.fidelity.worst) == ((), 90, 0)


@pytest.mark.parametrize("what", ["exif", "comment", "icc_profile", "tail", "thumbnail"])
def test_a_jpeg_that_carries_something_is_written_anew_without_it(tmp_path: Path, what: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "camera of ana"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    settings = {"exif": exif, "comment": b"+7 700", "icc_profile": profile}
    path, _ = written(
        tmp_path / "a.jpg", drawn(), "JPEG", quality=92, **{k: v for k, v in settings.items() if k == what}
    )
    if what == "tail":
        path.write_bytes(path.read_bytes() + b"secret")
    if what == "thumbnail":
        data = path.read_bytes()  # a JFIF segment with a thumbnail of one pixel
        path.write_bytes(data[:4] + b"\x00\x13" + data[6:18] + b"\x01\x01ana" + data[20:])
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    image, data, made = made_of(path, sha, "JPEG", Wanted())
    assert made.changes == ("encoded",)
    assert b"ana" not in data
    assert b"secret" not in data
    assert near(image, drawn()) < 3


def test_a_rotated_picture_is_written_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path, sha = written(tmp_path / "a.jpg", drawn(), "JPEG", quality=95, subsampling=0, exif=exif)
    image, _, made = made_of(path, sha, "JPEG", Wanted())
    assert (made.width, made.height) == (90, 120)
    assert near(image, drawn().transpose(Image.Transpose.ROTATE_270)) < 3


def test_transparency_stays_where_it_may_and_else_lies_on_white(tmp_path: Path) -> None:
    path, sha = written(tmp_path / "a.png", drawn("RGBA"), "PNG")
    image, _, made = made_of(path, sha, "PNG", Wanted())
    assert (made.format, made.alpha, made.changes) == ("PNG", True, ("encoded",))
    assert ImageChops.difference(image, drawn("RGBA")).convert("RGBA").getchannel("A").getextrema() == (0, 0)
    for wanted in (Wanted(formats=("JPEG",)), Wanted(opaque=True)):
        image, _, made = made_of(path, sha, "PNG", wanted)
        assert "flattened" in made.changes
        assert not made.alpha
        assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_a_side_that_is_too_long_is_made_smaller_and_nothing_is_enlarged(tmp_path: Path) -> None:
    path, sha = written(tmp_path / "a.png", drawn(size=(800, 600)), "PNG")
    _, _, made = made_of(path, sha, "PNG", Wanted(max_side=400))
    assert (made.width, made.height, made.changes) == (400, 300, ("encoded", "resized"))
    assert made.fidelity.sound
    _, _, made = made_of(path, sha, "PNG", Wanted(max_side=4000))
    assert (made.width, made.height) == (800, 600)


def test_the_best_quality_that_fits_is_taken(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(90, 160, (200, 150, 3), np.uint8)
    path, sha = written(tmp_path / "a.png", Image.fromarray(noise), "PNG")
    _, best, _ = made_of(path, sha, "PNG", Wanted(formats=("JPEG",)))
    limit = len(best) * 3 // 4
    image, data, made = made_of(path, sha, "PNG", Wanted(formats=("JPEG",), max_bytes=limit))
    assert len(data) <= limit
    quality = jpeg_quality(image)
    assert quality == made.quality
    assert quality is not None
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "JPEG", quality=quality + 1, subsampling=0)
    assert len(out.getvalue()) > limit, "one step better would not have fitted"
    _, _, made = made_of(path, sha, "PNG", Wanted(formats=("JPEG",), max_bytes=100, least_quality=80))
    assert made.quality == 80, "no quality below the least is tried"


def test_a_png_that_is_too_large_goes_as_a_jpeg_where_that_is_taken(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(90, 160, (200, 150, 3), np.uint8)
    path, sha = written(tmp_path / "a.png", Image.fromarray(noise), "PNG")
    _, _, made = made_of(path, sha, "PNG", Wanted(max_bytes=60_000))
    assert (made.format, made.changes) == ("JPEG", ("format",))


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    path, sha = written(tmp_path / "a.png", drawn("RGBA"), "PNG")
    for name in WRITTEN:
        wanted = Wanted(formats=(name,))
        assert made_of(path, sha, "PNG", wanted)[1] == made_of(path, sha, "PNG", wanted)[1]


def test_bytes_that_were_not_approved_are_not_converted(tmp_path: Path) -> None:
    path, _ = written(tmp_path / "a.png", drawn(), "PNG")
    with pytest.raises(NotAnImage) as refused:
        convert(path, "0" * 64, "PNG", Wanted(), max_pixels=10_000_000)
    assert refused.value.refusal == "changed"


def test_a_conversion_that_changes_what_is_seen_is_found() -> None:
    # Of the kind that a mistake of this program would make; the demo's figures are in the benchmark.
    approved = drawn(size=(480, 640))
    assert fidelity(approved, approved.resize((240, 320), Image.Resampling.LANCZOS)).sound
    for wrong in (
        approved.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        ImageChops.offset(approved, 12, 0),
        approved.point([round(255 * (level / 255) ** 1.2) for level in range(256)] * 3),
        Image.merge("RGB", approved.split()[::-1]),
    ):
        assert not fidelity(approved, wrong).sound
    cut_out = drawn("RGBA", (480, 640))
    assert not fidelity(cut_out, cut_out.convert("RGB")).sound, "what was hidden shows"


def test_a_rule_pack_says_what_is_wanted() -> None:

    packs = load_packs()[0]
    assert wanted_of(packs["ozon"], "main") == Wanted(("JPEG", "PNG"), None, 10 * 1024 * 1024)
    assert wanted_of(packs["kaspi"], "main").formats == ("JPEG", "WEBP")
    assert wanted_of(packs["kaspi"], "detail").formats == WRITTEN
    wildberries = wanted_of(packs["wildberries"], "main")
    assert (wildberries.max_side, wildberries.least_quality) == (8000, 85)
    assert wanted_of(packs["yandex-market"], "main").opaque
