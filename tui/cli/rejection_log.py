"""`vitrina log`: every rejection, ours and the marketplaces', and what happened next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checklists.model import ABOUTS
from core.desk import Desk
from core.metrics.rejections import LogFilter, Rejection, counted
from core.safe_name import path_to_text
from tui.cli.candidates import SCHEMA
from tui.cli.output import Cell
from tui.cli.parser import Arguments, Verb
from tui.cli.put import put
from tui.cli.session import Session
from tui.cli.wanted import wanted_arguments, wanted_of
from tui.metrics.log_rows import log_table
from tui.metrics.tables import csv_bytes, xlsx_bytes
from tui.metrics.values import counted_values, rejection_values
from tui.metrics.words import Names, names_of


def run(session: Session) -> int:
    """Print the log, or write it. Raises UnknownCategory, FileTaken, WorkspaceUnwritable."""
    args, say = session.args, session.say
    with session.desk() as desk:
        wanted = wanted_of(session, desk)
        entries = desk.metrics.log(wanted)
        narrowed = LogFilter(args.by, args.about, args.reason, args.text)
        shown = [entry for entry in entries if narrowed.takes(entry)]
        names = names_of(say, desk.reasons, desk.reports.feedback.reasons, desk.checklists)
        written = _write(session, desk, names, shown)
    # A rejection that was taken back is none; the log keeps it all the same.
    counts = counted(entry for entry in shown if entry.next.id != "next-taken-back")
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "counts": counted_values(counts),
                "written": written,
                "rejections": [rejection_values(say, entry) for entry in shown],
            }
        )
        return 0
    if not shown:
        session.out.line(say("log-empty"))
    elif not written:
        _print(session, names, shown)
    if shown:
        session.out.line(say("log-counts", whole=counts.whole, **dict(counts.about)), "strong")
    for path in written:
        session.out.line(say("cli-report-written", path=path), "good")
    return 0


def _write(session: Session, desk: Desk, names: Names, shown: Sequence[Rejection]) -> list[str]:
    args, say = session.args, session.say
    written: list[str] = []
    for name in ("csv", "xlsx"):
        target = getattr(args, name)
        if target:
            rows = log_table(say, desk, names, shown)
            data = csv_bytes(say, rows) if name == "csv" else xlsx_bytes(say("log-title"), rows)
            put(Path(target), data, force=args.force)
            written.append(path_to_text(Path(target)))
    return written


def _print(session: Session, names: Names, shown: Sequence[Rejection]) -> None:
    say = session.say
    heads = [say(f"metrics-head-{head}") for head in ("day", "by", "reason", "about", "next")]
    rows = [
        [
            Cell(entry.day or "-"),
            Cell(names.who(entry)),
            Cell(", ".join(map(names.reason, entry.reasons)) or say("log-no-reason")),
            Cell(say(f"about-{entry.about}"), "dim"),
            Cell(say.say(entry.next)),
        ]
        for entry in shown
    ]
    skus = [[Cell(entry.sku, "strong"), *row] for entry, row in zip(shown, rows, strict=True)]
    picture = [
        [*row, Cell(entry.candidate.id if entry.candidate else "-", "dim"), Cell(entry.person, "dim")]
        for entry, row in zip(shown, skus, strict=True)
    ]
    session.out.table(
        [say("cli-head-sku"), *heads, say("metrics-head-picture"), say("cli-head-person")], picture
    )


def _arguments(arguments: Arguments) -> None:
    arguments.option("--text", metavar="TEXT", default="")
    arguments.option("--by", metavar="WHO", default="")
    arguments.option("--about", choices=ABOUTS, default="")
    arguments.option("--reason", metavar="CODE", default="")
    wanted_arguments(arguments, marketplace=False)
    arguments.option("--csv", metavar="OUT", default="")
    arguments.option("--xlsx", metavar="OUT", default="")
    arguments.option("--force", action="store_true")


VERB = Verb(
    "log",
    run,
    _arguments,
    examples=(
        "vitrina log --by qa --reason colour",
        "vitrina log --about mismatch --from 2026-07-01 --xlsx log.xlsx",
    ),
)
