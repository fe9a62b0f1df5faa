"""Who may do what, and whose own work is not theirs to judge; pure.

People and roles are the owner's settings. With nobody or one person named there, the workspace is a single
seller's: everybody who sits there may do everything, and a second look is a self-audit. From two people on it
is a team: what nobody allowed is refused, who made a picture does not approve it, and who decided does not
audit. What would go wrong otherwise: a second look that is the first one's echo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from core.model import Candidate


class Role(StrEnum):
    """What a person does in the process; one person may have several."""

    SUPPLIER = "supplier"
    PHOTOGRAPHER = "photographer"
    STUDIO = "studio"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"
    UPLOADER = "uploader"
    OWNER = "owner"


class Act(StrEnum):
    """What a role may be needed for."""

    DECIDE = "decide"
    """Approve and reject candidates."""
    BATCH = "batch"
    """Open batches, add to them, pause, hand over and close them."""
    AUDIT = "audit"
    """Look a second time at what others decided."""
    SETTLE = "settle"
    """Settle what decision and audit disagree about."""
    RULE = "rule"
    """Reopen a stopped category, allow lifestyle main pictures in one."""
    UPLOAD = "upload"
    """Export approved packs, and say that they were uploaded."""


MAY: Mapping[Act, tuple[Role, ...]] = MappingProxyType(
    {
        Act.DECIDE: (Role.REVIEWER, Role.OWNER),
        Act.BATCH: (Role.REVIEWER, Role.OWNER),
        Act.AUDIT: (Role.AUDITOR, Role.OWNER),
        Act.SETTLE: (Role.AUDITOR, Role.OWNER),
        Act.RULE: (Role.OWNER,),
        Act.UPLOAD: (Role.UPLOADER, Role.OWNER),
    }
)
"""Which roles may do what, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the settings."""

    roles: tuple[Role, ...] = ()
    folders: tuple[str, ...] = ()
    """Folders below `incoming/` whose pictures this person made, with `/` between the parts."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in the settings, by the name that is recorded with what they do."""

    by_name: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    may_roles: Mapping[Act, tuple[Role, ...]] = field(default_factory=lambda: MAY)

    @property
    def team(self) -> bool:
        """Whether more than one person works here."""
        return len(self.by_name) > 1

    def knows(self, name: str) -> bool:
        """Tell whether the settings name this person, or name nobody in particular."""
        return not self.team or name in self.by_name

    def may(self, name: str, act: Act) -> bool:
        """Tell whether a person may do something."""
        if not self.team:
            return True
        person = self.by_name.get(name)
        return person is not None and any(role in self.may_roles[act] for role in person.roles)

    def who_may(self, act: Act) -> tuple[str, ...]:
        """Return the names of those who may do something; in a team only."""
        return tuple(name for name in self.by_name if self.team and self.may(name, act))

    def owner(self, name: str) -> bool:
        """Tell whether a person is an owner; a single seller is."""
        if not self.team:
            return True
        person = self.by_name.get(name)
        return person is not None and Role.OWNER in person.roles

    def made(self, name: str, candidate: Candidate) -> bool:
        """Tell whether a person made this picture: it was seen in one of that person's folders."""
        person = self.by_name.get(name)
        if not self.team or person is None:
            return False
        homes = tuple(f"incoming/{folder.strip('/')}/" for folder in person.folders)
        return any(path.startswith(homes) for path in candidate.paths) if homes else False
