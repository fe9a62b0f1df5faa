"""How every verb says that it was refused: one sentence and what to do on stderr, the same in the JSON."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
from collections.abc import Iterator
from pathlib import Path

from core.errors import BatchNotReady, GateOpen, VitrinaError
from core.identity import state_folder
from core.safe_name import path_to_text
from tui.cli.candidates import SCHEMA, gate_line, gate_values
from tui.cli.process_values import says
from tui.cli.session import Session

logger = logging.getLogger(__name__)

_LOG_BYTES = 1024 * 1024


def report_refused(session: Session, error: VitrinaError) -> None:
    """Say what was refused and why, on stderr, and with `--json` as a document on stdout."""
    say = session.say
    lines = [f"{say(f'error-{error.code}', **error.args_)} {say(f'error-{error.code}.todo', **error.args_)}"]
    gate = error.gate if isinstance(error, GateOpen) else ()
    lines += [f"  - {gate_line(say, item)}" for item in gate]
    left = error.left if isinstance(error, BatchNotReady) else ()
    lines += [f"  - {say.say(one)}" for one in left]
    session.out.error("\n".join(line.strip() if at == 0 else line for at, line in enumerate(lines)))
    if session.as_json:
        document: dict[str, object] = {
            "schema": SCHEMA,
            "refused": True,
            "error": {"code": error.code, "says": lines[0].strip()},
        }
        if isinstance(error, GateOpen):
            document["gate"] = gate_values(say, gate)
        if left:
            document["left"] = says(say, left)
        session.out.document(document)


def report_unexpected(session: Session, log: Path | None) -> None:
    """Put the exception being handled into the log and say where that is; never a traceback."""
    logger.exception("Unexpected failure")
    if log is None:
        session.out.error(session.say("cli-unexpected-unlogged"))
    else:
        session.out.error(session.say("cli-unexpected", path=path_to_text(log)))


@contextlib.contextmanager
def logging_to_file() -> Iterator[Path | None]:
    """Send warnings of all rooms to the log in the state folder, not to the screen; gives the log's path.

    None where it cannot be written: then they are dropped.
    """
    path = state_folder() / "vitrina.log"
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        handler, path_ = logging.NullHandler(), None
    else:
        path_ = path
        handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"))
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield path_
    finally:
        root.removeHandler(handler)
        handler.close()
