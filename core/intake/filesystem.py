"""Which file systems tell about changes, and which must be asked.

inotify reports what this machine's kernel does. What another machine writes to a network share is seen by
asking again only: on sshfs inotify gave no event at all for files written on the server. What would go
wrong otherwise: a hot folder on a share that never shows a file until the next slow scan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_ASKED = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "drvfs",
        "fuse",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
    }
)
"""Types whose content can change behind this kernel's back. `fuseblk` (NTFS and exFAT on a local disk) is
not among them: there all changes pass through this kernel."""

_MOUNTINFO = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    point: PurePosixPath
    """Where it is mounted, absolute."""
    kind: str
    """Its type as the kernel names it: `ext4`, `nfs4`, `fuse.sshfs`."""


def parse_mounts(text: str) -> tuple[Mount, ...]:
    """Return the mounts listed in `text`, in its order.

    `text` is in the form of `/proc/self/mountinfo` (proc_pid_mountinfo(5)): the mount point is the fifth
    field, with blanks, tabs, newlines and backslashes as octal escapes; the type follows a lone hyphen
    after any number of optional fields. Lines of another form are passed over.
    """
    mounts = []
    for line in text.split("\n"):
        fields = line.split(" ")
        try:
            kind = fields[fields.index("-", 6) + 1]
        except (ValueError, IndexError):
            continue
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4])
        mounts.append(Mount(PurePosixPath(point), kind))
    return tuple(mounts)


def kind_of(path: PurePosixPath, mounts: tuple[Mount, ...]) -> str:
    """Return the type of the file system that holds the absolute `path`; empty when no mount covers it.

    The longest mount point that begins `path` wins; of several on one point the last, which hides the others.
    """
    holder = Mount(PurePosixPath(), "")
    for mount in mounts:
        if path.is_relative_to(mount.point) and len(mount.point.parts) >= len(holder.point.parts):
            holder = mount
    return holder.kind


def needs_polling(path: Path, mountinfo: Path = _MOUNTINFO) -> bool:
    """Whether changes below `path` must be looked for, because its file system does not report them all.

    Symbolic links are followed; `path` need not exist. False where the system has no `mountinfo`.
    """
    try:
        text = mountinfo.read_text("utf-8", "surrogateescape")
        real = path.resolve()
    except (OSError, RuntimeError):
        return False
    kind = kind_of(PurePosixPath(real), parse_mounts(text))
    return kind in _ASKED or kind.startswith("fuse.")
