from pathlib import Path, PurePosixPath

import pytest

from core.intake.filesystem import Mount, kind_of, needs_polling, parse_mounts

TEXT = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / /mnt/my\040studio\134x rw shared:7 master:3 - nfs4 studio:/export rw,vers=4.2
41 27 0:41 / /home/anna/share rw - fuse.sshfs anna@studio:/ rw
42 41 0:42 / /home/anna/share/local rw - tmpfs tmpfs rw
43 27 0:43 / /over rw - ext4 /dev/vdb rw
44 43 0:44 / /over rw - cifs //nas/over rw
not a mount line
45 27 0:45 / /cut rw
"""


def test_parse_mounts_reads_escapes_and_optional_fields() -> None:
    mounts = parse_mounts(TEXT)
    assert len(mounts) == 7
    assert mounts[2] == Mount(PurePosixPath("/mnt/my studio\\x"), "nfs4")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/anna", "ext4"),
        ("/home/anna/share", "fuse.sshfs"),
        ("/home/anna/shared", "ext4"),
        ("/home/anna/share/local/in", "tmpfs"),
        ("/over/in", "cifs"),
    ],
)
def test_kind_of_takes_the_longest_mount_and_the_last_of_equal_ones(path: str, kind: str) -> None:
    assert kind_of(PurePosixPath(path), parse_mounts(TEXT)) == kind


def test_kind_of_a_path_without_a_mount_is_empty() -> None:
    assert kind_of(PurePosixPath("/a"), ()) == ""


@pytest.mark.parametrize(
    ("kind", "polled"),
    [
        ("nfs4", True),
        ("cifs", True),
        ("smb3", True),
        ("fuse.sshfs", True),
        ("fuse", True),
        ("9p", True),
        ("vboxsf", True),
        ("fuseblk", False),
        ("ext4", False),
        ("btrfs", False),
        ("vfat", False),
    ],
)
def test_needs_polling_by_type(tmp_path: Path, kind: str, *, polled: bool) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(f"1 1 0:1 / / rw - ext4 x rw\n2 1 0:2 / {tmp_path}/in rw - {kind} x rw\n")
    assert needs_polling(tmp_path / "in" / "not-there-yet", mountinfo) is polled
    assert not needs_polling(tmp_path, mountinfo)


def test_needs_polling_follows_links(tmp_path: Path) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(f"2 1 0:2 / {tmp_path}/share rw - nfs x rw\n")
    (tmp_path / "in").symlink_to(tmp_path / "share")
    assert needs_polling(tmp_path / "in", mountinfo)


def test_needs_polling_of_names_that_are_no_utf8(tmp_path: Path) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_bytes(b"2 1 0:2 / /mnt/\xff rw - nfs x rw\n")
    assert needs_polling(Path("/mnt/\udcff/in"), mountinfo)


def test_without_mountinfo_nothing_is_polled(tmp_path: Path) -> None:
    assert not needs_polling(tmp_path, tmp_path / "missing")
