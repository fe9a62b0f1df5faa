"""The rooms and who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("checklists", "core", "tui")
SCREEN = {"textual", "rich", "rich_pixels", "tui"}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@cache
def imported(path: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            names.add(node.module or "")
    return frozenset(names)


def tops(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: str(path.relative_to(ROOT)))
def test_core_knows_no_screen(path: Path) -> None:
    assert not tops(path) & SCREEN


@pytest.mark.parametrize("path", modules("tui/page"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_page_knows_no_terminal(path: Path) -> None:
    assert not tops(path) & {"textual", "rich", "rich_pixels"}
    assert not {name for name in imported(path) if name.startswith(("tui.screens", "tui.widgets", "tui.cli"))}


@pytest.mark.parametrize("path", modules("checklists"), ids=lambda path: str(path.relative_to(ROOT)))
def test_checklists_know_neither_core_nor_screen(path: Path) -> None:
    assert not tops(path) & (SCREEN | {"core"})


@pytest.mark.parametrize(
    ("library", "importers"),
    [
        ("tinydb", {"core/store/storage.py"}),
        ("watchdog", {"core/intake/watch.py"}),
        ("openpyxl", {"core/intake/xlsx.py"}),
        ("rich_pixels", {"tui/cli/doctor/card.py"}),
        ("fluent", {"tui/i18n/catalogue.py"}),
        ("platformdirs", {"core/identity.py"}),
        ("jinja2", {"tui/page/template.py"}),
        ("anyascii", {"core/export/names.py"}),
        ("segno", {"tui/page/reach.py"}),
        ("starlette", {"tui/page/app.py", "tui/page/server.py"}),
        ("uvicorn", {"tui/page/server.py"}),
    ],
)
def test_each_outside_library_has_one_importer(library: str, importers: set[str]) -> None:
    found = {str(path.relative_to(ROOT)) for room in ROOMS for path in modules(room) if library in tops(path)}
    assert found == importers


def test_pictures_are_measured_and_spoiled_in_two_rooms_alone() -> None:
    found = {str(path.relative_to(ROOT)) for room in ROOMS for path in modules(room) if "cv2" in tops(path)}
    assert {path for path in found if not path.startswith(("core/drift/", "core/training/"))} == set()


def test_store_imaging_and_process_do_not_know_each_other() -> None:
    for one in ("store", "imaging", "process"):
        others = {f"core.{other}" for other in ("store", "imaging", "process", "intake") if other != one}
        for path in modules(f"core/{one}"):
            assert not {name for name in imported(path) if name.startswith(tuple(others))}, path


def test_core_never_loads_a_screen_in_a_clean_process() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules("core")]
    code = "import importlib, sys\n"
    code += f"[importlib.import_module(name) for name in {[n.removesuffix('.__init__') for n in names]!r}]\n"
    code += "print(sorted({name.partition('.')[0] for name in sys.modules} & {'textual', 'rich', 'tui'}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
