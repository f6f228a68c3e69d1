"""What a county says by tapping. Its lines in the change history belong to no organization: no department, city or
county reads them, the auditor does."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inspections.actions.refusals import Refused
from inspections.closing import TAKEN_BACK, changeable_until, window
from inspections.models import Came, Mark, ReachedCounty, ReportState, UnplannedReport, VisitMark
from organizations.models import Kind, Organization, User
from organizations.models.organization import OrganizationQuerySet
from organizations.roles import Power
from registers import history
from registers.workdays import Workdays

MARK = VisitMark._meta.label_lower
REPORT = UnplannedReport._meta.label_lower


@transaction.atomic
def mark_item(*, county: int, item: int, mark: Mark, by: User, now: datetime) -> VisitMark:
    """One tap on an approved item; a second changes it until the next day 24:00.

    Raises ReachedCounty.DoesNotExist for an item that does not reach the person's county, Refused when it is too
    early, too late, or the office has answered.
    """
    own = Organization.objects.reached_by(by, Power.MARK_VISITS).filter(pk=county)
    reached = ReachedCounty.objects.visible_to(by).filter(county__in=own).select_related("item").get(item=item)
    held = VisitMark.objects.select_for_update(of=("self",), no_key=True)
    before = held.filter(county=reached.county_id, item=item).first()
    if before is None:
        _check_window(reached.item.planned_from, reached.item.planned_to, now)
        return _first_mark(reached, mark, by, now)
    if before.until <= now or before.state != ReportState.REPORTED:
        raise Refused(_("已过可改的时间，这一条不再改动。"))
    changes = history.difference({"mark": before.mark}, {"mark": mark}, ["mark"])
    if changes:
        before.mark, before.marked_by = mark, by
        # who has told that things went otherwise, and takes it back, is not named for it
        before.county_agrees_to_be_named &= mark != Mark.PLANNED
        before.save(update_fields=["mark", "marked_by", "county_agrees_to_be_named"])
        history.write([history.Line("changed", MARK, str(before.pk), None, changes)], actor=by, path="page")
    return before


def _check_window(starts: date, ends: date, now: datetime) -> None:
    today = localdate(now)
    span = window(starts, ends, Workdays())
    if today < span.first:
        raise Refused(_("还没有到计划的日子，到时再点。"))
    if not span.open_on(today):
        raise Refused(_("已过3个工作日，按“按计划”记。"))


def _first_mark(reached: ReachedCounty, mark: Mark, by: User, now: datetime) -> VisitMark:
    """Two taps at once leave one mark: the first stands, the second is told to look."""
    try:
        with transaction.atomic():
            made = VisitMark.objects.create(
                county_id=reached.county_id,
                item_id=reached.item_id,
                mark=mark,
                marked_by=by,
                marked_at=now,
                until=changeable_until(localdate(now)),
            )
    except IntegrityError as error:
        raise Refused(_("刚刚已有人点过这一条，请看一眼再改。")) from error
    line = history.Line("marked", MARK, str(made.pk), None, {"mark": (None, str(mark)), "item": (None, made.item_id)})
    history.write([line], actor=by, path="page")
    return made


@transaction.atomic
def report_unplanned(
    *, county: int, department: int | None, kind: Came, yesterday: bool, by: User, now: datetime
) -> UnplannedReport:
    """Somebody came who is not in the calendar. The same told twice is told once.

    `department`: a department of the province or the county's own city; None: cannot tell. Raises Refused for
    another organ, Organization.DoesNotExist for a county that is not the person's.
    """
    own = Organization.objects.reached_by(by, Power.MARK_VISITS).get(pk=county)
    if department is not None and not may_have_come(own, localdate(now)).filter(pk=department).exists():
        raise Refused(_("请从列出的单位里选一个；不清楚的选“说不清”。"))
    day = localdate(now) - timedelta(days=int(yesterday))
    same = UnplannedReport.objects.filter(county=own, department=department, day=day, kind=kind).exclude(
        state=ReportState.REJECTED
    )
    known = same.first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            made = UnplannedReport.objects.create(
                county=own,
                department_id=department,
                day=day,
                kind=kind,
                reported_by=by,
                reported_at=now,
                until=now + TAKEN_BACK,
            )
    except IntegrityError:
        # told at the same moment by a colleague
        return same.get()
    told = {"department": (None, department), "day": (None, day), "kind": (None, str(kind))}
    history.write([history.Line("reported", REPORT, str(made.pk), None, told)], actor=by, path="page")
    return made


def may_have_come(county: Organization, today: date) -> OrganizationQuerySet:
    """Departments of the province in administrative order, and the county's own city."""
    existing = Organization.objects.existing_on(today)
    return (existing.filter(kind=Kind.DEPARTMENT) | existing.filter(pk=county.parent_id)).in_order()


@transaction.atomic
def take_back(*, report: int, by: User, now: datetime) -> None:
    """Within 24 hours and before the office has answered. Raises UnplannedReport.DoesNotExist, Refused."""
    own = UnplannedReport.objects.editable_by(by)
    held = own.select_for_update(of=("self",), no_key=True).get(pk=report)
    if held.until <= now or held.state != ReportState.REPORTED:
        raise Refused(_("已过可撤回的时间。"))
    key = str(held.pk)
    held.delete()
    history.write([history.Line("withdrawn", REPORT, key)], actor=by, path="page")


@transaction.atomic
def agree_to_be_named(*, report: int, agrees: bool, by: User) -> None:
    """Whether the department may learn which county told of an unplanned visit; until the office has answered."""
    own = UnplannedReport.objects.editable_by(by)
    held = own.select_for_update(of=("self",), no_key=True).get(pk=report)
    if held.state != ReportState.REPORTED:
        raise Refused(_("办公厅已核实，不再改动。"))
    if held.county_agrees_to_be_named == agrees:
        return
    held.county_agrees_to_be_named = agrees
    held.save(update_fields=["county_agrees_to_be_named"])
    changes = {"county_agrees_to_be_named": (not agrees, agrees)}
    history.write([history.Line("changed", REPORT, str(held.pk), None, changes)], actor=by, path="page")
