"""What `vitrina compare` does: the large-screen page of a pair as a file, or served on this machine.

A file can report nothing, so it leaves the large-screen check to a person's word. A served page is recorded
as seen, by the same `Serving` and the same `Desk` method as the desk's own key.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from core.desk import Desk
from core.imaging.memory import give_back_pictures
from core.intake.sku_names import encode_sku
from core.queue import QueueRow
from core.safe_name import path_to_text
from tui.cli.candidates import SCHEMA
from tui.cli.put import put
from tui.cli.session import Session
from tui.page.app import status_says
from tui.page.build import build_page
from tui.page.gather import gather
from tui.page.pair import Pair
from tui.page.reach import has_desktop, open_browser, over_ssh, qr_lines, ssh_line
from tui.page.serving import Serving, answers_of
from tui.status import short_bytes

_LOOK_SECONDS = 0.25
"""How often the served page's status is looked at."""

_REFRESH_EVERY = 4
"""Looks between two readings of what other sessions decided."""


def write_page(session: Session, desk: Desk, row: QueueRow) -> int:
    """Write the page as a file. Raises NothingToCompare, PictureGone, FileTaken, WorkspaceUnwritable."""
    give_back_pictures()
    pair = gather(desk, row, session.say, answers_of(row, None))
    page = build_page(pair, session.say, served=False).encode()
    path = Path(session.args.out) if session.args.out else desk.workspace.pages / _name(pair, row)
    put(path, page, force=session.args.force)
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "id": row.id,
                "page": path_to_text(path),
                "bytes": len(page),
                "source": pair.source.path,
                "reduced": [shown.path for shown in (pair.source, pair.candidate) if shown.reduced],
            }
        )
    else:
        size = short_bytes(session.say, len(page))
        session.out.line(session.say("cli-compare-written", path=path_to_text(path), size=size), "good")
        session.out.line(session.say("cli-compare-file"))
    return 0


def _name(pair: Pair, row: QueueRow) -> str:
    slot = row.candidate.match.slot.value if row.candidate else ""
    return f"{encode_sku(pair.sku)}__{slot}__{pair.id}.html"


def serve_page(session: Session, desk: Desk, row: QueueRow) -> int:
    """Serve until Ctrl-C, a decision, or nobody looks; 0 when the look was recorded.

    Raises NothingToCompare, PictureGone, PortTaken, NotSaved.
    """
    give_back_pictures()
    serving = Serving(desk, row, session.say, port=session.args.port)
    try:
        with _ended_by_signal() as ended:
            _announce(session, row, serving)
            _follow(session, desk, row, serving, ended)
        serving.keep(final=True)
    finally:
        serving.close()
    seen = serving.kept
    if seen is None:
        session.out.error(session.say("cli-compare-not-seen"))
        return 1
    session.out.error(
        session.say(
            "cli-compare-recorded",
            person=desk.person,
            width=str(seen.width),
            height=str(seen.height),
            seconds=int(seen.seconds),
        )
    )
    return 0


def _follow(session: Session, desk: Desk, row: QueueRow, serving: Serving, ended: threading.Event) -> None:
    """Show how far the look is and record it once it counts, until there is nothing more to look at."""
    looks = 0
    while not ended.wait(_LOOK_SECONDS):
        looks += 1
        if looks % _REFRESH_EVERY == 0:
            desk.refresh()
        session.out.progress(status_says(session.say, serving.status()))
        serving.keep()
        over = serving.over(desk.row(row.sha256))
        if over is not None:
            session.out.progress("")
            session.out.error(session.say(f"large-over-{over}"))
            return
    session.out.progress("")


def _announce(session: Session, row: QueueRow, serving: Serving) -> None:
    say, out = session.say, session.out
    address = serving.new_address()
    tunnel = ssh_line(serving.port, os.environ) if over_ssh(os.environ) else ""
    if session.as_json:
        out.document(
            {"schema": SCHEMA, "id": row.id, "address": address, "port": serving.port, "ssh": tunnel or None}
        )
        out.stdout.flush()
        return
    if tunnel:
        out.line(say("large-tunnel"))
        out.line(f"  {tunnel}", "strong")
        out.line(say("large-address"))
        out.line(f"  {address}", "strong")
        if out.stdout.isatty():
            for line in qr_lines(address):
                out.line(f"\x1b[30;107m{line}\x1b[0m" if out.colour else line)
    else:
        opened = has_desktop(os.environ) and open_browser(address)
        out.line(say("large-opened" if opened else "large-address-here"))
        out.line(f"  {address}", "strong")
    out.line(say("cli-compare-stop"), "dim")
    out.stdout.flush()


@contextlib.contextmanager
def _ended_by_signal() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C, a hang-up or a polite kill sets: the review's end, no failure."""
    ended = threading.Event()
    names = ("SIGINT", "SIGTERM", "SIGHUP" if sys.platform != "win32" else "SIGBREAK")
    numbers = [getattr(signal, name) for name in names]
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in numbers}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
