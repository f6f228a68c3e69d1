"""规则核对: what speaks for an item and what against it, each in one line with its glyph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboard.inspection_plans.ceiling import Ceiling
from dashboard.inspection_plans.rows import Said
from dashboard.templatetags.figures import figure
from inspections.models import PlannedInspection
from inspections.planning.checks import HINT, MUST
from inspections.planning.excuses import struck_from
from measures.status import Status


@dataclass(frozen=True, slots=True)
class Point:
    """`status` gives glyph and tone: on track, at risk (reason or change), breached (must not be)."""

    status: Status
    text: str
    reason: str = ""


def points(item: PlannedInspection, said: Iterable[Said], ceilings: Sequence[Ceiling]) -> list[Point]:
    grave = [one.finding for one in said if one.finding.severity != HINT]
    return [
        _standing(item),
        _basis(item),
        *_papers(item),
        *(Point(Status.BREACHED if one.severity == MUST else Status.AT_RISK, one.text, one.excused) for one in grave),
        *(_over(one) for one in ceilings),
    ]


def _standing(item: PlannedInspection) -> Point:
    """In the plan, or outside it and why."""
    if item.emergency:
        return Point(Status.AT_RISK, _("应急"))
    if item.replaces is not None:
        said = {"number": item.replaces.filing_number}
        return Point(Status.AT_RISK, _("已批准后又调整（原备案号%(number)s）") % said)
    if item.plan is None:
        return Point(Status.AT_RISK, _("年度计划外，单独报备"))
    return Point(Status.ON_TRACK, _("在%(year)s年度计划内") % {"year": item.year})


def _basis(item: PlannedInspection) -> Point:
    status = Status.ON_TRACK if item.basis_level in ("centre", "province") else Status.AT_RISK
    return Point(status, _("依据：%(basis)s（%(level)s）") % {
        "basis": item.basis or _("未写明"), "level": item.get_basis_level_display() or _("层级未填")
    })  # fmt: skip


def _papers(item: PlannedInspection) -> Iterator[Point]:
    struck = struck_from(item)
    if struck:
        text = _("已划去不得要求的材料：%(words)s") % {"words": _("、").join(struck)}
        yield Point(Status.ON_TRACK, text)
    else:
        yield Point(Status.ON_TRACK, _("不要求台账、截图等留痕材料"))


def _over(one: Ceiling) -> Point:
    said = {
        "name": one.name,
        "total": figure(one.value),
        "over": figure(one.over),
        "limit": figure(one.limit),
        "unit": one.unit,
    }
    if one.limit is None:
        return Point(Status.NO_BASELINE, _("批准后该单位全年%(name)s%(total)s%(unit)s，上限尚未核定") % said)
    if one.over:
        return Point(Status.AT_RISK, _("批准后该单位全年%(name)s%(total)s%(unit)s，超上限%(over)s%(unit)s") % said)
    return Point(Status.ON_TRACK, _("批准后该单位全年%(name)s%(total)s%(unit)s，上限%(limit)s%(unit)s") % said)
