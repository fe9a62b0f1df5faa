"""Several devices and people, crashes, sync tools, restored backups and wrong clocks, in any order.

A state machine for Hypothesis, over real folders and real stores. The model is two sets: the events that were
acknowledged, and those that a crash may have left. At the end every file is brought everywhere; then all
replicas must hold the same events in the same order with the same fold, each once, and every acknowledged
one among them whose owner still has the journal it was written to.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from core.events import CandidateArrived, Decided, Event, FileRefused, Postponed, Revoked, SourceArrived
from core.model import Mode, Slot, Verdict
from core.store.record import Record
from core.store.store import Pending, Store
from core.store.verify import verify_files
from tests.core.store import folding
from tests.core.store.merging import CONFLICT_NAMES, merged
from tests.core.store.writers import Session, Writer, after_power_cut, put

BEGIN = 1_764_000_000_000
DAY = 86_400_000
CLOCKS = [0, 0, 3_600_000, -3_600_000, 3 * DAY, -3 * DAY, 8 * DAY, 20 * 365 * DAY, -30 * 365 * DAY]
FILLERS = [b"", b"\0", b'\x8fz"{}:,\n7\xff']
PEOPLE = [("studio", "ana"), ("studio", "bek"), ("laptop", "ana"), ("phone", "eva")]
DEVICES = sorted({device for device, _ in PEOPLE})
ROUNDS = 8

number = st.integers(0, 1 << 16)
writers = st.integers(0, len(PEOPLE) - 1)
which = st.sampled_from([0, 0, 0, 1])
devices = st.sampled_from(DEVICES)
counts = st.sampled_from([1, 1, 1, 2, 5])

begun = precondition(lambda self: self.versions)
"""Once somebody has appended."""


class Devices(RuleBasedStateMachine):
    COPIES = True

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="devices-"))
        self.wall = BEGIN
        self.replicas = {device: self.base / device for device in DEVICES}
        for folder in self.replicas.values():
            (folder / "decisions").mkdir(parents=True)
        self.writers = [
            Writer(self.replicas[device], device, user, self.base / f"{device}.{user}", self.time)
            for device, user in PEOPLE
        ]
        self.copied = False
        self.names = 0
        self.given: set[str] = set()
        """Every event's name, acknowledged or not."""
        self.owed: dict[str, Writer] = {}
        """The acknowledged ones."""
        self.decided: list[str] = []
        self.owner: dict[str, Path] = {}
        """On which replica each file was begun."""
        self.versions: dict[str, list[bytes]] = {}
        """Earlier states of each file."""
        self.backups: dict[str, set[str]] = {}
        """What was owed when a device's backup was made."""
        self.harmed = False
        """Whether something happened to a file that its owner did not do."""

    def time(self) -> int:
        self.wall += 7
        return self.wall

    @initialize(roll_at=st.sampled_from([900, 3_000, 1 << 22]))
    def files_are_rolled_at(self, roll_at: int) -> None:
        for writer in self.writers:
            writer.roll_at = roll_at

    # --- what people do -----------------------------------------------------------------------------------

    @rule(who=writers, which=which, count=counts, seed=number)
    def append(self, who: int, which: int, count: int, seed: int) -> None:
        writer = self.writers[who]
        pending = self.events(writer, count, seed)
        self.acknowledge(writer, writer.session(which).store.append(pending), pending)

    @rule(seed=number)
    def append_everywhere(self, seed: int) -> None:
        for who in range(len(self.writers)):
            self.append(who=who, which=0, count=1, seed=seed + who)

    @rule(who=writers, which=which)
    def poll(self, who: int, which: int) -> None:
        self.writers[who].session(which).poll()

    @rule(who=writers, which=which)
    def restart(self, who: int, which: int) -> None:
        self.writers[who].restart(which)

    @rule(who=writers, ahead=st.sampled_from(CLOCKS))
    def set_the_clock(self, who: int, ahead: int) -> None:
        self.writers[who].ahead = ahead

    @rule(
        who=writers,
        which=which,
        count=counts,
        seed=number,
        call=st.integers(1, 60),
        half=st.booleans(),
        cut=st.none() | st.floats(0, 1),
        filler=st.sampled_from(FILLERS),
    )
    def crash_an_append(
        self,
        who: int,
        which: int,
        count: int,
        seed: int,
        call: int,
        half: bool,
        cut: float | None,
        filler: bytes,
    ) -> None:
        writer = self.writers[who]
        before = writer.files()
        pending = self.events(writer, count, seed)
        records, died = writer.append_and_die(which, pending, call=call, half=half)
        if records is not None:
            self.acknowledge(writer, records, pending)
        elif died == "fsync" and cut is not None:
            writer.stop()
            for path, data in writer.files().items():
                old = before.get(path, b"")
                if data != old:
                    path.write_bytes(after_power_cut(old, data, int(cut * len(data)), filler))
        self.remember(writer)

    # --- what sync tools do -------------------------------------------------------------------------------

    @begun
    @rule(sender=devices, receiver=devices, pick=number)
    def sync(self, sender: str, receiver: str, pick: int) -> None:
        found = self.file(sender, pick)
        if found is not None:
            self.arrive(receiver, found.name, found.read_bytes())

    @begun
    @rule(sender=devices, receiver=devices, pick=number, share=st.floats(0, 1))
    def sync_a_part(self, sender: str, receiver: str, pick: int, share: float) -> None:
        found = self.file(sender, pick)
        if found is not None:
            data = found.read_bytes()
            self.arrive(receiver, found.name, data[: int(share * len(data))], in_place=True)

    @begun
    @rule(receiver=devices, pick=number, version=number)
    def sync_an_older_state(self, receiver: str, pick: int, version: int) -> None:
        name = sorted(self.versions)[pick % len(self.versions)]
        older = self.versions[name]
        self.arrive(receiver, name, older[version % len(older)])

    @begun
    @rule(receiver=devices, pick=number, looks=st.integers(0, 3))
    def take_away_for_a_moment(self, receiver: str, pick: int, looks: int) -> None:
        found = self.file(receiver, pick)
        if found is not None:
            self.harm(receiver, found.name)
            data = found.read_bytes()
            found.unlink()
            for _ in range(looks):
                self.look(receiver)
            put(found, data)

    @begun
    @rule(receiver=devices, pick=number)
    def take_away(self, receiver: str, pick: int) -> None:
        found = self.file(receiver, pick)
        if found is not None:
            self.harm(receiver, found.name)
            found.unlink()

    @begun
    @rule(sender=devices, receiver=devices, pick=number, tool=st.sampled_from(CONFLICT_NAMES))
    def leave_a_conflict_copy(self, sender: str, receiver: str, pick: int, tool: object) -> None:
        found = self.file(sender, pick)
        if found is not None and callable(tool):
            name = tool(found.name.split(".json")[0])
            self.owner.setdefault(name, self.replicas[sender])
            self.harmed = True
            self.arrive(receiver, name, found.read_bytes())

    @begun
    @rule(sender=devices, receiver=devices, pick=number, version=number, markers=st.booleans())
    def merge_with_git(self, sender: str, receiver: str, pick: int, version: int, markers: bool) -> None:
        found = self.file(sender, pick)
        if found is None:
            return
        mine = self.replicas[receiver] / "decisions" / found.name
        older = [b"", *self.versions.get(found.name, [])]
        if mine.exists():
            base = older[version % len(older)]
            self.harmed = True
            put(mine, merged(base, mine.read_bytes(), found.read_bytes(), markers=markers))

    @rule(seed=number)
    def sync_everything(self, seed: int) -> None:
        self.converge(seed)

    # --- what happens to machines -----------------------------------------------------------------------

    @rule(device=devices)
    def back_up(self, device: str) -> None:
        self.stop(device)
        place = self.base / "backups" / device
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.replicas[device], place / "workspace")
        for writer in self.at(device):
            if writer.state.exists():
                shutil.copytree(writer.state, place / writer.user)
        self.backups[device] = set(self.owed)

    @precondition(lambda self: self.backups)
    @rule(pick=number, running=st.booleans())
    def restore_the_workspace(self, pick: int, running: bool) -> None:
        device = sorted(self.backups)[pick % len(self.backups)]
        if not running:
            self.stop(device)
        self.harmed = True
        decisions = self.replicas[device] / "decisions"
        shutil.rmtree(decisions)
        shutil.copytree(self.base / "backups" / device / "workspace" / "decisions", decisions)

    @precondition(lambda self: self.backups and not self.copied)
    @rule(pick=number)
    def restore_the_whole_machine(self, pick: int) -> None:
        device = sorted(self.backups)[pick % len(self.backups)]
        self.restore_the_workspace(pick=pick, running=False)
        place = self.base / "backups" / device
        for writer in self.at(device):
            shutil.rmtree(writer.state, ignore_errors=True)
            if (place / writer.user).exists():
                shutil.copytree(place / writer.user, writer.state)
        self.owed = {
            name: writer
            for name, writer in self.owed.items()
            if writer.device != device or name in self.backups[device]
        }

    @precondition(lambda self: self.COPIES and not self.copied)
    @rule(device=devices)
    def copy_the_workspace(self, device: str) -> None:
        """On the same machine: a stick, a folder copied by hand."""
        self.copied = self.harmed = True
        self.stop(device)
        folder = self.base / "copy"
        shutil.copytree(self.replicas[device], folder)
        self.replicas["copy"] = folder
        for writer in self.at(device):
            copy = Writer(folder, device, writer.user, writer.state, self.time)
            copy.roll_at = writer.roll_at
            self.writers.append(copy)

    @precondition(lambda self: self.copied)
    @rule(pick=number, count=counts, seed=number)
    def append_in_the_copy(self, pick: int, count: int, seed: int) -> None:
        copies = len(self.writers) - len(PEOPLE)
        self.append(who=len(PEOPLE) + pick % copies, which=0, count=count, seed=seed)

    @precondition(lambda self: self.copied)
    @rule(pick=number, device=devices, there=st.booleans())
    def sync_with_the_copy(self, pick: int, device: str, there: bool) -> None:
        sender, receiver = ("copy", device) if there else (device, "copy")
        self.sync(sender=sender, receiver=receiver, pick=pick)

    # --- the end ------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.converge(len(self.given))
        finally:
            for writer in self.writers:
                writer.stop()
            shutil.rmtree(self.base)

    def converge(self, seed: int) -> None:
        """Bring every file everywhere, each time in another order, until nothing changes; then compare."""
        dice = random.Random(seed)
        for round_ in range(ROUNDS):
            for writer in dice.sample(self.writers, len(self.writers)):
                writer.session(0)
                for session in writer.sessions:
                    session.store._rest_until = 0.0
                    for _ in range(3):
                        session.poll()
                self.remember(writer)
            before = self.contents()
            self.bring_everywhere(dice, owners_win=round_ > 0)
            after = self.contents()
            if before == after:
                break
        else:
            raise AssertionError(f"no end after {ROUNDS} rounds: {sorted(set(after) ^ set(before))}")
        self.compare()

    def bring_everywhere(self, dice: random.Random, *, owners_win: bool) -> None:
        names = sorted({name for _, name in self.contents()})
        for name in dice.sample(names, len(names)):
            having = [folder for folder in self.replicas.values() if (folder / "decisions" / name).exists()]
            owner = self.owner.get(name)
            winner = owner if owners_win and owner in having else dice.choice(having)
            data = (winner / "decisions" / name).read_bytes()
            for folder in self.replicas.values():
                path = folder / "decisions" / name
                if not path.exists() or path.read_bytes() != data:
                    self.harmed = self.harmed or folder == owner
                    put(path, data)

    def contents(self) -> dict[tuple[str, str], bytes]:
        return {
            (device, path.name): path.read_bytes()
            for device, folder in self.replicas.items()
            for path in (folder / "decisions").glob("*.json")
        }

    def compare(self) -> None:
        orders = {}
        states = {}
        for device, folder in self.replicas.items():
            locks = self.base / "readers" / device / "locks"
            reader = Session(Store(folder / "decisions", device="reader", user="zoe", lock_folder=locks))
            records = reader.store.poll()
            reader.store.close()
            orders[device] = [record.hash for record in records]
            states[device] = folding.fold(records)
        names = Counter(record.person for record in records)
        twice = [name for name, count in names.items() if count > 1]
        assert not twice, f"there twice: {twice}"
        assert names.keys() <= self.given, f"never given: {sorted(names.keys() - self.given)}"
        lost = self.owed.keys() - names.keys()
        assert not lost, f"acknowledged and lost: {sorted(lost)}"
        for device in self.replicas:
            assert orders[device] == orders[DEVICES[0]], f"{device}: another order"
            assert states[device] == states[DEVICES[0]], f"{device}: another fold"
        for session in (session for writer in self.writers for session in writer.sessions):
            assert session.seen.issuperset(orders[DEVICES[0]]), "an open session was not given all"
            if len(session.seen) == len(records):
                assert folding.state(session.ledger) == states[DEVICES[0]], "an open session folded otherwise"
        self.compare_chains(records)

    def compare_chains(self, records: list[Record]) -> None:
        if self.harmed:
            return
        for device, folder in self.replicas.items():
            broken = verify_files(folder / "decisions").broken
            assert not broken, f"{device}: {broken}"
        last: dict[tuple[str, str], int] = {}
        for record in records:
            writer = (record.device, record.user)
            assert record.seq == last.get(writer, 0) + 1, f"{writer}: {record.seq} sorts out of turn"
            last[writer] = record.seq

    # --- the means ----------------------------------------------------------------------------------------

    def at(self, device: str) -> list[Writer]:
        return [writer for writer in self.writers if writer.replica == self.replicas[device]]

    def stop(self, device: str) -> None:
        for writer in self.at(device):
            writer.stop()

    def look(self, device: str) -> None:
        for writer in self.at(device):
            for session in writer.sessions:
                session.poll()

    def file(self, device: str, pick: int) -> Path | None:
        found = sorted((self.replicas[device] / "decisions").glob("*.json"))
        return found[pick % len(found)] if found else None

    def harm(self, receiver: str, name: str) -> None:
        self.harmed = self.harmed or self.owner.get(name) == self.replicas[receiver]

    def arrive(self, receiver: str, name: str, data: bytes, *, in_place: bool = False) -> None:
        path = self.replicas[receiver] / "decisions" / name
        if path.exists() and path.read_bytes() == data:
            return
        self.harm(receiver, name)
        if in_place:
            path.write_bytes(data)
        else:
            put(path, data)

    def events(self, writer: Writer, count: int, seed: int) -> list[Pending]:
        dice = random.Random(seed)
        made = []
        for _ in range(count):
            self.names += 1
            name = f"{self.names} {writer.device} {writer.user}"
            self.given.add(name)
            made.append(Pending(name, self.event(dice)))
        return made

    def event(self, dice: random.Random) -> Event:
        sha = dice.choice("abc")
        kind = dice.choice(["arrived", "decided", "decided", "revoked", "postponed", "source", "refused"])
        if kind == "decided":
            settles = tuple(dice.sample(self.decided, min(len(self.decided), dice.choice([0, 0, 1, 2]))))
            verdict = dice.choice(list(Verdict))
            note = "ж" * dice.choice([0, 0, 20, 300])
            return Decided(
                sha256=sha,
                verdict=verdict,
                sku="S-1",
                slot=Slot.MAIN,
                mode=Mode.LIFESTYLE,
                note=note,
                settles=settles,
            )
        if kind == "revoked" and self.decided:
            return Revoked(sha256=sha, decision=dice.choice(self.decided))
        if kind == "source":
            path = f"sources/{dice.choice('xy')}.jpg"
            return SourceArrived(path=path, sha256=sha, sku="S-1", width=1, height=1, format="JPEG", bytes=1)
        if kind == "refused":
            path = f"incoming/{dice.choice('xy')}.png"
            return FileRefused(path=path, code="damaged", stamp=str(dice.random()))
        if kind == "postponed":
            return Postponed(sha256=sha)
        path = f"incoming/{dice.choice('pq')}.png"
        return CandidateArrived(path=path, sha256=sha, width=1, height=1, format="PNG", bytes=1)

    def acknowledge(self, writer: Writer, records: list[Record], pending: list[Pending]) -> None:
        assert [record.person for record in records] == [item.person for item in pending]
        self.owed |= {record.person: writer for record in records}
        self.decided += [record.hash for record in records if record.kind == Decided.KIND]
        self.remember(writer)

    def remember(self, writer: Writer) -> None:
        """Note which files are this writer's, and what was in them."""
        for path, data in writer.files().items():
            owner = self.owner.setdefault(path.name, writer.replica)
            if owner == writer.replica:
                versions = self.versions.setdefault(path.name, [])
                if data not in versions[-1:]:
                    versions.append(data)
