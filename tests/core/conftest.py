from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from core.desk import Desk
from core.identity import Identity
from core.model import Answer, Draft, Looked, Proof
from core.workspace import Workspace, create_workspace

Draw = Callable[[Path, int], Path]


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State and cache folders of this test alone."""
    monkeypatch.setenv("VITRINA_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def draw_picture() -> Draw:
    """Write a sharp picture, different for each number."""

    def draw(path: Path, number: int) -> Path:
        image = Image.new("RGB", (240, 320), (240, 240, 240))
        pen = ImageDraw.Draw(image)
        for step in range(0, 240, 16):
            pen.line((step, 0, 240 - step, 320), fill=(number * 37 % 256, step, number % 256), width=2)
        image.save(path)
        then = time.time_ns() - 60_000_000_000  # no scan waits for a file this old to come to rest
        os.utime(path, ns=(then, then))
        return path

    return draw


@pytest.fixture
def workspace(own_folders: Path, draw_picture: Draw) -> Workspace:
    """One SKU with its source; the hot folder is empty."""
    made = create_workspace(own_folders / "shop")
    made.listings.write_text("sku,title,category\nS-1,Кеды,shoes\n", "utf-8")
    draw_picture(made.sources / "S-1.png", 1)
    return made


@pytest.fixture
def sha(desk: Desk, workspace: Workspace, draw_picture: Draw) -> str:
    draw_picture(workspace.incoming / "S-1__main.png", 2)
    desk.taking_in.scan()
    return desk.queue()[0].sha256


def finished(desk: Desk, sha: str) -> Draft:
    seen = Proof.SEEN
    looked = Looked(
        seconds=9, compare=seen, phone=seen, large_screen=Proof.DECLARED, colour=seen, detail=seen
    )
    items = desk.gating.asked(desk.find(sha)).items
    return Draft(answers={item.id: Answer.PASS for item in items}, looked=looked)


def other_person(workspace: Workspace, name: str = "bek", device: str = "laptop") -> Desk:
    return Desk.open(workspace, person=name, identity=Identity(device, name, name))
