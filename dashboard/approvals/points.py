"""规则核对: what speaks for a meeting and what against it, each in one line with its glyph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboard.approvals.ceiling import Ceiling
from dashboard.templatetags.figures import figure
from measures.status import Status
from meetings.approval.wording import length_of
from meetings.models import PlannedMeeting
from meetings.planning.warning import Severity, Warning

# the proposals to join have a card of their own
JOINING = ("joinable", "neighbour")
TOO_LONG = ("half_day", "remote")


@dataclass(frozen=True, slots=True)
class Point:
    """`status` gives glyph and tone: on track, at risk (reason or change), breached (must not be)."""

    status: Status
    text: str
    reason: str = ""


def points(planned: PlannedMeeting, warnings: Iterable[Warning], ceiling: Ceiling | None) -> list[Point]:
    grave = [one for one in warnings if one.key not in JOINING and one.severity is not Severity.ADVICE]
    return [
        _standing(planned),
        _size(planned, any(one.key in TOO_LONG for one in grave)),
        *(
            Point(Status.BREACHED if one.must else Status.AT_RISK, str(one.text), one.said)
            for one in sorted(grave, key=lambda one: one.severity)
        ),
        *_over(ceiling),
    ]


def joining(warnings: Iterable[Warning]) -> list[Warning]:
    """What it could be held together with."""
    return [one for one in warnings if one.key in JOINING]


def _standing(planned: PlannedMeeting) -> Point:
    """In the plan, or outside it and why."""
    if planned.emergency:
        said = {"approver": planned.emergency_approver or _("未写明")}
        return Point(Status.AT_RISK, _("应急，批准人：%(approver)s") % said)
    if planned.plan is None:
        return Point(Status.AT_RISK, _("年度计划外，单独请示"))
    if planned.replaces is not None:
        said = {"number": planned.replaces.number}
        return Point(Status.AT_RISK, _("已批准后又调整（原编号%(number)s）") % said)
    return Point(Status.ON_TRACK, _("在%(year)s年度计划内") % {"year": planned.year})


def _size(planned: PlannedMeeting, too_long: bool) -> Point:
    said = {"length": length_of(planned), "form": planned.get_form_display() or _("形式未定")}
    if planned.heads_called:
        return Point(Status.AT_RISK, _("%(length)s、%(form)s，要求“一把手”参会，另报主要领导") % said)
    if too_long:
        return Point(Status.ON_TRACK, _("不要求“一把手”"))
    return Point(Status.ON_TRACK, _("%(length)s、%(form)s，不要求“一把手”") % said)


def _over(ceiling: Ceiling | None) -> Iterator[Point]:
    if ceiling is None:
        return
    said = {"total": figure(ceiling.total), "over": figure(ceiling.over), "limit": figure(ceiling.limit)}
    if not ceiling.adds:
        yield Point(Status.ON_TRACK, _("不另计次数，该单位全年仍为%(total)s次") % said)
    elif ceiling.limit is None:
        yield Point(Status.NO_BASELINE, _("批准后该单位全年%(total)s次，上限尚未核定") % said)
    elif ceiling.over:
        yield Point(Status.AT_RISK, _("批准后该单位全年%(total)s次，超核定%(over)s次") % said)
    else:
        yield Point(Status.ON_TRACK, _("批准后该单位全年%(total)s次，未超核定%(limit)s次") % said)
