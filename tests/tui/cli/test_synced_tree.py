"""Nothing that belongs to one machine is written into the folder that a sync tool carries."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.desk import Desk
from core.workspace import open_workspace


def tree(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_work_leaves_only_decision_files_and_notes_for_the_studio_in_the_workspace(
    vitrina: Callable[..., Any], stocked: Any
) -> None:
    made = tree(stocked.root)
    (store,) = (name for name in made if name.startswith("decisions/"))
    where = ("--workspace", stocked.root)
    candidate = json.loads(vitrina("queue", "--json", *where).out)["candidates"][0]["id"]
    assert vitrina("decide", candidate, "--reject", "kit", *where).code == 0
    assert vitrina("undo", candidate, *where).code == 0
    for verb in ("queue", "verify", "export-events", "doctor"):
        vitrina(verb, *where)
    desk = Desk.open_unread(open_workspace(stocked.root), person="ana")
    desk.start()
    for _ in range(200):
        if desk.taking_in.hot_folder() is not None and desk.reading() is None:
            break
        time.sleep(0.01)
    row = desk.queue()[0]
    assert row.candidate is not None
    assert desk.pictures.picture(row.candidate) is not None
    desk.following.claim(row.sha256)
    desk.deciding.postpone(row.sha256)
    desk.close()
    left = {name for name in tree(stocked.root) if not name.startswith("retakes/")}
    assert left == set(made)
    assert store.endswith(".0001.json")
