"""A standing in one line: the figure, the limit and what is the matter."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from dashboard.counted import unit_of
from dashboard.templatetags.figures import beside, figure
from measures.catalogue import Obligation
from measures.rules import Floor, Milestone, Reduction, Status


class Figures(Protocol):
    """What a line needs of a standing; every figure may be unknown."""

    status: str
    value: Decimal | None
    limit: Decimal | None
    forecast: Decimal | None
    committed: Decimal | None


def in_a_line(obligation: Obligation, standing: Figures) -> str:
    """“上限70件，已71件”; the demand itself where there is no figure."""
    if standing.value is None or isinstance(obligation.rule, Milestone):
        return str(obligation.demand)
    words = {
        "demand": str(obligation.demand),
        "value": beside(standing.value, standing.limit),
        "limit": figure(standing.limit),
        "forecast": beside(standing.forecast, standing.limit),
        "committed": figure(standing.committed),
        "unit": unit_of(obligation),
    }
    if isinstance(obligation.rule, Reduction):
        if standing.status == Status.AT_RISK and standing.committed:
            return _("上限%(limit)s%(unit)s，已有%(value)s%(unit)s，已批待办%(committed)s%(unit)s") % words
        if standing.status == Status.AT_RISK:
            return _("上限%(limit)s%(unit)s，预测%(forecast)s%(unit)s") % words
        return _("上限%(limit)s%(unit)s，已有%(value)s%(unit)s") % words
    if isinstance(obligation.rule, Floor):
        return _("%(demand)s：现为%(value)s，应达%(limit)s") % words
    return _("%(value)s%(unit)s不符：%(demand)s") % words if standing.value else words["demand"]
