"""The decisions cannot be written: the key press is answered, nothing is lost, and the session goes on."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from core.desk import Desk
from core.model import State
from core.store.verify import verify_files
from core.workspace import Workspace
from tests.tui.test_desk_screen import message, press, review, running, screen, selected
from tui.app import VitrinaApp
from tui.screens.desk import DeskScreen
from tui.screens.reject import RejectScreen

pytestmark = pytest.mark.usefixtures("a_glance_is_enough")

FULL = ("write", errno.ENOSPC)
BROKEN = ("fsync", errno.EIO)
CLOSED = ("open", errno.EACCES)


@contextmanager
def failing(folder: Path, call: str, code: int) -> Iterator[None]:
    """Answer a call on any file in `folder` that would write with an error, as the system does."""
    real = getattr(os, call)

    def inside(target: Any, flags: int = os.O_RDWR) -> bool:
        if isinstance(target, int):
            return any(os.path.samestat(os.fstat(target), path.stat()) for path in folder.iterdir())
        return Path(target).parent == folder and bool(flags & (os.O_RDWR | os.O_WRONLY))

    def stand_in(target: Any, *more: Any, **named: Any) -> Any:
        if inside(target, *(more[:1] if call == "open" else ())):
            raise OSError(code, os.strerror(code))
        return real(target, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, stand_in)
        yield


def kinds(workspace: Workspace) -> list[str]:
    files = [json.loads(path.read_bytes()) for path in sorted(workspace.decisions.glob("*.json"))]
    return [event["kind"] for file in files for event in file["events"].values()]


def draft(app: VitrinaApp) -> tuple[int, str]:
    """How many answers there are, and the note."""
    row = screen(app).selection.row
    assert row is not None
    kept = screen(app).session.draft(row.sha256, 0.0)
    return len(kept.answers), kept.note


@pytest.fixture
def reopened(desk: Desk, workspace: Workspace) -> Iterator[Desk]:
    """A desk whose files are not open yet."""
    desk.close()
    opened = Desk.open(workspace, person="ana")
    yield opened
    opened.close()


async def refused(app: VitrinaApp, pilot: Pilot[int], code: int, *keys: str) -> None:
    """Press the keys; what is wrong and what to do is said."""
    await press(pilot, *keys)
    said = message(app)
    assert "Not saved" in said
    assert os.strerror(code) in said
    assert "then do it again" in said
    assert screen(app).query_one("#message").has_class("-bad")
    assert isinstance(app.screen, DeskScreen)


@pytest.mark.parametrize(("call", "code"), [FULL, BROKEN, CLOSED])
async def test_an_approval_is_answered_and_works_when_the_fault_is_gone(
    reopened: Desk, workspace: Workspace, call: str, code: int
) -> None:
    async with running(reopened) as (app, pilot):
        await press(pilot, "n", *"seam", "enter")
        await review(pilot)
        before, kept = kinds(workspace), draft(app)
        assert kept[0] > 5
        assert kept[1] == "seam"
        with failing(workspace.decisions, call, code):
            for _ in range(2):
                await refused(app, pilot, code, "a")
                assert selected(app) == "A-1 main"
                assert draft(app) == kept, "nothing typed is lost"
            await press(pilot, "j", "k")
            assert selected(app) == "A-1 main", "the session goes on"
        assert kinds(workspace) == before, "nothing is half recorded"
        await press(pilot, "a")
        assert "Approved: A-1 main" in message(app)
    assert kinds(workspace) == [*before, "decided"]
    row = next(row for row in reopened.queue() if row.state is State.APPROVED)
    assert row.candidate is not None
    (decision,) = row.candidate.heads
    assert (len(decision.answers), decision.note) == kept
    assert verify_files(workspace.decisions).broken == ()


@pytest.mark.parametrize(("call", "code"), [FULL])
async def test_a_rejection_keeps_its_reasons_for_the_next_try(
    reopened: Desk, workspace: Workspace, call: str, code: int
) -> None:
    async with running(reopened) as (app, pilot):
        await press(pilot, "n", *"hue", "enter")
        before = kinds(workspace)
        with failing(workspace.decisions, call, code):
            await refused(app, pilot, code, "x", "c", "k", "enter")
            assert draft(app) == (0, "hue")
        assert kinds(workspace) == before
        await press(pilot, "x")
        assert isinstance(app.screen, RejectScreen)
        await press(pilot, "enter")
        assert "Rejected: A-1 main" in message(app)
    row = next(row for row in reopened.queue() if row.state is State.REJECTED)
    assert row.candidate is not None
    (decision,) = row.candidate.heads
    assert (decision.reasons, decision.note) == (("colour", "kit"), "hue")
    assert kinds(workspace) == [*before, "decided"]


@pytest.mark.parametrize(("call", "code"), [CLOSED])
async def test_an_undo_is_answered_and_the_decision_stands_until_it_works(
    desk: Desk, workspace: Workspace, call: str, code: int, request: pytest.FixtureRequest
) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "x", "c", "enter")
        assert "Rejected: A-1 main" in message(app)
    reopened: Desk = request.getfixturevalue("reopened")
    async with running(reopened) as (app, pilot):
        before, shown = kinds(workspace), selected(app)
        with failing(workspace.decisions, call, code):
            await refused(app, pilot, code, "u")
            assert selected(app) == shown
            assert [row.state for row in reopened.queue()].count(State.REJECTED) == 1
        assert kinds(workspace) == before
        await press(pilot, "u")
        assert selected(app) == "A-1 main"
    assert kinds(workspace) == [*before, "revoked"]
    assert all(row.state is State.UNDECIDED for row in reopened.queue())
