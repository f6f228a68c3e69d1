"""Runs of the solver over the plans: what they propose, once, and what the office may change of it."""

from __future__ import annotations

from datetime import date

import pytest

from inspections.actions import merging
from inspections.actions.refusals import Refused, Stale
from inspections.merging.problem import Limits
from inspections.merging.solve import solve
from inspections.models import MergeProposal, MergeRun, PlannedInspection
from inspections.proposing.run import carry_out
from inspections.tasks import propose
from registers.models import OutboxJob
from registers.outbox import run_job
from tests import make
from tests.inspections.merger import (
    NOW,
    TODAY,
    YEAR,
    four_counties,
    item,
    one_holiday,
    run,
    sent,
    two_items,
)


@pytest.fixture(autouse=True)
def holidays(db):
    one_holiday()


@pytest.fixture
def counties(province):
    return four_counties(province)


@pytest.fixture
def pair(province, counties):
    return two_items(province, counties)


def test_alike_items_of_two_departments_become_one_proposal(clerk, pair, counties):
    started = run(clerk)
    proposal = MergeProposal.objects.get()
    assert (started.state, started.saved, started.items) == ("done", 4, 2)
    assert {member.item_id for member in proposal.members.all()} == {one.pk for one in pair}
    assert set(proposal.counties.all()) == set(counties[:2])
    assert (proposal.county_days_before, proposal.county_days_after, proposal.saved) == (10, 6, 4)
    assert proposal.lead_id == pair[1].pk


def test_the_run_is_work_for_the_background(clerk, pair):
    merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    job = OutboxJob.objects.get(topic="merging_wanted")
    assert job.payload == {"run": MergeRun.objects.get().pk}


def test_the_worker_makes_the_proposals_and_marks_its_job_done(clerk, pair):
    merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    job = OutboxJob.objects.get(topic="merging_wanted")
    assert run_job(job.pk, propose.effect, own_transactions=True)
    job.refresh_from_db()
    assert job.done_at
    assert MergeProposal.objects.count() == 1


def test_a_run_that_a_dead_worker_left_is_done_by_the_next(clerk, pair):
    started = merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    MergeRun.objects.update(state="running", done=1, total=2)
    carry_out(started.pk, lambda: None, NOW)
    started.refresh_from_db()
    assert started.state == "done"


def test_what_was_sent_while_a_run_was_under_way_is_not_proposed_again(clerk, pair, monkeypatch):
    """Between reading the plans and writing the proposals another proposal of the same items goes out."""
    run(clerk)
    before = MergeProposal.objects.get()

    def slow(problem, progress):
        merging.send(proposal=before.pk, version=before.version, by=clerk.user, at=NOW, today=TODAY)
        return solve(problem, progress)

    monkeypatch.setattr("inspections.proposing.run.solve", slow)
    run(clerk)
    assert list(MergeProposal.objects.all()) == [before]


def test_two_runs_of_a_year_do_not_go_at_the_same_time(clerk, pair):
    merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    with pytest.raises(Refused):
        merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)


def test_a_run_that_is_done_twice_proposes_once(clerk, pair):
    started = run(clerk)
    finished = []
    carry_out(started.pk, lambda: finished.append(True), NOW)
    assert finished
    assert MergeProposal.objects.count() == 1


def test_a_year_without_holidays_fails_with_a_sentence(clerk):
    started = merging.start_run(year=2028, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    carry_out(started.pk, lambda: None, NOW)
    started.refresh_from_db()
    assert started.state == "failed"
    assert "2028" in started.problem


@pytest.mark.parametrize(
    "fields", [{"emergency": True}, {"state": "draft"}, {"state": "merged"}, {"planned_from": date(YEAR, 5, 3)}]
)
def test_what_cannot_be_joined_is_not_proposed(clerk, pair, fields):
    PlannedInspection.objects.filter(pk=pair[0].pk).update(**fields)
    assert run(clerk).saved == 0


def test_a_new_run_replaces_what_was_not_sent_and_leaves_what_was(clerk, pair):
    proposal = sent(clerk)
    run(clerk)
    assert list(MergeProposal.objects.all()) == [proposal]


def test_the_office_moves_the_days_within_the_limits(clerk, pair):
    run(clerk)
    proposal = MergeProposal.objects.get()
    terms = {"lead": pair[1].pk, "people": 4, "by": clerk.user, "version": proposal.version, "proposal": proposal.pk}
    changed = merging.revise(first=date(YEAR, 6, 14), last=date(YEAR, 6, 18), **terms)
    assert (changed.first_day, changed.people, changed.saved) == (date(YEAR, 6, 14), 4, 4)
    with pytest.raises(Stale):
        merging.revise(first=date(YEAR, 6, 14), last=date(YEAR, 6, 18), **terms)


@pytest.mark.parametrize(
    ("first", "last", "people", "field"),
    [
        ((6, 12), (6, 18), None, "first"),  # a Saturday
        ((6, 7), (6, 27), None, "last"),
        ((5, 3), (6, 9), None, "first"),
        ((6, 7), (6, 7), None, "last"),
        ((6, 7), (6, 11), 11, "people"),
        ((6, 7), (6, 11), 3, "people"),
    ],
)
def test_a_change_against_a_limit_is_refused_at_its_field(clerk, pair, first, last, people, field):
    run(clerk)
    proposal = MergeProposal.objects.get()
    with pytest.raises(Refused) as refused:
        merging.revise(
            proposal=proposal.pk,
            version=proposal.version,
            lead=pair[1].pk,
            first=date(YEAR, *first),
            last=date(YEAR, *last),
            people=people,
            by=clerk.user,
        )
    assert refused.value.field == field


def test_a_lead_that_would_burden_a_county_is_refused(clerk, province, counties):
    shorter = item(province.department, counties[:3], days=1, filing_number="1", basis_level="centre")
    item(province.other_department, counties[2:], days=5, filing_number="2", basis_level="none")
    run(clerk)
    proposal = MergeProposal.objects.get()
    assert proposal.lead_id != shorter.pk
    with pytest.raises(Refused) as refused:
        merging.revise(
            proposal=proposal.pk,
            version=proposal.version,
            lead=shorter.pk,
            first=proposal.first_day,
            last=proposal.last_day,
            people=None,
            by=clerk.user,
        )
    assert refused.value.field == "lead"


def test_items_of_a_sent_proposal_leave_the_others_to_each_other(clerk, province, pair, counties):
    sent(clerk)
    later = [make.organization(name, parent=province.root) for name in ("第三厅", "第四厅")]
    items = [item(one, counties[:2], filing_number=one.name) for one in later]
    run(clerk)
    new = MergeProposal.objects.get(state="proposed")
    assert set(new.members.values_list("item", flat=True)) == {one.pk for one in items}
