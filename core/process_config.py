"""The sections of `vitrina.toml` about the process: people, terms, batches, audits, packs, export and so on.

Checked when they are read, as all settings are; `core.config` has them as fields.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from core.process.people import MAY, Act, Role

Hours = Annotated[float, msgspec.Meta(gt=0, le=10_000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Category = Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,40}$")]
Folder = Annotated[str, msgspec.Meta(pattern=r"\A(?!/)(?!(.*/)?\.\.(/|\Z))[^\x00]{1,400}\Z")]
ClockTime = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
Stage = Literal["source", "studio", "qa", "cabinet", "post-moderation"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SlotName = Literal["main", "detail", "social"]


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all sections: an unknown key is refused with its name."""


class PersonSection(Section, frozen=True, kw_only=True):
    """`[people.NAME]`: one person, by the name recorded with what they do."""

    roles: tuple[Role, ...] = ()
    """supplier, photographer, studio, reviewer, auditor, uploader, owner; several may be given."""
    folders: tuple[Folder, ...] = ()
    """Folders below `incoming/` whose pictures this person made; nobody approves their own."""


class MaySection(Section, frozen=True, kw_only=True):
    """`[may]`: which roles may do what; counts from two people on."""

    decide: tuple[Role, ...] = MAY[Act.DECIDE]
    """Approve and reject."""
    batch: tuple[Role, ...] = MAY[Act.BATCH]
    """Open, fill, pause, hand over and close batches."""
    audit: tuple[Role, ...] = MAY[Act.AUDIT]
    """Look a second time at what others decided."""
    settle: tuple[Role, ...] = MAY[Act.SETTLE]
    """Settle what a decision and its audit disagree about, as a third person."""
    rule: tuple[Role, ...] = MAY[Act.RULE]
    """Reopen a stopped category; allow lifestyle main pictures in one."""
    upload: tuple[Role, ...] = MAY[Act.UPLOAD]
    """Export approved packs; say that they were uploaded."""


class SlaSection(Section, frozen=True, kw_only=True):
    """`[sla]`: how long a SKU may stay in a stage, in working hours."""

    time_zone: Annotated[str, msgspec.Meta(max_length=60)] = "UTC"
    """IANA name of the zone whose days and hours are meant, as `Asia/Almaty`."""
    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
    """Working days."""
    opens: ClockTime = "09:00"
    """When a working day begins."""
    closes: ClockTime = "18:00"
    """When it ends; later than `opens`, up to 24:00."""
    holidays: tuple[date, ...] = ()
    """Days on which nobody works."""
    soon_hours: Hours = 2.0
    """Working hours before its end from which a term counts as soon late."""
    hours: dict[Stage, Hours] = {}
    """Stage to working hours; a stage that is not named has no term."""
    categories: dict[Category, dict[Stage, Hours]] = {}
    """Category to stage to working hours, over `hours`."""

    def __post_init__(self) -> None:
        """Refuse a zone that does not exist, a day without hours and a week without days."""
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"time_zone: {self.time_zone}") from error
        if self.closes <= self.opens:
            raise ValueError(f"closes: {self.closes} <= opens: {self.opens}")
        if not self.days:
            raise ValueError("days: []")


class BatchesSection(Section, frozen=True, kw_only=True):
    """`[batches]`: how many SKUs are reviewed together."""

    size: Annotated[int, msgspec.Meta(ge=1, le=30)] = 25
    """SKUs of one batch; more than 30 is refused: attention does not last."""
    tightened_size: Annotated[int, msgspec.Meta(ge=1, le=30)] = 20
    """The same while a category is under tightened inspection."""


class AuditSection(Section, frozen=True, kw_only=True):
    """`[audit]`: the second look."""

    pick: Literal["fifth", "random"] = "fifth"
    """Which of five decided SKUs is audited: the fifth, or one drawn from what nobody knows beforehand."""
    sample: Literal["fifth", "iso2859"] = "fifth"
    """How many: one of five, or the sample size of ISO 2859-1, general level II, for the whole batch."""
    most_disagreements: Annotated[int, msgspec.Meta(ge=0, le=30)] = 1
    """Disagreements of one batch that are still no reason to tighten inspection."""
    self_audit_hours: Annotated[float, msgspec.Meta(ge=0, le=1000)] = 12.0
    """A single seller looks a second time no sooner than so many hours after deciding."""
    few: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 30
    """Audits below which no rate of agreement is given: too few to say."""
    plants: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0
    """Pictures of a batch in whose place one with a planted defect is shown first; 0: none."""


class PilotsSection(Section, frozen=True, kw_only=True):
    """`[pilots]`: the first small batch of a category."""

    required: bool = True
    """Whether a category needs a passed pilot before full batches."""
    size: Annotated[int, msgspec.Meta(ge=1, le=30)] = 5
    """SKUs of a pilot; all of them are audited."""
    most_disagreements: Annotated[int, msgspec.Meta(ge=0, le=30)] = 0
    """Disagreements with which a pilot still passes."""
    warn_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 30
    """Days before a season from which the board warns of categories without a passed pilot."""


class SeasonSection(Section, frozen=True, kw_only=True):
    """`[[seasons]]`: a peak season."""

    name: Name
    """What it is called, as `8 March`."""
    begins: date
    """Its first day."""
    ends: date
    """Its last day."""
    categories: tuple[Category, ...] = ()
    """Categories it is about; empty means all that are listed."""

    def __post_init__(self) -> None:
        """Refuse a season that ends before it begins."""
        if self.ends < self.begins:
            raise ValueError(f"ends: {self.ends} < begins: {self.begins}")


class PackSection(Section, frozen=True, kw_only=True):
    """`[pack]`: what a SKU's content pack needs."""

    slots: tuple[SlotName, ...] = ("main", "detail")
    """Slots without which a pack is not complete; social stays optional unless named."""


class ExportSection(Section, frozen=True, kw_only=True):
    """`[export]`: what goes to the marketplaces."""

    stale_rules: Literal["refuse", "warn"] = "refuse"
    """Whether a rule pack past its date closes the export until somebody has checked it."""


class RetakesSection(Section, frozen=True, kw_only=True):
    """`[retakes]`: what a rejection leads to."""

    notes: bool = True
    """Whether each rejection writes a note for the studio into `retakes/`."""
    max_attempts: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3
    """Rejected attempts of a slot after which its source is to be photographed again."""


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class TrainingSection(Section, frozen=True, kw_only=True):
    """`[training]`: drills with pairs whose answers are known."""

    required: tuple[Category, ...] = ()
    """Categories in which a person decides only after passing a drill in them."""
    size: Annotated[int, msgspec.Meta(ge=5, le=100)] = 20
    """Pairs of a drill."""
    caught: Share = 0.8
    """Share of the defects that has to be rejected to pass."""
    false_alarms: Share = 0.25
    """Share of the honest pairs that may be rejected at most."""
    valid_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 0
    """Days for which a passed drill counts; 0: for good."""


class BreaksSection(Section, frozen=True, kw_only=True):
    """`[breaks]`: when a pause is suggested."""

    after_skus: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 25
    """SKUs decided in a row; 0 suggests none."""
    after_minutes: Annotated[int, msgspec.Meta(ge=0, le=600)] = 25
    """Minutes of deciding without a pause; 0 suggests none."""


PROCESS_TEMPLATE = """\

# --- the process; all of it is optional ---

# [people.ana]                   # the name recorded with what she does; from two people on roles count
# roles = ["reviewer", "owner"]  # supplier, photographer, studio, reviewer, auditor, uploader, owner
# folders = []                   # folders below incoming/ whose pictures this person made

# [may]                          # which roles may do what
# decide = ["reviewer", "owner"]
# batch = ["reviewer", "owner"]
# audit = ["auditor", "owner"]
# settle = ["auditor", "owner"]
# rule = ["owner"]               # reopen a stopped category, allow lifestyle main pictures
# upload = ["uploader", "owner"] # export approved packs, say that they were uploaded

# [sla]                          # how long a SKU may stay in a stage, in working hours
# time_zone = "UTC"              # for instance "Asia/Almaty"
# days = ["mon", "tue", "wed", "thu", "fri"]
# opens = "09:00"
# closes = "18:00"
# holidays = []                  # for instance [2027-01-01, 2027-03-08]
# soon_hours = 2                 # from when before its end a term counts as soon late
# hours = {}                     # for instance { studio = 18, qa = 9, cabinet = 9, post-moderation = 27 }
# categories = {}                # over the hours above: { shoes = { qa = 4 } }

# [batches]
# size = 25                      # SKUs reviewed together; 30 at most
# tightened_size = 20            # the same under tightened inspection

# [audit]
# pick = "fifth"                 # which of five decided SKUs is audited: "fifth" or "random"
# sample = "fifth"               # how many: one of five, or "iso2859" (level II)
# most_disagreements = 1         # more in one batch tighten the inspection of its category
# self_audit_hours = 12          # a single seller looks again no sooner than this
# few = 30                       # below so many audits no rate is given: too few to say
# plants = 0                     # pictures of a batch shown with a planted defect first, blind; 0: none

# [pilots]
# required = true                # a category needs a passed pilot before full batches
# size = 5                       # all of them are audited
# most_disagreements = 0         # with more a pilot fails
# warn_days = 30                 # days before a season from which the board warns

# [[seasons]]
# name = "8 March"
# begins = 2027-02-20
# ends = 2027-03-08
# categories = []                # empty: all that are listed

# [pack]
# slots = ["main", "detail"]     # what a content pack needs: main, detail, social

# [export]
# stale_rules = "refuse"         # a rule pack past its date closes the export; "warn": only says so

# [retakes]
# notes = true                   # each rejection writes a note for the studio into retakes/
# max_attempts = 3               # rejected attempts after which the source is photographed again

# [training]
# required = []                  # categories in which nobody decides before passing a drill: ["shoes"]
# size = 20                      # pairs of a drill
# caught = 0.8                   # share of the defects to be found to pass
# false_alarms = 0.25            # share of honest pairs that may be rejected
# valid_days = 0                 # days for which a passed drill counts; 0: for good

# [breaks]
# after_skus = 25                # a pause is suggested then; 0: never
# after_minutes = 25
"""
"""What `init` writes below the other settings."""
