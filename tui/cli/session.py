"""What every verb works with: the parsed arguments, the language, where to print, the workspace, the desk."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.config import Renderer
from core.desk import Desk
from core.workspace import Workspace, current_workspace, open_workspace
from tui.cli.output import Output
from tui.i18n.catalogue import Catalogue
from tui.retake_words import retake_words

MAX_PERSON = 80
"""Characters of a person's name that are kept."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a verb."""

    args: argparse.Namespace
    say: Catalogue
    out: Output

    @property
    def as_json(self) -> bool:
        """Whether one JSON document is asked for."""
        return bool(getattr(self.args, "as_json", False))

    @property
    def person(self) -> str:
        """The name given with `--as`; empty means the workspace's or the system's."""
        given = str(getattr(self.args, "person", ""))
        return given.encode("utf-8", "replace").decode().strip()[:MAX_PERSON]

    @property
    def renderer(self) -> Renderer | None:
        """The renderer asked for with `--renderer`; None means the workspace's setting."""
        found: Renderer | None = getattr(self.args, "renderer", None)
        return found

    @property
    def slow_link(self) -> bool:
        """Whether `--slow-link` was given."""
        return bool(getattr(self.args, "slow_link", False))

    def folder(self) -> Path:
        """Return the workspace's folder: the one asked for, else the current or the last one."""
        asked = getattr(self.args, "workspace", None)
        return Path(asked) if asked else current_workspace()

    def workspace(self) -> Workspace:
        """Return the workspace. Raises WorkspaceMissing."""
        return open_workspace(self.folder())

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the desk over the workspace, unwatched; raises what `open_workspace` and `Desk.open` do."""
        desk = Desk.open(self.workspace(), person=self.person)
        desk.retaking.words = retake_words(self.say, desk.reasons)
        try:
            yield desk
        finally:
            desk.close()
            if desk.retaking.failure is not None:
                self.out.error(self.say.error(desk.retaking.failure))
            if desk.planting.failure is not None:
                self.out.error(self.say.error(desk.planting.failure))
