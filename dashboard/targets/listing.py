"""Targets of a year: what is drafted, what is in force, and how far the registers have moved away from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from dashboard.judged import visible
from dashboard.year import Look
from measures.catalogue import Obligation
from measures.issuing import Implied, implied
from measures.models import Target
from measures.targets import Whose
from organizations.models import Organization

HEADINGS = [
    _("机构"), _("代码"), _("考核点"), _("要求"), _("版次"), _("状态"), _("台账推算基数"), _("核定基数"), _("上限"),
    _("目标区下沿"), _("台账现推算"), _("理由"), _("签发人"), _("下达日期"),
]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """`now` is what the registers imply today; a drift is where an issued baseline differs from it."""

    target: Target
    obligation: Obligation
    organization: Organization
    now: Decimal | None

    @property
    def drifts(self) -> bool:
        return self.target.state == Target.State.ISSUED and self.target.baseline != self.now


def rows(user: Any, look: Look, obligation: str = "", state: str = "", with_drift: bool = True) -> list[Row]:
    """In administrative and catalogue order, the newest version first."""
    found = Target.objects.visible_to(user).filter(year=look.year)
    if obligation:
        found = found.filter(obligation=obligation)
    found = found.filter(state=state) if state else found.exclude(state=Target.State.REPLACED)
    kept = list(found)
    organizations = visible(user)
    now: Mapping[Whose, Implied] = implied(look.year, look.day) if with_drift and kept else {}
    places = {pk: number for number, pk in enumerate(organizations)}
    order = {one.key: (number, one) for number, one in enumerate(look.rules.obligations)}
    known = [one for one in kept if one.obligation in order and one.organization_id in places]
    known.sort(key=lambda one: (places[one.organization_id], order[one.obligation][0], -one.version))
    return [
        Row(
            one,
            order[one.obligation][1],
            organizations[one.organization_id],
            now[one.obligation, one.organization_id].baseline
            if (one.obligation, one.organization_id) in now
            else one.computed,
        )
        for one in known
    ]


def written(found: list[Row]) -> Iterator[list[Any]]:
    for row in found:
        one = row.target
        yield [
            row.organization.name, row.organization.code, one.obligation, str(row.obligation.demand), one.version,
            one.get_state_display(), one.computed, one.baseline, one.ceiling, one.stretch, row.now, one.reason,
            one.issued_by, one.issued_on,
        ]  # fmt: skip
