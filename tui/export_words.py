"""The words of an export: what its README says, in the person's language; pure text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checklists.packs import RulePack
from core.export.exporting import ExportWords
from core.export.manifest import Shipment
from core.export.names import stands_as_it_is
from core.safe_name import safe_name
from tui.i18n.catalogue import LANGUAGES, Catalogue, catalogue


def export_words(say: Catalogue) -> ExportWords:
    """Return what the files of an export say."""
    disclaimer: dict[str, str] = {
        language: catalogue(language)("export-disclaimer") for language in LANGUAGES
    }
    return ExportWords(disclaimer, readme=lambda shipment: _readme(say, shipment))


def _readme(say: Catalogue, shipment: Shipment) -> str:
    pack = shipment.pack
    name = pack.name.in_(say.language)
    lines = [
        say("export-readme-title", marketplace=name, skus=len(shipment.cards), pictures=shipment.files),
        "",
        say("export-disclaimer"),
        "",
        say("export-readme-files"),
        *(f"- {line}" for line in _files(say, pack)),
        "",
        say("export-readme-ways", marketplace=name),
        *(f"- {line}" for line in _ways(say, pack)),
        "",
        *_renamed(say, shipment),
        *_warned(say, shipment),
        say("export-readme-done", id=pack.id),
    ]
    return "\n".join(lines) + "\n"


def _files(say: Catalogue, pack: RulePack) -> Iterator[str]:
    if pack.naming is None:
        yield say("export-readme-folders")
    else:
        main = pack.naming.main.replace("{sku}", "SKU")
        others = (pack.naming.other.replace("{sku}", "SKU").replace("{number}", str(at)) for at in (1, 2))
        yield say("export-readme-named", main=main, others=", ".join(others))
    yield say("export-readme-csv")
    yield say("export-readme-json")


def _ways(say: Catalogue, pack: RulePack) -> Iterator[str]:
    """Give what is known of the ways into the cabinet, each with its source, and what is not."""
    for way in pack.ways:
        source = way.sources[0]
        yield say(
            "export-readme-way",
            text=way.text.in_(say.language),
            confidence=way.confidence,
            url=source.url,
            seen=source.seen.isoformat(),
        )
    if not pack.ways:
        yield say("export-readme-no-way")
    if pack.naming is None:
        yield say("export-readme-no-naming")
    yield say("export-readme-help", help=pack.help)


def _renamed(say: Catalogue, shipment: Shipment) -> Iterator[str]:
    """Give the SKUs that a cabinet cannot tell by the files' names."""
    renamed = [
        f"- {card.pictures[0].file} = {safe_name(card.card.sku)}"
        for card in shipment.cards
        if not stands_as_it_is(card.card.sku, card.pictures[0].file)
    ]
    if renamed:
        yield say("export-readme-renamed")
        yield from renamed
        yield ""


def _warned(say: Catalogue, shipment: Shipment) -> Iterator[str]:
    """Give the rules that pictures break and that only warn, with how many do."""
    found = [finding.rule for card in shipment.cards for one in card.pictures for finding in one.warnings]
    counts = Counter(rule.id for rule in found)
    if counts:
        yield say("export-readme-warned")
        rules = {rule.id: rule for rule in found}
        for id_, count in sorted(counts.items()):
            rule = rules[id_]
            yield f"- {say('export-warned', asks=say.rule(rule), confidence=rule.confidence, count=count)}"
        yield ""
