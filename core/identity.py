"""Who writes: this device, this operating system user.

A device's name lives outside of every workspace (the user's state folder), so that a workspace copied to
another machine does not take the identity with it. `VITRINA_STATE_DIR` and `VITRINA_CACHE_DIR` move the
two folders this program keeps outside of the workspace.
"""

from __future__ import annotations

import getpass
import os
import re
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from core.errors import WorkspaceUnwritable

_NOT_PLAIN = re.compile(r"[^a-z0-9-]+")
_DEVICE = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The writer of a set of store files."""

    device: str
    """Plain lower-case letters, digits and hyphens."""
    user: str
    """The operating system user, plain as above."""
    login: str
    """The operating system user's true name."""


def state_folder() -> Path:
    """Return the folder for what must outlive a session and must not be synced."""
    told = os.environ.get("VITRINA_STATE_DIR")
    return Path(told) if told else platformdirs.user_state_path("vitrina-desk", appauthor=False)


def cache_folder() -> Path:
    """Return the folder for what can be made again from the images."""
    told = os.environ.get("VITRINA_CACHE_DIR")
    return Path(told) if told else platformdirs.user_cache_path("vitrina-desk", appauthor=False)


def this_identity() -> Identity:
    """Return this device's and user's identity, made on the first call and kept in the state folder.

    Raises WorkspaceUnwritable when the state folder cannot be used.
    """
    folder = state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        device = _device(folder / "device")
    except OSError as error:
        raise WorkspaceUnwritable(path=str(folder), why=error.strerror or str(error)) from error
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        login = f"uid{os.getuid()}" if hasattr(os, "getuid") else "user"
    return Identity(device, _plain(login) or "user", login)


def _device(path: Path) -> str:
    try:
        known = path.read_text("ascii", "replace").strip()
    except FileNotFoundError:
        known = ""
    if _DEVICE.fullmatch(known):
        return known
    made = f"{_plain(socket.gethostname())[:20] or 'desk'}-{secrets.token_hex(3)}"
    new = path.with_name(f"device.{secrets.token_hex(4)}")
    new.write_text(made + "\n", "ascii")
    try:
        os.link(new, path)  # two first starts at once: exactly one name wins
    except FileExistsError:
        if not _DEVICE.fullmatch(path.read_text("ascii", "replace").strip()):
            new.replace(path)
    except OSError:
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return path.read_text("ascii", "replace").strip()


def _plain(name: str) -> str:
    return _NOT_PLAIN.sub("-", name.lower()).strip("-")[:40]
