"""Every way a crash can leave the tail of an append: the scan finds exactly what was whole."""

from __future__ import annotations

import itertools
import json

import msgspec
import pytest

from core.store.layout import TAIL, Head, head_text, scan
from core.store.record import Record, seal

HEAD = Head(format=1, device="studio", user="ana", file=1)


def lines(count: int, size: int = 40) -> list[bytes]:
    made = []
    prev = ""
    for seq in range(1, count + 1):
        note = msgspec.json.encode({"sha256": "ab", "note": "ж" * size, "hash": 'x","hash":"y"}'})
        sealed, line = seal(
            Record(
                seq=seq,
                device="studio",
                user="ana",
                person="ana",
                at="2026-11-23T08:00:00.000Z",
                clock=f"{seq:012x}-0000",
                kind="postponed",
                v=1,
                data=msgspec.Raw(note),
                prev=prev,
            )
        )
        prev = sealed.hash
        made.append(line)
    return made


def text(made: list[bytes]) -> bytes:
    return head_text(HEAD) + (b"\n" if made else b"") + b",\n".join(made) + TAIL


def damaged_images(before: bytes, after: bytes, start: int) -> list[bytes]:
    """All byte cuts of the write that turns `before` into `after`, in four forms of damage."""
    write = after[start:]
    images = []
    for cut in range(len(write) + 1):
        written = after[: start + cut]
        rest = len(write) - cut
        images += [
            written,
            written + before[start + cut :],
            written + b"\0" * rest,
            written + b'\x8fz"{}:,\n' * (rest // 8) + b"#" * (rest % 8),
        ]
    return images


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_byte_cut_leaves_the_state_before_or_after(count: int) -> None:
    made = lines(count + 1, size=6)
    before, after = text(made[:count]), text(made)
    start = len(before) - len(TAIL)
    for image in damaged_images(before, after, start):
        found = scan(image)
        assert found.own_layout
        assert len(found.records) in (count, count + 1)
        assert [record.seq for record in found.records] == list(range(1, len(found.records) + 1))
        assert found.closed == (image in (before, after))
        repaired = image[: found.end] + TAIL
        assert len(json.loads(repaired)["events"]) == len(found.records)
        assert scan(repaired).closed


def test_every_subset_of_sectors_leaves_the_state_before_or_after() -> None:
    made = lines(4, size=700)
    before, after = text(made[:3]), text(made)
    first, last = (len(before) - len(TAIL)) // 512, (len(after) - 1) // 512
    sectors = range(first, last + 1)
    checked = 0
    for length in (len(before), len(after)):
        padded = before.ljust(len(after), b"\0")
        for kept in itertools.chain.from_iterable(
            itertools.combinations(sectors, n) for n in range(len(sectors) + 1)
        ):
            image = bytearray(padded)
            for sector in kept:
                image[sector * 512 : (sector + 1) * 512] = after[sector * 512 : (sector + 1) * 512]
            found = scan(bytes(image[:length]))
            assert len(found.records) in (3, 4)
            assert [record.seq for record in found.records] == list(range(1, len(found.records) + 1))
            checked += 1
    assert checked >= 16


def test_a_changed_line_is_damage_and_the_lines_behind_it_are_kept() -> None:
    made = lines(3)
    image = text(made).replace(b'"seq":2', b'"seq":9')
    found = scan(image)
    assert [record.seq for record in found.records] == [1, 3]
    assert [(damage.line, damage.why) for damage in found.damage] == [(4, "hash")]
    assert found.closed


def test_a_file_rewritten_by_another_json_program_is_read_and_known_as_foreign() -> None:
    rewritten = json.dumps(json.loads(text(lines(3))), indent=1).encode()
    found = scan(b"\xef\xbb\xbf" + rewritten)
    assert [record.seq for record in found.records] == [1, 2, 3]
    assert found.head == HEAD
    assert not found.own_layout


def test_windows_line_ends_lose_nothing() -> None:
    found = scan(text(lines(3)).replace(b"\n", b"\r\n"))
    assert [record.seq for record in found.records] == [1, 2, 3]


@pytest.mark.parametrize(
    "image", [b"", b"\0" * 40, b"{}", b"[1]", b'{"events": 4}', b"<html>", b'{"events": {']
)
def test_what_is_no_store_file_has_no_records(image: bytes) -> None:
    assert scan(image).records == ()


def test_a_follow_up_read_counts_offsets_from_where_it_begins() -> None:
    made = lines(3)
    whole = text(made)
    start = len(text(made[:1])) - len(TAIL)
    found = scan(whole[start:], follow_up=True)
    assert [record.seq for record in found.records] == [2, 3]
    assert whole[start + found.end :] == TAIL
    assert found.closed


def test_a_changed_last_line_is_damage_and_not_a_torn_tail() -> None:
    image = text(lines(3)).replace(b'"seq":3', b'"seq":4')
    found = scan(image)
    assert [record.seq for record in found.records] == [1, 2]
    assert [(damage.line, damage.why) for damage in found.damage] == [(5, "hash")]
    assert found.closed
    assert not found.torn
    assert not found.own_layout, "nothing may be written behind it"


@pytest.mark.parametrize(
    ("find", "put"),
    [
        (b'"2": {', b'"9": {'),
        (b'"2": {', b'"2" : {'),
        (b'"2": {', b'x"2": {'),
        (b',\n"2"', b', \n"2"'),
        (b',\n"3"', b'\n"3"'),
        (b'"seq":2', b'"seq": 2'),
        (b',"hash":"', b', "hash":"'),
        (b"\n}}\n", b"\n}}"),
    ],
)
def test_the_fast_reading_and_the_thorough_one_agree(
    find: bytes, put: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = text(lines(3)).replace(find, put)
    fast = scan(image)
    monkeypatch.setattr("core.store.layout.open_lines", lambda _: None)
    thorough = scan(image)
    assert [(list(s.records), list(s.lines), s.end, s.closed, s.damage) for s in (fast,)] == [
        (list(thorough.records), list(thorough.lines), thorough.end, thorough.closed, thorough.damage)
    ]
    assert fast.own_layout == thorough.own_layout
