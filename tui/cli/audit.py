"""`vitrina audit`: second looks, blind until the second verdict is recorded, and how far the two agree."""

from __future__ import annotations

from core.errors import NoAudit
from core.model import Verdict
from core.process.audits import Look
from core.safe_name import safe_name
from tui.cli.candidates import SCHEMA
from tui.cli.decide import draft_of, find, reasons_of, verdict_arguments
from tui.cli.output import Cell
from tui.cli.parser import Arguments, Verb
from tui.cli.process_values import agreement_values, blind_values, look_values
from tui.cli.session import Session
from tui.process_words import agreement_lines


def run_list(session: Session) -> int:
    """Print the second looks this person can take, and the disagreements that are not settled."""
    say = session.say
    with session.desk() as desk:
        looks, unsettled = desk.auditing.looks(session.args.batch), desk.process.unsettled()
        if session.as_json:
            session.out.document(
                {
                    "schema": SCHEMA,
                    "audits": [blind_values(look) for look in looks],
                    "unsettled": [look_values(look) for look in unsettled],
                }
            )
            return 0
        if looks:
            heads = [say(f"cli-head-{head}") for head in ("sku", "slot", "id", "batch", "file")]
            session.out.table(heads, [_cells(look) for look in looks])
        else:
            session.out.line(say("cli-audit-none"))
        for look in unsettled:
            session.out.line(say("cli-audit-unsettled", id=look.row.id, sku=look.sku), "warn")
    return 0


def run_next(session: Session) -> int:
    """Print the next picture to look at a second time, as if it were new."""
    say = session.say
    with session.desk() as desk:
        look = next(iter(desk.auditing.looks(session.args.batch)), None)
        if session.as_json:
            session.out.document({"schema": SCHEMA, "audit": blind_values(look) if look else None})
        elif look is None:
            session.out.line(say("cli-audit-none"))
        else:
            session.out.line(
                say("cli-audit-next", id=look.row.id, sku=look.sku, path=look.row.path), "strong"
            )
            if look.row.source:
                session.out.line(say("cli-audit-source", path=look.row.source.path))
            asked = desk.gating.asked(look.row.candidate) if look.row.candidate else None
            for number, item in enumerate(asked.items if asked else (), start=1):
                session.out.line(f"  {number}. {safe_name(item.question.in_(say.language))} ({item.id})")
    return 0


def run_record(session: Session) -> int:
    """Record a second look; only then the first verdict is shown."""
    args = session.args
    with session.desk() as desk:
        candidate = find(desk, args.id)
        draft = draft_of(session, desk, candidate)
        if args.approve:
            look = desk.deciding.audit(candidate.sha256, Verdict.APPROVE, draft)
        else:
            look = desk.deciding.audit(candidate.sha256, Verdict.REJECT, draft, reasons_of(args.reject))
        _report(session, look)
    return 0


def run_settle(session: Session) -> int:
    """Settle a disagreement, with the reason."""
    args = session.args
    with session.desk() as desk:
        candidate = find(desk, args.id)
        verdict = Verdict.APPROVE if args.approve else Verdict.REJECT
        look = desk.auditing.settle(candidate.sha256, verdict, args.note)
        upheld = verdict is look.decision.verdict
        if session.as_json:
            values = {"verdict": verdict.value, "upheld": upheld, "note": args.note}
            session.out.document({"schema": SCHEMA, "audit": look_values(look), "settled": values})
        else:
            session.out.line(
                session.say(f"cli-audit-settled-{'upheld' if upheld else 'overruled'}", id=look.row.id)
            )
    return 0


def run_figures(session: Session) -> int:
    """Print how far decisions and audits agree."""
    say = session.say
    with session.desk() as desk:
        found = desk.process.agreement()
        if session.as_json:
            values = {name or "all": agreement_values(one) for name, one in found.items()}
            session.out.document({"schema": SCHEMA, "agreement": values})
            return 0
        for name, one in found.items():
            title = (
                say("cli-figures-all") if not name else say("cli-figures-self") if name == "self" else name
            )
            session.out.line(safe_name(title), "strong")
            for line in agreement_lines(say, one):
                session.out.line(f"  {line}")
    return 0


def _report(session: Session, look: Look) -> None:
    say, audit = session.say, look.audit
    if audit is None:  # another device recorded something meanwhile that leaves it open
        raise NoAudit(id=look.row.id, why="not-sampled")
    if session.as_json:
        session.out.document({"schema": SCHEMA, "audit": look_values(look)})
        return
    kind = "agrees" if not look.disagreed else "differs"
    first = say(f"verdict-{look.decision.verdict}")
    second = say(f"verdict-{audit.verdict}")
    session.out.line(
        say(f"cli-audit-{kind}", id=look.row.id, first=first, second=second, person=look.decision.person),
        "good" if not look.disagreed else "warn",
    )
    if look.self_audit:
        session.out.line(say("cli-audit-self"), "warn")


def _cells(look: Look) -> list[Cell]:
    candidate = look.row.candidate
    return [
        Cell(look.sku, "strong"),
        Cell(candidate.match.slot.value if candidate else "-"),
        Cell(look.row.id),
        Cell(look.row.batch),
        Cell(look.row.path),
    ]


def _of_batch(arguments: Arguments) -> None:
    arguments.option("--batch", default="", metavar="BATCH")
    arguments.shared("--as", metavar="PERSON", dest="person")


def _settle(arguments: Arguments) -> None:
    arguments.positional("id", "ID")
    arguments.one_of(("--approve", {"action": "store_true"}), ("--reject", {"action": "store_true"}))
    arguments.option("--note", default="", metavar="TEXT")
    arguments.shared("--as", metavar="PERSON", dest="person")


VERB = Verb(
    "audit",
    verbs=(
        Verb("list", run_list, _of_batch, ("vitrina audit list --as bek",)),
        Verb("next", run_next, _of_batch, ("vitrina audit next --as bek",)),
        Verb(
            "record",
            run_record,
            verdict_arguments,
            (
                "vitrina audit record 3f2a91c0 --reject label --as bek",
                "vitrina audit record 3f2a91c0 --approve --answers-all pass --looked 30 \\",
                "    --compare declared --phone declared --large-screen declared --as bek",
            ),
        ),
        Verb(
            "settle", run_settle, _settle, ("vitrina audit settle 3f2a91c0 --reject --note 'letter missing'",)
        ),
        Verb("figures", run_figures, examples=("vitrina audit figures",)),
    ),
)
