"""`vitrina report`: the metrics as a page that needs nothing else, as a table, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from core.clock import utc_now
from core.safe_name import path_to_text
from tui.cli.errors import UsageWrong
from tui.cli.output import escaped_json
from tui.cli.parser import Arguments, Verb
from tui.cli.put import put
from tui.cli.session import Session
from tui.cli.wanted import wanted_arguments, wanted_of
from tui.metrics.figures import COLUMNS, figures
from tui.metrics.story import period, story
from tui.metrics.tables import csv_bytes
from tui.metrics.values import metrics_values, raised_values
from tui.metrics.words import names_of
from tui.page.report import build_report

KINDS = ("html", "csv", "json")


def run(session: Session) -> int:
    """Write the files that were asked for. Raises FileTaken, WorkspaceUnwritable and others."""
    args, say = session.args, session.say
    targets = {kind: Path(name) for kind in KINDS if (name := getattr(args, f"to_{kind}"))}
    if not targets:
        raise UsageWrong(say("cli-report-nothing"))
    with session.desk() as desk:
        wanted = wanted_of(session, desk)
        found = desk.metrics.overview(wanted)
        raised = [raised_values(one) for one in desk.metrics.raised()]
        names = names_of(say, desk.reasons, desk.reports.feedback.reasons, desk.checklists)
        name = desk.workspace.root.name
    today = utc_now().date().isoformat()

    def page() -> bytes:
        sections = story(say, found, names)
        return build_report(say, sections, workspace=name, period=period(say, wanted), day=today).encode()

    def table() -> bytes:
        return csv_bytes(say, [COLUMNS, *figures(found)])

    def document() -> bytes:
        values = {**metrics_values(found), "raised": raised, "made": today}
        return escaped_json(json.dumps(values, ensure_ascii=False, indent=2)).encode()

    makers: dict[str, Callable[[], bytes]] = {"html": page, "csv": table, "json": document}
    for kind, target in targets.items():
        put(target, makers[kind](), force=args.force)
        session.out.line(say("cli-report-written", path=path_to_text(target)), "good")
    return 0


def _arguments(arguments: Arguments) -> None:
    arguments.option("--html", metavar="OUT", dest="to_html", default="")
    arguments.option("--csv", metavar="OUT", dest="to_csv", default="")
    arguments.option("--json", metavar="OUT", dest="to_json", default="")
    wanted_arguments(arguments)
    arguments.option("--force", action="store_true")


VERB = Verb(
    "report",
    run,
    _arguments,
    examples=(
        "vitrina report --html report.html",
        "vitrina report --html q3.html --csv q3.csv --json q3.json --from 2026-07-01 --to 2026-09-30",
    ),
    prints_data=False,
)
