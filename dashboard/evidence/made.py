"""How one figure is made: each part of the arithmetic with its number (evaluation.md, Figures)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from dashboard.counted import parameters_said, unit_of, what_counts
from dashboard.facts import amount, change_shown
from dashboard.sentences import bounds_word
from dashboard.templatetags.figures import figure, full_day
from measures.catalogue import Obligation
from measures.figures import baseline_year
from measures.rules import Reduction


def counted_sentence(obligation: Obligation, standing: Any, first: Any, last: Any) -> str:
    """2019年1月1日至10月15日，…，共43件。"""
    said = {
        "first": full_day(first),
        "last": full_day(last),
        "what": what_counts(obligation),
        "limits": parameters_said(obligation),
    }
    text = _("%(first)s至%(last)s，数的是：%(what)s") % said
    if said["limits"]:
        text += _("（%(limits)s）") % said
    if standing is None or standing.value is None:
        return text + _("。现在没有数据。")
    return text + _("。合计%(value)s%(unit)s。") % {
        "value": amount(obligation, standing.value),
        "unit": unit_of(obligation),
    }


def parts(obligation: Obligation, standing: Any) -> Iterator[tuple[str, str, str]]:
    """Name, figure and how it comes about; only what the rule uses."""
    if standing is None:
        return
    value, unit = standing.value, unit_of(obligation)
    yield _("累计"), amount(obligation, value) + unit, _("已认可说明的记录不计入")
    rule = obligation.rule
    year = baseline_year(obligation, standing.year)
    if year is not None and standing.baseline is not None:
        yield (
            _("%(year)s年全年") % {"year": year},
            amount(obligation, standing.baseline),
            _("基数：核定的优先，其次台账"),
        )
    if isinstance(rule, Reduction):
        yield from _reduction(obligation, rule, standing)
    elif standing.limit is not None:
        yield bounds_word(obligation), amount(obligation, standing.limit) + unit, ""
    if standing.population is not None and not isinstance(rule, Reduction):
        yield _("查了多少"), figure(standing.population), _("台账中可查的记录")


def _reduction(obligation: Obligation, rule: Reduction, standing: Any) -> Iterator[tuple[str, str, str]]:
    if standing.same_period is not None:
        change = change_shown(obligation, standing.value, standing.same_period)
        yield (
            _("上年同期"),
            figure(standing.same_period),
            _("与同期比%(change)s（%(value)s比%(same)s）")
            % {"change": change, "value": figure(standing.value), "same": figure(standing.same_period)},
        )
    if standing.limit is not None:
        yield _("上限"), figure(standing.limit), _limit_said(rule, standing)
    if standing.stretch is not None:
        yield _("目标区下沿"), figure(standing.stretch), _("推算低于它的另行标出，不是超标")
    if standing.committed:
        yield _("已批未办"), figure(standing.committed), _("与累计相加不得超过上限")
    if standing.forecast is not None:
        how = _("累计×基数÷同期") if standing.same_period else _("累计÷已过天数比例")
        yield _("推算全年"), figure(standing.forecast), how


def _limit_said(rule: Reduction, standing: Any) -> str:
    if standing.baseline is not None and standing.limit == rule.bounds(standing.baseline)[0]:
        return _("基数×%(share)s%%，去尾取整") % {"share": figure((1 - rule.minimum) * 100)}
    return _("按下达的目标")
