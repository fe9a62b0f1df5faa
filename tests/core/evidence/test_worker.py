from __future__ import annotations

from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from core.evidence.outcome import Absent, Measured, Proposal, Recognised, Unmeasured, decode_reply, encode
from core.evidence.request import MeasurePair, ProposeMask, Recognise
from core.evidence.worker import answer
from core.imaging.mask import mask_from_png, mask_to_png
from tests.core.evidence.drawn import SIZE, file_of, product, true_mask


def test_a_pair_with_a_confirmed_mask_is_measured_and_its_reply_survives_the_way(pair: MeasurePair) -> None:
    request = msgspec.structs.replace(pair, mask=mask_to_png(true_mask()), origin="confirmed")
    reply = answer(request)
    assert isinstance(reply, Measured)
    assert reply.evidence.mask.origin == "confirmed"
    assert reply.evidence.registration.found
    assert reply.evidence.scores["colour"] > 0.5
    assert {"red", "burgundy", "brown", "orange"} & set(reply.colours)
    assert decode_reply(encode(reply)) == reply


def test_heat_comes_with_the_figures_and_lies_on_what_changed(pair: MeasurePair) -> None:
    product(buttons=2).save(pair.candidate.path)
    request = msgspec.structs.replace(
        pair, mask=mask_to_png(true_mask()), origin="confirmed", candidate=file_of(Path(pair.candidate.path))
    )
    reply = answer(request)
    assert isinstance(reply, Measured)
    with Image.open(BytesIO(reply.heat)) as image:
        assert (image.mode, max(image.size)) == ("L", 160)
        warm = np.asarray(image.resize(SIZE)) / 255
    third_button = np.s_[350:380, 225:255]
    assert warm[third_button].mean() > 0.5
    assert warm[:330].max() < 0.2
    same = answer(msgspec.structs.replace(request, candidate=pair.source))
    assert isinstance(same, Measured)
    assert same.heat == b""


def test_the_studio_vouches_less_than_a_person(pair: MeasurePair) -> None:
    reply = answer(msgspec.structs.replace(pair, mask=mask_to_png(true_mask()), origin="studio"))
    assert isinstance(reply, Measured)
    assert reply.evidence.mask.origin == "studio"
    assert reply.evidence.mask.confidence < 1


@pytest.mark.parametrize("which", ["source", "candidate"])
def test_a_picture_that_cannot_be_read_is_refused_by_name(pair: MeasurePair, which: str) -> None:
    path = Path(getattr(pair, which).path)
    path.write_bytes(path.read_bytes()[:2000])
    reply = answer(msgspec.structs.replace(pair, **{which: file_of(path)}))
    assert isinstance(reply, Unmeasured)
    assert (reply.why, reply.file) == ("refused", which)


def test_a_picture_of_a_few_pixels_is_refused(pair: MeasurePair, tmp_path: Path) -> None:
    tiny = tmp_path / "tiny.png"
    Image.new("RGB", (16, 16), (200, 10, 10)).save(tiny)
    reply = answer(msgspec.structs.replace(pair, candidate=file_of(tiny)))
    assert isinstance(reply, Unmeasured)
    assert reply.refusal == "too-small"


def test_a_file_that_is_gone_or_has_other_bytes_is_absent_and_nothing_else(pair: MeasurePair) -> None:
    path = Path(pair.candidate.path)
    product(buttons=1).save(path)
    assert answer(pair) == Absent()
    path.unlink()
    assert answer(pair) == Absent()


def test_bytes_that_are_no_mask_count_as_none(pair: MeasurePair) -> None:
    reply = answer(msgspec.structs.replace(pair, mask=b"no mask at all", origin="confirmed"))
    assert isinstance(reply, Measured)
    assert reply.evidence.mask.origin in ("proposed", "none")


def test_the_mask_that_was_measured_with_is_kept_where_it_was_only_proposed(pair: MeasurePair) -> None:
    proposed = answer(msgspec.structs.replace(pair, mask=b"", origin=""))
    recorded = answer(msgspec.structs.replace(pair, mask=mask_to_png(true_mask()), origin="confirmed"))
    assert isinstance(proposed, Measured)
    assert isinstance(recorded, Measured)
    assert recorded.mask == b""
    kept = mask_from_png(proposed.mask)
    assert (kept is not None) == proposed.evidence.measured
    if kept is not None:
        truth = true_mask()
        assert (kept & truth).sum() / (kept | truth).sum() > 0.9


def test_a_mask_is_proposed_that_fits_the_product(pair: MeasurePair) -> None:
    request = ProposeMask(source=pair.source, candidates=(pair.candidate,), max_pixels=10_000_000)
    reply = answer(request)
    assert isinstance(reply, Proposal)
    mask = mask_from_png(reply.png)
    assert mask is not None
    truth = true_mask()
    assert (mask & truth).sum() / (mask | truth).sum() > 0.93


def test_a_picture_is_recognised_and_its_double_named(pair: MeasurePair, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    Image.radial_gradient("L").resize((480, 600)).convert("RGB").save(other)
    again = tmp_path / "again.jpg"
    Image.open(pair.candidate.path).resize((360, 450)).save(again, quality=85)
    request = Recognise(
        picture=file_of(again),
        sources=(file_of(other), pair.source),
        candidates=(pair.candidate, file_of(other)),
        max_pixels=10_000_000,
    )
    reply = answer(request)
    assert isinstance(reply, Recognised)
    assert reply.alike[0].sha256 == pair.source.sha256
    assert reply.doubles == (pair.candidate.sha256,)
