"""`vitrina.toml`: what a workspace's owner can set, checked when it is read.

An unknown key or a value out of range is refused with its name: a setting that is silently ignored is a gate
that somebody believes in.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from core.errors import ConfigInvalid
from core.metrics_config import MetricsSection
from core.process_config import (
    AuditSection,
    BatchesSection,
    BreaksSection,
    ExportSection,
    MaySection,
    Name,
    PackSection,
    PersonSection,
    PilotsSection,
    RetakesSection,
    SeasonSection,
    SlaSection,
    TrainingSection,
)

_MAX_BYTES = 256 * 1024

Seconds = Annotated[float, msgspec.Meta(ge=0, le=3600)]


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a review goes."""

    language: Literal["auto", "en", "ru", "kk"] = "auto"
    """Language of the desk; `auto` takes the system's."""
    person: Annotated[str, msgspec.Meta(max_length=80)] = ""
    """Name recorded with each decision; empty means the operating system user."""
    min_look_seconds: Seconds = 5.0
    """How long a pair has to be on the screen before it can be approved."""
    large_screen_declared: bool = True
    """Whether a person's word counts as the large-screen check."""
    large_screen_seconds: Seconds = 5.0
    """How long a pair has to be looked at on the large-screen page before that counts as seen."""
    large_screen_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    """Port that the large-screen page is served on, for a tunnel that always stands; 0 means any free one."""
    source_soft_below: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    """Sharpness below which a source counts as not sharp; None means the measured default."""


class Intake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the hot folder is watched and files are matched."""

    watch: Literal["auto", "native", "polling"] = "auto"
    """`polling` where the file system sends no events; `auto` finds out."""
    scan_seconds: Annotated[float, msgspec.Meta(ge=1, le=3600)] = 15.0
    """How often everything is looked through, for what the watcher missed."""
    max_megapixels: Annotated[float, msgspec.Meta(gt=0, le=500)] = 60.0
    """Pictures with more are refused before they are decoded."""
    patterns: tuple[str, ...] = ()
    """Regular expressions with the named groups sku, slot, mode, attempt, tried on file names in order."""


Renderer = Literal["auto", "half", "quadrant", "sextant", "octant", "kitty", "sixel", "iterm2"]
"""How pictures are drawn: with blocks of two, four, six or eight dots a cell, or by a graphics protocol."""

Colours = Literal["auto", "truecolor", "256", "16", "none"]


class View(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How pictures are shown."""

    renderer: Renderer = "auto"
    """`auto` takes the finest blocks that the terminal is known to draw itself; half blocks elsewhere."""
    colours: Colours = "auto"
    """How many colours; `auto` believes the terminal's environment."""
    slow_link: Literal["auto", "on", "off"] = "auto"
    """Whether pictures come in few colours first and in all when the keys rest; `auto` measures."""
    memory_megabytes: Annotated[int, msgspec.Meta(ge=32, le=8192)] = 256
    """Memory for pictures in MiB: for the copies that are shown, and for whole ones under the loupe."""

    def asked(self, renderer: Renderer | None, *, slow_link: bool) -> View:
        """Return these settings with what a person asked for on the command line in their place."""
        return msgspec.structs.replace(
            self, renderer=renderer or self.renderer, slow_link="on" if slow_link else self.slow_link
        )


class Drift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How drift between source and candidate is measured."""

    measure: bool = True
    """Whether the desk measures pairs in the background; what was measured before is shown either way."""
    models: tuple[Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")], ...] = ()
    """Python modules, installed beside the program, that add a measure of their own (a learned one, say)."""
    ocr: bool = False
    """Whether text on the product is read and compared where Tesseract is installed: a second a pair."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings of a workspace; every one has a default."""

    review: Review = Review()
    intake: Intake = Intake()
    view: View = View()
    drift: Drift = Drift()
    keys: dict[str, str] = {}
    """Action id to key, for keys that a person wants elsewhere."""
    people: dict[Name, PersonSection] = {}
    """Who works here, by the name recorded with what they do; roles count from two people on."""
    may: MaySection = MaySection()
    sla: SlaSection = SlaSection()
    batches: BatchesSection = BatchesSection()
    audit: AuditSection = AuditSection()
    pilots: PilotsSection = PilotsSection()
    seasons: tuple[SeasonSection, ...] = ()
    """Peak seasons with their days."""
    pack: PackSection = PackSection()
    export: ExportSection = ExportSection()
    retakes: RetakesSection = RetakesSection()
    training: TrainingSection = TrainingSection()
    breaks: BreaksSection = BreaksSection()
    metrics: MetricsSection = MetricsSection()

    @property
    def max_pixels(self) -> int:
        """The pixel limit of a picture."""
        return int(self.intake.max_megapixels * 1_000_000)


def read_config(path: Path) -> Config:
    """Return the settings in `path`; all defaults where there is no file.

    Raises ConfigInvalid with what is wrong and where.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigInvalid(path=path.name, why=error.strerror or str(error)) from error
    if len(data) > _MAX_BYTES:
        raise ConfigInvalid(path=path.name, why=f"> {_MAX_BYTES} bytes")
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), Config)
    except RecursionError as error:
        raise ConfigInvalid(path=path.name, why="nested too deep") from error
    except ValueError as error:  # of tomllib, of the decoder, of an endless number, of msgspec
        raise ConfigInvalid(path=path.name, why=str(error)) from error


TEMPLATE = """\
# Vitrina Desk: the settings of this workspace. Every line is optional; what is commented out is the default.

[review]
# language = "auto"              # en, ru, kk, or auto: the system's
# person = ""                    # the name recorded with each decision; empty: the operating system user
# min_look_seconds = 5           # a pair has to be on the screen this long before it can be approved
# large_screen_declared = true   # whether a person's word counts as the large-screen check
# large_screen_seconds = 5       # the large-screen page has to be looked at this long to count as seen
# large_screen_port = 0          # the port of that page, for a tunnel that always stands; 0: any free one

[intake]
# watch = "auto"                 # native, polling, or auto: polling where the file system sends no events
# scan_seconds = 15              # how often everything is looked through for what the watcher missed
# max_megapixels = 60            # larger pictures are refused before they are decoded
# patterns = []                  # file names your studio writes, for instance
#                                # ['^(?P<sku>[A-Z]+-\\d+)_(?P<slot>main|detail)$']

[view]
# renderer = "auto"              # half, quadrant, sextant, octant: blocks of 2, 4, 6 or 8 dots a cell;
#                                # kitty, sixel, iterm2: graphics protocols, in pixels;
#                                # auto: the finest blocks that the terminal draws for sure
# colours = "auto"               # truecolor, 256, 16, none, or auto: what the terminal says it has
# slow_link = "auto"             # on: few colours first, all of them when the keys rest; auto: measured
# memory_megabytes = 256         # memory for pictures

[drift]
# measure = true                 # measure pairs in the background; false on a machine too slow for it
# models = []                    # Python modules installed beside the program that add a measure of their own
# ocr = false                    # read the text on products and compare it, where Tesseract is installed

[keys]
# approve = "a"                  # any action of the key list (?) can be put on another key
"""
"""The `vitrina.toml` that `init` writes."""
