"""A run of the solver in the background: its progress, and what it proposes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from time import monotonic

from django.db import transaction

from inspections.merging.problem import Problem, Proposal
from inspections.merging.solve import solve
from inspections.models import MergeMember, MergeProposal, MergeRun, ProposalState
from inspections.proposing.problem import STANDING, candidates, problem_of
from inspections.proposing.storing import store
from registers import history
from registers.workdays import MissingYear

# seconds between two notes of the progress
NOTED_EVERY = 1.0
RUN = MergeRun._meta.label_lower


def carry_out(run_id: int, finish: Callable[[], None], now: datetime) -> None:
    """The run from beginning to end; its proposals replace those of the year that were not sent yet.

    `finish` marks the job done, in the transaction of the effect. A run that was done before stays as it is.
    """
    states = (MergeRun.State.WAITING, MergeRun.State.RUNNING)
    if not MergeRun.objects.filter(pk=run_id, state__in=states).update(state=MergeRun.State.RUNNING):
        finish()
        return
    run = MergeRun.objects.get(pk=run_id)
    items = candidates(run.year, date.fromisoformat(run.options["earliest"]))
    try:
        problem = problem_of(items, run.year, run.options)
    except MissingYear as missing:
        with transaction.atomic():
            MergeRun.objects.filter(pk=run_id).update(
                state=MergeRun.State.FAILED, problem=str(missing), finished_at=now
            )
            finish()
        return
    proposals = solve(problem, Noted(run_id))
    with transaction.atomic():
        _replace(run, problem, proposals, now)
        finish()


class Noted:
    """Notes the progress of a run, now and then."""

    def __init__(self, run_id: int) -> None:
        self._run, self._noted = run_id, 0.0

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self._noted >= NOTED_EVERY:
            self._noted = monotonic()
            MergeRun.objects.filter(pk=self._run).update(done=done, total=total)


def _replace(run: MergeRun, problem: Problem, proposals: Iterable[Proposal], now: datetime) -> None:
    unsent = MergeProposal.objects.filter(year=run.year, state=ProposalState.PROPOSED)
    # locked, so that one that is being sent at this moment is not taken away
    old = [one.pk for one in unsent.select_for_update()]
    MergeProposal.objects.filter(pk__in=old).delete()
    standing = MergeMember.objects.filter(proposal__year=run.year, proposal__state__in=STANDING)
    taken = set(standing.values_list("item_id", flat=True))
    names = {item.pk: item.department for item in problem.items}
    saved = made = 0
    for one in proposals:
        if not taken.isdisjoint(one.members):
            continue  # sent while the run was under way
        store(MergeProposal(run=run, year=run.year, organization_id=names[one.lead]), problem, one)
        saved, made = saved + one.saved, made + 1
    run.state, run.finished_at, run.items, run.saved = MergeRun.State.DONE, now, len(problem.items), saved
    run.done = run.total = len(problem.items)
    run.save(update_fields=["state", "finished_at", "items", "saved", "done", "total"])
    changes = {"proposals": (len(old), made), "saved": (None, saved), "items": (None, len(problem.items))}
    line = history.Line("proposed", RUN, str(run.pk), run.organization_id, changes)
    history.write([line], actor=run.started_by, path="task")
