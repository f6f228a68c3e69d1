"""How the system judges, in one plain sentence made from the rule and its parameters; and how a figure is made."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.counted import unit_of
from dashboard.templatetags.figures import figure
from measures.catalogue import Obligation
from measures.rules import Ceiling, Due, Floor, Milestone, MonthDay, Reduction
from measures.status import Force, Status


def exceeded_word(obligation: Obligation) -> str:
    return str((Status.BREACHED if obligation.force == Force.MUST else Status.TO_EXPLAIN).label)


def share_said(share: Decimal) -> str:
    """0.30 → 30%."""
    return f"{figure(share * 100)}%"


def month_day(day: MonthDay) -> str:
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}


def judging(obligation: Obligation) -> str:
    """One sentence, without figures of anybody."""
    rule = obligation.rule
    if isinstance(rule, Reduction):
        return _reduction(rule)
    if isinstance(rule, Ceiling):
        return _ceiling(rule, obligation)
    if isinstance(rule, Floor):
        return _floor(rule, obligation)
    return _milestone(rule, obligation)


def _base(rule: Reduction) -> str:
    if rule.baseline_metric:
        return _("整治前的数量")
    return _("上年全年数") if rule.baseline == "previous_year" else _("%(year)s年全年数") % {"year": rule.baseline}


def _reduction(rule: Reduction) -> str:
    said = {
        "base": _base(rule),
        "share": share_said(1 - rule.minimum),
        "edge": share_said(1 - (rule.expected or rule.minimum)),
    }
    if rule.minimum == 0:
        text = _("全年数不超过%(base)s；按同期进度推算会超过的为预警，实际超过的为超标") % said
    else:
        text = _("上限为%(base)s的%(share)s（去尾取整）；按同期进度推算会超上限的为预警，实际超过的为超标") % said
    if rule.committed:
        text += _("；已办加已批未办超过上限的也为预警")
    if rule.expected is not None:
        text += _("；推算低于%(edge)s的仍为达标，另行标出") % said
    if rule.small_base:
        text += _("；基数不超过%(small)s的只要求不增加") % {"small": figure(rule.small_base)}
    return text + _("。")


def _ceiling(rule: Ceiling, obligation: Obligation) -> str:
    said = {"limit": figure(rule.limit), "unit": unit_of(obligation), "word": exceeded_word(obligation)}
    text = (_("全年超过%(limit)s%(unit)s为%(word)s") if rule.limit else _("出现1%(unit)s即为%(word)s")) % said
    if rule.warn is not None:
        text += _("；超过%(warn)s%(unit)s为预警") % (said | {"warn": figure(rule.warn)})
    if rule.since is not None:
        text += _("；自%(day)s起判断") % {"day": month_day(rule.since)}
    return text + _("。")


def _floor(rule: Floor, obligation: Obligation) -> str:
    minimum = _("上年全年数") if rule.minimum is None else figure(rule.minimum) + unit_of(obligation)
    if rule.minimum is not None and obligation.out_of:
        minimum = share_said(rule.minimum)
    said = {"minimum": minimum, "word": exceeded_word(obligation), "days": rule.warn_days}
    if rule.due == Due.ALWAYS:
        return _("任何时候不低于%(minimum)s，低于的为%(word)s。") % said
    if rule.due == Due.QUARTERLY:
        return _("每季度末达到全年%(minimum)s的相应进度，未达到的为%(word)s；到期前%(days)s天内未达到的为预警。") % said
    return _("年底前达到%(minimum)s，未达到的为%(word)s；到期前%(days)s天内未达到的为预警。") % said


def _milestone(rule: Milestone, obligation: Obligation) -> str:
    days = _("、").join(month_day(day) for day in rule.due)
    said = {"days": days, "word": exceeded_word(obligation), "warn": rule.warn_days}
    return _("%(days)s前完成并通过验收；到期前%(warn)s天内未完成的为预警，逾期的为%(word)s。") % said


def bounds_word(obligation: Obligation) -> str:
    """What the limit of a standing is called."""
    return _("下限") if isinstance(obligation.rule, Floor) else _("上限")


def overdue_said(days: int) -> str:
    return ngettext("逾期%(days)s个工作日", "逾期%(days)s个工作日", days) % {"days": days}
