"""The workspace's folders: settings, how changes are noticed, room and speed of the disk, the clock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from core.clock import format_utc, utc_now
from core.config import read_config
from core.desk import Desk
from core.errors import VitrinaError
from core.intake.filesystem import needs_polling
from core.model import Say
from core.safe_name import path_to_text
from core.store.probe import sync_seconds
from core.workspace import Workspace
from tui.cli.doctor.check import Check, Level, check
from tui.cli.doctor.machine import watches_check

_MEGABYTE = 1_000_000
_LITTLE, _TOO_LITTLE = 1000 * _MEGABYTE, 100 * _MEGABYTE
_SLOW, _TOO_SLOW = 0.05, 1.0
"""Seconds to record a decision above which a person notices, and above which it is no work."""
_AHEAD = timedelta(minutes=1)
_OLDEST = 2026
"""No right clock shows a year before this program was made."""


def workspace_checks(workspace: Workspace) -> tuple[Check, ...]:
    """Return the checks of a workspace that was found."""
    return (
        check("workspace", "ok", "workspace", path=path_to_text(workspace.root)),
        *_settings(workspace),
        *watches_check(_folders((workspace.sources, workspace.incoming))),
        disk_check(workspace.decisions),
        sync_check(workspace.decisions),
        *_history(workspace),
    )


def hot_folder_check(folder: Path, mode: str) -> Check:
    """Return how changes in the hot folder will be noticed; `mode` is what the settings ask for."""
    path = path_to_text(folder)
    if not folder.is_dir():
        return check("hot-folder", "bad", "hot-folder-missing", path=path)
    if mode == "polling":
        return check("hot-folder", "ok", "hot-folder-polling-asked", path=path)
    if needs_polling(folder):
        level: Level = "ok" if mode == "auto" else "bad"
        message = "hot-folder-polling" if mode == "auto" else "hot-folder-deaf"
        return check("hot-folder", level, message, path=path)
    return check("hot-folder", "ok", "hot-folder-native", path=path)


def disk_check(folder: Path) -> Check:
    """Return whether there is room for decisions."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return check("disk-free", "bad", "disk-unknown", why=error.strerror or str(error))
    level: Level = "bad" if free < _TOO_LITTLE else "warn" if free < _LITTLE else "ok"
    return check(
        "disk-free", level, "disk-free" if level == "ok" else "disk-full", megabytes=free // _MEGABYTE
    )


def sync_check(folder: Path) -> Check:
    """Return how long it takes until a decision is on the disk, measured there."""
    try:
        seconds = sync_seconds(folder)
    except OSError as error:
        return check("disk-sync", "bad", "disk-unwritable", why=error.strerror or str(error))
    level: Level = "bad" if seconds > _TOO_SLOW else "warn" if seconds > _SLOW else "ok"
    message = "disk-sync" if level == "ok" else "disk-slow"
    return check("disk-sync", level, message, milliseconds=round(seconds * 1000, 1))


def clock_check(now: datetime, newest: datetime | None) -> Check:
    """Return whether the clock can be right, given the newest event of all devices."""
    at = format_utc(now)
    if now.year < _OLDEST:
        return check("clock", "bad", "clock-unset", now=at)
    if newest is not None and newest - now > _AHEAD:
        return check("clock", "bad", "clock-behind", now=at, newest=format_utc(newest))
    return check("clock", "ok", "clock", now=at)


def _settings(workspace: Workspace) -> tuple[Check, ...]:
    try:
        config = read_config(workspace.config)
    except VitrinaError as error:
        return (_failed("settings", error),)
    return (hot_folder_check(workspace.incoming, config.intake.watch),)


def _history(workspace: Workspace) -> tuple[Check, ...]:
    try:
        desk = Desk.open(workspace)
    except VitrinaError as error:
        return (_failed("store", error), clock_check(utc_now(), None))
    try:
        return (clock_check(utc_now(), newest_event(desk)),)
    finally:
        desk.close()


def newest_event(desk: Desk) -> datetime | None:
    """Return when the newest arrival or decision was, by the clock of the device that recorded it."""
    found = [row.candidate for row in desk.queue() if row.candidate]
    times = [candidate.arrived_at for candidate in found]
    times += [decision.at for candidate in found for decision in candidate.history]
    return max(times, default=None)


def _failed(id_: str, error: VitrinaError) -> Check:
    return Check(id_, "bad", Say(f"error-{error.code}", error.args_), dict(error.args_))


def _folders(roots: Iterable[Path]) -> int:
    return sum(1 for root in roots for _ in os.walk(root))
