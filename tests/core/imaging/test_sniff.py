from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.imaging.sniff import PICTURES, sniff


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_every_picture_format_is_known_by_its_bytes(kind, encode):
    assert sniff(encode(Image.new("RGB", (16, 16), "red"), kind)) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41", "video"),
        (b"\0\0\0\x14ftypqt  \0\0\2\0qt  ", "video"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "video"),
        (b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x23", "video"),
        (b"RIFF\x10\0\0\0AVI LIST", "video"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1miafavif", "AVIF"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1miafheic", "HEIF"),
        (b"RIFF\x10\0\0\0WAVEfmt \0\0\0\0", "unknown"),
        (b"8BPS\0\1", "psd"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\3\4", "archive"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<svg xmlns='x'>", "svg"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        ("просто текст".encode(), "text"),
        ("обрез".encode()[:-1], "text"),
        (b"\0" * 100, "zeros"),
        (b"", "zeros"),
        (b"\xff\xd8", "partial"),
        (b"\x89PNG", "partial"),
        (b"RIFF\x10\0\0\0WE", "partial"),
        (b"\0\0\0\x1cft", "partial"),
        (b"\x03\x01\x99\xfe" * 8, "unknown"),
    ],
)
def test_what_a_head_is(head, kind):
    assert sniff(head) == kind


@given(st.binary(max_size=64))
def test_any_head_has_an_answer(head):
    assert sniff(head)
