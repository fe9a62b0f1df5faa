"""`vitrina import`: what marketplaces send back, read from the files that a person downloads there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from checklists.feedback import FIELDS, ReportKind
from core.desk import Desk
from core.errors import ReportUnreadable
from core.intake.table import RowProblem
from core.returns.importing import Period, Plan
from core.returns.looking import header_of
from core.returns.reports import Asked
from core.safe_name import safe_name
from tui.cli.candidates import SCHEMA
from tui.cli.errors import UsageWrong
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session

_SHOWN = 20
"""Lines of unmapped texts, unknown SKUs and unused columns that are printed; `--json` has all."""


def run_moderation(session: Session) -> int:
    """Take in what a marketplace rejected, blocked or hid."""
    return _run(session, "moderation")


def run_returns(session: Session) -> int:
    """Take in what buyers sent back."""
    return _run(session, "returns")


def run_sales(session: Session) -> int:
    """Take in how many units were sold."""
    return _run(session, "sales")


def _run(session: Session, kind: ReportKind) -> int:
    """Plan, print, and record unless told otherwise; 1 when rows could not be read.

    Raises ReportUnreadable, UnknownMarketplace, UnknownFeedback, NotSaved.
    """
    args, say, out = session.args, session.say, session.out
    asked = _asked(session)
    with session.desk() as desk:
        try:
            found = desk.reports.plan(
                kind, Path(args.file), asked, lambda rows: out.progress(say("cli-import-reading", rows=rows))
            )
        except ReportUnreadable as error:
            _name_columns(session, error)
            raise
        if not args.dry_run:
            whole = len(found.fresh)
            desk.reports.take(
                found,
                asked,
                lambda rows: out.progress(say("cli-import-recording", rows=rows, all=whole)),
            )
        out.progress("")
        unlisted = _unlisted(desk, found)
        if session.as_json:
            out.document(_document(session, found, unlisted))
        else:
            _print(session, found, unlisted)
    for problem in found.problems:
        out.error(_problem_line(session, found, problem))
    return 1 if found.problems else 0


def _name_columns(session: Session, error: ReportUnreadable) -> None:
    """Say which columns a file has that is no known report, so that they can be named."""
    if error.args_["why"] in ("no-header", "no-column"):
        with suppress(ReportUnreadable):
            columns = " | ".join(header_of(Path(session.args.file)))
            session.out.error(session.say("cli-import-columns", columns=columns))


def _asked(session: Session) -> Asked:
    args, say = session.args, session.say
    columns: dict[str, str] = {}
    for said in args.column:
        name, equals, header = said.partition("=")
        if not equals or name not in FIELDS or not header.strip():
            raise UsageWrong(say("cli-import-column-wrong", said=said, known=", ".join(FIELDS)))
        columns[name] = header.strip()[:500]
    reasons: dict[str, str] = {}
    for said in getattr(args, "reason", ()):
        text, equals, code = said.rpartition("=")
        if not equals or not text.strip():
            raise UsageWrong(say("cli-import-reason-wrong", said=said))
        reasons[text.strip()[:1000]] = code
    return Asked(args.marketplace, columns, reasons, _period(session))


def _period(session: Session) -> Period | None:
    first, last = getattr(session.args, "first", None), getattr(session.args, "last", None)
    if first is None and last is None:
        return None
    try:
        days = date.fromisoformat(first or ""), date.fromisoformat(last or "")
    except ValueError:
        days = (date.max, date.min)
    if days[0] > days[1]:
        raise UsageWrong(session.say("cli-import-period-wrong"))
    return Period(days[0].isoformat(), days[1].isoformat())


def _unlisted(desk: Desk, found: Plan) -> Mapping[str, int]:
    """Return the SKUs of the new rows that the listings do not have, with how many rows name each."""
    skus = desk.skus_of_reports()
    named = Counter((row.marketplace, row.seller, row.platform) for row in found.fresh)
    unlisted: Counter[str] = Counter()
    for row in found.fresh:
        rows = named.pop((row.marketplace, row.seller, row.platform), 0)
        if rows and not skus.lists(skus.of(row)):
            unlisted[row.sku] += rows
    return dict(unlisted.most_common())


def _document(session: Session, found: Plan, unlisted: Mapping[str, int]) -> dict[str, object]:
    recognised = found.recognised
    return {
        "schema": SCHEMA,
        "file": session.args.file,
        "dry_run": session.args.dry_run,
        "marketplace": recognised.marketplace,
        "report": recognised.report.id,
        "added": found.added,
        "changed": found.changed,
        "known": found.known,
        "skipped": found.skipped,
        "columns": dict(recognised.columns),
        "unused_columns": list(recognised.unused),
        "unmapped": [{"text": text, "rows": rows} for text, rows in found.unmapped.items()],
        "unlisted": [{"sku": sku, "rows": rows} for sku, rows in unlisted.items()],
        "problems": [
            {"line": problem.line, "code": problem.code, "says": _says(session, problem)}
            for problem in found.problems
        ],
    }


def _print(session: Session, found: Plan, unlisted: Mapping[str, int]) -> None:
    say, out = session.say, session.out
    recognised = found.recognised
    out.line(say("cli-import-is", marketplace=recognised.marketplace, report=recognised.report.id), "strong")
    out.line(
        say(
            "cli-import-would" if session.args.dry_run else "cli-import-done",
            added=found.added,
            changed=found.changed,
            known=found.known,
            skipped=found.skipped,
        ),
        "plain" if session.args.dry_run else "good",
    )
    if found.problems:
        out.line(say("cli-import-problems", count=len(found.problems)), "warn")
    _print_some(session, "cli-import-unmapped", [f"{text} ({rows})" for text, rows in found.unmapped.items()])
    _print_some(session, "cli-import-unlisted", [f"{sku} ({rows})" for sku, rows in unlisted.items()])
    _print_some(session, "cli-import-unused", recognised.unused)


def _print_some(session: Session, id_: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    session.out.line(session.say(id_, count=len(lines)), "warn")
    for line in lines[:_SHOWN]:
        session.out.line(f"  {safe_name(line, 200)}")
    if len(lines) > _SHOWN:
        session.out.line(f"  {session.say('cli-import-more', count=len(lines) - _SHOWN)}", "dim")


def _problem_line(session: Session, found: Plan, problem: RowProblem) -> str:
    return f"{safe_name(found.file)}:{problem.line}: {_says(session, problem)}"


def _says(session: Session, problem: RowProblem) -> str:
    shared = session.say.has(f"listing-{problem.code}")
    return session.say(f"{'listing' if shared else 'report'}-{problem.code}", **problem.args)


def _arguments(arguments: Arguments) -> None:
    arguments.positional("file", "FILE")
    arguments.option("--marketplace", metavar="MARKETPLACE", default="")
    arguments.option("--column", metavar="FIELD=HEADER", action="append", default=[])
    arguments.option("--dry-run", action="store_true", dest="dry_run")
    arguments.shared("--as", metavar="PERSON", dest="person")


def _reason_arguments(arguments: Arguments) -> None:
    _arguments(arguments)
    arguments.option("--reason", metavar="TEXT=CODE", action="append", default=[])


def _sales_arguments(arguments: Arguments) -> None:
    _arguments(arguments)
    arguments.option("--from", metavar="DAY", dest="first")
    arguments.option("--to", metavar="DAY", dest="last")


VERB = Verb(
    "import",
    verbs=(
        Verb(
            "moderation",
            run_moderation,
            _reason_arguments,
            examples=("vitrina import moderation blocked.json --dry-run",),
        ),
        Verb(
            "returns",
            run_returns,
            _reason_arguments,
            examples=(
                "vitrina import returns ArchiveOrders.xlsx --dry-run",
                "vitrina import returns ozon.csv --marketplace ozon --column seller=Артикул",
            ),
        ),
        Verb(
            "sales",
            run_sales,
            _sales_arguments,
            examples=("vitrina import sales sold.csv --marketplace ozon --from 2026-10-01 --to 2026-10-31",),
        ),
    ),
)
