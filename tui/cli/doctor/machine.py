"""The machine: what is installed, which pictures can be read, the program's own folders, locks, watches."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

from core.drift.ocr import Engine, engine
from core.identity import cache_folder, state_folder
from core.safe_name import path_to_text
from core.store.lock import lock_kind
from core.store.probe import lock_works
from tui.cli.doctor.check import Check, check

_PACKAGES = (
    "textual",
    "rich",
    "rich-pixels",
    "pillow",
    "pillow-heif",
    "numpy",
    "tinydb",
    "watchdog",
    "msgspec",
    "platformdirs",
    "filelock",
    "fluent.runtime",
    "openpyxl",
)
_INOTIFY = Path("/proc/sys/fs/inotify")
_FEW_WATCHES = 0.8
"""Share of the watches a user may have that the workspace alone may need."""


def machine_checks() -> tuple[Check, ...]:
    """Return the checks that need no workspace."""
    return (
        packages_check(installed(_PACKAGES)),
        *(_format(name, readable) for name, readable in readable_formats().items()),
        _writable("state-folder", state_folder()),
        _writable("cache-folder", cache_folder()),
        lock_check(state_folder() / "locks"),
        reader_check(engine()),
    )


def installed(names: Sequence[str]) -> dict[str, str]:
    """Return the version of each package; empty where it is missing."""
    versions: dict[str, str] = {}
    for name in names:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = ""
    return versions


def packages_check(versions: dict[str, str]) -> Check:
    """Return whether everything this program needs is there."""
    python = platform.python_version()
    missing = [name for name, version in versions.items() if not version]
    facts = {"python": python, **versions}
    if missing:
        return Check(
            "packages", "bad", check("", "bad", "packages-missing", names=", ".join(missing)).says, facts
        )
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return Check("packages", "ok", check("", "ok", "packages", python=python, names=listed).says, facts)


def reader_check(found: Engine | None) -> Check:
    """Return whether text on products can be read; it need not be."""
    if found is None:
        return check("ocr", "ok", "ocr-missing")
    return check("ocr", "ok", "ocr", version=found.version, languages=", ".join(found.languages))


def readable_formats() -> dict[str, bool]:
    """Return whether pictures of the formats that need a library of their own can be read."""
    return {"AVIF": _works(_avif), "HEIF": _works(_heif)}


def lock_check(folder: Path) -> Check:
    """Return whether two sessions on this machine keep out of each other's way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        works = lock_works(folder)
    except (OSError, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        return check("lock", "bad", "lock-fails", path=path_to_text(folder), why=why)
    message = "lock" if works else "lock-useless"
    return check("lock", "ok" if works else "bad", message, path=path_to_text(folder), kind=lock_kind(folder))


def watches_check(folders: int, limits: Path = _INOTIFY) -> tuple[Check, ...]:
    """Return whether the kernel's limits let `folders` folders be watched; nothing where it has none."""
    try:
        watches = int((limits / "max_user_watches").read_text("ascii"))
        instances = int((limits / "max_user_instances").read_text("ascii"))
        queue = int((limits / "max_queued_events").read_text("ascii"))
    except (OSError, ValueError):
        return ()
    enough = folders < watches * _FEW_WATCHES
    facts = {"folders": folders, "watches": watches, "instances": instances, "queue": queue}
    return (check("watches", "ok" if enough else "warn", "watches" if enough else "watches-few", **facts),)


def _format(name: str, readable: bool) -> Check:
    message = "format" if readable else "format-missing"
    return check(f"format-{name.lower()}", "ok" if readable else "warn", message, format=name)


def _writable(id_: str, folder: Path) -> Check:
    probe = folder / ".doctor"
    text = path_to_text(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return check(id_, "bad", f"{id_}-unwritable", path=text, why=error.strerror or str(error))
    return check(id_, "ok", id_, path=text)


def _works(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (ImportError, OSError):
        return False


def _avif() -> bool:
    from PIL import features  # noqa: PLC0415 what is missing is found out here, not when the program starts

    return bool(features.check("avif"))


def _heif() -> bool:
    import pillow_heif  # noqa: PLC0415 as above

    return bool(pillow_heif.libheif_version())
