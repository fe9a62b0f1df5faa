"""Failures that only the command line knows."""

from __future__ import annotations

from core.errors import VitrinaError


class UsageWrong(Exception):
    """Arguments that argparse lets pass and that still make no sense; the text is for the person."""


class NoTerminal(VitrinaError):
    """The desk was asked for where there is no terminal."""

    code = "no-terminal"


class DemoFolderTaken(VitrinaError):
    """`demo` was asked for a folder (`path`) that holds something else."""

    code = "demo-folder-taken"


class FileTaken(VitrinaError):
    """A file was to be written where another one (`path`) lies already."""

    code = "file-taken"


class UnknownChecklist(VitrinaError):
    """No checklist has the id `id`; there are `known`."""

    code = "unknown-checklist"
