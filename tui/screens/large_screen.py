"""The large screen: serves the selected pair to a browser and shows how far the look there is.

The server lives as long as this screen. It is made, asked to record and ended in threads; only its status,
kept in memory, is read here. A decision waits until the look is recorded as it was at its end; going back
does not wait, so that keys typed behind it reach the desk.
"""

from __future__ import annotations

import asyncio
import os
from typing import ClassVar, Literal

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from core.desk import Desk
from core.errors import VitrinaError
from core.model import Draft
from core.queue import QueueRow
from core.safe_name import safe_name
from tui.actions import LARGE, bindings
from tui.i18n.catalogue import Catalogue
from tui.messages import DeskFailed
from tui.page.app import status_says
from tui.page.reach import has_desktop, open_browser, over_ssh, qr_lines, ssh_line
from tui.page.serving import Serving
from tui.page.watch import Level
from tui.widgets.keys_line import KeysLine

LargeWish = Literal["approve", "reject", "declare"]
"""What a person wants next."""

_LOOK_SECONDS = 0.25
_STYLES: dict[Level, str] = {
    "waiting": "bold",
    "counting": "bold cyan",
    "blocked": "bold yellow",
    "seen": "bold green",
}


class LargeScreenView(Screen[LargeWish | None]):
    """Answers with what the person wants next; None: go on at the desk."""

    CSS_PATH = "large_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LARGE)]

    def __init__(self, desk: Desk, row: QueueRow, say: Catalogue, draft: Draft) -> None:
        super().__init__()
        self._desk = desk
        self._row = row
        self._say = say
        self._draft = draft
        self._serving: Serving | None = None
        self._address = ""
        self._code: list[str] = []
        self._browser = False
        self._failure = ""
        self._recorded = False
        self._leaving = False
        self._shown: dict[str, Text] = {}

    def compose(self) -> ComposeResult:
        """Yield how to get there, how far the look is, and the code."""
        yield Static(self._title(), id="large-title")
        yield Static(id="large-reach")
        with Horizontal(id="large-body"):
            yield Static(id="large-status")
            yield Static(id="large-code")
        yield KeysLine(self._say)

    def on_mount(self) -> None:
        """Begin to serve and to look at the status."""
        self._draw()
        self._serve()
        self.set_interval(_LOOK_SECONDS, self._tick)

    def on_resize(self) -> None:
        """Show the code where it fits."""
        self._draw()

    async def on_unmount(self) -> None:
        """End the server, whoever closed the screen."""
        try:
            await asyncio.to_thread(self._end)
        except VitrinaError as error:
            self.app.screen_stack[0].post_message(DeskFailed(error))

    # --- actions ------------------------------------------------------------------------------------------

    def action_close_view(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def action_approve(self) -> None:
        """Go back and approve the pair."""
        self._decide("approve")

    def action_reject(self) -> None:
        """Go back and reject the pair."""
        self._decide("reject")

    def action_declare(self) -> None:
        """Go back and record the check as declared."""
        self.dismiss("declare")

    def action_new_address(self) -> None:
        """Make a new address; who used the one before is shut out."""
        if self._serving is not None and not self._failure:
            self._take_address(self._serving)
            self._browser = False
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let nobody declare where the workspace takes no one's word."""
        return action != "declare" or self._desk.config.review.large_screen_declared

    # --- inside -------------------------------------------------------------------------------------------

    @work(group="large-serve", exit_on_error=False)
    async def _serve(self) -> None:
        try:
            await asyncio.to_thread(self._begin)
        except VitrinaError as error:
            self._failure = self._say.error(error)
        self._draw()

    def _begin(self) -> None:
        """Read the pictures and serve them; a thread runs this."""
        serving = Serving(self._desk, self._row, self._say, draft=self._draft)
        if self._leaving:  # the person was faster than the pictures
            serving.close()
            return
        self._take_address(serving)
        self._browser = has_desktop(os.environ) and open_browser(self._address)
        self._serving = serving

    def _take_address(self, serving: Serving) -> None:
        self._address = serving.new_address()
        self._code = qr_lines(self._address)

    def _end(self) -> None:
        """Free the port and record what counts; a thread runs this, once. Raises NotSaved."""
        self._leaving = True
        serving, self._serving = self._serving, None
        if serving is not None:
            serving.close()
            serving.keep(final=True)

    @work(group="large-leave", exit_on_error=False)
    async def _decide(self, wish: LargeWish) -> None:
        if self._leaving:
            return
        self._leaving = True
        try:
            await asyncio.to_thread(self._end)
        except VitrinaError as error:
            self.app.screen_stack[0].post_message(DeskFailed(error))
            wish_left: LargeWish | None = None
        else:
            wish_left = wish
        self.dismiss(wish_left)

    def _tick(self) -> None:
        serving = self._serving
        if serving is None or self._leaving or self._failure:
            return
        self._recorded = serving.kept is not None
        over = serving.over(self._desk.row(self._row.sha256))
        if over is not None:
            self._failure = self._say(f"large-over-{over}")
            self._stop()
        elif serving.status().why == "seen" and not self._recorded:
            self._keep()
        self._draw()

    @work(group="large-keep", exclusive=True, exit_on_error=False)
    async def _stop(self) -> None:
        try:
            await asyncio.to_thread(self._end)
        except VitrinaError as error:
            self._failure = self._say.error(error)
        self._draw()

    @work(group="large-keep", exclusive=True, exit_on_error=False)
    async def _keep(self) -> None:
        serving = self._serving
        if serving is None:
            return
        try:
            await asyncio.to_thread(serving.keep)
        except VitrinaError as error:
            self._failure = self._say.error(error)
        self._draw()

    def _draw(self) -> None:
        self._show("#large-reach", self._reach())
        self._show("#large-status", self._status())
        serving = self._serving
        lines = self._code if serving is not None and serving.unused and not self._browser else []
        code = self.query_one("#large-code", Static)
        # Where its last line would be cut off, no camera finds it.
        code.display = bool(lines) and self.size.height >= len(lines) + 6 and self.size.width >= 60
        if code.display:
            self._show("#large-code", Text("\n".join(lines), no_wrap=True))

    def _show(self, where: str, text: Text) -> None:
        """Draw what is new: each update lays the screen out anew and sends all of it."""
        if text != self._shown.get(where):
            self._shown[where] = text
            self.query_one(where, Static).update(text)

    def _title(self) -> Text:
        candidate = self._row.candidate
        slot = self._say(f"slot-{candidate.match.slot}") if candidate else ""
        return Text(f"{self._say('large-title')}: {safe_name(self._row.sku, 40)} {slot}", no_wrap=True)

    def _reach(self) -> Text:
        serving, say = self._serving, self._say
        if self._failure or serving is None:
            return Text("" if self._failure else say("large-preparing"))
        address = (self._address, "bold underline" if serving.unused else "dim strike")
        if over_ssh(os.environ):
            tunnel = (ssh_line(serving.port, os.environ), "bold")
            parts = (say("large-tunnel"), "\n", tunnel, "\n", say("large-address"), "\n", address)
            return Text.assemble(*parts)
        how = "large-opened" if self._browser else "large-address-here"
        return Text.assemble(say(how), "\n", address)

    def _status(self) -> Text:
        say, serving = self._say, self._serving
        lines: list[Text] = []
        if self._failure:
            lines.append(Text(self._failure, "bold red"))
        elif serving is not None:
            status = serving.status()
            lines.append(Text(status_says(say, status), _STYLES[status.level]))
            if not serving.unused:
                lines.append(Text(say("large-used"), "dim"))
        if self._recorded:
            lines.append(Text(say("large-recorded"), "green"))
        else:
            declared = self._desk.config.review.large_screen_declared
            lines.append(Text(say("large-declare-hint" if declared else "large-no-declaring"), "dim"))
        return Text("\n\n").join(lines)
