"""Drills at the desk: pairs with known answers from the workspace's own pictures; what `Desk.drilling` is.

The pictures come from what was approved, in the category if there are enough, else anywhere; in a workspace
that has approved nothing yet from the source photos themselves. Nothing of a drill decides about a product.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image

from core.clock import utc_now
from core.errors import NothingToTrain, UnknownCategory
from core.events import DrillAnswered, DrillBegun
from core.evidence.boxed import boxed_for
from core.evidence.desk import DeskEvidence
from core.history import Recording
from core.imaging.decode import on_background
from core.model import Candidate, Match, Slot, Source, State, Verdict
from core.process_desk import ProcessDesk
from core.queue import QueueRow
from core.spoiling import spoiled
from core.training.defects.planted import Place
from core.training.drills import Answered, Drill
from core.training.plan import LOG, Task, plan

ENOUGH: Final = 4
"""Pictures below which a category's own are not enough for a drill."""
_SEEDS: Final = 2**53


@dataclass(frozen=True, slots=True)
class DrillWish:
    """Which drill a person asks for."""

    category: str = ""
    """Empty means all."""
    size: int = 0
    """Pairs; 0 takes the settings'."""
    seed: int | None = None
    """None draws one; with one the same pictures give the same pairs, and the drill is practice."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that drills are made from, and the source it stands beside."""

    source: Source
    picture: Candidate | Source
    row: QueueRow | None
    """None of a source photo."""


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """A drill under way."""

    id: str
    tasks: tuple[Task, ...]
    pool: Mapping[str, Shown]
    """By the picture's hash."""


@dataclass(frozen=True, eq=False, slots=True)
class Exercise:
    """One pair, ready to be looked at."""

    source: Source
    candidate: Candidate
    """Stands for the picture beside the source; known to nothing else."""
    picture: Image.Image
    """RGB."""
    kind: str
    """What is there to find; empty: nothing."""
    severity: str
    expected: tuple[str, ...]
    """Reasons that name it."""
    places: tuple[Place, ...]
    """Where it is, in pixels of `picture`; empty also where that is not known."""


class Drilling:
    """What a person does to learn to see. `rows` gives the queue, `sources` all photos of known SKUs."""

    def __init__(
        self,
        process: ProcessDesk,
        record: Recording,
        evidence: DeskEvidence,
        *,
        rows: Callable[[], tuple[QueueRow, ...]],
        sources: Callable[[], tuple[Source, ...]],
        picture: Callable[[Candidate | Source], Image.Image | None],
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        """`ready` returns when the history has been read."""
        self._process = process
        self._record = record
        self._evidence = evidence
        self._rows = rows
        self._sources = sources
        self._picture = picture
        self._ready = ready

    def drills(self, person: str = "") -> tuple[Drill, ...]:
        """Return the drills of everybody or of one person, the oldest first."""
        return tuple(one for one in self._process.record().drills if person in ("", one.person))

    def begin(self, wish: DrillWish) -> Run:
        """Begin a drill. Waits for the history. Raises UnknownCategory, NothingToTrain, NotSaved."""
        category, seed = wish.category, wish.seed
        self._ready()
        if category and category not in self._process.categories():
            raise UnknownCategory(id=category, known=", ".join(self._process.categories()))
        pool = self._pool(category)
        if not pool:
            raise NothingToTrain(category=category)
        rejected = self._rejected(category)
        drawn = secrets.randbelow(_SEEDS) if seed is None else seed
        tasks = plan(
            tuple(pool),
            {sha: row.candidate.heads[-1].reasons for sha, row in rejected.items() if row.candidate},
            seed=drawn,
            size=wish.size or self._process.config.training.size,
        )
        name = f"drill-{utc_now():%y%m%d}-{secrets.token_hex(4)}"
        self._record(
            [DrillBegun(drill=name, seed=drawn, size=len(tasks), category=category, chosen=seed is not None)]
        )
        known = pool | {
            sha: Shown(row.source, row.candidate, row)
            for sha, row in rejected.items()
            if row.source and row.candidate
        }
        return Run(name, tasks, known)

    def exercise(self, run: Run, number: int) -> Exercise | None:
        """Return a pair of a drill; None where its picture is gone. Waits for the disk, up to some seconds.

        Raises NotAnImage when a file is no longer what it was.
        """
        task = run.tasks[number]
        shown = run.pool[task.sha256]
        picture = self._picture(shown.picture)
        if picture is None or self._picture(shown.source) is None:
            return None
        if task.recipe is None:
            kind = LOG if task.reasons else ""
            places = self._measured(shown, task.reasons, picture.size) if task.reasons else ()
            return _exercise(
                run, number, shown, on_background(picture, "white"), (kind, "", task.reasons), places=places
            )
        made = spoiled(picture, task.recipe, task.seed, shown.row, self._evidence)
        if made is None:
            return _exercise(run, number, shown, on_background(picture, "white"), ("", "", ()))
        what = made.recipe.kind, made.recipe.severity.value, made.recipe.reasons
        return _exercise(run, number, shown, made.picture, what, places=(made.place,))

    def answer(
        self,
        run: Run,
        number: int,
        exercise: Exercise,
        verdict: Verdict,
        *,
        reasons: Sequence[str] = (),
        seconds: float = 0.0,
    ) -> Answered:
        """Record what a person said of a pair and return it as it counts. Raises NotSaved."""
        event = DrillAnswered(
            drill=run.id,
            number=number,
            sha256=run.tasks[number].sha256,
            kind=exercise.kind,
            severity=exercise.severity,
            expected=exercise.expected,
            verdict=verdict,
            reasons=tuple(reasons),
            seconds=round(min(seconds, 1e6), 1),
        )
        self._record([event])
        return next(one for one in self.drill(run).answers if one.number == number)

    def drill(self, run: Run) -> Drill:
        """Return how a drill stands."""
        return next(one for one in self._process.record().drills if one.id == run.id)

    def passes(self, drill: Drill) -> bool:
        """Tell whether a drill passes."""
        return self._process.drill_rules.passes(drill)

    # --- inside ---------------------------------------------------------------------------------------------

    def _pool(self, category: str) -> dict[str, Shown]:
        approved = [
            Shown(row.source, row.candidate, row)
            for row in self._rows()
            if row.state is State.APPROVED
            and row.source is not None
            and row.candidate is not None
            and row.candidate.match.slot is not Slot.AD
        ]
        own = [one for one in approved if self._of(one.source, category)]
        photos = [Shown(one, one, None) for one in self._sources() if one.sku]
        fitting = [one for one in photos if self._of(one.source, category)]
        for chosen in (own, approved, [*approved, *fitting], [*approved, *photos]):
            if len({one.picture.sha256 for one in chosen}) >= ENOUGH:
                break
        return {one.picture.sha256: one for one in chosen}

    def _of(self, source: Source, category: str) -> bool:
        return not category or self._process.category_of(source.sku) == category

    def _rejected(self, category: str) -> dict[str, QueueRow]:
        return {
            row.sha256: row
            for row in self._rows()
            if row.state is State.REJECTED
            and row.source is not None
            and row.candidate is not None
            and row.candidate.heads[-1].reasons
            and self._of(row.source, category)
        }

    def _measured(self, shown: Shown, reasons: Sequence[str], size: tuple[int, int]) -> tuple[Place, ...]:
        """Return where the evidence of a rejected pair has what it was rejected for."""
        outcome = self._evidence.look_up(shown.row) if shown.row else None
        across, down = size[0] / shown.picture.width, size[1] / shown.picture.height
        boxes = [one.candidate.scaled(across, down) for one in boxed_for(outcome, reasons)]
        return tuple((round(box.left), round(box.top), round(box.width), round(box.height)) for box in boxes)


def _exercise(
    run: Run,
    number: int,
    shown: Shown,
    picture: Image.Image,
    what: tuple[str, str, tuple[str, ...]],
    *,
    places: tuple[Place, ...] = (),
) -> Exercise:
    match = shown.picture.match if isinstance(shown.picture, Candidate) else Match(shown.source.sku)
    candidate = Candidate(
        sha256=f"{run.id}-{number}",
        paths=("incoming/-",),
        match=match,
        width=picture.width,
        height=picture.height,
        format=shown.picture.format,
        bytes=shown.picture.bytes,
        arrived_at=shown.picture.arrived_at,
    )
    kind, severity, expected = what
    return Exercise(shown.source, candidate, picture, kind, severity, expected, places)
