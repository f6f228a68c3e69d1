"""Proposals to join inspections: run, sent, answered, decided, and what the calendar says then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from inspections.actions import merged, merging
from inspections.actions.refusals import Refused, Stale
from inspections.merging.problem import Limits, Quiet
from inspections.merging.solve import solve
from inspections.metrics.joining import unjoined
from inspections.models import MergeMember, MergeProposal, MergeRun, PlannedInspection
from inspections.proposing.run import carry_out
from inspections.tasks import propose
from metrics.period import Period
from organizations.models import Kind
from registers.models import Change, Holiday, OutboxJob
from registers.outbox import run_job
from tests import make

YEAR = 2027
NOW = timezone.now()
TODAY = date(YEAR, 5, 10)
JUNE = {"planned_from": date(YEAR, 6, 7), "planned_to": date(YEAR, 6, 11), "day": date(YEAR, 6, 7)}


@pytest.fixture(autouse=True)
def holidays(db):
    Holiday.objects.filter(day__year=YEAR).delete()
    make.holiday(date(YEAR, 10, 1))


@pytest.fixture
def counties(province):
    return [
        province.county,
        *(make.organization(f"第{n}县", kind=Kind.COUNTY, parent=province.city) for n in (2, 3, 4)),
    ]


@pytest.fixture
def pair(province, counties):
    """Two departments at two of the same counties; the second goes to a third one besides."""
    return (
        item(province.department, counties[:2], filing_number="督检〔2027〕001号"),
        item(province.other_department, counties[:3], filing_number="督检〔2027〕002号"),
    )


def item(organization, counties, **fields):
    said = {"name": "全省安全生产专项检查", "state": "approved", "days": 2, "object_level": "county"} | JUNE
    return make.planned_inspection(organization, year=YEAR, counties=counties, **said | fields)


def run(clerk, **limits):
    started = merging.start_run(
        year=YEAR,
        limits=Limits(**limits),
        quiet=[Quiet(date(YEAR, 8, 1), date(YEAR, 8, 31))],
        earliest=TODAY,
        by=clerk.user,
        at=NOW,
    )
    carry_out(started.pk, lambda: None, NOW)
    started.refresh_from_db()
    return started


def sent(clerk):
    run(clerk)
    proposal = MergeProposal.objects.get()
    return merging.send(proposal=proposal.pk, version=proposal.version, by=clerk.user, at=NOW, today=TODAY)


def answered(clerk, department, other_department, agree=True):
    proposal = sent(clerk)
    merging.answer(proposal=proposal.pk, agree=True, reason="", by=department.user, at=NOW)
    reason = "" if agree else "时间排不开"
    merging.answer(proposal=proposal.pk, agree=agree, reason=reason, by=other_department.user, at=NOW)
    proposal.refresh_from_db()
    return proposal


def join(proposal, clerk, line=""):
    return merged.join(proposal=proposal.pk, line=line, by=clerk.user, at=NOW, today=TODAY)


def reached(planned):
    return set(planned.reached.values_list("county", flat=True))


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


def test_three_working_days_are_given_to_answer(clerk, pair):
    # 10 May 2027 is a Monday
    assert sent(clerk).answer_due == date(YEAR, 5, 13)


def test_silence_is_consent_after_three_working_days_and_not_before(clerk, pair):
    proposal = sent(clerk)
    assert merging.consent_by_silence(today=proposal.answer_due, at=NOW) == 0
    assert merging.consent_by_silence(today=proposal.answer_due + timedelta(days=1), at=NOW) == 2
    proposal.refresh_from_db()
    assert proposal.state == "accepted"
    assert set(proposal.members.values_list("answer", flat=True)) == {"silent"}


def test_a_refusal_needs_its_reason_and_shows_in_the_state(clerk, department, other_department, pair):
    proposal = sent(clerk)
    with pytest.raises(Refused):
        merging.answer(proposal=proposal.pk, agree=False, reason=" ", by=department.user, at=NOW)
    merging.answer(proposal=proposal.pk, agree=False, reason="时间排不开", by=department.user, at=NOW)
    proposal.refresh_from_db()
    assert proposal.state == "sent"
    merging.answer(proposal=proposal.pk, agree=True, reason="", by=other_department.user, at=NOW)
    proposal.refresh_from_db()
    assert proposal.state == "refused"


def test_a_department_answers_once_and_only_for_itself(clerk, department, pair):
    proposal = sent(clerk)
    merging.answer(proposal=proposal.pk, agree=True, reason="", by=department.user, at=NOW)
    assert list(proposal.members.values_list("item", "answer").order_by("item")) == [
        (pair[0].pk, "agreed"),
        (pair[1].pk, "pending"),
    ]
    with pytest.raises(Refused):
        merging.answer(proposal=proposal.pk, agree=False, reason="改主意", by=department.user, at=NOW)


def test_nobody_answers_what_was_not_sent(clerk, department, pair):
    run(clerk)
    with pytest.raises(MergeProposal.DoesNotExist):
        merging.answer(proposal=MergeProposal.objects.get().pk, agree=True, reason="", by=department.user, at=NOW)


def test_the_joint_team_takes_the_days_and_the_others_leave_the_counties(
    clerk, department, other_department, pair, counties
):
    smaller, lead = pair
    proposal = answered(clerk, department, other_department)
    join(proposal, clerk)
    for one in (smaller, lead, proposal):
        one.refresh_from_db()
    assert (proposal.state, lead.state, smaller.state) == ("decided", "approved", "merged")
    assert smaller.merged_into == lead
    assert (lead.planned_from, lead.planned_to) == (proposal.first_day, proposal.last_day)
    assert reached(lead) == {one.pk for one in counties[:3]}
    assert list(lead.partners.all()) == [smaller.organization]


def test_who_has_other_counties_goes_on_there_as_planned(clerk, department, other_department, province, counties):
    lead = item(province.department, counties[:3], filing_number="1", basis_level="centre")
    other = item(province.other_department, counties[2:], filing_number="2", basis_level="department")
    join(answered(clerk, department, other_department), clerk)
    other.refresh_from_db()
    assert (other.state, other.planned_from, other.planned_visits) == ("approved", JUNE["planned_from"], 1)
    assert reached(other) == {counties[3].pk}
    assert reached(lead) == {one.pk for one in counties[:3]}


def test_every_calendar_that_changes_gets_a_new_sequence(clerk, department, other_department, pair):
    join(answered(clerk, department, other_department), clerk)
    assert set(PlannedInspection.objects.values_list("sequence", flat=True)) == {1}


def test_a_merger_is_judged_anew_and_leaves_a_line_for_each_item(clerk, department, other_department, pair):
    proposal = answered(clerk, department, other_department)
    OutboxJob.objects.all().delete()
    join(proposal, clerk)
    payload = OutboxJob.objects.get(topic="records_changed").payload
    assert payload["organizations"] == sorted(one.organization_id for one in pair)
    actions = set(Change.objects.filter(subject="inspections.plannedinspection").values_list("action", flat=True))
    assert actions == {"joined_as_lead", "merged"}


def test_against_a_refusal_the_office_gives_its_reason(clerk, department, other_department, pair):
    proposal = answered(clerk, department, other_department, agree=False)
    with pytest.raises(Refused):
        join(proposal, clerk)
    join(proposal, clerk, "两次检查只隔一天")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_line) == ("decided", "两次检查只隔一天")


def test_an_accepted_reason_excuses_and_keeps_the_two_apart(clerk, department, other_department, pair):
    proposal = answered(clerk, department, other_department, agree=False)
    merged.reject(proposal=proposal.pk, line="理由成立", accept_reasons=True, by=clerk.user, at=NOW)
    excused = MergeMember.objects.get(excuse_accepted_at__isnull=False)
    assert excused.item.organization == other_department.organization
    assert run(clerk).saved == 0


@pytest.mark.parametrize(("accepted", "still"), [(True, 0), (False, 1)])
def test_only_an_accepted_reason_ends_the_overlap(clerk, department, other_department, pair, accepted, still):
    proposal = answered(clerk, department, other_department, agree=False)
    merged.reject(proposal=proposal.pk, line="已看过", accept_reasons=accepted, by=clerk.user, at=NOW)
    year = Period(date(YEAR, 1, 1), date(YEAR, 12, 31))
    assert len(list(unjoined(year, None))) == still


def test_a_plan_that_changed_since_is_not_joined(clerk, department, other_department, pair):
    proposal = answered(clerk, department, other_department)
    PlannedInspection.objects.filter(pk=pair[0].pk).update(days=4)
    with pytest.raises(Refused):
        join(proposal, clerk)
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_a_joint_team_is_not_decided_once_its_days_have_come(clerk, department, other_department, pair):
    proposal = answered(clerk, department, other_department)
    with pytest.raises(Refused):
        merged.join(proposal=proposal.pk, line="", by=clerk.user, at=NOW, today=proposal.first_day)


def test_of_two_decisions_one_stands(clerk, department, other_department, pair):
    proposal = answered(clerk, department, other_department)
    join(proposal, clerk)
    with pytest.raises(Refused):
        merged.reject(proposal=proposal.pk, line="不合并", accept_reasons=False, by=clerk.user, at=NOW)


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
