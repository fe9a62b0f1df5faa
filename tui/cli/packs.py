"""`vitrina packs`, `ads` and `lifestyle`: content packs, the ads beside them, the mode of main pictures."""

from __future__ import annotations

from core.desk import Desk
from core.process.packs import PackSlot, PackState
from tui.cli.candidates import SCHEMA
from tui.cli.output import Cell, Style
from tui.cli.parser import Arguments, Verb
from tui.cli.process_values import ad_values, lapsed_values, pack_values
from tui.cli.session import Session

_STYLES: dict[PackState, Style] = {
    PackState.EMPTY: "dim",
    PackState.PARTIAL: "plain",
    PackState.COMPLETE: "good",
    PackState.MIXED: "bad",
}


def run_packs(session: Session) -> int:
    """Print the content pack of every SKU with candidates."""
    say = session.say
    with session.desk() as desk:
        packs = desk.process.packs()
        if session.as_json:
            attempts = desk.process.attempts()
            counted = {"by_reason": dict(attempts.by_reason), "by_mode": dict(attempts.by_mode)}
            values = [pack_values(desk, pack, say) for pack in packs]
            session.out.document({"schema": SCHEMA, "packs": values, "rejected_attempts": counted})
            return 0
        if not packs:
            session.out.line(say("cli-packs-none"))
            return 0
        heads = [say("cli-head-sku"), say("cli-head-state"), *(say(f"slot-{s.slot}") for s in packs[0].slots)]
        heads.append(say("cli-head-differs"))
        session.out.table(
            heads,
            [
                [
                    Cell(pack.sku, "strong"),
                    Cell(say(f"pack-{pack.state}"), _STYLES[pack.state]),
                    *(Cell(_slot(slot)) for slot in pack.slots),
                    Cell(", ".join(say(f"differs-{what}") for what in pack.mixed), "bad"),
                ]
                for pack in packs
            ],
        )
        _print_attempts(session, desk)
    return 0


def _print_attempts(session: Session, desk: Desk) -> None:
    """Print how many attempts were rejected, by reason and by mode, the most frequent first."""
    say, attempts = session.say, desk.process.attempts()
    reasons = {reason.code: reason.name.in_(say.language) for reason in desk.reasons}
    modes = {mode: say(f"mode-{mode}") for mode in attempts.by_mode}
    for what, found, names in (
        ("reason", attempts.by_reason, reasons),
        ("mode", attempts.by_mode, modes),
    ):
        if found:
            ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
            told = ", ".join(f"{names.get(code, code)} {count}" for code, count in ordered)
            session.out.line(say(f"cli-packs-rejected-{what}", what=told))


def run_ads(session: Session) -> int:
    """Print every ad, whether it may run, and what has to be taken down."""
    say = session.say
    with session.desk() as desk:
        ads = desk.process.ads()
        if session.as_json:
            session.out.document({"schema": SCHEMA, "ads": [ad_values(ad, say) for ad in ads]})
            return 0
        if not ads:
            session.out.line(say("cli-ads-none"))
            return 0
        heads = [say(f"cli-head-{head}") for head in ("sku", "state", "id", "main", "why", "file")]
        rows = []
        for ad in ads:
            why = " ".join(one["says"] for one in lapsed_values(ad.row, say))
            style: Style = "good" if ad.stands else "warn"
            main = ad.main.id if ad.main else "-"
            state = say(f"cli-state-{ad.row.state}")
            rows.append(
                [
                    Cell(ad.row.sku, "strong"),
                    Cell(state, style),
                    Cell(ad.row.id),
                    Cell(main),
                    Cell(why),
                    Cell(ad.row.path),
                ]
            )
        session.out.table(heads, rows)
        down = [ad for ad in ads if ad.take_down]
        if down:
            session.out.line()
            session.out.line(say("cli-ads-take-down", count=len(down)), "bad")
            for ad in down:
                session.out.line(say("cli-ads-take-down-one", sku=ad.row.sku, path=ad.row.path))
    return 0


def run_lifestyle(session: Session) -> int:
    """Allow lifestyle main pictures in a category, or no longer."""
    args = session.args
    with session.desk() as desk:
        desk.batching.allow_lifestyle(args.category, allowed=args.allow, note=args.note)
        kind = "allowed" if args.allow else "refused"
        if session.as_json:
            session.out.document({"schema": SCHEMA, "category": args.category, "allowed": args.allow})
        else:
            session.out.line(session.say(f"cli-lifestyle-{kind}", category=args.category))
    return 0


def _slot(slot: PackSlot) -> str:
    """Return a slot as approved, open and rejected counts: `✓1 ○2 ✗1`."""
    counts = (("✓", len(slot.approved)), ("○", len(slot.open)), ("✗", slot.rejected))
    return " ".join(f"{glyph}{count}" for glyph, count in counts if count) or ("-" if slot.needed else "")


def _lifestyle(arguments: Arguments) -> None:
    arguments.positional("category", "CATEGORY")
    arguments.one_of(("--allow", {"action": "store_true"}), ("--refuse", {"action": "store_true"}))
    arguments.option("--note", default="", metavar="TEXT")
    arguments.shared("--as", metavar="PERSON", dest="person")


PACKS = Verb("packs", run_packs, examples=("vitrina packs",))
ADS = Verb("ads", run_ads, examples=("vitrina ads",))
LIFESTYLE = Verb("lifestyle", run_lifestyle, _lifestyle, ("vitrina lifestyle home --allow --note 'season'",))
