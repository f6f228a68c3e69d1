"""Acts of the joint conference of secretaries-general: a sitting, its agenda, and what was decided (measure 10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from math import ceil

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from meetings.actions.refused import Refused, Stale
from meetings.actions.trace import Trace
from meetings.models import AgendaItem, JointConference, LineState, Plan, PlannedMeeting, PlanState, Proposal
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history

# what a conference can still join or cut
OPEN_TO_IT = (LineState.SUBMITTED, LineState.CHECKED, LineState.APPROVED)
ITEM = AgendaItem._meta.label_lower
HALF_DAY = 240


@transaction.atomic
def convene(*, organization: int, day: date, note: str, by: User) -> JointConference:
    """Enter a sitting of the lead office, held or to come; its number counts up within the year. Raises Refused."""
    office = Organization.objects.reached_by(by, Power.CHECK_PLANS).select_for_update(no_key=True).get(pk=organization)
    before = JointConference.objects.filter(organization=office, year=day.year).aggregate(last=Max("number"))["last"]
    try:
        with transaction.atomic():
            made = JointConference.objects.create(
                organization=office,
                key=f"{office.code} {day:%Y-%m-%d}",
                year=day.year,
                day=day,
                number=(before or 0) + 1,
                note=note.strip(),
            )
    except IntegrityError as error:
        raise Refused(_("这一天已登记过一次联席会议；请打开那一次，或核对日期。"), "day") from error
    trace = Trace(by, "page")
    trace.note(made, "created", {"day": (None, day), "number": (None, made.number)})
    trace.leave()
    return made


@transaction.atomic
def add_item(
    *, conference: int, proposal: Proposal, planned: Collection[int], lead: int | None, by: User
) -> AgendaItem:
    """Put planned meetings on the agenda. `lead`: the one that the others are to be joined to. Raises Refused."""
    sitting = JointConference.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=conference)
    lines = list(PlannedMeeting.objects.reached_by(by, Power.CHECK_PLANS).filter(pk__in=planned).order_by("pk"))
    _fitting(lines, proposal, lead)
    last = sitting.items.aggregate(last=Max("position"))["last"]
    made = AgendaItem.objects.create(conference=sitting, position=(last or 0) + 1, proposal=proposal, lead_id=lead)
    made.planned.set(lines)
    said = {"proposal": (None, str(proposal)), "planned": (None, [line.key for line in lines])}
    _write([history.Line("created", ITEM, _item_key(made, sitting), sitting.organization_id, said)], by)
    return made


@transaction.atomic
def remove_item(*, item: int, version: int, by: User) -> None:
    """Take an item off the agenda while nothing is decided."""
    held = _held_item(item, version, by)
    sitting = held.conference
    line = history.Line("deleted", ITEM, _item_key(held, sitting), sitting.organization_id)
    held.delete()
    _write([line], by)


@transaction.atomic
def decide_item(*, item: int, version: int, decision: Proposal, line: str, by: User, today: date) -> AgendaItem:
    """What was decided, carried out at once in the plans: joined lines follow their lead, cut ones are cancelled.

    Saved are the meetings that are no longer held on their own, and their people × half days (None where a
    number is not known). Raises Refused when a line is no longer what it was, Stale for an older version.
    """
    held = _held_item(item, version, by)
    if held.conference.day > today:
        raise Refused(_("这次联席会议还没开，不能先登记议定结果。"))
    # plans before lines, as whoever decides on a single line locks them
    list(Plan.objects.filter(lines__in=held.planned.all()).order_by("pk").select_for_update(of=("self",), no_key=True))
    lines = list(held.planned.select_for_update(of=("self",), no_key=True).order_by("pk"))
    _fitting(lines, decision, held.lead_id, besides=held.pk)
    trace = Trace(by, "page")
    reason = _reason(held, line)
    fewer = _carry_out(decision, lines, held.lead_id, reason, trace)
    said = {
        "decision": str(decision),
        "line": line.strip()[:500],
        "decided": True,
        "saved_meetings": len(fewer),
        "saved_person_half_days": person_half_days(fewer),
    }
    changes = history.difference({name: getattr(held, name) for name in said}, said, said)
    AgendaItem.objects.filter(pk=held.pk, version=version).update(**said, version=F("version") + 1)
    sitting = held.conference
    trace.lines.append(history.Line("decided", ITEM, _item_key(held, sitting), sitting.organization_id, changes))
    trace.leave()
    return AgendaItem.objects.get(pk=held.pk)


def person_half_days(lines: Sequence[PlannedMeeting]) -> int | None:
    """People × half days of these meetings; a begun half day of 240 minutes is one. None where one is not known."""
    total = 0
    for line in lines:
        halves = line.half_days
        if halves is None and line.minutes is not None:
            halves = ceil(line.minutes / HALF_DAY)
        if halves is None or line.people is None:
            return None
        total += halves * line.people
    return total


def _carry_out(
    decision: Proposal, lines: Sequence[PlannedMeeting], lead: int | None, reason: str, trace: Trace
) -> list[PlannedMeeting]:
    """Those of the meetings that are no longer held on their own."""
    if decision == Proposal.KEEP:
        return []
    fewer = [line for line in lines if line.pk != lead]
    for line in fewer:
        if decision == Proposal.JOIN:
            done = trace.change(line, "joined", reason, since=OPEN_TO_IT, joined_to_id=lead)
        else:
            done = trace.change(line, "cancelled", reason, since=OPEN_TO_IT, state=LineState.CANCELLED)
        if not done:
            raise Refused(_("“%(name)s”刚刚又有变动；请刷新后再议定。") % {"name": line.name})
        _followers(line, lead if decision == Proposal.JOIN else None, reason, trace)
    if decision == Proposal.CUT:
        _close_plans({line.plan_id for line in fewer if line.plan_id}, trace)
    return fewer


def _followers(line: PlannedMeeting, lead: int | None, reason: str, trace: Trace) -> None:
    """What was joined to a line that is itself joined goes on to the new lead; of a cut one it stands alone again."""
    for one in line.joined.all():
        trace.change(one, "joined", reason, joined_to_id=lead)


def _close_plans(plans: Collection[int], trace: Trace) -> None:
    """A plan whose last open line was cut has nothing left to decide."""
    waiting = PlannedMeeting.objects.filter(state__in=(LineState.SUBMITTED, LineState.CHECKED)).values("plan")
    checked = Plan.objects.filter(pk__in=plans, state=PlanState.CHECKED).exclude(pk__in=waiting)
    for plan in checked.select_related("organization").select_for_update(of=("self",), no_key=True):
        returned = plan.lines.filter(state=LineState.RETURNED).exists()
        state = PlanState.RETURNED if returned else PlanState.DECIDED
        Plan.objects.filter(pk=plan.pk).update(state=state, version=F("version") + 1)
        key = f"{plan.organization.code} {plan.year}"
        changes = {"state": (plan.state, str(state))}
        trace.lines.append(history.Line("decided", Plan._meta.label_lower, key, plan.organization_id, changes))


def _fitting(lines: Sequence[PlannedMeeting], proposal: str, lead: int | None, besides: int = 0) -> None:
    """Raises Refused where these lines cannot be joined, cut or kept by a conference (now)."""
    if not lines:
        raise Refused(_("请至少选一次会议。"), "planned")
    for line in lines:
        if line.state not in OPEN_TO_IT:
            said = {"name": line.name, "state": line.get_state_display()}
            raise Refused(_("“%(name)s”现在是“%(state)s”，不能再套开或取消。") % said, "planned")
        if line.joined_to_id is not None:
            raise Refused(_("“%(name)s”已与别的会议套开。") % {"name": line.name}, "planned")
    if proposal == Proposal.JOIN and (len(lines) < 2 or lead not in {line.pk for line in lines}):
        raise Refused(_("套开至少要两次会议，并从中选定一次牵头。"), "lead")
    waiting = AgendaItem.objects.filter(planned__in=lines, decided=False).exclude(pk=besides)
    if waiting.exists():
        raise Refused(_("其中有会议已列入另一个未议定的议题。"), "planned")


def _held_item(item: int, version: int, by: User) -> AgendaItem:
    """An item that is not decided yet, locked. Raises Refused, Stale, AgendaItem.DoesNotExist."""
    mine = AgendaItem.objects.editable_by(by).select_related("conference")
    held = mine.select_for_update(of=("self",), no_key=True).get(pk=item)
    if held.decided:
        raise Refused(_("这个议题已经议定（%(decision)s）。") % {"decision": held.get_decision_display()})
    if held.version != version:
        raise Stale(held)
    return held


def _item_key(item: AgendaItem, sitting: JointConference) -> str:
    return f"{sitting.key} {item.pk}"


def _reason(item: AgendaItem, line: str) -> str:
    sitting = item.conference
    said = _("%(year)s年第%(number)s次联席会议议定") % {"year": sitting.year, "number": sitting.number}
    return _("%(said)s：%(line)s") % {"said": said, "line": line.strip()} if line.strip() else said


def _write(lines: Sequence[history.Line], by: User) -> None:
    history.write(lines, actor=by, path="page")
