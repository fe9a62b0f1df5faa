"""The entry point `vitrina`: finds the verb, runs it, and turns whatever happens into an exit code.

0 done, 1 refused or found wanting (said why on stderr), 2 wrong usage; 130 after Ctrl-C and 141 when the
reader of a pipe went away, as shells
count. No failure ever shows a traceback: an unforeseen one goes to a log.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from checklists.model import Language
from core.config import read_config
from core.errors import VitrinaError
from core.workspace import CONFIG_NAME, current_workspace
from tui.cli import (
    audit,
    batch,
    board,
    check,
    checklists,
    compare,
    decide,
    demo,
    export,
    export_events,
    imports,
    metrics,
    packs,
    queue,
    rejection_log,
    report,
    rules,
    scan,
    train,
    upload,
    verify,
    workspaces,
)
from tui.cli.doctor import verb as doctor
from tui.cli.errors import UsageWrong
from tui.cli.failure import logging_to_file, report_refused, report_unexpected
from tui.cli.output import output_for
from tui.cli.parser import build_parser
from tui.cli.session import Session
from tui.i18n.catalogue import catalogue, choose_language

VERBS = (
    workspaces.INIT,
    demo.VERB,
    workspaces.REVIEW,
    scan.VERB,
    queue.VERB,
    check.VERB,
    decide.DECIDE,
    decide.UNDO,
    compare.VERB,
    board.VERB,
    batch.VERB,
    audit.VERB,
    packs.PACKS,
    packs.ADS,
    packs.LIFESTYLE,
    export.VERB,
    upload.VERB,
    train.VERB,
    verify.VERB,
    export_events.VERB,
    doctor.VERB,
    checklists.VERB,
    rules.VERB,
    imports.VERB,
    rejection_log.VERB,
    metrics.VERB,
    report.VERB,
)

_INTERRUPTED = 130
_NO_READER = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code; never raises, whatever the arguments or the files hold."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # A closed stream is None to Python; what would be printed there is not wanted.
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What the terminal's encoding lacks becomes an escape instead of an exception.
            stream.reconfigure(errors="backslashreplace")
    say = catalogue(language_for(arguments))
    try:
        parser = build_parser(say, VERBS, version())
        args = parser.parse_args(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 2
    session = Session(args, say, output_for(sys.stdout, sys.stderr, os.environ))
    code = 1
    try:
        code = _run(session, parser)
        sys.stdout.flush()
    except BrokenPipeError:
        code = _NO_READER
    except OSError:  # the terminal is gone
        pass
    finally:
        for stream in (sys.stdout, sys.stderr):  # the desk is drawn on the latter
            _let_go(stream)
    return code


def _let_go(stream: TextIO) -> None:
    """Drop what nobody reads: Python would flush once more when it ends, complain, and end with 120."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(session: Session, parser: argparse.ArgumentParser) -> int:
    run = getattr(session.args, "run", workspaces.run_review)
    with logging_to_file() as log:
        try:
            return int(run(session))
        except VitrinaError as error:
            report_refused(session, error)
            return 1
        except UsageWrong as wrong:
            parser.print_usage(sys.stderr)
            session.out.error(str(wrong))
            return 2
        except KeyboardInterrupt:
            return _INTERRUPTED
        except BrokenPipeError:
            raise
        except Exception:  # noqa: BLE001 the last line of defence: a person gets a sentence, the log the rest
            report_unexpected(session, log)
            return 1


def version() -> str:
    """Return the installed version; `0` where the program runs without being installed."""
    try:
        return importlib.metadata.version("vitrina-desk")
    except importlib.metadata.PackageNotFoundError:
        return "0"


def language_for(arguments: Sequence[str]) -> Language:
    """Return the language: `--lang`, else `VITRINA_LANG`, else the workspace's setting, else the system's.

    Needed before the arguments can be parsed, because the parser itself speaks it.
    """
    asked = _value_of("--lang", arguments) or os.environ.get("VITRINA_LANG", "")
    return choose_language(asked or _configured(_value_of("--workspace", arguments)))


def _configured(workspace: str) -> str:
    """Return the language in the workspace's settings; `auto` where there are none that can be read."""
    try:
        folder = Path(workspace) if workspace else current_workspace()
        return read_config(folder / CONFIG_NAME).review.language
    except (VitrinaError, OSError, ValueError):
        return "auto"


def _value_of(flag: str, arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(f"{flag}="):
            return argument.removeprefix(f"{flag}=")
        if argument == flag and at + 1 < len(arguments):
            return arguments[at + 1]
    return ""


if __name__ == "__main__":
    sys.exit(main())
