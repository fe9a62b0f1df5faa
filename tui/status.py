"""The words of the status line, the captions and the evidence; pure text, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.text import Text

from core.intake.hotfolder import HotFolderStatus
from core.model import Candidate, LargeScreen, Listing, Source
from core.presence import OtherSession
from core.process.gate import Found, GateItem
from core.process.looks import Screen
from core.queue import Progress, QueueRow
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue

Side = Literal["source", "candidate"]
SIDES: tuple[Side, Side] = ("source", "candidate")


def status_text(
    say: Catalogue,
    *,
    workspace: str,
    person: str,
    reading: Progress | None,
    progress: Progress,
    status: HotFolderStatus | None,
    others: Sequence[OtherSession],
    tray: int,
    late: int,
    soon: int,
    stale: Sequence[str],
    auditing: bool,
    true_colour: bool,
    measuring: Progress | None,
    width: int,
) -> Text:
    """Return the status line: what matters most first, as much as fits into `width` cells.

    `reading` is how many of the store's files are read, None when all are; `measuring` how many pairs are
    measured of those that are to be, likewise; `late` and `soon` count pictures that wait for a decision;
    `stale` names marketplaces whose rules are past their date; `auditing` tells that second looks are
    taken, blind.
    """
    parts = [
        Text(f" {safe_name(person, 24)} ", "bold reverse"),
        *([Text(say("status-reading", done=reading.done, all=reading.all), "bold cyan")] if reading else []),
        Text(say("status-progress", done=progress.done, all=progress.all), "bold"),
    ]
    if not true_colour:
        parts.append(Text(say("status-colour-rough"), "bold yellow"))
    if auditing:
        parts.append(Text(f" {say('status-audit')} ", "bold black on yellow"))
    counted = (("late", late, "bold red"), ("soon", soon, "bold yellow"), ("tray", tray, "bold yellow"))
    parts += [Text(say(f"status-{what}", count=count), style) for what, count, style in counted if count]
    if stale:
        parts.append(Text(say("status-stale", names=", ".join(stale)), "bold black on yellow"))
    if others:
        names = ", ".join(dict.fromkeys(other.person for other in others))
        parts.append(Text(say("status-others", names=names), "magenta"))
    if status is not None:
        well = status.why == "ok"
        parts.append(Text(say(f"status-folder-{status.why}"), "green" if well else "bold yellow"))
        if status.waiting:
            parts.append(Text(say("status-waiting", count=len(status.waiting)), "cyan"))
    if measuring is not None:
        parts.append(Text(say("status-measured", done=measuring.done, all=measuring.all), "cyan"))
    parts.append(Text(safe_name(workspace, 40), "dim"))
    line = Text(no_wrap=True)
    for part in parts:
        gap = 2 if line.cell_len else 0
        if line.cell_len + gap + part.cell_len > width:
            break
        line.append(" " * gap)
        line.append_text(part)
    return line


def side_of(row: QueueRow, side: Side) -> Candidate | Source | None:
    """Return the source or the candidate of a row."""
    return row.source if side == "source" else row.candidate


def caption_of(say: Catalogue, row: QueueRow, side: Side, *, heat: bool = False) -> tuple[str, ...]:
    """Return the two lines under a picture: which it is and its name, then its true size.

    `heat` says that measured heat lies over it.
    """
    shown = side_of(row, side)
    if shown is None:
        return (say(f"caption-{side}"),)
    name = shown.path.rpartition("/")[2]
    size = say(
        "caption-size",
        width=str(shown.width),
        height=str(shown.height),
        format=shown.format,
        size=short_bytes(say, shown.bytes),
    )
    return (f"{say(f'caption-{side}')}: {name}", f"{say('caption-heat')}  {size}" if heat else size)


def evidence_of(
    say: Catalogue, row: QueueRow, found: Found | None, screen: Screen, large: LargeScreen | None = None
) -> tuple[str, ...]:
    """Return what is measured about a pair, what looking here can prove, and what rules ask to see."""
    lines: list[str] = []
    candidate, source = row.candidate, row.source
    if candidate is not None and source is not None:
        lines.append(
            say(
                "evidence-resolution",
                percent=round(
                    100 * (candidate.width * candidate.height / (source.width * source.height)) ** 0.5
                ),
            )
        )
    if found is not None and found.source_sharpness is not None:
        lines.append(say("evidence-sharpness", percent=round(found.source_sharpness * 100)))
    told = listing_words(row.listing)
    if told:
        lines.append(say("evidence-listing", words=told))
    if large is not None:
        size = {"width": str(large.width), "height": str(large.height)}
        lines.append(say("evidence-large-screen", **size, seconds=round(large.seconds)))
    if candidate is not None and len(candidate.paths) > 1:
        names = ", ".join(path.rpartition("/")[2] for path in candidate.paths[:-1])
        lines.append(say("evidence-copies", names=names))
    proves = "colour" if "colour" in screen.proves() else "no-colour"
    lines.append(say(f"views-screen-proves-{proves}{'-pixels' if screen.pixels else ''}"))
    if found is not None:
        # What blocks stands among the open conditions.
        lines += [say.finding(finding, cited=False) for finding in found.rules if finding.level != "block"]
    return tuple(lines)


def listing_words(listing: Listing | None) -> str:
    """Return what a listing says of its article: colour, material and kit; empty where it says nothing."""
    words = (listing.colour, listing.material, listing.kit) if listing else ()
    return " · ".join(safe_name(word) for word in words if word)


def open_line(say: Catalogue, gate: Sequence[GateItem], screen: Screen) -> str:
    """Return the open conditions in a few words and keys, questions counted.

    A key that can clear nothing on this screen is not named.
    """
    failed = sum(item.code == "item-failed" for item in gate)
    unanswered = sum(item.code == "item-unanswered" for item in gate)
    short = [say("desk-short-failed", count=failed)] if failed else []
    short += [say("desk-short-unanswered", count=unanswered)] if unanswered else []
    elsewhere = () if "colour" in screen.proves() else ("needs-colour",)
    short += [
        say(f"{item.says.id}.{'elsewhere' if item.code in elsewhere else 'short'}", **item.says.args)
        for item in gate
        if not item.item
    ]
    return say("desk-short-open", what=", ".join(short))


def short_bytes(say: Catalogue, count: int) -> str:
    """Return a file size in kB or MB, in the person's words."""
    if count < 1_000_000:
        return say("size-kb", count=max(1, round(count / 1000)))
    return say("size-mb", count=round(count / 1_000_000, 1))
