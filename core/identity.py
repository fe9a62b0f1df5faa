"""Who writes: this device, this operating system user.

A device's name lives outside of every workspace (the user's state folder), so that a workspace copied to
another machine does not take the identity with it. The name is bound to the machine: a cloned disk or a
copied state folder gets a new one. `VITRINA_STATE_DIR` and `VITRINA_CACHE_DIR` move the two folders this
program keeps outside of the workspace.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from core.errors import WorkspaceUnwritable
from core.machine import Machine, this_machine

_NOT_PLAIN = re.compile(r"[^a-z0-9-]+")
_DEVICE = re.compile(r"[a-z0-9-]{1,40}")
_TOKEN = re.compile(r"-[0-9a-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Identity:
    """The writer of a set of store files."""

    device: str
    """Plain lower-case letters, digits and hyphens."""
    user: str
    """The operating system user, plain as above."""
    login: str
    """The operating system user's true name."""
    former: tuple[str, ...] = ()
    """Names that were given up because the machine turned out to be a copy; read, never written."""


def state_folder() -> Path:
    """Return the folder for what must outlive a session and must not be synced."""
    told = os.environ.get("VITRINA_STATE_DIR")
    return Path(told) if told else platformdirs.user_state_path("vitrina-desk", appauthor=False)


def cache_folder() -> Path:
    """Return the folder for what can be made again from the images."""
    told = os.environ.get("VITRINA_CACHE_DIR")
    return Path(told) if told else platformdirs.user_cache_path("vitrina-desk", appauthor=False)


def this_identity(machine: Machine | None = None) -> Identity:
    """Return this device's and user's identity, made on the first call and kept in the state folder.

    `machine` is what this machine is known by (found out unless given). Raises WorkspaceUnwritable when the
    state folder cannot be used.
    """
    folder = state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        device, former = _device(folder / "device", machine or this_machine())
    except OSError as error:
        raise WorkspaceUnwritable(path=str(folder), why=error.strerror or str(error)) from error
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        login = f"uid{os.getuid()}" if hasattr(os, "getuid") else "user"
    return Identity(device, _plain(login) or "user", login, former)


def fresh_device(name: str) -> str:
    """Return a device name that nobody has, like `name`."""
    return f"{_TOKEN.sub('', name)[:33]}-{secrets.token_hex(3)}"


def _device(path: Path, machine: Machine) -> tuple[str, tuple[str, ...]]:
    """Return the device's name and its former ones.

    The file has the name in its first line, then `machine <mark>`, `card <mark>` and `former <name>` lines;
    one without marks (of an earlier version, or where none could be read) is bound to this machine.
    """
    device, known, former = _read(path)
    if not device:
        made = f"{_plain(socket.gethostname())[:20] or 'desk'}-{secrets.token_hex(3)}"
        return _made_first(path, made, machine, former)
    if machine.differs(known):
        former = (*former, device)
        device = fresh_device(_plain(socket.gethostname())[:20] or "desk")
        _write(path, device, machine, former)
        return device, former
    bound = Machine(machine.system or known.system, machine.cards or known.cards)
    if bound != known:
        # A file that cannot be bound is no reason to stop: it is tried again next time.
        with contextlib.suppress(OSError):
            _write(path, device, bound, former)
    return device, former


def _read(path: Path) -> tuple[str, Machine, tuple[str, ...]]:
    try:
        lines = path.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        lines = []
    told = [line.split(" ", 1) for line in lines[1:] if " " in line]
    system = next((value for key, value in told if key == "machine"), "")
    cards = frozenset(value for key, value in told if key == "card")
    former = tuple(value for key, value in told if key == "former" and _DEVICE.fullmatch(value))
    device = lines[0].strip() if lines else ""
    return device if _DEVICE.fullmatch(device) else "", Machine(system, cards), former


def _text(device: str, machine: Machine, former: tuple[str, ...]) -> str:
    lines = [device, *([f"machine {machine.system}"] if machine.system else [])]
    lines += [f"card {card}" for card in sorted(machine.cards)]
    return "\n".join([*lines, *(f"former {name}" for name in former)]) + "\n"


def _write(path: Path, device: str, machine: Machine, former: tuple[str, ...]) -> None:
    new = path.with_name(f"device.{secrets.token_hex(4)}")
    new.write_text(_text(device, machine, former), "ascii")
    new.replace(path)


def _made_first(
    path: Path, device: str, machine: Machine, former: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Keep a first name; of two first starts at once exactly one wins."""
    new = path.with_name(f"device.{secrets.token_hex(4)}")
    new.write_text(_text(device, machine, former), "ascii")
    try:
        os.link(new, path)
    except FileExistsError:
        if not _read(path)[0]:
            new.replace(path)
    except OSError:
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    device, _, former = _read(path)
    return device, former


def _plain(name: str) -> str:
    return _NOT_PLAIN.sub("-", name.lower()).strip("-")[:40]
