from pathlib import PurePath

import pytest

from core.intake.ignored import is_ignored


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.png",
        ".photo.png.Xa81Bq",
        ".syncthing.photo.png.tmp",
        "~syncthing~photo.png.tmp",
        ".~tmp~/photo.png",
        "photo.png.part",
        "photo.png.partial",
        "photo.png.CRDOWNLOAD",
        "photo.png.download/photo.png",
        "photo.png.filepart",
        "photo.tmp",
        "photo.png~",
        "~$listings.png",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "@eaDir/photo.png/SYNOPHOTO_THUMB.png",
        "__MACOSX/photo.png",
        "shoes/.cache/photo.png",
        "photo.json",
        "photo.png.JSON",
        "photo.mask.png",
        "shoes/photo.Mask.webp",
    ],
)
def test_is_ignored(name: str) -> None:
    assert is_ignored(PurePath(name))


@pytest.mark.parametrize(
    "name",
    [
        "photo.png",
        "SKU 7__main__exact-card__a2.png",
        "photo.sync-conflict-20261123-101112-ABCDEFG.png",
        "photo (conflicted copy 2026-11-23).png",
        "photo",
        "mask.png",
        "party.png",
        "a.part.png",
        "json",
        "каталог/кроссовки.jpg",
        "[/].png",
        "\x1b[31m.png",
        "bad\udcff.png",
        "masks.json/photo.png",
    ],
)
def test_is_a_picture_to_look_at(name: str) -> None:
    assert not is_ignored(PurePath(name))
