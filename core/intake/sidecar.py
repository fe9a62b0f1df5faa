"""The sidecar: a small JSON file in which the studio says what an image is.

For `card.png` it is `card.png.json`, or else `card.json`, beside the image. It is written by other
programs, so every part is checked, a link is not followed, and a bad one is a problem that is listed: it
never stops the intake and never makes an image match by luck.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import msgspec

from core.hostile_file import READ
from core.model import Mode, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES = 64 * 1024
"""Largest sidecar that is read; a real one has some hundred bytes."""

MAX_SKU = 200
"""Longest SKU, in characters."""

MAX_ATTEMPT = 9999
"""Highest attempt that is believed."""

SIDECAR_PROBLEMS = ("too-big", "link", "not-a-file", "no-permission", "unreadable", "not-json", "invalid")
"""Every `SidecarProblem.code`; the catalogue has each as `sidecar-<code>`."""

_KEY = re.compile(r"`\$\.(\w+)")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says about its image."""

    sku: str = ""
    """Verbatim, stripped, NFC. Empty means: not said."""
    slot: Slot | None = None
    """None means: not said."""
    mode: Mode | None = None
    """None means: not said."""
    attempt: int = 0
    """1 and up; 0 means: not said."""
    generator: str = ""
    """What made the image, in the generator's own words; empty means: not said, or not as text."""


@dataclass(frozen=True, slots=True)
class SidecarProblem:
    """Why a sidecar was not used."""

    code: str
    """One of `SIDECAR_PROBLEMS`."""
    args: Mapping[str, str | int | float] = field(default_factory=lambda: MappingProxyType({}))
    """`file`: name of the sidecar; with `too-big` also `limit` (bytes), with `invalid` also `key` (empty
    means the whole file)."""


class _Written(msgspec.Struct, frozen=True):
    """The JSON object as a sidecar holds it; further keys are passed over."""

    sku: str | int | None = None
    slot: Slot | None = None
    mode: Mode | None = None
    attempt: Annotated[int, msgspec.Meta(ge=1, le=MAX_ATTEMPT)] | None = None
    generator: object = None


def read_sidecar(image_path: Path) -> Sidecar | SidecarProblem | None:
    """Return what the sidecar of `image_path` says, why it cannot be used, or None where there is none.

    A JSON object that has none of our keys belongs to another program: None as well. Never raises.
    """
    for name in (f"{image_path.name}.json", f"{image_path.stem}.json"):
        data = _read(image_path.parent / name)
        if data is None:
            continue
        return _problem(data, name) if isinstance(data, str) else _decode(data, name)
    return None


def _problem(code: str, name: str, **args: str | int | float) -> SidecarProblem:
    if code == "too-big":
        args["limit"] = MAX_BYTES
    return SidecarProblem(code, MappingProxyType({"file": name, **args}))


def _read(path: Path) -> bytes | str | None:
    """Return the file's bytes, a problem code, or None where there is no such file."""
    try:
        if path.is_symlink():
            return "link"
        descriptor = os.open(path, READ)
    except PermissionError:
        # Windows refuses to open a folder with the same error.
        return "not-a-file" if path.is_dir() else "no-permission"
    except (OSError, ValueError):
        return "unreadable" if os.path.lexists(path) else None
    try:
        return _read_regular(descriptor)
    except OSError:
        return "unreadable"
    finally:
        os.close(descriptor)


def _read_regular(descriptor: int) -> bytes | str:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return "not-a-file"
    data = b""
    while len(data) <= MAX_BYTES and (chunk := os.read(descriptor, MAX_BYTES + 1 - len(data))):
        data += chunk
    return data if len(data) <= MAX_BYTES else "too-big"


def _decode(data: bytes, name: str) -> Sidecar | SidecarProblem | None:
    try:
        written = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Written)
    except msgspec.ValidationError as error:
        key = _KEY.search(str(error))
        return _problem("invalid", name, key=key[1] if key else "")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _problem("not-json", name)
    sku = unicodedata.normalize("NFC", str(written.sku).strip()) if written.sku is not None else ""
    if len(sku) > MAX_SKU or any(unicodedata.category(char) in {"Cc", "Cs"} for char in sku):
        return _problem("invalid", name, key="sku")
    said = Sidecar(
        sku=sku,
        slot=written.slot,
        mode=written.mode,
        attempt=written.attempt or 0,
        generator=written.generator if isinstance(written.generator, str) else "",
    )
    return said if said != Sidecar() else None
