"""Tiles: one figure each, added up over the organizations shown and judged by the obligation's own rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.counted import unit_of
from dashboard.overview.board import UNKNOWN
from dashboard.templatetags.charts import bullet, hatched, stacked
from dashboard.templatetags.figures import UNKNOWN as DASH
from dashboard.templatetags.figures import beside, change, figure, percent
from measures.catalogue import Obligation
from measures.rules import Facts, Reduction, Status, judge

# obligation → the tile's name; those whose register is still to come show no data
TILES: dict[str, str | Promise] = {
    "4.1": gettext_lazy("发至基层文件"),
    "8.1": gettext_lazy("超10页文件"),
    "9.1": gettext_lazy("全省性会议"),
    "14.1": gettext_lazy("督查检查考核"),
    "14.2": gettext_lazy("督查检查频次"),
}


@dataclass(frozen=True)
class Part:
    """A figure under the bar; tone: over, warn or none."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Tile:
    number: int
    name: str
    status: str
    value: str = DASH
    unit: str = ""
    aside: str = ""
    chart: SafeString | str = ""
    foot: list[Part] = field(default_factory=list)
    # said instead of the status's own word
    word: str = ""
    flags: bool = False


@dataclass(frozen=True)
class Total:
    """The figures of several standings added up, judged like one."""

    value: Decimal
    baseline: Decimal | None
    same_period: Decimal | None
    limit: Decimal | None
    stretch: Decimal | None
    forecast: Decimal | None
    reduction: Decimal | None
    status: str
    population: Decimal
    counted: frozenset[int]


def added(standings: Iterable[Any], name: str) -> Decimal | None:
    """None when none of them has the figure."""
    found = [value for one in standings if (value := getattr(one, name)) is not None]
    return sum(found, Decimal(0)) if found else None


def total(obligation: Obligation, standings: Iterable[Any], as_of: date) -> Total | None:
    """None when no organization has a figure to add. Those without data or baseline stay outside on both sides."""
    known = [one for one in standings if one.status not in UNKNOWN and one.value is not None]
    if not known:
        return None
    value = added(known, "value") or Decimal(0)
    facts = Facts(
        value=value,
        year=as_of.year,
        as_of=as_of,
        force=obligation.force,
        covered=True,
        baseline=added(known, "baseline"),
        same_period=added(known, "same_period"),
        committed=added(known, "committed") or Decimal(0),
        population=added(known, "population"),
        ceiling=added(known, "limit") if isinstance(obligation.rule, Reduction) else None,
        stretch=added(known, "stretch") if isinstance(obligation.rule, Reduction) else None,
    )
    judged = judge(obligation.rule, facts)
    return Total(
        value,
        facts.baseline,
        facts.same_period,
        _decimal(judged.limit),
        _decimal(judged.stretch),
        _decimal(judged.forecast),
        _decimal(judged.reduction),
        judged.status,
        facts.population or Decimal(0),
        frozenset(one.organization_id for one in known),
    )


def _decimal(exact: Any) -> Decimal | None:
    return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def tile(obligation: Obligation, name: str, whole: Total | None) -> Tile:
    """A tile of what is added up; hatched where there is nothing."""
    if whole is None:
        waits = _("台账尚未接入") if obligation.awaits else _("还没有数据")
        return Tile(obligation.measure, name, Status.NO_DATA, chart=hatched(), foot=[Part(waits)])
    unit = unit_of(obligation)
    if isinstance(obligation.rule, Reduction):
        return _reduced(obligation, name, whole, unit)
    return Tile(
        obligation.measure,
        name,
        whole.status,
        figure(whole.value),
        unit,
        chart=stacked(whole.population - whole.value, "actual", whole.value, _tone(whole.status)),
        foot=[
            Part(_("台账共%(count)s") % {"count": figure(whole.population)}),
            Part(_("上限%(figure)s") % {"figure": figure(whole.limit)}),
        ],
    )


def _tone(status: str) -> str:
    return "over" if status == Status.BREACHED else "ask"


def _reduced(obligation: Obligation, name: str, whole: Total, unit: str) -> Tile:
    foot = [
        Part(_("同期%(figure)s") % {"figure": figure(whole.same_period)}),
        Part(_("上限%(figure)s") % {"figure": figure(whole.limit)}, "over" if whole.status == Status.BREACHED else ""),
        Part(
            _("预测%(figure)s") % {"figure": beside(whole.forecast, whole.limit)},
            "warn" if whole.status == Status.AT_RISK else "",
        ),
    ]
    return Tile(
        obligation.measure,
        name,
        whole.status,
        figure(whole.value),
        unit,
        _("同比 %(change)s") % {"change": shown_change(obligation, whole.reduction)},
        bullet(whole, name),
        foot,
    )


def shown_change(obligation: Obligation, reduction: Decimal | None) -> str:
    """The change from the same period, never rounded across the ceiling's or the band's percentage."""
    if reduction is None or not isinstance(obligation.rule, Reduction):
        return change(reduction)
    rule = obligation.rule
    edges = tuple(-Decimal(str(edge)) for edge in (rule.minimum, rule.expected) if edge is not None)
    return percent(-reduction, edges)
