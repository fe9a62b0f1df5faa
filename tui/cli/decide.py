"""`vitrina decide` and `vitrina undo`: the same gate and the same record as at the screen.

What an option says was looked at is recorded as declared: the desk did not show it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from core.desk import Desk
from core.errors import NotReviewable, UnknownCandidate
from core.model import Answer, Candidate, Decision, Draft, Looked, Proof, State
from core.review import check_answers
from tui.cli.candidates import SCHEMA, decision_values, row_values
from tui.cli.errors import UsageWrong
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session

_DECLARED = {"choices": ("declared",), "default": ""}
_ANSWERS = tuple(answer.value for answer in Answer)
_MAX_SECONDS = 24 * 3600.0


def run_decide(session: Session) -> int:
    """Record a decision. Raises GateOpen, ReasonMissing, UnknownReason and others, all recorded nowhere."""
    args = session.args
    with session.desk() as desk:
        candidate = find(desk, args.id)
        draft = draft_of(session, desk, candidate)
        check_answers(draft.answers, desk.gating.asked(candidate).items)
        if args.approve:
            decision = desk.deciding.approve(candidate.sha256, draft)
        else:
            decision = desk.deciding.reject(candidate.sha256, draft, reasons_of(args.reject))
        _report(session, desk, candidate, decision)
    return 0


def run_undo(session: Session) -> int:
    """Revoke the last decision on a candidate. Raises NothingToUndo."""
    with session.desk() as desk:
        candidate = desk.deciding.undo(find(desk, session.args.id).sha256).candidate
        row = desk.row(candidate.sha256)
        if session.as_json:
            session.out.document({"schema": SCHEMA, "candidate": row_values(desk, row, session.say)})
        else:
            state = session.say(f"cli-state-{row.state}")
            session.out.line(session.say("cli-undone", id=row.id, path=row.path, state=state))
    return 0


def find(desk: Desk, prefix: str) -> Candidate:
    """Return the candidate with an id that begins so.

    Raises UnknownCandidate, AmbiguousCandidate, or NotReviewable for a file that is still arriving.
    """
    try:
        return desk.find(prefix)
    except UnknownCandidate:
        if any(row.id == prefix for row in desk.unrecorded()):
            raise NotReviewable(id=prefix, state=State.WAITING.value) from None
        raise


def draft_of(session: Session, desk: Desk, candidate: Candidate) -> Draft:
    """Return the review that the options describe. Raises UsageWrong for an answer that is none."""
    args = session.args
    answers: dict[str, Answer] = {}
    if args.answers_all:
        answers = {item.id: Answer(args.answers_all) for item in desk.gating.asked(candidate).items}
    for said in args.answer:
        item, equals, answer = said.partition("=")
        if not equals or answer not in _ANSWERS:
            raise UsageWrong(session.say("cli-answer-wrong", said=said, known=", ".join(_ANSWERS)))
        answers[item] = Answer(answer)
    looked = Looked(
        seconds=args.looked,
        compare=Proof(args.compare),
        phone=Proof(args.phone),
        large_screen=Proof(args.large_screen),
        source_sharp=Proof(args.source_sharp),
        colour=Proof(args.colour),
        detail=Proof(args.detail),
    )
    return Draft(answers=answers, note=args.note, looked=looked)


def _report(session: Session, desk: Desk, candidate: Candidate, decision: Decision) -> None:
    row = desk.row(candidate.sha256)
    if session.as_json:
        session.out.document(
            {
                "schema": SCHEMA,
                "refused": False,
                "decision": decision_values(decision),
                "candidate": row_values(desk, row, session.say),
            }
        )
        return
    session.out.line(
        session.say(
            f"cli-decided-{decision.verdict}",
            id=row.id,
            path=row.path,
            person=decision.person,
            reasons=", ".join(decision.reasons),
        )
    )
    if row.state is State.CONTESTED:
        session.out.line(session.say("cli-decided-contested"), "warn")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and 0 <= seconds <= _MAX_SECONDS):
        raise ValueError(text)
    return seconds


def reasons_of(said: Iterable[str]) -> list[str]:
    """Return the reasons, given one by one or with commas."""
    return [code for part in said for code in part.split(",") if code]


def verdict_arguments(arguments: Arguments) -> None:
    """Add what a verdict needs: the candidate, the verdict, answers and looks."""
    arguments.positional("id", "ID")
    arguments.one_of(
        ("--approve", {"action": "store_true"}),
        ("--reject", {"nargs": "*", "action": "extend", "metavar": "REASON"}),
    )
    arguments.option("--answer", action="append", default=[], metavar="ITEM=pass|fail|n/a")
    arguments.option("--answers-all", choices=(Answer.PASS.value, Answer.NA.value), default="")
    arguments.option("--note", default="", metavar="TEXT")
    arguments.option("--looked", type=_seconds, default=0.0, metavar="SECONDS")
    for flag in ("--compare", "--phone", "--large-screen", "--source-sharp", "--colour", "--detail"):
        arguments.option(flag, **_DECLARED)
    arguments.shared("--as", metavar="PERSON", dest="person")


def _undo_arguments(arguments: Arguments) -> None:
    arguments.positional("id", "ID")
    arguments.shared("--as", metavar="PERSON", dest="person")


DECIDE = Verb(
    "decide",
    run_decide,
    verdict_arguments,
    examples=(
        "vitrina decide 3f2a91c0 --reject shape label --note 'the left button is gone'",
        "vitrina decide 3f2a91c0 --approve --answers-all pass --looked 30 \\",
        "    --compare declared --phone declared --large-screen declared \\",
        "    --colour declared --detail declared",
        "vitrina decide 3f2a91c0 --approve --answers-all pass --answer kit-complete=n/a ...",
    ),
)
UNDO = Verb("undo", run_undo, _undo_arguments, examples=("vitrina undo 3f2a91c0",))
