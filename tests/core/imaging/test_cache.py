from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from core.errors import NotAnImage
from core.imaging import cache as module
from core.imaging import folder as folder_module
from core.imaging.cache import EDGE, PREVIEW_EDGE, PictureCache
from core.imaging.inspect import inspect_for_preview

LIMIT = 20_000_000
MIB = 1 << 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pictures"


@pytest.fixture
def opaque(photo, encode, put) -> tuple[Path, str]:
    data = encode(photo, "PNG")
    return put(data, "opaque.png"), hashlib.sha256(data).hexdigest()


@pytest.fixture
def decoded(monkeypatch) -> list[str]:
    """The hashes that were decoded from their files, in order."""
    made: list[str] = []
    load = module.load_reduced

    def counted(path, *, sha256, **options):
        made.append(sha256)
        return load(path, sha256=sha256, **options)

    monkeypatch.setattr(module, "load_reduced", counted)
    return made


def copy_of(folder: Path, budget: int, path: Path, sha256: str) -> Image.Image:
    """The working copy that one session gives, which has ended when this returns."""
    cache = PictureCache(folder, budget)
    try:
        return cache.working_copy(path, sha256, max_pixels=LIMIT)
    finally:
        cache.close()


def cut_out(encode, put, seed: int = 0) -> tuple[Path, str]:
    picture = Image.effect_noise((64, 64), 40 + seed).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((64, 64)))
    data = encode(picture, "PNG")
    return put(data, f"cut{seed}.png"), hashlib.sha256(data).hexdigest()


def test_a_copy_is_made_once_and_found_by_the_next_session(folder, opaque, decoded):
    path, sha256 = opaque
    first = copy_of(folder, MIB, path, sha256)
    path.unlink()
    again = copy_of(folder, MIB, path, sha256)
    assert decoded == [sha256]
    assert (first.mode, first.size) == ("RGB", (160, 120))
    assert max(ImageChops.difference(first, again).convert("L").tobytes()) < 40  # through JPEG once more


def test_alpha_is_kept_exactly(folder, encode, put):
    path, sha256 = cut_out(encode, put)
    copy_of(folder, MIB, path, sha256)
    again = copy_of(folder, MIB, path, sha256)
    assert again.mode == "RGBA"
    assert again.tobytes() == Image.open(path).tobytes()


def test_an_opaque_alpha_channel_is_let_go(folder, photo, encode, put):
    data = encode(photo.convert("RGBA"), "PNG")
    sha256 = hashlib.sha256(data).hexdigest()
    assert PictureCache(folder, MIB).working_copy(put(data), sha256, max_pixels=LIMIT).mode == "RGB"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("factor", [1, 2, 4])
def test_a_large_picture_is_reduced_by_a_whole_number(kind, factor, folder, photo, encode, put):
    size = (EDGE * factor + 20, (EDGE * factor + 20) // 16)
    data = encode(photo.resize(size), kind)
    copy = copy_of(folder, 0, put(data), hashlib.sha256(data).hexdigest())
    assert copy.size == (-(-size[0] // factor), -(-size[1] // factor))
    assert EDGE <= max(copy.size) < 2 * EDGE


@pytest.mark.parametrize("damage", ["half", "zeros", "other", "empty", "link"])
@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_damaged_copy_is_made_again(damage, ending, folder, opaque, encode, put, decoded):
    path, sha256 = opaque if ending == "jpg" else cut_out(encode, put)
    whole = copy_of(folder, MIB, path, sha256)
    (stored,) = folder.glob(f"*.{ending}")
    data = stored.read_bytes()
    half = data[: len(data) // 2]
    if damage == "link":
        stored.rename(folder / "elsewhere")
        stored.symlink_to(folder / "elsewhere")
    else:
        stored.write_bytes(
            {"half": half, "zeros": half.ljust(len(data), b"\0"), "other": b"hello", "empty": b""}[damage]
        )
    again = copy_of(folder, MIB, path, sha256)
    assert again.tobytes() == whole.tobytes()
    assert decoded == [sha256, sha256]
    assert stored.read_bytes() == data
    assert not stored.is_symlink()


def test_bytes_that_changed_are_neither_shown_nor_stored(folder, opaque, encode, photo):
    path, sha256 = opaque
    path.write_bytes(encode(photo.rotate(180), "PNG"))
    with pytest.raises(NotAnImage) as caught:
        copy_of(folder, MIB, path, sha256)
    assert caught.value.refusal == "changed"
    assert not folder.exists()


def test_the_folder_stays_within_its_budget_and_loses_the_oldest(folder, encode, put):
    made = [cut_out(encode, put, seed) for seed in range(6)]
    copy_of(folder, 10 * MIB, *made[0])
    size = next(folder.iterdir()).stat().st_size
    budget = int(3.6 * size)
    for age, (path, sha256) in enumerate(made):
        copy_of(folder, budget, path, sha256)
        (stored,) = folder.glob(f"{sha256}*")
        os.utime(stored, (1_000_000 + age, 1_000_000 + age))
        if age == 2:  # the first is used again, so the second is now the oldest
            copy_of(folder, budget, *made[0])
    assert sum(entry.stat().st_size for entry in folder.iterdir()) <= budget
    left = {entry.name[:64] for entry in folder.iterdir()}
    assert made[0][1] in left
    assert made[5][1] in left
    assert made[1][1] not in left


def test_strangers_in_the_folder_are_left_alone_and_dead_sessions_swept_up(folder, opaque):
    folder.mkdir(parents=True)
    stranger, dead, living = folder / "notes.txt", folder / ".vitrina-dead", folder / ".vitrina-living"
    for path in (stranger, dead, living):
        path.write_bytes(b"x" * 1000)
    os.utime(dead, (0, 0))
    copy_of(folder, 20_000, *opaque)
    assert stranger.exists()
    assert living.exists()
    assert not dead.exists()


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path, opaque, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    expected = copy_of(tmp_path / "good", MIB, *opaque)
    copies = [copy_of(blocked / "pictures", MIB, *opaque)]
    copies.append(copy_of(tmp_path / "none", 0, *opaque))

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder_module.tempfile, "mkstemp", full)
    cache = PictureCache(tmp_path / "full", MIB)
    copies.append(cache.working_copy(*opaque, max_pixels=LIMIT))
    assert cache.source_sharpness(*opaque) > 0
    assert all(copy.tobytes() == expected.tobytes() for copy in copies)


def test_a_hash_that_is_none_never_becomes_a_path(tmp_path, opaque):
    path, _ = opaque
    with pytest.raises(NotAnImage):
        copy_of(tmp_path / "a" / "b", MIB, path, "../../opaque")
    assert not (tmp_path / "a").exists()


def test_memory_is_bounded(folder, encode, put, decoded):
    made = [cut_out(encode, put, seed) for seed in range(4)]
    cache = PictureCache(folder, 0, memory_bytes=9 * 64 * 64 * 4)
    for path, sha256 in [*made, made[3], made[2], made[0]]:
        cache.working_copy(path, sha256, max_pixels=LIMIT)
    assert decoded == [sha256 for _, sha256 in [*made, made[0]]]


def test_sharpness_is_measured_once(folder, opaque, monkeypatch):
    path, sha256 = opaque
    figure = PictureCache(folder, MIB).source_sharpness(path, sha256)
    monkeypatch.setattr(module, "sharpness", lambda _: pytest.fail("measured again"))
    assert PictureCache(folder, MIB).source_sharpness(path, sha256) == figure
    assert 0 < figure <= 1


@pytest.mark.parametrize(
    "stored", [b"", b"{", b'{"sharpness": 7}', b'{"sharpness": "high"}', b"\xff\xfe", b"[]"]
)
def test_a_damaged_figure_is_measured_again(stored, folder, opaque):
    path, sha256 = opaque
    figure = PictureCache(folder, MIB).source_sharpness(path, sha256)
    (file,) = folder.glob("*.json")
    file.write_bytes(stored)
    assert PictureCache(folder, MIB).source_sharpness(path, sha256) == figure


def test_many_threads_share_one_decoding(folder, encode, put, decoded):
    made = [cut_out(encode, put, seed) for seed in range(3)]
    cache = PictureCache(folder, MIB)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for path, sha256 in made * 3:
                assert cache.working_copy(path, sha256, max_pixels=LIMIT).size == (64, 64)
        except BaseException as error:  # noqa: BLE001 handed to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(decoded) == sorted(sha256 for _, sha256 in made)


def test_only_the_pictures_looked_at_closely_are_held_whole(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "cache", 0)
    paths = [tmp_path / f"{name}.png" for name in "ab"]
    for path in paths:
        Image.effect_noise((40, 30), 50).save(path)
    first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    for path, sha256 in zip(paths, (first, second), strict=True):
        cache.region(path, sha256, (0, 0, 9, 9), max_pixels=10_000)
    cache.keep_wholes((second,))
    for path in paths:
        path.unlink()
    assert cache.region(paths[1], second, (3, 3, 9, 9), max_pixels=10_000).size == (6, 6)
    with pytest.raises((NotAnImage, OSError)):
        cache.region(paths[0], first, (3, 3, 9, 9), max_pixels=10_000)


def test_a_preview_from_the_inspection_is_there_for_the_next_session(folder, encode, put):
    picture = Image.effect_noise((2 * PREVIEW_EDGE, PREVIEW_EDGE), 40).convert("RGB")
    path = put(encode(picture, "PNG"), "large.png")
    found = inspect_for_preview(path, max_pixels=LIMIT, least_edge=PREVIEW_EDGE)
    assert found.preview is not None
    PictureCache(folder, 4 * MIB).keep_preview(found.facts.sha256, found.preview)
    path.unlink()
    again = PictureCache(folder, 4 * MIB).preview(found.facts.sha256, PREVIEW_EDGE)
    assert again is not None
    assert again.size == (PREVIEW_EDGE, PREVIEW_EDGE // 2)
    assert ImageStat.Stat(ImageChops.difference(again, picture.reduce(2))).mean[0] < 5


def test_a_preview_is_kept_beside_a_working_copy(folder, photo, encode, put):
    data = encode(photo.resize((2 * EDGE, EDGE)), "JPEG")
    path, sha256 = put(data), hashlib.sha256(data).hexdigest()
    copy_of(folder, 8 * MIB, path, sha256)
    preview = PictureCache(folder, 8 * MIB).preview(sha256, PREVIEW_EDGE)
    assert preview is not None
    assert preview.size == (PREVIEW_EDGE, PREVIEW_EDGE // 2)


def test_of_a_preview_and_a_working_copy_the_one_that_is_enough_is_given(folder, photo, encode, put):
    data = encode(photo.resize((2 * EDGE, EDGE)), "JPEG")
    path, sha256 = put(data), hashlib.sha256(data).hexdigest()
    copy_of(folder, 8 * MIB, path, sha256)
    cache = PictureCache(folder, 8 * MIB)
    assert cache.preview(sha256, PREVIEW_EDGE + 1) is None
    copy = cache.working_copy(path, sha256, max_pixels=LIMIT)
    assert cache.preview(sha256, PREVIEW_EDGE + 1) is copy


@pytest.mark.parametrize("alpha", [255, 128])
def test_a_preview_has_alpha_where_the_picture_is_transparent(alpha, folder):
    picture = Image.new("RGBA", (PREVIEW_EDGE, 30), (10, 20, 30, alpha))
    cache = PictureCache(folder, MIB)
    cache.keep_preview("0" * 64, picture)
    preview = cache.preview("0" * 64, 30)
    assert preview is not None
    assert preview.mode == ("RGB" if alpha == 255 else "RGBA")
