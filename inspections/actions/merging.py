"""Acts on proposals to join inspections: run, change, send, answer. The office's decision is in merged.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.refusals import Refused, Stale
from inspections.merging.problem import Limits, Quiet
from inspections.merging.revise import NotAllowed, revised
from inspections.models import Answer, MergeMember, MergeProposal, MergeRun, PlannedInspection, ProposalState
from inspections.proposing.problem import MERGEABLE, options, problem_of
from inspections.proposing.storing import store
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.outbox import enqueue
from registers.workdays import add_working_days

RUN, PROPOSAL = MergeRun._meta.label_lower, MergeProposal._meta.label_lower
# working days after which silence is consent
ANSWER_WITHIN = 3
CONSENTS = (Answer.AGREED, Answer.SILENT)
TERMS = ("lead_id", "first_day", "last_day", "people")


@transaction.atomic
def start_run(*, year: int, limits: Limits, quiet: Iterable[Quiet], earliest: date, by: User, at: datetime) -> MergeRun:
    """Ask the worker for the proposals of a year. Raises Refused while another run of the year is under way."""
    office = Organization.objects.reached_by(by, Power.CHECK_PLANS).in_order().first()
    if office is None:
        raise Refused(_("只有省委办公厅可以测算合并建议。"))
    kept = options(limits, quiet, earliest)
    try:
        with transaction.atomic():
            run = MergeRun.objects.create(organization=office, year=year, started_by=by, started_at=at, options=kept)
    except IntegrityError as error:
        raise Refused(_("%(year)s年的合并建议正在测算，请等它完成。") % {"year": year}) from error
    enqueue("merging_wanted", run=run.pk)
    line = history.Line("started", RUN, str(run.pk), office.pk, {name: (None, value) for name, value in kept.items()})
    history.write([line], actor=by, path="page")
    return run


@transaction.atomic
def revise(
    *, proposal: int, version: int, lead: int, first: date, last: date, people: int | None, by: User
) -> MergeProposal:
    """Another lead, other days, fewer people, before it is sent. Raises Refused where a limit forbids it, Stale."""
    held = held_proposal(proposal, by, (ProposalState.PROPOSED,))
    if held.version != version:
        raise Stale(held)
    old = {name: getattr(held, name) for name in TERMS}
    items = PlannedInspection.objects.filter(pk__in=held.members.values("item"), state__in=MERGEABLE)
    problem = problem_of(items, held.year, kept_options(held))
    try:
        changed = revised(problem, lead=lead, first=first, last=last, people=people)
    except NotAllowed as not_allowed:
        raise Refused(not_allowed.message, not_allowed.field) from not_allowed
    if len(changed.members) != held.members.count():
        raise Refused(_("其中有的事项已经撤回或改动，请重新测算。"))
    held.version += 1
    store(held, problem, changed)
    changes = history.difference(old, {name: getattr(held, name) for name in TERMS}, TERMS)
    history.write([proposal_line("changed", held, changes)], actor=by, path="page")
    return held


def kept_options(proposal: MergeProposal) -> dict[str, Any]:
    """The parameters under which it was proposed."""
    if proposal.run is None:
        raise ValueError(f"proposal {proposal.pk} belongs to no run")
    return dict(proposal.run.options)


@transaction.atomic
def send(*, proposal: int, version: int, by: User, at: datetime, today: date) -> MergeProposal:
    """To the departments, who answer within three working days. Raises Refused, Stale, MissingYear."""
    held = held_proposal(proposal, by, (ProposalState.PROPOSED,))
    if held.version != version:
        raise Stale(held)
    due = add_working_days(today, ANSWER_WITHIN)
    _move(held, ProposalState.SENT, sent_by=by, sent_at=at, answer_due=due)
    members = list(held.members.select_related("item"))
    changes = {"state": (ProposalState.PROPOSED, ProposalState.SENT), "answer_due": (None, due.isoformat())}
    lines = [proposal_line("sent", held, changes, organization=one.item.organization_id) for one in members]
    history.write(lines, actor=by, path="page")
    return held


@transaction.atomic
def answer(*, proposal: int, agree: bool, reason: str, by: User, at: datetime) -> MergeProposal:
    """What the person's department says, for all of its items in the proposal. A refusal gives its reason.

    Raises MergeProposal.DoesNotExist out of reach, Refused when it was answered before or is over.
    """
    held = MergeProposal.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=proposal)
    mine = held.members.filter(pk__in=MergeMember.objects.editable_by(by).values("pk"))
    if held.state != ProposalState.SENT:
        raise Refused(_("这项建议不在征求意见，不能再答复。"))
    if not agree and not reason.strip():
        raise Refused(_("不同意的，请写明理由。"), "reason")
    said = Answer.AGREED if agree else Answer.REFUSED
    organizations = list(mine.filter(answer=Answer.PENDING).values_list("item__organization_id", flat=True))
    if not organizations:
        raise Refused(_("本单位已经答复过，没有重复登记。"))
    mine.filter(answer=Answer.PENDING).update(answer=said, reason=reason.strip(), answered_by=by, answered_at=at)
    changes = {"answer": (Answer.PENDING, said)}
    lines = [proposal_line("answered", held, changes, reason.strip(), one) for one in sorted(set(organizations))]
    lines += settle(held)
    history.write(lines, actor=by, path="page")
    return held


@transaction.atomic
def consent_by_silence(*, today: date, at: datetime) -> int:
    """Proposals whose time to answer is over: who said nothing agrees. How many members that were."""
    due = MergeProposal.objects.filter(state=ProposalState.SENT, answer_due__lt=today)
    lines: list[history.Line] = []
    silent = 0
    for held in due.select_for_update(of=("self",), no_key=True).order_by("pk"):
        waiting = held.members.filter(answer=Answer.PENDING)
        organizations = sorted(set(waiting.values_list("item__organization_id", flat=True)))
        silent += waiting.update(answer=Answer.SILENT, answered_at=at)
        changes = {"answer": (Answer.PENDING, Answer.SILENT)}
        lines += [proposal_line("silent", held, changes, organization=one) for one in organizations]
        lines += settle(held)
    if lines:
        history.write(lines, actor=None, path="task")
    return silent


def settle(held: MergeProposal) -> list[history.Line]:
    """Once all have answered: accepted where all consent, else refused. The line of it."""
    answers = set(held.members.values_list("answer", flat=True))
    if Answer.PENDING in answers:
        return []
    state = ProposalState.ACCEPTED if answers <= set(CONSENTS) else ProposalState.REFUSED
    before = held.state
    _move(held, state)
    return [proposal_line("answers_complete", held, {"state": (before, state)})]


def held_proposal(proposal: int, by: User, states: Iterable[str]) -> MergeProposal:
    """The proposal, locked, for the office; Refused when it is in none of the states."""
    reach = MergeProposal.objects.reached_by(by, Power.CHECK_PLANS)
    held = reach.select_for_update(of=("self",), no_key=True).get(pk=proposal)
    if held.state not in states:
        raise Refused(_("这项建议已是“%(state)s”，没有重复处理。") % {"state": held.get_state_display()})
    return held


def proposal_line(
    action: str, held: MergeProposal, changes: Any, reason: str = "", organization: int | None = None
) -> history.Line:
    return history.Line(action, PROPOSAL, str(held.pk), organization or held.organization_id, changes, reason)


def _move(held: MergeProposal, state: str, **fields: Any) -> None:
    """A conditional update: what another person moved meanwhile stays where it is."""
    same = MergeProposal.objects.filter(pk=held.pk, state=held.state, version=held.version)
    if not same.update(state=state, version=F("version") + 1, **fields):
        raise Refused(_("这项建议刚被其他同志处理，请刷新后再看。"))
    held.refresh_from_db()
