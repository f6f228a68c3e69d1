"""The office decides a proposal: the calendar changes, or the members stay apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.merging import held_proposal, kept_options, proposal_line
from inspections.actions.recording import REGISTER, item_line
from inspections.actions.refusals import Refused
from inspections.linking import relink_later
from inspections.merging.problem import Problem
from inspections.merging.revise import NotAllowed, revised
from inspections.models import (
    Answer,
    ItemState,
    MergeProposal,
    PlannedInspection,
    ProposalState,
    ReachedCounty,
)
from inspections.planning.keys import counted_day
from inspections.proposing.problem import MERGEABLE, problem_of
from organizations.models import User
from registers import history
from registers.outbox import announce

# what a calendar shows of the lead's item
SHOWN = ("planned_from", "planned_to", "days", "people", "planned_visits", "time_text")
OPEN = (ProposalState.PROPOSED, ProposalState.SENT, ProposalState.ACCEPTED, ProposalState.REFUSED)


@transaction.atomic
def reject(*, proposal: int, line: str, accept_reasons: bool, by: User, at: datetime) -> MergeProposal:
    """The members stay apart, also in later runs. `accept_reasons`: the overlap of who refused is excused (15.3)."""
    held = held_proposal(proposal, by, OPEN)
    if held.state != ProposalState.PROPOSED and not line.strip():
        raise Refused(_("不合并的，请写一句意见，单位才知道为什么。"), "line")
    _refuse_own(held, by)
    refused = held.members.filter(answer=Answer.REFUSED)
    excused = refused.update(excuse_accepted_by=by, excuse_accepted_at=at) if accept_reasons else 0
    changes: dict[str, Any] = {"state": (held.state, ProposalState.REJECTED)}
    if excused:
        changes["excused"] = (0, excused)
    _decide(held, ProposalState.REJECTED, line, by, at)
    members = list(held.members.select_related("item"))
    announce(REGISTER, {one.item.organization_id for one in members}, [held.year])
    history.write([proposal_line("rejected", held, changes, line.strip())], actor=by, path="page")
    return held


@transaction.atomic
def join(*, proposal: int, line: str, by: User, at: datetime, today: date) -> MergeProposal:
    """One team: the lead's item takes on days and joint counties, the others leave those counties to it.

    An item with no county left is merged into the lead's. Against a refusal the office gives its reason. Raises
    Refused when the plans have changed since it was proposed.
    """
    held = held_proposal(proposal, by, (ProposalState.ACCEPTED, ProposalState.REFUSED))
    if held.state == ProposalState.REFUSED and not line.strip():
        raise Refused(_("有单位不同意；仍要合并的，请写明理由。"), "line")
    if held.first_day <= today:
        raise Refused(_("联合开始日期已到，来不及合并；请选“不合并”，再重新测算。"))
    _refuse_own(held, by)
    items = _locked(held)
    _refuse_changed(held, items)
    lines = [_lead(held, items)]
    joint = set(held.counties.values_list("pk", flat=True))
    lines += [_other(held, item, joint, line.strip()) for item in items if item.pk != held.lead_id]
    before = held.state
    _decide(held, ProposalState.DECIDED, line, by, at)
    changes = {"state": (before, ProposalState.DECIDED), "saved": (None, held.saved)}
    whose = {item.organization_id for item in items}
    announce(REGISTER, whose, [held.year])
    relink_later(whose, [held.year])
    history.write([*lines, proposal_line("joined", held, changes, line.strip())], actor=by, path="page")
    return held


def _refuse_own(held: MergeProposal, by: User) -> None:
    if held.members.filter(answered_by=by).exists():
        raise Refused(_("答复过这项建议的同志不能再作决定，请其他同志办理。"))


def _locked(held: MergeProposal) -> list[PlannedInspection]:
    members = PlannedInspection.objects.filter(pk__in=held.members.values("item"))
    locked = members.select_related("organization").select_for_update(of=("self",), no_key=True)
    return list(locked.order_by("pk"))


def _refuse_changed(held: MergeProposal, items: list[PlannedInspection]) -> None:
    """Whether the proposal still stands on the plans as they are now."""
    changed = Refused(_("其中有的事项在建议之后改动过，请退回重新测算。"))
    if any(item.state not in MERGEABLE for item in items):
        raise changed
    now: Problem = problem_of(
        PlannedInspection.objects.filter(pk__in=[item.pk for item in items]), held.year, kept_options(held)
    )
    try:
        again = revised(now, lead=held.lead_id, first=held.first_day, last=held.last_day, people=held.people)
    except NotAllowed as not_allowed:
        raise changed from not_allowed
    counties = set(held.counties.values_list("pk", flat=True))
    if (again.saved, again.days, set(again.counties)) != (held.saved, held.days, counties):
        raise changed


def _lead(held: MergeProposal, items: list[PlannedInspection]) -> history.Line:
    item = next(one for one in items if one.pk == held.lead_id)
    have = set(item.reached.values_list("county_id", flat=True))
    new = sorted(set(held.counties.values_list("pk", flat=True)) - have)
    ReachedCounty.objects.bulk_create([ReachedCounty(item=item, county_id=county) for county in new])
    item.partners.add(*{one.organization_id for one in items} - {item.organization_id})
    old = {name: getattr(item, name) for name in SHOWN}
    item.planned_from, item.planned_to, item.days = held.first_day, held.last_day, held.days
    item.people, item.time_text = held.people, _("%(first)s至%(last)s") % _days(held)
    item.planned_visits += len(new)
    item.day = counted_day(item)
    wanted = {name: getattr(item, name) for name in SHOWN}
    _write(item, **wanted, day=item.day)
    changes = history.difference(old, wanted, SHOWN)
    if new:
        changes["counties_added"] = (0, len(new))
    return item_line("joined_as_lead", item, changes)


def _other(held: MergeProposal, item: PlannedInspection, joint: set[int], reason: str) -> history.Line:
    reached = set(item.reached.values_list("county_id", flat=True))
    shared = reached & joint
    if reached <= joint:
        # its counties stay written down: where it would have gone, and what its calendar entries were
        _write(item, state=ItemState.MERGED, merged_into_id=held.lead_id)
        changes = {"state": (item.state, ItemState.MERGED), "merged_into": (None, held.lead_id)}
        return item_line("merged", item, changes, reason)
    item.reached.filter(county__in=shared).delete()
    left = max(item.planned_visits - len(shared), 1)
    _write(item, planned_visits=left)
    changes = {"planned_visits": (item.planned_visits, left), "counties_left_to_joint_team": (0, len(shared))}
    return item_line("partly_merged", item, changes, reason)


def _write(item: PlannedInspection, **fields: Any) -> None:
    """One version up, and a new SEQUENCE for the feeds that show it."""
    same = PlannedInspection.objects.filter(pk=item.pk, version=item.version)
    if not same.update(**fields, version=F("version") + 1, sequence=F("sequence") + 1):
        raise Refused(_("“%(name)s”刚被别人改动；请刷新后再看。") % {"name": item.name})


def _decide(held: MergeProposal, state: str, line: str, by: User, at: datetime) -> None:
    same = MergeProposal.objects.filter(pk=held.pk, state=held.state)
    fields = {"state": state, "decided_by": by, "decided_at": at, "decision_line": line.strip()}
    if not same.update(**fields, version=F("version") + 1):
        raise Refused(_("这项建议刚被其他同志处理，请刷新后再看。"))
    held.refresh_from_db()


def _days(held: MergeProposal) -> dict[str, str]:
    return {"first": f"{held.first_day:%Y-%m-%d}", "last": f"{held.last_day:%Y-%m-%d}"}
