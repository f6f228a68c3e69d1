"""What was held, matched to the plan: by number, else by likeness for a clerk to confirm (9.1, 9.2).

A line is held once. Whatever finds it held frees the proposals that others had for it, and takes the lines
joined to it along: a joint meeting (套开) is held for all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.actions.refused import Refused
from meetings.actions.trace import Trace
from meetings.matching.pairing import WINDOW, Held, Planned, propose
from meetings.models import MATCHED, LineState, Match, Meeting, MeetingQuerySet, PlannedMeeting
from organizations.models import User

# lines that a meeting can be the holding of: a lapsed one comes back
WAITING = (LineState.APPROVED, LineState.LAPSED)
# meetings for which a line may be proposed
UNMATCHED = (Match.NONE, Match.REJECTED)


@transaction.atomic
def confirm(*, meeting: int, planned: int, by: User) -> None:
    """The clerk says that this meeting is that line of the plan. Raises Refused, Meeting.DoesNotExist."""
    held = _held(meeting, by)
    if held.match in MATCHED:
        raise Refused(_("这次会议已经对上计划，不用再确认。"))
    line = PlannedMeeting.objects.filter(pk=planned, organization_id=held.organization_id).first()
    if line is None or line.pk in held.rejected_lines:
        raise Refused(_("没有这项计划，或已认定不是同一会议；请从列出的计划中选。"), "planned")
    trace = Trace(by, "page")
    if not hold(line, held, Match.CONFIRMED, trace):
        raise Refused(_("这项计划已不能对应（已由另一次会议使用、已调整或已取消）；请刷新后再看。"), "planned")
    trace.leave()


@transaction.atomic
def reject(*, meeting: int, planned: int, by: User) -> None:
    """The clerk says that this is not the line; it is not proposed for this meeting again. Raises Refused."""
    held = _held(meeting, by)
    line = held.planned
    if held.match != Match.PROPOSED or line is None or line.pk != planned:
        raise Refused(_("这条建议已经处理过；请刷新后再看。"))
    trace = Trace(by, "page")
    _part(held, line, trace)
    trace.leave()


@transaction.atomic
def release(*, meeting: int, by: User) -> None:
    """Take a wrong match back: the line is to come again (or lapses), and is not proposed again. Raises Refused."""
    held = _held(meeting, by)
    line = held.planned
    if held.match not in MATCHED or line is None:
        raise Refused(_("这次会议没有对应的计划，不用撤销。"))
    trace = Trace(by, "page")
    _part(held, line, trace)
    for one in (line, *line.joined.filter(state=LineState.HELD)):
        trace.change(one, "released", held.name, since=(LineState.HELD,), state=LineState.APPROVED)
    trace.leave()


def match_by_number(meetings: MeetingQuerySet, trace: Trace) -> int:
    """Match those of the meetings that bear the number of a line of their own unit; how many. Belongs in a transaction.

    Of several meetings under one number the earliest takes the line; the others stay unmatched, as nobody
    planned them.
    """
    waiting = meetings.exclude(plan_number="").exclude(match=Match.CONFIRMED).select_for_update(no_key=True)
    found = list(waiting.order_by("day", "pk"))
    numbers = {plain_number(one.plan_number) for one in found} | {one.plan_number for one in found}
    lines = {line.number: line for line in PlannedMeeting.objects.filter(number__in=numbers).exclude(number="")}
    matched = 0
    for held in found:
        line = lines.get(held.plan_number) or lines.get(plain_number(held.plan_number))
        if line is None or line.organization_id != held.organization_id or line.pk in held.rejected_lines:
            continue
        matched += hold(line, held, Match.NUMBER, trace)
    return matched


def plain_number(text: str) -> str:
    """A number of the plan without width and spaces, as it is given."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def propose_matches(organizations: Collection[int] | None, trace: Trace) -> int:
    """Propose lines for unmatched meetings of these units (None: of all); how many. Belongs in a transaction."""
    of_theirs = Q() if organizations is None else Q(organization__in=organizations)
    taken = Meeting.objects.exclude(planned=None).values("planned")
    waiting = PlannedMeeting.objects.filter(of_theirs, state__in=WAITING, joined_to=None).exclude(pk__in=taken)
    lines = [
        Planned(pk, owner, name, starts, ends)
        for pk, owner, name, starts, ends in waiting.exclude(planned_from=None).values_list(
            "pk", "organization_id", "name", "planned_from", "planned_to"
        )
    ]
    unmatched = Meeting.objects.filter(of_theirs, match__in=UNMATCHED, day__range=_days(lines)) if lines else ()
    meetings = {one.pk: one for one in unmatched}
    refused = {(one.pk, line) for one in meetings.values() for line in one.rejected_lines}
    held = [Held(one.pk, one.organization_id, one.name, one.day) for one in meetings.values()]
    names = {line.pk: line.name for line in lines}
    proposals = propose(held, lines, refused)
    for pair in proposals:
        held_one = meetings[pair.held]
        trace.change(held_one, "proposed", names[pair.planned], match=Match.PROPOSED, planned_id=pair.planned)
    return len(proposals)


def _days(lines: Sequence[Planned]) -> tuple[date, date]:
    """The days on which a meeting can be one of the lines."""
    window = timedelta(days=WINDOW)
    return min(line.starts for line in lines) - window, max(line.ends for line in lines) + window


def hold(line: PlannedMeeting, held: Meeting, match: str, trace: Trace) -> bool:
    """The meeting is this line's, and of those joined to it; False when the line is no longer to be had.

    A line held along with its lead has no meeting of its own yet, and takes one.
    """
    reason = f"{held.day:%Y-%m-%d} {held.name}"
    alone = not Meeting.objects.filter(planned=line, match__in=MATCHED).exists()
    states = (*WAITING, LineState.HELD) if alone else WAITING
    if not trace.change(line, "held", reason, since=states, state=LineState.HELD):
        return False
    for joined in line.joined.filter(state__in=WAITING):
        trace.change(joined, "held", reason, since=WAITING, state=LineState.HELD)
    for other in Meeting.objects.filter(planned=line, match=Match.PROPOSED).exclude(pk=held.pk):
        trace.change(other, "unmatched", line.name, match=Match.NONE, planned_id=None)
    return trace.change(held, "matched", f"{line.number} {line.name}", match=match, planned_id=line.pk)


def _part(held: Meeting, line: PlannedMeeting, trace: Trace) -> None:
    """Not the same: kept in mind, so that it is not proposed again."""
    kept = sorted({*held.rejected_lines, line.pk})
    trace.change(held, "parted", line.name, match=Match.REJECTED, planned_id=None, rejected_lines=kept)


def _held(meeting: int, by: User) -> Meeting:
    """The meeting, locked; Meeting.DoesNotExist when it is not this person's to change."""
    return Meeting.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=meeting)
