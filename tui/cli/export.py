"""`vitrina export`: approved packs as an upload-ready folder for one marketplace."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.export.eligible import LeftOut
from core.export.exporting import ExportDone, ExportPlan
from core.export.manifest import Shipped
from core.safe_name import path_to_text, safe_name
from tui.cli.candidates import SCHEMA
from tui.cli.parser import Arguments, Verb
from tui.cli.process_values import says
from tui.cli.session import Session
from tui.export_words import export_words


def run(session: Session) -> int:
    """Write the folder, or only say what would go; 1 where nothing could, or something due could not.

    Raises NotAllowed, UnknownMarketplace, UnknownSku, RulesStale, ExportTaken, ExportBusy, NotWritten,
    NotSaved.
    """
    args, say, out = session.args, session.say, session.out
    skus = tuple(args.sku)

    def progress(what: str, done: int, all_: int) -> None:
        out.progress(say(f"cli-export-{what}", done=done, all=all_))

    with session.desk() as desk:
        plan = desk.exporting.plan(args.marketplace, skus, lambda done, all_: progress("reading", done, all_))
        done: ExportDone | None = None
        if not args.dry_run:
            folder = Path(args.out) if args.out else desk.workspace.exports
            done = desk.exporting.run(
                plan, folder, export_words(say), lambda done, all_: progress("writing", done, all_)
            )
        out.progress("")
    left_out = done.left_out if done else plan.left_out
    if session.as_json:
        out.document(_document(session, plan, done, left_out))
    else:
        _print(session, plan, done, left_out)
    exported = len(done.shipment.cards if done else plan.cards)
    wanting = not exported or bool(skus and left_out) or any(one.broken for one in left_out)
    return 1 if wanting else 0


def _print(
    session: Session, plan: ExportPlan, done: ExportDone | None, left_out: tuple[LeftOut, ...]
) -> None:
    say, out = session.say, session.out
    if plan.standing.stale:
        out.line(say.stale(plan.standing), "warn")
    if done is None:
        pictures = sum(len(card.pictures) for card in plan.cards)
        out.line(say("cli-export-would", skus=len(plan.cards), pictures=pictures), "strong")
        for card in plan.cards:
            out.line(f"  {safe_name(card.sku)}")
    elif done.folder is None:
        out.line(say("cli-export-nothing"), "bad")
    else:
        code = "done" if done.new else "same"
        shown = path_to_text(done.folder)
        figures = {"skus": len(done.shipment.cards), "pictures": done.shipment.files}
        out.line(say(f"cli-export-{code}", path=shown, **figures), "good")
        _print_warnings(session, done)
    if left_out:
        out.line(say("cli-export-left-out", count=len(left_out)), "strong")
    for one in left_out:
        why = " ".join(say.say(what) for what in one.why)
        out.line(f"  {safe_name(one.sku)}: {why}", "bad" if one.broken else "plain")


def _print_warnings(session: Session, done: ExportDone) -> None:
    """Print each rule that pictures break and that only warns, with how many do."""
    say = session.say
    found = [
        finding.rule for card in done.shipment.cards for one in card.pictures for finding in one.warnings
    ]
    counts = Counter(rule.id for rule in found)
    for id_, rule in {rule.id: rule for rule in found}.items():
        asks = say.rule(rule)
        line = say("export-warned", asks=asks, confidence=rule.confidence, count=counts[id_])
        session.out.line(f"  {line}", "warn")


def _document(
    session: Session, plan: ExportPlan, done: ExportDone | None, left_out: tuple[LeftOut, ...]
) -> dict[str, object]:
    cards = (
        [
            {
                "sku": one.card.sku,
                "batch": one.card.batch,
                "pictures": [_picture(two) for two in one.pictures],
            }
            for one in done.shipment.cards
        ]
        if done
        else [
            {"sku": card.sku, "batch": card.batch, "pictures": [one.row.id for one in card.pictures]}
            for card in plan.cards
        ]
    )
    return {
        "schema": SCHEMA,
        "marketplace": plan.pack.id,
        "rule_pack": plan.pack.version,
        "stale": plan.standing.stale,
        "dry_run": done is None,
        "folder": path_to_text(done.folder) if done and done.folder else None,
        "new": done.new if done else False,
        "export": done.id or None if done else None,
        "cards": cards,
        "left_out": [
            {"sku": one.sku, "broken": one.broken, "why": says(session.say, one.why)} for one in left_out
        ],
    }


def _picture(shipped: Shipped) -> dict[str, object]:
    return {
        "id": shipped.picture.row.id,
        "file": shipped.file,
        "sha256": shipped.made.sha256,
        "changes": list(shipped.made.changes),
        "warnings": [finding.rule.id for finding in shipped.warnings],
    }


def _arguments(arguments: Arguments) -> None:
    arguments.positional("sku", "SKU", nargs="*")
    arguments.option("--marketplace", required=True, metavar="ID")
    arguments.option("--out", metavar="DIR")
    arguments.option("--dry-run", action="store_true")
    arguments.shared("--as", metavar="PERSON", dest="person")


VERB = Verb(
    "export",
    run,
    _arguments,
    (
        "vitrina export --marketplace wildberries --dry-run",
        "vitrina export --marketplace ozon --out /media/usb",
    ),
)
