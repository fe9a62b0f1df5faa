"""The commands over damaged store files: an answer that names the file, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.core.store.damaged import CORPUS

IN_ORDER = {"byte order mark", "CRLF", "UTF-16", "UTF-16, no mark", "laid out anew"}
"""Another program's layout, and nothing wrong in it."""


@pytest.mark.parametrize("name", CORPUS)
def test_every_command_answers(vitrina: Callable[..., Any], shop: Any, name: str) -> None:
    path: Path = shop.root / "decisions" / "studio.ana.0001.json"
    path.write_bytes(CORPUS[name])
    verified = vitrina("verify", "--json", "--workspace", shop.root)
    document = json.loads(verified.out)
    assert document["ok"] is (verified.code == 0)
    assert {link["file"] for link in document["broken"]} <= {path.name}
    assert (path.name in verified.err) is not document["ok"]
    exported = vitrina("export-events", "--workspace", shop.root)
    assert len(exported.out.splitlines()) == document["events"] or document["broken"]
    assert vitrina("queue", "--workspace", shop.root).code == 0
    if name in IN_ORDER:
        assert document["ok"]
    assert path.read_bytes() == CORPUS[name], "nobody's file but the owner's"
