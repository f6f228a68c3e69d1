"""Acts on meetings held: put one right by hand, and enter one where there is no sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.actions.matching import match_by_number
from meetings.actions.refused import Refused, Stale
from meetings.actions.trace import Trace
from meetings.derive import DERIVED
from meetings.derive.duration import UNKNOWN, Duration
from meetings.derive.record import Given, derived
from meetings.importing import MEETINGS
from meetings.models import LineState, Match, Meeting, PlannedMeeting
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.importing.context import Context
from registers.importing.matching import key_of
from registers.importing.row import Row
from registers.importing.writing import defaults
from registers.models import Coverage
from registers.outbox import announce, enqueue

# what a person may set by hand besides the derived fields; the unit is the record's identity
PLAIN = (
    "name", "held_on", "ended_on", "starts_at", "ends_at", "category", "in_name_of", "form", "single_topic", "level",
    "people", "heads_called", "heads_approval", "idle_leaders", "plan_number", "approver", "approved_on",
    "notice_number", "superior_text", "topic", "emergency", "emergency_approver", "matter",
)  # fmt: skip
EDITABLE = (*PLAIN, *DERIVED)
_WRITTEN = (*EDITABLE, "half_days", "year", "day", "superior_id", "given", "corrected")
SUBJECT = Meeting._meta.label_lower


@transaction.atomic
def correct(
    *,
    meeting: int,
    version: int,
    changes: Mapping[str, Any],
    automatic: Collection[str] = (),
    reason: str,
    by: User,
    today: date,
) -> Meeting:
    """Set fields by hand; they stick through later imports. `automatic` fields are derived again from now on.

    Raises Meeting.DoesNotExist for a meeting out of reach, Stale when `version` is not the current one, Refused
    for days that turn back or are still to come.
    """
    held = Meeting.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=meeting)
    if held.version != version:
        raise Stale(held)
    old = {field.attname: getattr(held, field.attname) for field in Meeting._meta.concrete_fields}
    changed = {name: value for name, value in changes.items() if name not in automatic and old[name] != value}
    stated = {name for name in DERIVED if name in changes and changes[name] is not None}
    new = old | changed
    if new["ended_on"] and new["ended_on"] < new["held_on"]:
        raise Refused(_("结束日期早于召开日期；请核对。"), "ended_on")
    if new["held_on"] > today:
        raise Refused(_("召开日期在今天之后；还没有开的会请列入会议计划。"), "held_on")
    new["corrected"] = sorted({*held.corrected, *changed, *stated} - set(automatic))
    new["given"] = [name for name in held.given if name not in automatic]
    new |= {"year": new["held_on"].year, "day": new["held_on"]} | derived_again(new, held.organization)
    if "superior_text" in changed:
        new["superior_id"] = None
    if difference := history.difference(old, new, [name for name in _WRITTEN if name != "given"]):
        _save(
            held, old, new, history.Line("corrected", SUBJECT, held.key, held.organization_id, difference, reason), by
        )
    return Meeting.objects.get(pk=meeting)


def derived_again(values: Mapping[str, Any], organization: Organization) -> dict[str, Any]:
    """DERIVED and `half_days` of a meeting with these attributes; what was stated or corrected stands."""
    sticks = {*values["given"], *values["corrected"]}
    said = {name: values[name] for name in DERIVED if name in sticks}
    # half days that a sheet stated without minutes cannot be derived from anything else
    lasting = UNKNOWN
    if values["minutes"] is None and values["half_days"] and values["ended_on"] in (None, values["held_on"]):
        lasting = Duration(None, values["half_days"])
    joined = PlannedMeeting.objects.filter(organization=organization, number=values["plan_number"]).exclude(number="")
    leads = joined.filter(joined_to__isnull=False).values_list("joined_to__organization__name", flat=True)
    return derived(
        Given(
            kind=organization.kind,
            lasting=lasting,
            led_by=leads.first() or "",
            said=said,
            **{
                name: values[name]
                for name in ("name", "category", "level", "held_on", "ended_on", "starts_at", "ends_at", "approver")
            },
        )
    )


def _save(held: Meeting, old: dict[str, Any], new: dict[str, Any], line: history.Line, by: User) -> None:
    written = {name: new[name] for name in _WRITTEN}
    if not Meeting.objects.filter(pk=held.pk, version=held.version).update(**written, version=F("version") + 1):
        raise Stale(Meeting.objects.get(pk=held.pk))
    trace = Trace(by, "page", lines=[line])
    trace.touched["meetings"] = {(held.organization_id, old["year"]), (held.organization_id, new["year"])}
    if new["plan_number"] != old["plan_number"]:
        _match_anew(Meeting.objects.get(pk=held.pk), trace)
    enqueue("meetings_imported", meetings=[held.key])
    trace.leave()


def _match_anew(held: Meeting, trace: Trace) -> None:
    """Another number: the line that the old one named is to come again, the new one's is held."""
    line = held.planned if held.match == Match.NUMBER else None
    if line is not None:
        trace.change(held, "unmatched", line.name, match=Match.NONE, planned_id=None)
        for one in (line, *line.joined.filter(state=LineState.HELD)):
            trace.change(one, "released", held.name, since=(LineState.HELD,), state=LineState.APPROVED)
    match_by_number(Meeting.objects.filter(pk=held.pk), trace)


@transaction.atomic
def enter(*, fields: Mapping[str, Any], covers: tuple[date, date] | None, by: User, today: date) -> Meeting:
    """One meeting typed by hand: derived like an imported one. Raises Refused with a sentence."""
    context = Context.load(today)
    row = Row("", 1, {}, values={column.at: None for column in MEETINGS.columns} | dict(fields))
    MEETINGS.derive([row], context)
    if row.problems:
        raise Refused(row.problems[0].message, _field(row.problems[0].column))
    owner = row.values["organization_id"]
    if not Organization.objects.reached_by(by, Power.EDIT_RECORDS).filter(pk=owner).exists():
        raise Refused(_("只能录入本单位召开的会议。"), "organization")
    key = key_of(MEETINGS, row.values)
    blank = defaults(Meeting)
    stored = {at: blank[at] if row.values.get(at) is None else row.values[at] for at in MEETINGS.attributes}
    try:
        with transaction.atomic():
            made = Meeting.objects.create(key=key, **stored)
    except IntegrityError as error:
        raise Refused(_("台账里已有这一天的这个会议，没有重复录入；请用搜索找到它再更正。"), "name") from error
    starts, ends = covers or (made.day, made.day)
    Coverage.objects.get_or_create(organization_id=owner, register="meetings", starts=starts, ends=ends)
    announce("meetings", [owner], range(min(starts.year, made.year), max(ends.year, made.year) + 1))
    enqueue("meetings_imported", meetings=[key])
    said = {name: (None, value) for name, value in fields.items() if value not in (None, "")}
    trace = Trace(by, "page", lines=[history.Line("created", SUBJECT, key, owner, said)])
    match_by_number(Meeting.objects.filter(pk=made.pk), trace)
    trace.leave()
    return Meeting.objects.get(pk=made.pk)


def _field(heading: str) -> str:
    column = MEETINGS.column(heading)
    return column.name if column else ""
