"""`vitrina export-events`: every event of all store files, as JSON Lines in the order of all devices."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.errors import WorkspaceUnwritable
from core.safe_name import path_to_text, safe_name
from core.store.disk import sync_file, sync_folder
from core.store.export import Export, Unread
from tui.cli.output import escaped_json
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session

_CODES = {"hash": "changed", "torn": "torn", "syntax": "unreadable", "shape": "unreadable"}


def run(session: Session) -> int:
    """Print or write the events, and say what could not be read; 1 when there was such a thing."""
    export = Export(session.workspace().decisions)
    if session.args.out is None:
        _print(session, export)
    else:
        path = Path(session.args.out)
        with _replacing(path) as file:
            count = sum(1 for line in export.lines() if file.write(line + b"\n"))
        session.out.line(session.say("cli-export-events-done", count=count, path=path_to_text(path)))
    for place in export.unread:
        session.out.error(_said(session, place))
    return 1 if export.unread else 0


def _print(session: Session, export: Export) -> None:
    """Print the events; on a terminal with what would steer it escaped, the same to a JSON reader."""
    out = session.out.stdout
    if out.isatty():
        for line in export.lines():
            print(escaped_json(line.decode("utf-8", "replace")), file=out)
        return
    out.flush()
    for line in export.lines():
        out.buffer.write(line + b"\n")
    out.buffer.flush()


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file that takes the place of `path` once it is synced. Raises WorkspaceUnwritable."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with new.open("xb") as file:
            yield file
            file.flush()
            sync_file(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise WorkspaceUnwritable(path=path_to_text(path), why=error.strerror or str(error)) from error
    finally:
        new.unlink(missing_ok=True)


def _said(session: Session, place: Unread) -> str:
    where = safe_name(f"{place.file}:{place.line}" if place.line else place.file)
    code = _CODES.get(place.why)
    return f"{where}: {session.say(f'cli-verify-{code}') if code else safe_name(place.why)}"


def _arguments(arguments: Arguments) -> None:
    arguments.option("--out", metavar="FILE")


VERB = Verb(
    "export-events",
    run,
    _arguments,
    examples=(
        "vitrina export-events | jq -r .kind | sort | uniq -c",
        "vitrina export-events --out events.jsonl",
    ),
    prints_data=False,
)
