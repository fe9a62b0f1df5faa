"""Planted pictures in a batch: made when it is filled, shown in their base's place, revealed when answered.

What `Desk.planting` is. A planted picture takes the place of the candidate that it was made from until
somebody has answered it: same name, same questions, same gate. It is no row of the queue and no candidate of
the record, so that nothing that counts, packs or uploads can meet it; its answer is an event of its own kind.
"""

from __future__ import annotations

import hashlib
import io
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from random import Random
from typing import Final

import msgspec
from PIL import Image, PngImagePlugin

from core.errors import GateOpen, PlantsNotMade, UnknownCandidate, VitrinaError
from core.events import Event, PlantAnswered, PlantMade
from core.evidence.desk import DeskEvidence
from core.history import Recording
from core.model import Candidate, Draft, LargeLook, Slot, State, Verdict
from core.process.batches import Batch
from core.process.gate import GateItem
from core.process.plants import Caught, Plant, caught_by, is_plant
from core.process_desk import ProcessDesk
from core.queue import QueueRow
from core.spoiling import spoiled
from core.training.defects.planted import Severity
from core.training.defects.registry import KINDS, Recipe
from core.workspace import Workspace

_MOST_PIXELS: Final = 16_000_000
"""Larger pictures are not planted into: that would keep a person waiting."""
_MARK: Final = "Vitrina Desk: a defect planted on purpose. No product's picture, never upload it."
_FORMATS: Final = ("JPEG", "PNG", "WEBP")

logger = logging.getLogger(__name__)


class Planting:
    """Safe to use from several threads. `gate` tells what is left before an approval, `rows` the queue."""

    def __init__(
        self,
        workspace: Workspace,
        process: ProcessDesk,
        record: Recording,
        evidence: DeskEvidence,
        *,
        rows: Callable[[], tuple[QueueRow, ...]],
        picture: Callable[..., Image.Image | None],
        gate: Callable[[Candidate, Draft], tuple[GateItem, ...]],
        on_failure: Callable[[PlantsNotMade], None],
    ) -> None:
        self.failure: PlantsNotMade | None = None
        """Why the last batch got none."""
        self._workspace = workspace
        self._process = process
        self._record = record
        self._evidence = evidence
        self._rows = rows
        self._picture = picture
        self._gate = gate
        self._on_failure = on_failure
        self._looks: dict[str, tuple[LargeLook, ...]] = {}
        """Large-screen looks at planted pictures: they prove something here and now only."""

    # --- making ---------------------------------------------------------------------------------------------

    def plant(self, batch_id: str) -> None:
        """Plant as many pictures of a batch as the settings ask for, those it has already counted.

        Waits for the disk, seconds for each.
        A batch is open without them where they cannot be made; that is told.
        """
        batch = self._process.record().batches.get(batch_id)
        wanted = self._process.config.audit.plants
        if batch is None:
            return
        before = [one for one in self._process.record().plants.values() if one.batch == batch.id]
        if len(before) >= wanted:
            return
        try:
            events = self._made(batch, wanted - len(before), before)
            if events:
                self._record(events)
        except (OSError, VitrinaError) as error:
            why = (error.strerror if isinstance(error, OSError) else "") or str(error)
            self.failure = PlantsNotMade(batch=batch.id, why=why)
            self._on_failure(self.failure)

    def _made(self, batch: Batch, wanted: int, before: Sequence[Plant]) -> list[Event]:
        random = Random(f"{batch.seed}/plants/{len(before)}")
        taken = {one.base for one in before}
        rows = (row for row in self._rows() if row.sku in batch.skus and row.sha256 not in taken)
        bases = [row for row in rows if _can_carry(row)]
        random.shuffle(bases)
        recipes = [Recipe(kind, severity) for kind in KINDS for severity in Severity]
        random.shuffle(recipes)
        events: list[Event] = []
        for row, recipe in zip(bases, recipes * (1 + len(bases) // len(recipes)), strict=False):
            made = self._of(batch, row, recipe, random.getrandbits(32))
            if made is not None:
                events.append(made)
            if len(events) == wanted:
                break
        return events

    def _of(self, batch: Batch, row: QueueRow, recipe: Recipe, seed: int) -> PlantMade | None:
        base = row.candidate
        picture = self._picture(base, most_pixels=_MOST_PIXELS) if base else None
        if base is None or picture is None or picture.mode != "RGB":
            return None
        made = spoiled(picture, recipe, seed, row, self._evidence)
        if made is None:
            return None
        data = _encoded(made.picture, base.format)
        name = PurePosixPath(base.path).name
        path = f"plants/{secrets.token_hex(6)}/{name}"
        file = self._workspace.absolute(path)
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
        return PlantMade(
            batch=batch.id,
            sha256=hashlib.sha256(data).hexdigest(),
            base=base.sha256,
            path=path,
            width=picture.width,
            height=picture.height,
            format=base.format,
            bytes=len(data),
            kind=made.recipe.kind,
            severity=made.recipe.severity.value,
            expected=made.recipe.reasons,
            place=made.place,
        )

    # --- showing --------------------------------------------------------------------------------------------

    def shown(self, rows: tuple[QueueRow, ...]) -> tuple[QueueRow, ...]:
        """Return the rows with planted pictures in the place of those they were made from."""
        waiting = self._waiting()
        if not waiting:
            return rows
        return tuple(
            self._in_place(row, waiting[row.sha256])
            if row.sha256 in waiting and row.state is State.UNDECIDED
            else row
            for row in rows
        )

    def row(self, sha256: str) -> QueueRow | None:
        """Return the row of a planted picture, answered or not; None for every other picture.

        A screen may still ask about one while its answer is being recorded.
        """
        plant = self._process.record().plants.get(sha256)
        base = next((row for row in self._rows() if row.sha256 == plant.base), None) if plant else None
        return self._in_place(base, plant) if plant and base else None

    def holds(self, sha256: str) -> bool:
        """Tell whether a picture is a planted one."""
        return is_plant(sha256, self._process.record().plants)

    def base_of(self, sha256: str) -> str:
        """Return the hash of the candidate that a planted picture stands for; any other hash as it is."""
        plant = self._process.record().plants.get(sha256)
        return plant.base if plant else sha256

    def saw_large_screen(self, sha256: str, look: LargeLook) -> bool:
        """Keep a look at a planted picture on the large screen; False: it is none."""
        if not self.holds(sha256):
            return False
        self._looks[sha256] = (*self._looks.get(sha256, ()), look)
        return True

    # --- answering ------------------------------------------------------------------------------------------

    def answer(
        self, sha256: str, verdict: Verdict, draft: Draft, reasons: Sequence[str] = ()
    ) -> tuple[Plant, bool]:
        """Record what this person would decide; return what was planted, and whether this answer counts.

        The first answer of anybody counts, a later one is not recorded. The same gate holds as for any
        picture. Raises UnknownCandidate for one that is not planted, GateOpen, NotAllowed, DrillNeeded,
        NotSaved.
        """
        plant = self._process.record().plants.get(sha256)
        if plant is None:
            raise UnknownCandidate(id=sha256[:12])
        row = self.row(sha256) if plant.answer is None else None
        if row is None or row.candidate is None:
            return plant, False
        if verdict is Verdict.APPROVE and (open_ := self._gate(row.candidate, draft)):
            raise GateOpen(open_)
        self._process.check_may_decide(row.sku)
        seconds = round(min(draft.looked.seconds, 1e6), 1)
        self._record([PlantAnswered(sha256=sha256, verdict=verdict, reasons=tuple(reasons), seconds=seconds)])
        plant = self._process.record().plants[sha256]
        return plant, plant.answer is not None and plant.answer.person == self._process.person

    def answered(self, batch: str = "") -> tuple[Plant, ...]:
        """Return the planted pictures that somebody has answered, of all batches or of one; no others."""
        plants = self._process.record().plants.values()
        return tuple(one for one in plants if one.answer is not None and batch in ("", one.batch))

    def caught(self) -> Mapping[str, Caught]:
        """Return how many of the planted pictures each person has found."""
        return caught_by(self._process.record().plants.values())

    # --- inside ---------------------------------------------------------------------------------------------

    def _waiting(self) -> dict[str, Plant]:
        """Return the planted pictures that can be shown, by the candidate in whose place they are."""
        record, closed = self._process.record(), self._process.inspected().closed
        return {
            plant.base: plant
            for plant in record.plants.values()
            if plant.answer is None
            and plant.batch in record.batches
            and plant.batch not in closed
            and self._workspace.absolute(plant.path).is_file()
        }

    def _in_place(self, row: QueueRow, plant: Plant) -> QueueRow:
        if row.candidate is None:
            return row
        candidate = msgspec.structs.replace(
            row.candidate,
            sha256=plant.sha256,
            paths=(plant.path,),
            width=plant.width,
            height=plant.height,
            format=plant.format,
            bytes=plant.bytes,
            large_looks=self._looks.get(plant.sha256, ()),
        )
        return msgspec.structs.replace(row, id=candidate.id, sha256=plant.sha256, candidate=candidate)


def _can_carry(row: QueueRow) -> bool:
    candidate = row.candidate
    return (
        candidate is not None
        and row.source is not None
        and row.state is State.UNDECIDED
        and candidate.match.slot is not Slot.AD
        and candidate.format in _FORMATS
        and candidate.width * candidate.height <= _MOST_PIXELS
    )


def _encoded(picture: Image.Image, format_: str) -> bytes:
    """Return a picture as a file of a format, with a word inside that says what it is."""
    out = io.BytesIO()
    if format_ == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", _MARK)
        picture.save(out, "PNG", pnginfo=words)
    elif format_ == "JPEG":
        picture.save(out, "JPEG", quality=92, subsampling=0, comment=_MARK)
    else:
        exif = Image.Exif()
        exif[0x010E] = _MARK
        picture.save(out, "WEBP", quality=90, exif=exif)
    return out.getvalue()
