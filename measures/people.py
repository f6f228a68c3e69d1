"""Whom a run judges: the organizations that exist on the day, whom each obligation binds, and who inherits what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from measures.targets import Succeeded
from organizations.models import Organization, RoleAssignment, Succession
from organizations.roles import Role
from organizations.tree import Link, inherited


@dataclass(frozen=True)
class Inheritance:
    """Who inherits whose figures on a day: successor → predecessor → share, through any chain."""

    shares: Mapping[int, Mapping[int, Fraction]]
    links: tuple[Link, ...]

    def whose_figures(self, organization: int) -> tuple[int, ...]:
        """The organization itself and all whose figures it inherits."""
        return (organization, *self.shares.get(organization, ()))

    def succeeded(self, organization: int) -> list[Succeeded]:
        """What the organization inherits, each predecessor with the last day on which a part of it passed on."""
        return [
            Succeeded(predecessor, share, self._effective(predecessor))
            for predecessor, share in self.shares.get(organization, {}).items()
        ]

    def _effective(self, predecessor: int) -> date:
        return max(link.effective for link in self.links if link.predecessor == predecessor)

    def closure(self, organizations: Iterable[int]) -> frozenset[int]:
        """The organizations and everybody whose figures they inherit: whose rows have to be counted."""
        return frozenset(one for organization in organizations for one in self.whose_figures(organization))

    def heirs(self, organizations: Iterable[int]) -> frozenset[int]:
        """The organizations and everybody who inherits their figures: who has to be judged again."""
        changed = frozenset(organizations)
        return changed | {heir for heir, parts in self.shares.items() if changed & parts.keys()}


@dataclass(frozen=True)
class People(Inheritance):
    """`kinds`: organization → kind, in administrative order, of those that exist on the day."""

    kinds: Mapping[int, str]
    lead_offices: frozenset[int]

    def leads(self, organization: int) -> bool:
        """Whether this is the office that leads the work: where the general office's role is held."""
        return organization in self.lead_offices


def inheritance(as_of: date) -> Inheritance:
    """Successions in effect on the day. One query."""
    links = tuple(
        Link(*row)
        for row in Succession.objects.filter(effective__lte=as_of).values_list(
            "predecessor_id", "successor_id", "effective", "share"
        )
    )
    return Inheritance(inherited(links, as_of), links)


def people(as_of: date) -> People:
    """Three queries. An organization that ended on or before the day gets no standing."""
    who = inheritance(as_of)
    kinds = dict(Organization.objects.existing_on(as_of).in_order().values_list("pk", "kind"))
    lead = RoleAssignment.objects.filter(role=Role.GENERAL_OFFICE).values_list("organization_id", flat=True)
    return People(who.shares, who.links, kinds, frozenset(lead))
