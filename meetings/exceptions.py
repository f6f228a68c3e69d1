"""例外清单: whatever was excused, with who, when, the reason and the approver (防止乱开口子, 29.3).

Exceptions of a planned meeting are an emergency, being outside the plan, and every reason given for what holds in
principle; of a meeting held without one, being an emergency or outside the plan. A meeting that was matched to
its line stands with the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.decisions import who
from meetings.models import (
    MATCHED,
    Decision,
    LineState,
    MeetingQuerySet,
    PlannedMeeting,
    PlannedMeetingQuerySet,
    Verdict,
)

# what was asked for and not taken back again
ASKED = (
    LineState.SUBMITTED,
    LineState.CHECKED,
    LineState.APPROVED,
    LineState.REFUSED,
    LineState.HELD,
    LineState.LAPSED,
    LineState.REPLACED,
    LineState.CANCELLED,
)
AUGUST = 8
# kinds of exceptions; the reasons for what holds in principle go by the key of their warning
KINDS = {
    "quiet_month": gettext_lazy("8月全省性会议"),
    "emergency": gettext_lazy("应急"),
    "outside_plan": gettext_lazy("计划外"),
    "heads": gettext_lazy("要求主要负责同志参会"),
    "below_city": gettext_lazy("开到县及以下"),
    "class": gettext_lazy("会议类别"),
    "attendance": gettext_lazy("超过人数上限"),
    "half_day": gettext_lazy("超过半天"),
    "remote": gettext_lazy("视频会超过90分钟"),
    "joinable": gettext_lazy("可以套开而单开"),
}
PLANNED, HELD = "planned", "held"
PIECE = 500


@dataclass(frozen=True)
class Reason:
    """One exception of a meeting: its kind (KINDS) in words, and the reason given for it, empty where there is none."""

    kind: str
    label: Any
    text: str


@dataclass(frozen=True)
class Excused:
    """A meeting with its exceptions. `approver` is empty while nobody has approved; `plan` None outside the plan."""

    source: str
    pk: int
    day: date
    unit: str
    name: str
    reasons: tuple[Reason, ...]
    state: str
    approver: str
    approved_on: date | None
    asked_by: str
    asked_on: date | None
    plan: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a meeting stands in the list: by day, then by source, then by primary key."""

    day: date
    source: str
    pk: int

    def mark(self) -> str:
        return f"{self.day.isoformat()}.{self.source}.{self.pk}"

    @classmethod
    def read(cls, mark: str) -> Place | None:
        """None for what is no mark: the list then begins at its first row."""
        day, _dot, rest = mark.partition(".")
        source, _dot, pk = rest.partition(".")
        if source not in (PLANNED, HELD) or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            return None
        try:
            return cls(date.fromisoformat(day), source, int(pk))
        except ValueError:
            return None


def excused_lines(lines: PlannedMeetingQuerySet, kind: str = "") -> PlannedMeetingQuerySet:
    """Planned meetings with an exception (of a kind), annotated with their `shown_on`."""
    asked = lines.filter(_of_line(kind), state__in=ASKED)
    return asked.annotate(shown_on=Coalesce("planned_from", "day"))


def excused_meetings(meetings: MeetingQuerySet, kind: str = "") -> MeetingQuerySet:
    """Meetings held without a line of the plan, with an exception (of a kind), annotated with their `shown_on`."""
    alone = meetings.exclude(match__in=MATCHED)
    return alone.filter(_of_meeting(kind)).annotate(shown_on=F("held_on"))


def _of_line(kind: str) -> Q:
    of_kind = {
        "quiet_month": Q(emergency=True, province_wide=True, planned_from__month=AUGUST),
        "emergency": Q(emergency=True),
        "outside_plan": Q(outside_plan=True),
    }
    if kind:
        return of_kind.get(kind, Q(excuses__has_key=kind))
    return of_kind["emergency"] | of_kind["outside_plan"] | Q(excuses__has_any_keys=list(KINDS))


def _of_meeting(kind: str) -> Q:
    """Outside the plan is what somebody approved by itself, where a plan of that unit and year is kept at all."""
    kept = PlannedMeeting.objects.filter(
        organization=OuterRef("organization"), year=OuterRef("year"), plan__isnull=False, approved_on__isnull=False
    )
    of_kind = {
        "quiet_month": Q(emergency=True, province_wide=True, held_on__month=AUGUST),
        "emergency": Q(emergency=True),
        "outside_plan": Q(emergency=False, plan_number="") & ~Q(approver="") & Exists(kept),
    }
    if kind:
        return of_kind.get(kind, Q(pk__in=[]))
    return of_kind["emergency"] | of_kind["outside_plan"]


def places(
    lines: QuerySet[Any], meetings: QuerySet[Any], start: Place | None = None, *, falling: bool = True
) -> QuerySet[Any, tuple[date, str, int]]:
    """(day, source, pk) of both together beyond a place, the newest first when `falling`. One query when read."""
    parts = [
        rows.filter(_beyond(start, source, falling))
        .annotate(source=Value(source, output_field=CharField()))
        .values_list("shown_on", "source", "pk")
        .order_by()
        for rows, source in ((lines, PLANNED), (meetings, HELD))
    ]
    sign = "-" if falling else ""
    return parts[0].union(parts[1], all=True).order_by(f"{sign}shown_on", f"{sign}source", f"{sign}pk")


def _beyond(start: Place | None, source: str, falling: bool) -> Q:
    if start is None:
        return Q()
    side = "lt" if falling else "gt"
    further = Q(**{f"shown_on__{side}": start.day})
    if source == start.source:
        return further | Q(**{"shown_on": start.day, f"pk__{side}": start.pk})
    comes_after = (source < start.source) is falling
    return further | Q(shown_on=start.day) if comes_after else further


def excused(
    found: Sequence[tuple[date, str, int]], lines: PlannedMeetingQuerySet, meetings: MeetingQuerySet
) -> Iterator[Excused]:
    """The meetings at these places, in their order; a query for each kind and one for the decisions."""
    of_lines = [pk for _day, source, pk in found if source == PLANNED]
    of_meetings = [pk for _day, source, pk in found if source == HELD]
    standing = Decision.objects.standing().filter(verdict=Verdict.APPROVE).order_by("decided_at")
    approvals = Prefetch("decisions", standing.select_related("decided_by", "on_behalf_of"), to_attr="approvals")
    both = ("organization", "submitted_by")
    planned = lines.filter(pk__in=of_lines).select_related(*both).prefetch_related(approvals)
    records: dict[tuple[str, int], Excused] = {(PLANNED, one.pk): _excused_line(one) for one in planned}
    held = meetings.filter(pk__in=of_meetings).select_related("organization")
    records |= {(HELD, one.pk): _excused_meeting(one) for one in held}
    return (records[source, pk] for _day, source, pk in found if (source, pk) in records)


def _excused_line(line: Any) -> Excused:
    approvals: list[Decision] = line.approvals
    names = [who(one) for one in approvals]
    if line.emergency and line.emergency_approver and line.emergency_approver not in names:
        names.insert(0, line.emergency_approver)
    return Excused(
        PLANNED,
        line.pk,
        line.shown_on,
        str(line.organization),
        line.name,
        tuple(_reasons_of_line(line)),
        line.get_state_display(),
        _("、").join(names),
        line.approved_on or (timezone.localdate(approvals[-1].decided_at) if approvals else None),
        str(line.submitted_by or ""),
        timezone.localdate(line.submitted_at) if line.submitted_at else None,
        line.plan_id,
    )


def _reasons_of_line(line: PlannedMeeting) -> Iterator[Reason]:
    said = line.excuses.get("quiet_month", "")
    in_august = bool(line.planned_from and line.planned_from.month == AUGUST)
    if line.emergency:
        kind = "quiet_month" if line.province_wide and in_august else "emergency"
        label = _("8月全省性会议，应急") if kind == "quiet_month" else KINDS[kind]
        yield Reason(kind, label, said or line.excuses.get("emergency", "") or line.reason)
    if line.outside_plan:
        yield Reason("outside_plan", KINDS["outside_plan"], line.reason)
    for key, text in line.excuses.items():
        if key in KINDS and not (line.emergency and key in ("quiet_month", "emergency")):
            yield Reason(key, KINDS[key], text)


def _excused_meeting(meeting: Any) -> Excused:
    reasons = []
    if meeting.emergency:
        in_august = meeting.province_wide and meeting.held_on.month == AUGUST
        label = _("8月全省性会议，应急") if in_august else KINDS["emergency"]
        kind = "quiet_month" if in_august else "emergency"
        reasons.append(Reason(kind, label, meeting.exception_reason))
    else:
        reasons.append(Reason("outside_plan", KINDS["outside_plan"], meeting.exception_reason))
    return Excused(
        HELD,
        meeting.pk,
        meeting.shown_on,
        str(meeting.organization),
        meeting.name,
        tuple(reasons),
        str(LineState.HELD.label),
        meeting.emergency_approver or meeting.approver,
        meeting.approved_on,
        "",
        None,
    )
