from __future__ import annotations

from datetime import UTC, datetime

from core.model import Candidate, Match, State
from core.process.gate import Found
from core.queue import QueueRow
from tui.known_files import KnownFiles
from tui.session import Session

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def row(name: str) -> QueueRow:
    candidate = Candidate(name, (name,), Match("S-1"), 1, 1, "PNG", 1, NOW)
    return QueueRow(name, name, State.UNDECIDED, name, NOW, candidate)


async def test_only_what_has_changed_on_the_disk_is_news() -> None:
    disk = {"a": Found()}
    files = KnownFiles(lambda candidate: disk[candidate.sha256], Session())
    assert await files.look(row("a")) == Found()
    assert await files.look(row("a")) is None
    disk["a"] = Found(file="changed")
    assert await files.look(row("a")) == Found(file="changed")
    assert files.session.found == {"a": Found(file="changed")}
    assert await files.look(None) is None
    assert await files.look(QueueRow("wait-1", "", State.WAITING, "x", NOW)) is None


async def test_what_is_known_ahead_is_of_the_rows_beside_and_the_selected_one_keeps_its_own() -> None:
    session = Session(found={"a": Found(file="changed"), "z": Found()})
    files = KnownFiles(lambda _: Found(), session)
    await files.look_ahead("a", [row("b"), row("c")])
    assert session.found == {"a": Found(file="changed"), "b": Found(), "c": Found()}
