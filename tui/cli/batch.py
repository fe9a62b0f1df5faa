"""`vitrina batch`: open, fill, pause, hand over and close batches, and see how they stand."""

from __future__ import annotations

from core.desk import Desk
from core.process.audits import Standing
from core.process.batches import Batch
from tui.batch_words import batch_lines, category_line, decided_skus
from tui.cli.candidates import SCHEMA
from tui.cli.output import Cell, Style
from tui.cli.parser import Arguments, Verb
from tui.cli.process_values import batch_state, batch_values
from tui.cli.session import Session

_STATES: dict[str, Style] = {"open": "plain", "paused": "warn", "closed": "good"}


def run_open(session: Session) -> int:
    """Open a batch, filled with the SKUs named or from the queue."""
    args, say = session.args, session.say
    with session.desk() as desk:
        made = desk.batching.open(args.category, args.sku)
        found = [desk.process.batch(name) for name in made.batches]
        if session.as_json:
            _document(session, desk, found, left_over=list(made.left_over))
            return 0
        for one in found:
            kind = "pilot" if one.batch.pilot else "batch"
            session.out.line(say(f"cli-batch-opened-{kind}", batch=one.batch.id, count=len(one.batch.skus)))
        if made.left_over:
            session.out.line(say("cli-batch-left-over", skus=", ".join(made.left_over)), "warn")
    return 0


def run_add(session: Session) -> int:
    """Put SKUs into a batch; what finds no room goes into the next one."""
    args, say = session.args, session.say
    with session.desk() as desk:
        made = desk.batching.add(args.batch, args.sku)
        found = [desk.process.batch(name) for name in made.batches]
        if session.as_json:
            _document(session, desk, found, added=list(made.added), left_over=list(made.left_over))
            return 0
        names = ", ".join(made.batches)
        session.out.line(say("cli-batch-added", count=len(made.added), batches=names))
        if made.left_over:
            session.out.line(say("cli-batch-left-over", skus=", ".join(made.left_over)), "warn")
    return 0


def run_show(session: Session) -> int:
    """Print a batch with its SKUs, its audits and what is left."""
    with session.desk() as desk:
        found = desk.process.batch(session.args.batch)
        if session.as_json:
            _document(session, desk, [found])
        else:
            print_batch(session, desk, found)
    return 0


def run_list(session: Session) -> int:
    """Print every batch and how each category is inspected."""
    say = session.say
    with session.desk() as desk:
        batches, names = desk.process.batches(), desk.process.categories()
        if session.as_json:
            values = [category_values(session, desk, name) for name in names]
            _document(session, desk, list(batches), categories=values)
            return 0
        heads = [
            say(f"cli-head-{head}") for head in ("batch", "state", "person", "decided", "audits", "skus")
        ]
        rows = [_cells(session, desk, found) for found in batches]
        if rows:
            session.out.table(heads, rows)
        else:
            session.out.line(say("cli-batch-none"))
        session.out.line()
        for name in names:
            text, tone = category_line(say, name, desk.process.category(name))
            session.out.line(text, tone)
    return 0


def category_values(session: Session, desk: Desk, name: str) -> dict[str, object]:
    """Return how a category is inspected, as JSON values."""
    found = desk.process.category(name)
    return {
        "category": name,
        "inspection": found.mode.value,
        "why": session.say.say(found.why),
        "clean_batches": found.clean,
        "piloted": found.piloted,
        "failed_pilots": found.failed_pilots,
    }


def run_pause(session: Session) -> int:
    """Halt a batch."""
    with session.desk() as desk:
        return _done(session, desk, desk.batching.pause(session.args.batch, session.args.note), "paused")


def run_resume(session: Session) -> int:
    """Let a paused batch go on."""
    with session.desk() as desk:
        return _done(session, desk, desk.batching.resume(session.args.batch), "resumed")


def run_hand_over(session: Session) -> int:
    """Give a batch to another person."""
    with session.desk() as desk:
        return _done(
            session, desk, desk.batching.hand_over(session.args.batch, session.args.to), "handed-over"
        )


def run_close(session: Session) -> int:
    """Close a batch and print its summary."""
    with session.desk() as desk:
        found = desk.batching.close(session.args.batch)
        if session.as_json:
            _document(session, desk, [found])
        else:
            print_batch(session, desk, found)
    return 0


def run_reopen(session: Session) -> int:
    """Let a stopped category go on."""
    args = session.args
    with session.desk() as desk:
        found = desk.batching.reopen(args.category, args.note)
        if session.as_json:
            values = category_values(session, desk, args.category)
            session.out.document({"schema": SCHEMA, "category": values})
        else:
            session.out.line(session.say(f"cli-category-{found.mode}", category=args.category))
    return 0


def print_batch(session: Session, desk: Desk, found: Standing) -> None:
    """Print how a batch stands: a summary once it is closed."""
    closed_at, plants = desk.process.closed_at(found.batch.id), desk.planting.answered(found.batch.id)
    for text, tone in batch_lines(session.say, found, closed_at, plants):
        session.out.line(text, tone)


def _cells(session: Session, desk: Desk, found: Standing) -> list[Cell]:
    batch, state = found.batch, batch_state(desk, found)
    done = decided_skus(found)
    taken = len(found.looks) - len(found.open_looks)
    return [
        Cell(batch.id, "strong"),
        Cell(session.say(f"batch-state-{state}"), _STATES[state]),
        Cell(batch.person),
        Cell(f"{done}/{len(batch.skus)}"),
        Cell(f"{taken}/{len(found.looks)}"),
        Cell(", ".join(batch.skus)),
    ]


def _done(session: Session, desk: Desk, batch: Batch, what: str) -> int:
    if session.as_json:
        _document(session, desk, [desk.process.batch(batch.id)])
    else:
        session.out.line(session.say(f"cli-batch-{what}", batch=batch.id, person=batch.person))
    return 0


def _document(session: Session, desk: Desk, found: list[Standing], **more: object) -> None:
    batches = [batch_values(desk, one, session.say) for one in found]
    session.out.document({"schema": SCHEMA, "batches": batches, **more})


def _person(arguments: Arguments) -> None:
    arguments.shared("--as", metavar="PERSON", dest="person")


def _open(arguments: Arguments) -> None:
    arguments.positional("category", "CATEGORY")
    arguments.positional("sku", "SKU", nargs="*")
    _person(arguments)


def _add(arguments: Arguments) -> None:
    arguments.positional("batch", "BATCH")
    arguments.positional("sku", "SKU", nargs="*")
    _person(arguments)


def _one(arguments: Arguments) -> None:
    arguments.positional("batch", "BATCH")
    _person(arguments)


def _pause(arguments: Arguments) -> None:
    _one(arguments)
    arguments.option("--note", default="", metavar="TEXT")


def _hand_over(arguments: Arguments) -> None:
    arguments.positional("batch", "BATCH")
    arguments.positional("to", "PERSON")
    _person(arguments)


def _reopen(arguments: Arguments) -> None:
    arguments.positional("category", "CATEGORY")
    arguments.option("--note", default="", metavar="TEXT")
    _person(arguments)


VERB = Verb(
    "batch",
    verbs=(
        Verb("open", run_open, _open, ("vitrina batch open shoes", "vitrina batch open shoes A-1 A-2")),
        Verb("add", run_add, _add, ("vitrina batch add shoes-261124-3f2a A-3",)),
        Verb("show", run_show, _one, ("vitrina batch show shoes-261124",)),
        Verb("list", run_list, examples=("vitrina batch list",)),
        Verb("pause", run_pause, _pause, ("vitrina batch pause shoes-261124 --note 'wrong kit'",)),
        Verb("resume", run_resume, _one, ("vitrina batch resume shoes-261124",)),
        Verb("hand-over", run_hand_over, _hand_over, ("vitrina batch hand-over shoes-261124 bek",)),
        Verb("close", run_close, _one, ("vitrina batch close shoes-261124",)),
        Verb(
            "reopen", run_reopen, _reopen, ("vitrina batch reopen shoes --note 'studio changed the prompt'",)
        ),
    ),
)
