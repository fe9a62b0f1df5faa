from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from core.workspace import create_workspace
from tui.cli.main import main

_LEFT_OVER = re.compile(r"(?<![\w/.-])(cli|doctor|refusal|listing|checklist|error)-[a-z]|\{ ?\$")
"""A catalogue id or variable that reached the person: the sentence is missing or was not filled in."""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Shop:
    """A workspace to test in."""

    root: Path

    def picture(self, name: str, seed: int = 0, size: tuple[int, int] = (64, 48)) -> Path:
        """Write a sharp picture that has come to rest."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
        Image.frombytes("RGB", size, noise).save(path, "PNG")
        return self.rested(path)

    def rested(self, path: Path) -> Path:
        os.utime(path, (1_760_000_000, 1_760_000_000))
        return path


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State, cache and the current folder away from the user's own; no setting of the user's."""
    base = tmp_path_factory.mktemp("user")
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "VITRINA_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VITRINA_STATE_DIR", str(base / "state"))
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(base / "cache"))
    (base / "here").mkdir()
    monkeypatch.chdir(base / "here")
    return base


@pytest.fixture
def vitrina(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the program in this process."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        left = _LEFT_OVER.search(out + err)
        assert left is None, (
            f"not said by the catalogue: {(out + err)[left.start() - 60 : left.end() + 40]!r}"
        )
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    return run


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A workspace with nothing in it but one listed SKU, made the current one."""
    root = tmp_path / "shop"
    create_workspace(root)
    (root / "listings.csv").write_text("sku;title;category\nA-1;Polo;apparel\n", "utf-8")
    return Shop(root)


@pytest.fixture
def stocked(shop: Shop, vitrina: Callable[..., Ran]) -> Shop:
    """A workspace with a source and two candidates for A-1, taken in."""
    shop.picture("sources/A-1.png", seed=1)
    shop.picture("incoming/A-1__main__exact-card__a1.png", seed=2)
    shop.picture("incoming/A-1__detail__exact-card__a1.png", seed=3)
    assert vitrina("scan", "--workspace", shop.root).code == 0
    return shop
