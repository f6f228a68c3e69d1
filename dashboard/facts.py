"""What a standing says in words: present value against its limit, and the one line of a flag."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from dashboard.counted import unit_of
from dashboard.sentences import bounds_word, share_said
from dashboard.templatetags.figures import UNKNOWN, figure, percent
from measures.catalogue import Obligation
from measures.rules import Milestone, Reduction
from measures.status import Status


def amount(obligation: Obligation, value: Decimal | None) -> str:
    """A figure as its obligation counts it: a share as percent, all else plainly."""
    if value is None:
        return UNKNOWN
    return share_said(value) if obligation.out_of else figure(value)


def present(obligation: Obligation, value: Decimal | None, limit: Decimal | None, population: Decimal | None) -> str:
    """43 / 上限 70; 3 / 5 for what is to be done; — where nothing is known."""
    if value is None:
        return UNKNOWN
    if isinstance(obligation.rule, Milestone):
        return f"{figure(value)} / {figure(population)}"
    if limit is None:
        return amount(obligation, value)
    return f"{amount(obligation, value)} / {bounds_word(obligation)} {amount(obligation, limit)}"


def change_shown(obligation: Obligation, value: Decimal | None, same_period: Decimal | None) -> str:
    """−29.9%, of the figures themselves and never rounded onto or across the shares that the rule names."""
    rule = obligation.rule
    if value is None or not same_period or not isinstance(rule, Reduction):
        return UNKNOWN
    thresholds = [-rule.minimum] + ([-rule.expected] if rule.expected is not None else [])
    return percent(Fraction(value) / Fraction(same_period) - 1, tuple(thresholds))


def line(obligation: Obligation, standing: Any) -> str:
    """The one line of a flag: the figure against its limit. `standing` may be None: then the demand."""
    if standing is None or standing.value is None:
        return str(obligation.demand)
    said = {
        "value": amount(obligation, standing.value),
        "limit": amount(obligation, standing.limit),
        "forecast": amount(obligation, standing.forecast),
        "committed": figure(standing.committed),
        "unit": unit_of(obligation),
        "bound": bounds_word(obligation),
    }
    if isinstance(obligation.rule, Reduction):
        return _reduction_line(standing, said)
    if standing.limit is None:
        said |= {"demand": obligation.demand, "all": figure(standing.population)}
        return _("%(demand)s：应完成%(all)s项，已完成%(value)s项") % said
    said["demand"] = obligation.demand
    if not standing.limit:
        return _("%(demand)s：现有%(value)s%(unit)s") % said
    return _("%(demand)s：现为%(value)s%(unit)s，%(bound)s%(limit)s") % said


def _reduction_line(standing: Any, said: dict[str, Any]) -> str:
    if standing.status == Status.BREACHED:
        return _("上限%(limit)s%(unit)s，已有%(value)s%(unit)s") % said
    if standing.forecast is not None and standing.limit is not None and standing.forecast > standing.limit:
        return _("按同期进度推算全年%(forecast)s%(unit)s，上限%(limit)s") % said
    if standing.status == Status.AT_RISK:
        return _("已有%(value)s%(unit)s，加已批未办%(committed)s%(unit)s，将超上限%(limit)s") % said
    return _("现为%(value)s%(unit)s，上限%(limit)s") % said
