"""The Textual application: one desk, its screens, its colours."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from checklists.model import Language
from core.config import Renderer
from core.desk import Desk
from core.drilling import DrillWish
from core.imaging.memory import give_back_pictures
from core.news import News
from core.workspace import Workspace
from tui.actions import keymap
from tui.collecting import Collector
from tui.findings import Places
from tui.i18n.catalogue import Catalogue, catalogue, choose_language
from tui.messages import DeskChanged, DeskFailed, EvidenceChanged, FrameMade, ViewDrawn
from tui.pictures import FrameMaker, Wanted
from tui.render.mode import Depth
from tui.render.query import ask_terminal
from tui.render.rendering import Rendering, choose
from tui.retake_words import retake_words
from tui.screens.compare import CompareScreen
from tui.screens.deciding import DecidingScreen
from tui.screens.desk import DeskScreen
from tui.screens.person import PersonScreen
from tui.screens.train import TrainScreen
from tui.view_maker import Drawn, DrawnPhone, ViewMaker

_TERMINAL_SECONDS = 1.0
"""How often it is looked at whether the terminal is still there."""

_TOLD = 128
"""What a shell adds to the number of the signal that ended a program."""

_COLLECT_SECONDS = 0.25
"""How often it is looked at whether there is garbage and the keys rest."""

_NAMED_COLOURS = "ansi-dark"
"""Textual's theme for sixteen colours: the nearest to those of others are grey on grey, and yellow is red."""

_TURN_SECONDS = 0.0005
"""How long a thread keeps the interpreter when another waits for it: the screen waits for threads that write
out frames, and Python's 5 ms are a third of what a key press may take."""


_SCREENS = Path(__file__).parent / "screens"


class VitrinaApp(App[int]):
    """The desk on a terminal."""

    TITLE = "Vitrina Desk"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (110, "-medium"),
        (160, "-wide"),
    ]

    def __init__(
        self,
        desk: Desk,
        say: Catalogue,
        rendering: Rendering | None = None,
        *,
        drill: DrillWish | None = None,
    ) -> None:
        """Half blocks in all colours where `rendering` is not given; `drill` is begun at once."""
        # With the screens' own: for each that a screen brings along later Textual parses them all anew.
        super().__init__(css_path=["app.tcss", *sorted(_SCREENS.glob("*.tcss"))])
        if rendering is not None and rendering.depth is Depth.SIXTEEN:
            self.theme = _NAMED_COLOURS
        self.desk = desk
        self.say = say
        self.frames = FrameMaker(desk.pictures, rendering or Rendering(), self._frame_made)
        self.places = Places(desk.evidence, say)
        self.views = ViewMaker(
            desk.pictures,
            rendering or Rendering(),
            self._view_drawn,
            self.places.registered,
            self.places.outlined,
        )
        self._drill = drill
        self._collector: Collector | None = None
        desk.retaking.words = retake_words(say, desk.reasons)
        self._unsubscribe = desk.subscribe(self._news)

    def get_driver_class(self) -> type[Driver]:
        """Return what draws: on a terminal that may go away, a driver that lives on without it."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from tui.terminal import TerminalDriver  # noqa: PLC0415 it needs what Windows has not

        return TerminalDriver

    def on_mount(self) -> None:
        """Show the desk and begin to watch."""
        self._collector = Collector()
        self.set_interval(_COLLECT_SECONDS, self._collector.look)
        self.set_keymap(keymap(self.say.language, self.desk.config.keys))
        self.push_screen(DeskScreen(self.desk, self.say, self.frames, self.views, self.places))
        if self._drill is not None:
            self.push_screen(
                TrainScreen(self.desk, self.say, self.frames.rendering, self.places.registered, self._drill)
            )
        self.desk.start()
        if not self.is_headless and sys.__stdin__ is not None and sys.__stdin__.isatty():
            self.set_interval(_TERMINAL_SECONDS, self._mind_terminal)
            self._mind_signals()
        people = self.desk.process.people
        if not people.knows(self.desk.person):
            self.push_screen(PersonScreen(self.say, sorted(people.by_name)), self._sits_here)

    @property
    def _background_screens(self) -> list[Screen[object]]:
        """Nothing is seen through a screen that is opaque.

        Textual counts the one right beneath it all the same, and draws the whole of the upper one anew for
        every message that the lower one gets.
        """
        return [] if self.screen.styles.background.a == 1 else super()._background_screens

    def _mind_terminal(self) -> None:
        """Leave when the terminal is gone: Textual would read its end over and over, at full speed."""
        if sys.__stdin__ is None or not sys.__stdin__.isatty():
            self.exit(return_code=1)

    def _mind_signals(self) -> None:
        """Leave when told to, with the terminal as it was before; a dropped connection tells it too."""
        if sys.platform == "win32":
            return
        for number in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.exit, None, _TOLD + number)

    def _sits_here(self, name: str | None) -> None:
        if name:
            self.desk.person = name

    async def on_event(self, event: events.Event) -> None:
        """Note keys on their way to whoever acts on them."""
        if isinstance(event, events.Key) and self._collector is not None:
            self._collector.pressed()
        await super().on_event(event)

    def action_help_quit(self) -> None:
        """Answer Ctrl+C in the person's language."""
        self.notify(self.say("desk-quit-hint"), markup=False)

    def on_unmount(self) -> None:
        """Let the threads go."""
        self._unsubscribe()
        self.frames.close()
        self.views.close()
        if self._collector is not None:
            self._collector.close()

    # Called in the desk's and the frame maker's threads: they post, nothing else.

    def _news(self, news: News) -> None:
        screens = tuple(self.screen_stack) if self.is_running else ()
        deciding = [screen for screen in screens if isinstance(screen, DecidingScreen)]
        if news.failure is not None:
            for screen in deciding[-1:]:
                screen.post_message(DeskFailed(news.failure))
        elif news.evidence:
            for screen in deciding:
                screen.post_message(EvidenceChanged())
        else:
            for screen in deciding:
                screen.post_message(DeskChanged())

    def _frame_made(self, wanted: Wanted) -> None:
        for screen in tuple(self.screen_stack):
            screen.post_message(FrameMade(wanted))

    def _view_drawn(self, drawn: Drawn | DrawnPhone) -> None:
        for screen in tuple(self.screen_stack):
            if isinstance(screen, CompareScreen):
                screen.post_message(ViewDrawn(drawn))


def run_desk(
    workspace: Workspace,
    *,
    person: str,
    language: Language | None = None,
    renderer: Renderer | None = None,
    slow_link: bool = False,
    drill: DrillWish | None = None,
) -> int:
    """Open the desk on this terminal and return the exit code. Raises VitrinaError before it opens.

    `renderer` and `slow_link` win over the workspace's settings; `drill` is begun at once.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    give_back_pictures()
    desk = Desk.open_unread(workspace, person=person)
    try:
        chosen = language or choose_language(desk.config.review.language)
        view = desk.config.view.asked(renderer, slow_link=slow_link)
        rendering = choose(view, os.environ, ask_terminal(os.environ))
        app = VitrinaApp(desk, catalogue(chosen), rendering, drill=drill)
        app.run()
        return app.return_code or 0
    finally:
        desk.close()
