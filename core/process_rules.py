"""From the settings to the rules of the process."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from core.config import Config
from core.model import Slot
from core.process.breaks import BreakRules
from core.process.people import Act, People, Person
from core.process.pilots import Season
from core.process.sla import Terms, WorkTime
from core.training.drills import DrillRules

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def people_of(config: Config) -> People:
    """Return who works here and who may do what."""
    by_name = {name: Person(one.roles, one.folders) for name, one in config.people.items()}
    may = {act: getattr(config.may, act.value) for act in Act}
    return People(MappingProxyType(by_name), MappingProxyType(may))


def terms_of(config: Config) -> Terms:
    """Return the working hours and how long a SKU may stay in each stage."""
    sla = config.sla
    work = WorkTime(
        zone=ZoneInfo(sla.time_zone),
        days=frozenset(_DAYS.index(day) for day in sla.days),
        opens=_since_midnight(sla.opens),
        closes=_since_midnight(sla.closes),
        holidays=frozenset(sla.holidays),
    )
    hours = {str(stage): value for stage, value in sla.hours.items()}
    categories = {
        name: {str(stage): value for stage, value in own.items()} for name, own in sla.categories.items()
    }
    return Terms(work, MappingProxyType(hours), MappingProxyType(categories), sla.soon_hours)


def seasons_of(config: Config) -> tuple[Season, ...]:
    """Return the peak seasons."""
    return tuple(Season(one.name, one.begins, one.ends, one.categories) for one in config.seasons)


def break_rules_of(config: Config) -> BreakRules:
    """Return when a pause is suggested."""
    return BreakRules(config.breaks.after_skus, config.breaks.after_minutes)


def drill_rules_of(config: Config) -> DrillRules:
    """Return when a drill passes."""
    training = config.training
    return DrillRules(training.caught, training.false_alarms, timedelta(days=training.valid_days))


def needed_slots_of(config: Config) -> tuple[Slot, ...]:
    """Return the slots without which a content pack is not complete."""
    return tuple(Slot(name) for name in config.pack.slots)


def _since_midnight(text: str) -> timedelta:
    hours, _, minutes = text.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
