"""The large screen at the desk, by keys: what is shown, what counts, what ends it."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

import tui.screens.large_screen
from core.desk import Desk
from core.model import Draft, Proof
from core.workspace import Workspace
from tests.tui.page.test_watch import FAIR
from tests.tui.test_desk_screen import message, press, running, screen, selected, settled
from tui.app import VitrinaApp
from tui.screens.large_screen import LargeScreenView
from tui.screens.reject import RejectScreen

SSH = "10.0.0.2 50100 10.0.0.7 22"


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


def large(app: VitrinaApp) -> LargeScreenView:
    assert isinstance(app.screen, LargeScreenView)
    return app.screen


def text(app: VitrinaApp, id_: str) -> str:
    return str(app.screen.query_one(f"#large-{id_}", Static).render())


def address(app: VitrinaApp) -> str:
    return text(app, "reach").splitlines()[-1].strip()


def visit(where: str) -> int:
    """Open an address as a browser would, for its status."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    try:
        with opener.open(where, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def look(app: VitrinaApp, seconds: int = 6) -> None:
    """Report as a page in a large window would."""
    serving = large(app)._serving
    row = screen(app).selection.row
    assert serving is not None
    assert row is not None
    assert row.source is not None
    watch, now = serving._watch, serving._clock()
    watch.opened(now)
    report = msgspec.structs.replace(FAIR, candidate=row.sha256, source=row.source.sha256, zoom=100.0)
    for second in range(1, seconds + 1):
        watch.take(report, now + second)


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    for _ in range(1500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come true")


async def test_the_address_opens_the_page_once_and_ends_with_the_screen(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "L")
        assert "A-1 main" in text(app, "title")
        where = address(app)
        assert visit(where) == 200
        assert visit(where) == 403
        await until(pilot, lambda: "n makes a new one" in text(app, "status"))
        await press(pilot, "n")
        assert address(app) != where
        assert visit(address(app)) == 200
        where = address(app)
        serving = large(app)._serving
        await press(pilot, "escape")
        assert not isinstance(app.screen, LargeScreenView)
        assert serving is not None
        await until(pilot, lambda: not serving._server._thread.is_alive())
        with pytest.raises(urllib.error.URLError):
            visit(where)


async def test_over_ssh_the_line_to_paste_and_a_code_are_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", SSH)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(
        tui.screens.large_screen, "open_browser", lambda _: pytest.fail("a browser, over ssh")
    )
    async with running(desk, (80, 24)) as (app, pilot):
        await press(pilot, "L")
        assert "ssh -N -L" in text(app, "reach")
        assert "@10.0.0.7" in text(app, "reach")
        code = app.screen.query_one("#large-code", Static)
        assert code.display
        assert code.region.bottom <= 23
        await pilot.resize_terminal(80, 20)
        await until(pilot, lambda: not code.display)


async def test_on_a_desktop_its_browser_is_opened_and_no_code_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(tui.screens.large_screen, "open_browser", lambda where: not opened.append(where))
    async with running(desk) as (app, pilot):
        await press(pilot, "L")
        assert opened == [address(app)]
        assert not app.screen.query_one("#large-code", Static).display


async def test_a_look_counts_live_opens_the_gate_and_goes_into_the_decision(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        row = screen(app).selection.row
        assert row is not None
        await press(pilot, "enter", "escape", "p", "escape", *"yyyyyyyyy", "L")
        look(app, 3)
        await until(pilot, lambda: "Looked at for 3 s of 5 on 1920×1080" in text(app, "status"))
        look(app)
        await until(pilot, lambda: "Recorded as seen by you" in text(app, "status"))
        await press(pilot, "a")
        await until(pilot, lambda: bool(desk.find(row.id).heads))
        await settled(pilot)
        assert message(app).startswith("Approved: A-1 main")
        (decision,) = desk.find(row.id).heads
        assert decision.looked.large_screen is Proof.SEEN
        assert decision.looked.large is not None
        assert (decision.looked.large.width, decision.looked.large.height) == (1920, 1080)
        assert decision.looked.large.seconds == 9


async def test_x_goes_on_to_the_reasons(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "L", "x")
        await until(pilot, lambda: isinstance(app.screen, RejectScreen))


async def test_keys_typed_behind_reach_the_desk(desk: Desk) -> None:
    async with running(desk) as (app, pilot):
        await pilot.press("L", "D", "j")
        await settled(pilot)
        assert selected(app) == "A-1 detail"
        row = screen(app).selection.rows[0]
        draft = screen(app).session.draft(row.sha256, 0.0)
        assert draft.looked.large_screen is Proof.DECLARED


async def test_where_no_ones_word_counts_nobody_can_declare(workspace: Workspace) -> None:
    workspace.config.write_text("[review]\nlarge_screen_declared = false\n", "utf-8")
    desk = Desk.open(workspace, person="ana")
    desk.taking_in.scan()
    async with running(desk) as (app, pilot):
        await press(pilot, "L", "D")
        assert isinstance(app.screen, LargeScreenView)
        assert "takes no one's word" in text(app, "status")
    desk.close()


async def test_it_ends_when_somebody_else_decides(desk: Desk, workspace: Workspace) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, "L")
        serving = large(app)._serving
        row = screen(app).selection.row
        assert serving is not None
        assert row is not None
        desk.deciding.reject(row.sha256, Draft(), ["shape"])
        await until(pilot, lambda: "decided meanwhile" in text(app, "status"))
        await until(pilot, lambda: not serving._server._thread.is_alive())


async def test_a_picture_that_is_gone_is_said(desk: Desk, workspace: Workspace) -> None:
    async with running(desk) as (app, pilot):
        row = screen(app).selection.row
        assert row is not None
        (workspace.root / row.path).unlink()
        await press(pilot, "L")
        assert "no longer there" in text(app, "status")
        await press(pilot, "escape")
        assert not isinstance(app.screen, LargeScreenView)
