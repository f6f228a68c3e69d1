"""A proposal sent, answered and decided, and what the calendar says then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from inspections.actions import merged, merging
from inspections.actions.refusals import Refused
from inspections.metrics.joining import unjoined
from inspections.models import MergeMember, MergeProposal, PlannedInspection
from metrics.period import Period
from registers.models import Change, OutboxJob
from tests.inspections.merger import (
    JUNE,
    NOW,
    YEAR,
    answered,
    four_counties,
    item,
    join,
    one_holiday,
    reached,
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
