from __future__ import annotations

import os
import signal
import sys

import pyte.modes
import pytest
from textual.css.stylesheet import Stylesheet

from core.desk import Desk
from core.presence import Presence
from core.workspace import Workspace
from tests.tui.terminal import Terminal
from tui.app import VitrinaApp
from tui.i18n.catalogue import catalogue
from tui.screens.compare import CompareScreen
from tui.screens.rejection_log import LogScreen

MAIN = "import sys; from tui.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize("continued", [0, 5])
def test_a_session_whose_terminal_is_gone_ends(workspace: Workspace, continued: int) -> None:
    """Also one that is told to go on, after which it sets the terminal up once more, with nobody to read."""
    folders = {name: os.environ[name] for name in ("VITRINA_STATE_DIR", "VITRINA_CACHE_DIR")}
    command = [sys.executable, "-c", MAIN, "review", "--workspace", str(workspace.root)]
    terminal = Terminal(command, 80, 24, folders)
    try:
        terminal.until(lambda: any("A-1" in line for line in terminal.screen.display), seconds=60.0)
        assert terminal.hang_up(continued=continued) == 1
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_session_that_is_told_to_end_leaves_the_terminal_and_the_others(
    workspace: Workspace, number: signal.Signals
) -> None:
    folders = {name: os.environ[name] for name in ("VITRINA_STATE_DIR", "VITRINA_CACHE_DIR")}
    command = [sys.executable, "-c", MAIN, "review", "--workspace", str(workspace.root), "--as", "Aru"]
    terminal = Terminal(command, 80, 24, folders)
    elsewhere = Presence(workspace.root, name="elsewhere")
    try:
        terminal.until(lambda: [one.person for one in elsewhere.others()] == ["Aru"], seconds=60.0)
        assert pyte.modes.DECTCEM not in terminal.screen.mode
        assert not terminal.translates
        assert terminal.told(number) == 128 + number
        assert pyte.modes.DECTCEM in terminal.screen.mode
        assert terminal.translates
        assert elsewhere.others() == ()
    finally:
        terminal.close()


async def test_opening_a_screen_for_the_first_time_parses_no_stylesheet_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", parsed.append)
    async with VitrinaApp(desk, catalogue("en")).run_test() as pilot:
        for key, screen in (("enter", CompareScreen), ("l", LogScreen)):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, screen)
            await pilot.press("escape")
    assert parsed == []
