"""Single items outside the plan (计划外报备), and changing or cancelling what was approved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from inspections.actions.lines import Draft, Saved, may_plan, open_line, write_line
from inspections.actions.plans import handed_in
from inspections.actions.recording import item_line, moved, record
from inspections.actions.refusals import Refused
from inspections.models import OPEN_PLANS, ItemState, PlannedInspection, PlanState, ReachedCounty
from inspections.planning.carry_over import SAME
from inspections.planning.keys import replaced_key
from organizations.models import Organization, User
from organizations.roles import Power


@transaction.atomic
def add_single(*, organization: int, year: int, draft: Draft, by: User) -> Saved:
    """A new item of its own, outside the plan."""
    if not may_plan(by, organization):
        raise Refused(_("只能为本单位报备。"))
    unit = Organization.objects.get(pk=organization)
    return write_line(PlannedInspection(organization=unit, year=year), draft, by, "created")


@transaction.atomic
def submit_item(*, item: int, version: int, blocked: bool, by: User, at: datetime) -> PlannedInspection:
    """Hand in a single item, or a line that was returned or changed after its plan was decided."""
    held = open_line(item, version, by)
    if held.plan is not None and held.plan.state in (*OPEN_PLANS, PlanState.SUBMITTED):
        raise Refused(_("这一项随年度计划一起报送。"))
    if blocked:
        raise Refused(_("还有要改的地方，改好才能报送。"))
    return _moved_to("submitted", held, ItemState.SUBMITTED, by, handed_in(by, at))


@transaction.atomic
def withdraw_item(*, item: int, by: User) -> PlannedInspection:
    held = _held(PlannedInspection.objects.editable_by(by), item)
    if held.state != ItemState.SUBMITTED or (held.plan and held.plan.state == PlanState.SUBMITTED):
        raise Refused(_("“%(name)s”不能单独撤回。") % {"name": held.name})
    fields = {"state": ItemState.DRAFT, "submitted_by": None, "submitted_at": None}
    return _moved_to("withdrawn", held, ItemState.DRAFT, by, fields)


@transaction.atomic
def pass_on_item(*, item: int, by: User, at: datetime) -> PlannedInspection:
    """The office has checked a single item."""
    held = _checkable(item, by)
    fields = {"state": ItemState.CHECKED, "checked_by": by, "checked_at": at}
    return _moved_to("passed_on", held, ItemState.CHECKED, by, fields)


@transaction.atomic
def give_back_item(*, item: int, reason: str, by: User, at: datetime) -> PlannedInspection:
    held = _checkable(item, by)
    if not reason.strip():
        raise Refused(_("退回请写一句理由，单位才知道改什么。"), "reason")
    fields = {"state": ItemState.RETURNED, "returned_reason": reason.strip(), "checked_by": by, "checked_at": at}
    return _moved_to("returned", held, ItemState.RETURNED, by, fields, reason.strip())


@transaction.atomic
def cancel(*, item: int, reason: str, by: User) -> PlannedInspection:
    """What was approved does not take place; its counties' calendars say so."""
    held = _held(PlannedInspection.objects.editable_by(by), item)
    if held.state != ItemState.APPROVED:
        raise Refused(_("只有已批准、还没有开展的事项可以取消。"))
    fields = {"state": ItemState.CANCELLED, "sequence": F("sequence") + 1}
    return _moved_to("cancelled", held, ItemState.CANCELLED, by, fields, reason.strip())


@transaction.atomic
def amend(*, item: int, by: User) -> PlannedInspection:
    """Change what was approved: the approval ends, and a new line in its place is written and handed in anew."""
    held = _held(PlannedInspection.objects.editable_by(by), item)
    if held.state != ItemState.APPROVED:
        raise Refused(_("只有已批准、还没有开展的事项可以调整。"))
    key = held.key
    fields = {
        "state": ItemState.REPLACED,
        "sequence": F("sequence") + 1,
        "key": replaced_key(key, held.pk),
    }
    _moved_to("replaced", held, ItemState.REPLACED, by, fields)
    same = {name: getattr(held, name) for name in (*SAME, "time_text", "planned_from", "planned_to", "emergency")}
    new = PlannedInspection.objects.create(
        organization=held.organization, year=held.year, day=held.day, plan=held.plan, key=key, replaces=held, **same
    )
    counties = held.reached.values_list("county_id", flat=True)
    ReachedCounty.objects.bulk_create([ReachedCounty(item=new, county_id=one) for one in counties])
    new.partners.set(held.partners.all())
    record([item_line("created", new, {"replaces": (None, held.pk)})], by, [new.organization_id], [new.year])
    return new


def _checkable(item: int, by: User) -> PlannedInspection:
    held = _held(PlannedInspection.objects.reached_by(by, Power.CHECK_PLANS), item)
    if held.state != ItemState.SUBMITTED or (held.plan and held.plan.state == PlanState.SUBMITTED):
        raise Refused(_("“%(name)s”不在单独审核之列。") % {"name": held.name})
    if held.submitted_by_id == by.pk:
        raise Refused(_("自己报送的事项，请其他同志审核。"))
    return held


def _held(reach: QuerySet[PlannedInspection], item: int) -> PlannedInspection:
    related = reach.select_related("organization", "plan")
    return related.select_for_update(of=("self",), no_key=True).get(pk=item)


def _moved_to(
    action: str, held: PlannedInspection, state: str, by: User, fields: dict[str, Any], reason: str = ""
) -> PlannedInspection:
    """A conditional update with its line in the history."""
    same = PlannedInspection.objects.filter(pk=held.pk, state=held.state, version=held.version)
    if not same.update(**fields, version=F("version") + 1):
        raise Refused(_("“%(name)s”刚被其他同志处理，请刷新后再看。") % {"name": held.name})
    record([item_line(action, held, moved(held.state, state), reason)], by, [held.organization_id], [held.year])
    held.refresh_from_db()
    return held
