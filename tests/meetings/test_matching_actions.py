"""What was held finds its line of the plan: by number at import, by likeness after a clerk's one click."""

from datetime import date

import pytest

from meetings import tasks
from meetings.actions.matching import confirm, match_by_number, propose_matches, reject, release
from meetings.actions.refused import Refused
from meetings.actions.trace import Trace
from meetings.models import LineState, Match, Meeting, PlannedMeeting
from registers.models import Change, OutboxJob
from tests import make

DAY = date(2020, 5, 20)


@pytest.fixture
def line(province):
    return make.planned(
        province.department, "公路养护推进会", day=DAY, state=LineState.APPROVED, number="会〔2020〕7号"
    )


@pytest.fixture
def held(province):
    return make.meeting(province.department, "全省公路养护现场推进会", day=date(2020, 5, 25))


def run(meetings=None):
    """The job of an import of these meetings (default: all)."""
    tasks.match_imported.effect(meetings=[one.key for one in meetings or Meeting.objects.all()])


def proposed(meeting, line):
    Meeting.objects.filter(pk=meeting.pk).update(match=Match.PROPOSED, planned=line)


def fresh(record):
    record.refresh_from_db()
    return record


def test_a_number_matches_at_once(province, line):
    meeting = make.meeting(province.department, "另一个名字", plan_number="会〔２０２０〕 7号")
    run()
    assert (fresh(meeting).match, meeting.planned) == (Match.NUMBER, line)
    assert fresh(line).state == LineState.HELD


def test_matching_by_number_again_changes_nothing(province, line):
    make.meeting(province.department, plan_number=line.number)
    run()
    before = Change.objects.count(), fresh(line).version
    run()
    assert (Change.objects.count(), fresh(line).version) == before


def test_another_unit_s_number_matches_nothing(province, line):
    meeting = make.meeting(province.other_department, plan_number=line.number)
    run()
    assert fresh(meeting).match == Match.NONE
    assert fresh(line).state == LineState.APPROVED


def test_a_second_meeting_under_one_number_was_not_planned(province, line):
    later = make.meeting(province.department, day=date(2020, 6, 2), plan_number=line.number)
    first = make.meeting(province.department, day=date(2020, 5, 20), plan_number=line.number)
    run()
    assert (fresh(first).match, fresh(later).match) == (Match.NUMBER, Match.NONE)


def test_a_number_beats_a_proposal_that_another_meeting_had(province, line, held):
    proposed(held, line)
    numbered = make.meeting(province.department, "另一个名字", plan_number=line.number)
    run([numbered])
    assert fresh(numbered).match == Match.NUMBER
    assert (fresh(held).match, held.planned) == (Match.NONE, None)


def test_what_is_alike_is_proposed_and_holds_nothing_yet(line, held):
    run()
    assert (fresh(held).match, held.planned) == (Match.PROPOSED, line)
    assert fresh(line).state == LineState.APPROVED


def test_a_line_that_is_proposed_already_is_not_proposed_to_a_second_meeting(province, line, held):
    run()
    second = make.meeting(province.department, "公路养护推进会", day=date(2020, 5, 21))
    run([second])
    assert fresh(second).match == Match.NONE


def test_confirming_holds_the_line_and_leaves_its_lines(department, line, held):
    proposed(held, line)
    confirm(meeting=held.pk, planned=line.pk, by=department.user)
    assert fresh(held).match == Match.CONFIRMED
    assert fresh(line).state == LineState.HELD
    of_line = Change.objects.get(action="held")
    assert (of_line.key, of_line.changes["state"], of_line.actor) == (line.key, ["approved", "held"], department.user)
    assert Change.objects.get(action="matched").changes["match"] == ["proposed", "confirmed"]
    registers = {job.payload["register"] for job in OutboxJob.objects.filter(topic="records_changed")}
    assert registers == {"meetings", "meeting_plans"}


def test_a_lapsed_line_comes_back_as_held(department, line, held):
    PlannedMeeting.objects.filter(pk=line.pk).update(state=LineState.LAPSED)
    run()
    confirm(meeting=held.pk, planned=line.pk, by=department.user)
    assert fresh(line).state == LineState.HELD


def test_a_joint_meeting_is_held_for_all_that_were_joined(department, province, line, held):
    joined = make.planned(province.other_department, state=LineState.APPROVED, joined_to=line)
    confirm(meeting=held.pk, planned=line.pk, by=department.user)
    assert fresh(joined).state == LineState.HELD
    release(meeting=held.pk, by=department.user)
    assert (fresh(line).state, fresh(joined).state) == (LineState.APPROVED, LineState.APPROVED)


def test_rejecting_keeps_the_line_and_does_not_ask_again(department, line, held):
    proposed(held, line)
    reject(meeting=held.pk, planned=line.pk, by=department.user)
    assert (fresh(held).match, held.planned, held.rejected_lines) == (Match.REJECTED, None, [line.pk])
    assert fresh(line).state == LineState.APPROVED
    run()
    assert fresh(held).match == Match.REJECTED


def test_after_a_rejection_another_line_may_be_proposed(department, province, line, held):
    proposed(held, line)
    reject(meeting=held.pk, planned=line.pk, by=department.user)
    other = make.planned(province.department, "公路养护会", day=date(2020, 5, 30), state=LineState.APPROVED)
    run()
    assert (fresh(held).match, held.planned) == (Match.PROPOSED, other)


def test_a_wrong_match_is_taken_back_and_its_number_does_not_bring_it_again(department, province, line):
    meeting = make.meeting(province.department, plan_number=line.number)
    run()
    release(meeting=meeting.pk, by=department.user)
    assert (fresh(meeting).match, fresh(line).state) == (Match.REJECTED, LineState.APPROVED)
    run()
    assert fresh(meeting).match == Match.REJECTED


@pytest.mark.parametrize("state", [LineState.CANCELLED, LineState.REPLACED, LineState.CHECKED])
def test_a_line_that_is_not_to_come_cannot_be_confirmed(department, line, held, state):
    proposed(held, line)
    PlannedMeeting.objects.filter(pk=line.pk).update(state=state)
    with pytest.raises(Refused, match="已不能对应"):
        confirm(meeting=held.pk, planned=line.pk, by=department.user)
    assert fresh(held).match == Match.PROPOSED


def test_a_line_held_by_another_meeting_cannot_be_confirmed(department, province, line, held):
    proposed(held, line)
    other = make.meeting(province.department, "公路养护会", day=DAY)
    confirm(meeting=other.pk, planned=line.pk, by=department.user)
    with pytest.raises(Refused, match="已不能对应"):
        confirm(meeting=held.pk, planned=line.pk, by=department.user)


def test_a_line_held_along_with_its_lead_takes_its_own_meeting(department, province, line, held):
    joined = make.planned(province.other_department, state=LineState.APPROVED, joined_to=line)
    confirm(meeting=held.pk, planned=line.pk, by=department.user)
    own = make.meeting(province.other_department, plan_number=joined.number)
    run([own])
    assert (fresh(own).match, own.planned) == (Match.NUMBER, joined)


def test_the_second_click_is_told_so(department, line, held):
    proposed(held, line)
    confirm(meeting=held.pk, planned=line.pk, by=department.user)
    with pytest.raises(Refused, match="已经对上"):
        confirm(meeting=held.pk, planned=line.pk, by=department.user)
    with pytest.raises(Refused, match="已经处理过"):
        reject(meeting=held.pk, planned=line.pk, by=department.user)


def test_another_unit_s_line_cannot_be_confirmed(department, province, held):
    foreign = make.planned(province.other_department, state=LineState.APPROVED)
    with pytest.raises(Refused, match="没有这项计划"):
        confirm(meeting=held.pk, planned=foreign.pk, by=department.user)


def test_only_who_keeps_the_meetings_confirms(other_department, county, line, held):
    proposed(held, line)
    for member in (other_department, county):
        with pytest.raises(Meeting.DoesNotExist):
            confirm(meeting=held.pk, planned=line.pk, by=member.user)


def test_what_cannot_be_released_says_so(department, held):
    with pytest.raises(Refused, match="没有对应的计划"):
        release(meeting=held.pk, by=department.user)


def test_the_number_of_queries_does_not_grow_with_the_plan(province, django_assert_max_num_queries):
    for number in range(40):
        make.planned(province.department, f"甲乙丙{number}事项", state=LineState.APPROVED, day=DAY)
        make.meeting(province.department, f"子丑寅{number}事务", day=DAY)
    with django_assert_max_num_queries(4):
        assert propose_matches(None, Trace()) == 0
        assert match_by_number(Meeting.objects.all(), Trace()) == 0
