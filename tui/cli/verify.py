"""`vitrina verify`: every store file's chain, and every approved file's bytes."""

from __future__ import annotations

from core.pictures import ApprovedFiles
from core.queue import QueueRow
from core.safe_name import path_to_text, safe_name
from core.store.verify import Verified
from tui.cli.candidates import SCHEMA
from tui.cli.parser import Verb
from tui.cli.session import Session


def run(session: Session) -> int:
    """Check, print what was found; 1 when anything is broken."""
    with session.desk() as desk:
        checked = desk.verify()
        approved = desk.pictures.approved(desk.queue())
        # What a crash tore off is kept beside the store by whoever repaired it, in this run or an older one.
        torn = tuple(sorted(path.name for path in desk.workspace.decisions.glob("*.torn-*")))
        conflicts = desk.conflict_copies()
        unknown = desk.unknown_kinds()
        # Conflict copies have a line of their own.
        notes = tuple(note for note in desk.store_notes() if note.code != "conflict-copy")
        broken = bool(checked.broken or approved.changed or approved.missing)
        if session.as_json:
            session.out.document(
                {
                    "schema": SCHEMA,
                    "workspace": path_to_text(desk.workspace.root),
                    "ok": not broken,
                    "files": checked.files,
                    "events": checked.events,
                    "counts": {
                        "broken": checked.counts(),
                        "approved": {
                            "checked": approved.checked,
                            "changed": len(approved.changed),
                            "missing": len(approved.missing),
                        },
                    },
                    "broken": [
                        {
                            "file": link.file,
                            "line": link.line,
                            "code": link.why,
                            "says": _why(session, link.why),
                        }
                        for link in checked.broken
                    ],
                    "changed": [_approved(row) for row in approved.changed],
                    "missing": [_approved(row) for row in approved.missing],
                    "torn": list(torn),
                    "conflict_copies": list(conflicts),
                    "unknown_kinds": dict(unknown),
                    "notes": [
                        {
                            "code": note.code,
                            "file": note.file,
                            "count": note.count,
                            "says": session.say.note(note),
                        }
                        for note in notes
                    ],
                }
            )
        else:
            _print_notes(session, checked, torn, conflicts, dict(unknown))
            if approved.checked:
                session.out.line(session.say("cli-verify-approved-checked", count=approved.checked))
            for note in notes:
                session.out.line(session.say.note(note), "warn")
        _say_broken(session, checked, approved)
        if not broken and not session.as_json:
            session.out.line(session.say("cli-verify-sound"), "good")
    return 1 if broken else 0


def _why(session: Session, why: str) -> str:
    return session.say(f"cli-verify-{why}")


def _approved(row: QueueRow) -> dict[str, object]:
    return {"id": row.id, "sha256": row.sha256, "sku": row.sku, "path": row.path}


def _print_notes(
    session: Session,
    checked: Verified,
    torn: tuple[str, ...],
    conflicts: tuple[str, ...],
    unknown: dict[str, int],
) -> None:
    say, out = session.say, session.out
    out.line(say("cli-verify-checked", files=checked.files, events=checked.events))
    for name in torn:
        out.line(say("cli-verify-torn-kept", file=name), "warn")
    for name in conflicts:
        out.line(say("cli-verify-conflict-copy", file=name), "warn")
    for kind, count in sorted(unknown.items()):
        out.line(say("cli-verify-unknown-kind", kind=kind, count=count), "warn")


def _say_broken(session: Session, checked: Verified, approved: ApprovedFiles) -> None:
    """Name the first link of each kind in each file, and every approved file that is not what it was."""
    say = session.say
    for link, count in checked.firsts():
        place = f"{link.file}:{link.line}" if link.line else link.file
        more = f" {say('cli-verify-more', count=count - 1)}" if count > 1 else ""
        session.out.error(f"{safe_name(place)}: {_why(session, link.why)}{more}")
    for row in approved.changed:
        session.out.error(say("cli-verify-approved-changed", id=row.id, sku=row.sku, path=row.path))
    for row in approved.missing:
        session.out.error(say("cli-verify-approved-missing", id=row.id, sku=row.sku, path=row.path))


VERB = Verb("verify", run, examples=("vitrina verify", "vitrina verify --json | jq .ok"))
