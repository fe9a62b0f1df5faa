"""Exports and uploads at the desk; what `Desk.exporting` is.

The rules are pure (`eligible`, `wanted`, `names`, `manifest`); here they meet the record, the rule packs and
the disk. A pack is converted as a whole: where one of its pictures cannot go, none does, and it is named with
why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checklists.packs import RulePack
from core.errors import NotAnImage, NotExported, RulesStale, UnknownMarketplace, UnknownSku
from core.events import UploadedCard
from core.export.convert import ENDINGS, Made, convert
from core.export.eligible import Around, Card, CardPicture, LeftOut, eligible
from core.export.folder import whole_folder
from core.export.in_order import in_order
from core.export.manifest import Shipment, Shipped, ShippedCard, manifest_csv, manifest_id, manifest_json
from core.export.names import README, card_files
from core.export.recording import exported, uploaded
from core.export.wanted import wanted_of
from core.history import Recording
from core.model import Candidate, Listing, Say, Source
from core.process.checked import PackStanding
from core.process.packs import Pack, pack_of
from core.process.people import Act
from core.process.rules import PictureFacts, check_picture
from core.process_desk import ProcessDesk

Progress = Callable[[int, int], None]
"""Told how many packs are done, and how many there are; what it raises ends the export."""


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What the files say; core itself speaks no language."""

    disclaimer: Mapping[str, str]
    """By language."""
    readme: Callable[[Shipment], str]
    """In the language of the person who exports."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the pictures are."""

    path: Callable[[Candidate], Path | None]
    """The newest place of a candidate that is still there."""
    compare: Callable[[Candidate | Source], str]
    """`same`, `changed` or `missing`."""
    max_pixels: int


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would hold."""

    pack: RulePack
    standing: PackStanding
    cards: tuple[Card, ...]
    """By SKU."""
    left_out: tuple[LeftOut, ...]
    """Those that were due first, those meant for other marketplaces last."""


@dataclass(frozen=True, slots=True)
class ExportDone:
    """What an export has written."""

    shipment: Shipment
    left_out: tuple[LeftOut, ...]
    """All of them: those of the plan, and those whose files could not go."""
    folder: Path | None
    """None where no pack could go."""
    new: bool
    """Whether the folder was not there before, with the very same files in it."""
    id: str
    """Hash of the manifest; empty without a folder."""


class Exporting:
    """What a person does about exports and uploads. Safe to use from several threads.

    `refresh` takes in what other sessions have recorded; `owner` names the device and the user, `locks` is a
    folder for locks.
    """

    def __init__(
        self,
        process: ProcessDesk,
        record: Recording,
        files: Files,
        *,
        packs: Mapping[str, RulePack],
        standings: Callable[[], tuple[PackStanding, ...]],
        listings: Callable[[], Mapping[str, Listing]],
        skus: Callable[[], Iterable[str]],
        refresh: Callable[[], None],
        owner: str,
        locks: Path,
    ) -> None:
        self._process = process
        self._record = record
        self._files = files
        self._packs = packs
        self._standings = standings
        self._listings = listings
        self._skus = skus
        self._refresh = refresh
        self._owner = owner
        self._locks = locks

    def plan(
        self, marketplace: str, skus: Sequence[str] = (), progress: Progress = lambda _, __: None
    ) -> ExportPlan:
        """Return what can go to a marketplace now, of these SKUs or of all. Reads every file that would go.

        Raises NotAllowed, UnknownMarketplace, UnknownSku, RulesStale.
        """
        self._process.check_may(Act.UPLOAD)
        self._refresh()
        standing = self._standing(marketplace)
        found = self._due(marketplace, self._known(skus) if skus else None)
        cards: list[Card] = []
        left_out = [one for one in found if isinstance(one, LeftOut)]
        due = [one for one in found if isinstance(one, Card)]
        for number, card in enumerate(due):
            progress(number, len(due))
            why = tuple(self._changed(card))
            if why:
                left_out.append(LeftOut(card.sku, why, broken=True))
            else:
                cards.append(card)
        return ExportPlan(
            standing.pack,
            standing,
            tuple(sorted(cards, key=lambda card: card.sku)),
            _worst_first(left_out),
        )

    def run(
        self, plan: ExportPlan, out: Path, words: ExportWords, progress: Progress = lambda _, __: None
    ) -> ExportDone:
        """Write the plan's packs into a new folder in `out` and record it; tenths of a second a picture.

        The folder is there whole or not at all, whatever ends this. What was taken back since the plan was
        made, up to the moment before the folder appears, is left out. The same plan again finds its folder
        and leaves it. Raises ExportTaken, ExportBusy, NotWritten, NotSaved.
        """
        numbers = {card.sku: len(card.pictures) for card in plan.cards}
        files = card_files(numbers, plan.pack.naming)
        shipped: list[ShippedCard] = []
        left_out = list(plan.left_out)
        with whole_folder(out, owner=self._owner, locks=self._locks) as folder:
            made = in_order(lambda card: self._converted(card, files[card.sku], plan.pack), plan.cards)
            for number, one in enumerate(made):
                progress(number, len(plan.cards))
                if isinstance(one, LeftOut):
                    left_out.append(one)
                    continue
                card, written = one
                shipped.append(card)
                for picture, data in zip(card.pictures, written, strict=True):
                    folder.write(picture.file, data)
            progress(len(plan.cards), len(plan.cards))
            for gone in self._taken_back(plan.pack.id, shipped):
                left_out.append(gone)
                (card,) = (one for one in shipped if one.card.sku == gone.sku)
                shipped.remove(card)
                for picture in card.pictures:
                    folder.drop(picture.file)
            shipment = Shipment(plan.pack, tuple(shipped), words.disclaimer)
            left = _worst_first(left_out)
            if not shipped:
                return ExportDone(shipment, left, None, new=False, id="")
            manifest = manifest_json(shipment)
            id_ = manifest_id(manifest)
            for name, text in (
                ("manifest.json", manifest),
                ("manifest.csv", manifest_csv(shipment)),
                (README, words.readme(shipment)),
            ):
                folder.write(name, text.encode("utf-8", "backslashreplace"))
            path, new = folder.finish(f"{plan.pack.id}-{id_[:12]}", loose=(README,))
        if new or (plan.pack.id, id_) not in self._process.sent().runs:
            self._record(list(exported(shipment, id_)))
        return ExportDone(shipment, left, path, new, id_)

    def upload(self, marketplace: str, skus: Sequence[str]) -> tuple[str, ...]:
        """Record that the last export of these SKUs was uploaded; return what was recorded, without repeats.

        All of them or none. Raises NotAllowed, UnknownMarketplace, UnknownSku, NotExported, NotSaved.
        """
        self._process.check_may(Act.UPLOAD)
        self._refresh()
        self._pack(marketplace)
        wanted = self._known(skus)
        exports = self._process.sent().exports
        cards: list[UploadedCard] = []
        for sku in wanted:
            export = exports.get(sku, {}).get(marketplace)
            if export is None:
                raise NotExported(sku=sku, marketplace=marketplace)
            cards.append(UploadedCard(sku, export.export, tuple(one.sha256 for one in export.pictures)))
        self._record(list(uploaded(marketplace, cards)))
        return tuple(wanted)

    def to_upload(self, marketplace: str) -> tuple[str, ...]:
        """Return the SKUs of the last export for a marketplace that nobody has said to be uploaded, sorted.

        Raises UnknownMarketplace.
        """
        self._refresh()
        self._pack(marketplace)
        sent = self._process.sent()
        found = {sku: one[marketplace] for sku, one in sent.exports.items() if marketplace in one}
        last = max(found.values(), key=lambda one: one.at, default=None)
        uploads = {sku: one[marketplace].export for sku, one in sent.uploads.items() if marketplace in one}
        return tuple(
            sorted(
                sku
                for sku, one in found.items()
                if last and one.export == last.export and uploads.get(sku) != last.export
            )
        )

    # --- inside -------------------------------------------------------------------------------------------

    def _pack(self, marketplace: str) -> RulePack:
        pack = self._packs.get(marketplace)
        if pack is None:
            raise UnknownMarketplace(id=marketplace, known=", ".join(self._packs))
        return pack

    def _standing(self, marketplace: str) -> PackStanding:
        pack = self._pack(marketplace)
        standing = next(one for one in self._standings() if one.pack.id == pack.id)
        if standing.stale and self._process.config.export.stale_rules == "refuse":
            raise RulesStale(marketplace=pack.id, since=standing.good_until.isoformat(), help=pack.help)
        return standing

    def _known(self, skus: Sequence[str]) -> list[str]:
        """Return the SKUs without repeats. Raises UnknownSku."""
        known = {*self._skus(), *(pack.sku for pack in self._process.packs())}
        for sku in skus:
            if sku not in known:
                raise UnknownSku(sku=sku)
        return list(dict.fromkeys(skus))

    def _due(self, marketplace: str, skus: Sequence[str] | None) -> list[Card | LeftOut]:
        """Return what can go now and what not; without `skus` of everything that has pictures."""
        packs = {pack.sku: pack for pack in self._process.packs()}
        return [
            self._eligible(marketplace, packs.get(sku) or pack_of(sku, (), self._process.needed))
            for sku in (packs if skus is None else skus)
        ]

    def _taken_back(self, marketplace: str, shipped: Sequence[ShippedCard]) -> list[LeftOut]:
        """Return the converted packs that may no longer go as they are."""
        self._refresh()
        gone: list[LeftOut] = []
        before = {one.card.sku: _approvals(one.card) for one in shipped}
        for now in self._due(marketplace, list(before)):
            if isinstance(now, LeftOut):
                gone.append(LeftOut(now.sku, now.why, broken=True))
            elif _approvals(now) != before[now.sku]:
                gone.append(LeftOut(now.sku, (Say("export-changed-meanwhile"),), broken=True))
        return gone

    def _eligible(self, marketplace: str, pack: Pack) -> Card | LeftOut:
        record, inspected = self._process.record(), self._process.inspected()
        batch = record.batch_of.get(pack.sku, "")
        closing = inspected.closed.get(batch)
        looks = inspected.batches[batch].looks if closing else ()
        around = Around(
            marketplace,
            self._listings().get(pack.sku),
            batch,
            closing,
            audited={look.row.sha256: look.decision.id for look in looks if look.sku == pack.sku},
            plants=record.plants,
        )
        return eligible(pack, around)

    def _changed(self, card: Card) -> Iterator[Say]:
        for picture in card.pictures:
            candidate = picture.row.candidate
            how = self._files.compare(candidate) if candidate else "missing"
            if how != "same":
                yield Say(f"export-file-{how}", {"path": picture.row.path})

    def _converted(
        self, card: Card, files: Sequence[str], pack: RulePack
    ) -> tuple[ShippedCard, list[bytes]] | LeftOut:
        """Return a pack's pictures as files, or why it cannot go."""
        shipped: list[Shipped] = []
        written: list[bytes] = []
        why: list[Say] = []
        for picture, file in zip(card.pictures, files, strict=True):
            found = self._picture(picture, pack)
            if isinstance(found, Say):
                why.append(found)
                continue
            data, made = found
            findings = check_picture(_facts(picture, made, len(card.pictures)), [pack])
            why += [finding.says for finding in findings if finding.level == "block"]
            warnings = tuple(finding for finding in findings if finding.level == "warn")
            shipped.append(Shipped(picture, f"{file}.{ENDINGS[made.format]}", made, warnings))
            written.append(data)
        if why:
            return LeftOut(card.sku, tuple(why), broken=True)
        return ShippedCard(card, tuple(shipped)), written

    def _picture(self, picture: CardPicture, pack: RulePack) -> tuple[bytes, Made] | Say:
        row = picture.row
        path = self._files.path(row.candidate) if row.candidate else None
        if row.candidate is None or path is None:
            return Say("export-file-missing", {"path": row.path})
        wanted = wanted_of(pack, row.candidate.match.slot.value)
        try:
            data, made = convert(
                path, row.sha256, row.candidate.format, wanted, max_pixels=self._files.max_pixels
            )
        except NotAnImage as error:
            code = "changed" if error.refusal == "changed" else "unreadable"
            return Say(f"export-file-{code}", {"path": row.path})
        if not made.fidelity.sound:
            figures = {"mean": round(made.fidelity.mean, 1), "worst": round(made.fidelity.worst, 1)}
            return Say("export-drifted", {"path": row.path, **figures})
        return data, made


def _approvals(card: Card) -> list[tuple[str, str]]:
    return [(picture.row.sha256, picture.decision.id) for picture in card.pictures]


def _worst_first(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Return what was due and could not go, then what is not ready, then what is for others; by SKU each."""
    elsewhere = ("export-elsewhere", "export-unlisted")
    return tuple(sorted(left_out, key=lambda one: (not one.broken, one.why[0].id in elsewhere, one.sku)))


def _facts(picture: CardPicture, made: Made, count: int) -> PictureFacts:
    slot = picture.row.candidate.match.slot.value if picture.row.candidate else ""
    return PictureFacts(
        slot=slot,
        width=made.width,
        height=made.height,
        format=made.format,
        bytes=made.bytes,
        colour_mode=made.mode,
        profile="",
        alpha=made.alpha,
        quality=made.quality,
        count=count,
    )
