"""The general office decides what a county said; what it confirms becomes a visit when its month can be told, or at
once where the county agrees to be named."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.actions.refusals import Refused
from inspections.actions.reports import MARK, REPORT, may_have_come
from inspections.derive import item_key
from inspections.models import (
    Came,
    InspectionKind,
    Mark,
    Origin,
    PlaceLevel,
    ReachedCounty,
    ReportState,
    UnplannedReport,
    Visit,
    VisitMark,
)
from inspections.told import hidden_in, is_told, month_of
from organizations.models import User
from organizations.roles import Power
from registers import history
from registers.outbox import announce

# the register that 14.2, 15.1 and 15.2 are fed by
REGISTER = "visits"
VISIT = Visit._meta.label_lower
UNPLANNED, BEYOND = gettext_lazy("有县反映：计划外检查"), gettext_lazy("有县反映：超出计划")


@transaction.atomic
def decide_report(
    *, report: int, confirms: bool, department: int | None = None, reason: str = "", by: User, now: datetime
) -> bool:
    """Whether this decision stands; of two deciders at once one does.

    `department` is who came, where the county could not tell. Raises UnplannedReport.DoesNotExist, or Refused while
    the county can still take it back, and without a department or a reason.
    """
    reached = UnplannedReport.objects.reached_by(by, Power.CHECK_PLANS).select_related("county")
    held = reached.select_for_update(of=("self",), no_key=True).get(pk=report)
    if held.state != ReportState.REPORTED:
        return False
    if held.until > now:
        raise Refused(_("反映后24小时内县里可以撤回，过后再核实。"))
    if confirms and held.department_id is None:
        if department is None or not may_have_come(held.county, held.day).filter(pk=department).exists():
            raise Refused(_("县里说不清是哪个单位，请先选定再确认。"), "department")
        held.department_id = department
    if not confirms and not reason.strip():
        raise Refused(_("不采纳要写一句理由。"), "reason")
    held.state = ReportState.CONFIRMED if confirms else ReportState.REJECTED
    held.confirmed_by, held.confirmed_at, held.rejected_reason = by, now, "" if confirms else reason.strip()
    held.save()
    _decided(REPORT, held, reason, by)
    if confirms:
        tell_reports([held], localdate(now))
    return True


@transaction.atomic
def decide_mark(*, mark: int, confirms: bool, by: User, now: datetime) -> bool:
    """The same for a tap 不在计划内 or 超出计划 on an approved item."""
    reached = VisitMark.objects.reached_by(by, Power.CHECK_PLANS).exclude(mark=Mark.PLANNED)
    held = reached.select_related("item").select_for_update(of=("self",), no_key=True).get(pk=mark)
    if held.state != ReportState.REPORTED:
        return False
    if held.until > now:
        raise Refused(_("县里明天24时前可以改，过后再核实。"))
    held.state = ReportState.CONFIRMED if confirms else ReportState.REJECTED
    held.confirmed_by, held.confirmed_at = by, now
    held.save()
    _decided(MARK, held, "", by)
    if confirms:
        tell_marks([held], localdate(now))
    return True


def _decided(subject: str, word: Any, reason: str, by: User) -> None:
    action = "confirmed" if word.state == ReportState.CONFIRMED else "rejected"
    changes = {"state": (str(ReportState.REPORTED), str(word.state))}
    history.write([history.Line(action, subject, str(word.pk), None, changes, reason)], actor=by, path="page")


@transaction.atomic
def tell(today: date) -> int:
    """Makes visits of everything confirmed whose month can be told by now; how many. Again, it makes none."""
    reports = UnplannedReport.objects.filter(state=ReportState.CONFIRMED, visit=None, kind=Came.INSPECTION)
    marks = VisitMark.objects.filter(state=ReportState.CONFIRMED, visit=None).exclude(mark=Mark.PLANNED)
    locked = reports.select_for_update(of=("self",), no_key=True).select_related("county")
    return tell_reports(list(locked), today) + tell_marks(
        list(marks.select_for_update(of=("self",), no_key=True).select_related("item")), today
    )


def tell_reports(reports: Iterable[UnplannedReport], today: date) -> int:
    """Confirmed and locked reports whose time has come, as visits."""
    inspections = [one for one in reports if one.kind == Came.INSPECTION]
    due = [one for one in inspections if one.county_agrees_to_be_named or is_told(one.day, today)]
    return _store([(one, _visit(one, one.department_id, one.day, one.county_agrees_to_be_named)) for one in due])


def tell_marks(marks: Iterable[VisitMark], today: date) -> int:
    """Confirmed and locked marks whose time has come.

    不在计划内 then reads like any county's report of a visit that nobody announced. 超出计划 speaks of an approved item
    and is told only where enough counties could have said it.
    """
    told = []
    for one in marks:
        item, named, beyond = one.item, one.county_agrees_to_be_named, one.mark == Mark.BEYOND_PLAN
        hidden = not beyond or hidden_in(crowd(item.organization_id, item.planned_to))
        if named or (hidden and is_told(item.planned_to, today)):
            told.append((one, _visit(one, item.organization_id, item.planned_to, named, beyond=beyond)))
    return _store(told)


def crowd(department: int, day: date) -> int:
    """How many counties the department's approved items of that month reached: each could have spoken."""
    first = month_of(day)
    reached = ReachedCounty.objects.approved().filter(item__organization=department, item__planned_to__gte=first)
    found = reached.filter(item__planned_to__year=day.year, item__planned_to__month=day.month)
    return found.aggregate(counties=Count("county", distinct=True))["counties"]


def _visit(word: Any, department: int, day: date, named: bool, *, beyond: bool = False) -> Visit:
    """The visit as the department sees it: a month, no place, a key that says nothing; more if the county agrees."""
    # stored in the language of the register, whoever confirms in whichever
    with translation.override(settings.LANGUAGE_CODE):
        name = str(BEYOND if beyond else UNPLANNED)
    shown = day if named else month_of(day)
    return Visit(
        organization_id=department,
        key=f"county-report {secrets.token_hex(12)}",
        year=shown.year,
        day=shown,
        name=name,
        item_key=item_key(name),
        kind=InspectionKind.INSPECTION,
        place_id=word.county_id if named else None,
        place_text="",
        place_level=PlaceLevel.COUNTY,
        first_day=shown,
        origin=Origin.COUNTY_REPORT,
        place_shown=named,
        beyond_plan=beyond,
    )


def _store(told: list[tuple[Any, Visit]]) -> int:
    """In the order of their random keys: the order of their numbers tells nothing either."""
    for word, visit in sorted(told, key=lambda pair: pair[1].key):
        visit.save()
        word.visit = visit
        word.save(update_fields=["visit"])
    if told:
        announce(REGISTER, {visit.organization_id for _word, visit in told}, {visit.year for _word, visit in told})
        lines = [
            history.Line("told", VISIT, visit.key, visit.organization_id, {"name": (None, visit.name)})
            for _word, visit in told
        ]
        history.write(lines, actor=None, path="task")
    return len(told)
