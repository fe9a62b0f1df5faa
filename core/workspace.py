"""A workspace: one folder with the seller's pictures, lists and decisions, and who may write where.

Everything that names a file inside is a relative path text (`safe_name.path_to_text`); `absolute` is the only
way back to the disk and lets none leave the folder.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from core.config import TEMPLATE
from core.errors import WorkspaceExists, WorkspaceMissing, WorkspaceUnwritable
from core.identity import state_folder
from core.metrics_config import METRICS_TEMPLATE
from core.process_config import PROCESS_TEMPLATE
from core.safe_name import path_to_text, text_to_path

CONFIG_NAME = "vitrina.toml"

_LISTINGS = """\
sku;title;category;colour;material;kit;marketplaces
EXAMPLE-1;Поло в полоску;apparel;синий;хлопок;1 шт.;kaspi, wildberries
"""

_IGNORE = """\
// Vitrina Desk: what a sync tool should not carry to another machine. Conflict copies must be carried.
*.torn-*
*.lock
*.partial
/pages
"""

_GITIGNORE = """\
# Vitrina Desk: what git should not carry to another machine. Conflict copies must be carried.
*.torn-*
*.lock
*.partial
/pages/
"""

_GITATTRIBUTES = """\
# Vitrina Desk: decision files stay as they are, byte for byte; a merge keeps the lines of both sides.
/decisions/*.json -text merge=union
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders and files of one workspace."""

    root: Path
    """Absolute."""

    @property
    def config(self) -> Path:
        """The settings, `vitrina.toml`."""
        return self.root / CONFIG_NAME

    @property
    def sources(self) -> Path:
        """Photos of the real products."""
        return self.root / "sources"

    @property
    def incoming(self) -> Path:
        """The hot folder: what the studio generates."""
        return self.root / "incoming"

    @property
    def decisions(self) -> Path:
        """The store files."""
        return self.root / "decisions"

    @property
    def exports(self) -> Path:
        """What goes to the marketplaces."""
        return self.root / "exports"

    @property
    def pages(self) -> Path:
        """Large-screen pages written as files, made when needed; sync tools need not carry them."""
        return self.root / "pages"

    @property
    def retakes(self) -> Path:
        """Notes for the studio about what was rejected."""
        return self.root / "retakes"

    @property
    def plants(self) -> Path:
        """Pictures with a planted defect that batches are tested with, made when needed; never uploaded."""
        return self.root / "plants"

    @property
    def checklists(self) -> Path:
        """The workspace's own checklists, over or beside the built-in ones."""
        return self.root / "checklists"

    @property
    def listings(self) -> Path:
        """The listings: `listings.csv`, or `listings.xlsx` where that alone is there."""
        table = self.root / "listings.csv"
        book = self.root / "listings.xlsx"
        return book if book.exists() and not table.exists() else table

    def relative(self, path: Path) -> str:
        """Return the text that names `path` (inside the workspace) in events and on screens."""
        return path_to_text(path.relative_to(self.root))

    def absolute(self, text: str) -> Path:
        """Return the path that `text` names. Raises WorkspaceMissing for one that would leave the folder."""
        relative = text_to_path(text)
        if relative.is_absolute() or ".." in relative.parts:
            raise WorkspaceMissing(path=text)
        return self.root / relative


def open_workspace(folder: Path) -> Workspace:
    """Return the workspace at `folder` and remember it as the last one. Raises WorkspaceMissing."""
    root = folder.expanduser().absolute()
    if not (root / CONFIG_NAME).is_file():
        raise WorkspaceMissing(path=str(folder))
    _remember(root)
    return Workspace(root.resolve())


def current_workspace() -> Path:
    """Return the workspace around the current folder, else the last one opened, else the current folder."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # it was deleted under us
        here = Path.home()
    for folder in (here, *here.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    with contextlib.suppress(OSError, UnicodeDecodeError):
        last = Path((state_folder() / "last-workspace").read_text("utf-8", "surrogateescape").strip())
        if (last / CONFIG_NAME).is_file():
            return last
    return here


def create_workspace(folder: Path) -> Workspace:
    """Make a workspace: folders, commented settings, a sample listing, ignore files for sync tools.

    Files that are there already are left as they are. Raises WorkspaceExists when `folder` is a workspace
    already, WorkspaceUnwritable when it cannot be made.
    """
    root = folder.expanduser().absolute()
    if (root / CONFIG_NAME).exists():
        raise WorkspaceExists(path=str(folder))
    try:
        for name in ("sources", "incoming", "decisions", "exports", "checklists"):
            (root / name).mkdir(parents=True, exist_ok=True)
        _write_new(root / "listings.csv", "\ufeff" + _LISTINGS)
        _write_new(root / ".stignore", _IGNORE)
        _write_new(root / ".gitignore", _GITIGNORE)
        _write_new(root / ".gitattributes", _GITATTRIBUTES)
        _write_new(root / CONFIG_NAME, TEMPLATE + PROCESS_TEMPLATE + METRICS_TEMPLATE)
    except OSError as error:
        raise WorkspaceUnwritable(path=str(folder), why=error.strerror or str(error)) from error
    return open_workspace(root)


def _write_new(path: Path, text: str) -> None:
    with contextlib.suppress(FileExistsError), path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _remember(root: Path) -> None:
    """Keep the last workspace's place; a state folder that cannot be written is no reason to stop."""
    folder = state_folder()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f"last-workspace.{os.getpid()}"
        new.write_text(str(root) + "\n", "utf-8", "surrogateescape")
        new.replace(folder / "last-workspace")
