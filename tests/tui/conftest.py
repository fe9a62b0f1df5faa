from __future__ import annotations

import gc
import io
import os
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from core.workspace import Workspace, create_workspace


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VITRINA_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def nothing_frozen() -> Iterator[None]:
    """A history that is opened freezes all that lives, also the apps of tests before."""
    yield
    gc.unfreeze()


@pytest.fixture
def a_glance_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test: true pixels count from the moment they are drawn."""
    monkeypatch.setattr("core.process.looks.CLOSE_SECONDS", 1e-9)


@cache
def drawn(suffix: str, seed: int, size: tuple[int, int]) -> bytes:
    """Return the file of a picture; nearly every test of a screen begins with the same seven."""
    image = Image.new("RGB", size, (240, 240, 240))
    pen = ImageDraw.Draw(image)
    for step in range(0, size[0], 20):
        pen.line((step, 0, size[0] - step, size[1]), fill=(seed * 37 % 256, step % 256, 40), width=3)
    pen.ellipse((60, 90, 240, 300), fill=(200, seed * 53 % 256, 60), outline=(0, 0, 0), width=4)
    file = io.BytesIO()
    image.save(file, Image.registered_extensions()[suffix])
    return file.getvalue()


def picture(path: Path, seed: int, size: tuple[int, int] = (300, 400)) -> Path:
    """Write a sharp picture, different for each seed."""
    path.write_bytes(drawn(path.suffix, seed, size))
    then = time.time_ns() - 60_000_000_000  # no scan waits for a file this old to come to rest
    os.utime(path, ns=(then, then))
    return path


@pytest.fixture
def draw() -> Callable[..., Path]:
    return picture


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three SKUs with sources; A-1 main and detail, B-2 main, C-3 main in the hot folder."""
    made = create_workspace(tmp_path / "shop")
    made.listings.write_text(
        "sku;title;category;colour;material;kit;marketplaces\n"
        "A-1;Кеды;shoes;белый;кожа;пара;kaspi\n"
        "B-2;Поло;apparel;синий;хлопок;1 шт.;ozon\n"
        "C-3;Кружка;home;жёлтый;фарфор;1 шт.;wildberries\n",
        "utf-8",
    )
    made.config.write_text("[review]\nmin_look_seconds = 0\n[drift]\nmeasure = false\n", "utf-8")
    for number, sku in enumerate(("A-1", "B-2", "C-3")):
        picture(made.sources / f"{sku}.jpg", number, (600, 800))
        picture(made.incoming / f"{sku}__main__exact-card.png", number + 10)
    picture(made.incoming / "A-1__detail.png", 20, (400, 200))
    return made
