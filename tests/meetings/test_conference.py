"""The joint conference: what could be joined or cut, what was decided, and what that saved."""

from datetime import date

import pytest

from meetings.actions.conferences import add_item, convene, decide_item, person_half_days, remove_item
from meetings.actions.refused import Refused, Stale
from meetings.matching.joint import Coming, Idea, ideas
from meetings.models import AgendaItem, JointConference, LineState, PlannedMeeting, PlanState, Proposal
from registers.models import Change, OutboxJob
from tests import make

DAY = date(2020, 3, 5)


def coming(pk, name="公路养护会", day=date(2020, 5, 10), *, organization=1, level=2, form="on_site", minutes=240):
    return Coming(pk, organization, name, day, day, level, form, minutes)


def test_one_unit_s_short_meetings_of_a_month_could_be_joined():
    assert ideas([coming(1, "养护会"), coming(2, "扶贫会", date(2020, 5, 28))]) == [Idea(1, (2,))]


@pytest.mark.parametrize(
    "other",
    [
        coming(2, "扶贫会", date(2020, 6, 1)),
        coming(2, "扶贫会", level=3),
        coming(2, "扶贫会", minutes=241),
        coming(2, "扶贫会", minutes=None),
        coming(2, "扶贫会", organization=2),
    ],
)
def test_another_month_level_unit_or_a_long_meeting_could_not(other):
    assert ideas([coming(1, "养护会"), other]) == []


def test_units_could_join_what_is_about_something_alike_in_one_form():
    alike = coming(2, "公路养护安全会", organization=2)
    assert ideas([coming(1), alike]) == [Idea(1, (2,))]
    assert ideas([coming(1), coming(2, "公路养护安全会", organization=2, form="video")]) == []


def test_a_second_meeting_on_one_matter_within_ninety_days_could_be_cut():
    first = coming(1, day=date(2020, 3, 1))
    assert ideas([first, coming(2, day=date(2020, 5, 30))]) == [Idea(1, (2,), cut=True)]
    assert ideas([first, coming(2, day=date(2020, 5, 31))]) == []


def test_each_meeting_is_in_one_proposal_only():
    proposed = ideas([coming(number, f"公路养护会{number}") for number in (1, 2, 3)])
    assert proposed == [Idea(1, (2, 3))]


@pytest.fixture
def sitting(clerk, province):
    return convene(organization=province.office.pk, day=DAY, note="", by=clerk.user)


@pytest.fixture
def lines(province):
    return [
        make.planned(province.department, state=LineState.APPROVED, people=100, half_days=1),
        make.planned(province.other_department, state=LineState.CHECKED, people=40, minutes=300),
    ]


def put(sitting, clerk, lines, proposal=Proposal.JOIN, lead=None):
    leading = lead or (lines[0] if proposal == Proposal.JOIN else None)
    return add_item(
        conference=sitting.pk,
        proposal=proposal,
        planned=[line.pk for line in lines],
        lead=leading and leading.pk,
        by=clerk.user,
    )


def decided(item, clerk, decision, line=""):
    return decide_item(item=item.pk, version=item.version, decision=decision, line=line, by=clerk.user, today=DAY)


def fresh(record):
    record.refresh_from_db()
    return record


def test_sittings_are_numbered_within_the_year_and_judged(clerk, province, sitting):
    second = convene(organization=province.office.pk, day=date(2020, 6, 5), note="", by=clerk.user)
    other_year = convene(organization=province.office.pk, day=date(2019, 6, 5), note="", by=clerk.user)
    assert (sitting.number, second.number, other_year.number) == (1, 2, 1)
    payload = OutboxJob.objects.filter(topic="records_changed").first().payload
    assert payload == {"register": "meetings", "organizations": [province.office.pk], "years": [2020]}


def test_two_sittings_on_one_day_are_refused(clerk, province, sitting):
    with pytest.raises(Refused, match="这一天已登记过"):
        convene(organization=province.office.pk, day=DAY, note="", by=clerk.user)
    assert JointConference.objects.count() == 1


def test_what_is_to_come_has_an_agenda_and_no_decisions(clerk, province, lines):
    sitting = convene(organization=province.office.pk, day=date(2020, 3, 6), note="", by=clerk.user)
    with pytest.raises(Refused, match="还没开"):
        decided(put(sitting, clerk, lines), clerk, Proposal.JOIN)


def test_joining_follows_the_lead_and_saves_the_others(clerk, sitting, lines):
    lead, other = lines
    item = decided(put(sitting, clerk, lines), clerk, Proposal.JOIN, "一次开完")
    assert (fresh(lead).joined_to, fresh(other).joined_to) == (None, lead)
    # 300 minutes are two half days of 40 people
    assert (item.saved_meetings, item.saved_person_half_days) == (1, 80)
    line = Change.objects.get(action="joined")
    assert (line.key, line.reason) == (other.key, "2020年第1次联席会议议定：一次开完")
    assert line.changes == {"joined_to_id": [None, lead.pk]}


def test_a_joined_approved_meeting_counts_no_longer_as_to_come(clerk, province, sitting, lines):
    PlannedMeeting.objects.filter(pk=lines[1].pk).update(state=LineState.APPROVED, number="D2-2020-9", approved_on=DAY)
    assert PlannedMeeting.objects.to_come().count() == 2
    decided(put(sitting, clerk, lines), clerk, Proposal.JOIN)
    assert list(PlannedMeeting.objects.to_come()) == [lines[0]]
    assert OutboxJob.objects.filter(payload__register="meeting_plans").get().payload["organizations"] == [
        province.other_department.pk
    ]


def test_cutting_cancels_all_but_a_lead(clerk, sitting, lines):
    item = decided(put(sitting, clerk, lines, Proposal.CUT), clerk, Proposal.CUT)
    assert [fresh(line).state for line in lines] == ["cancelled", "cancelled"]
    assert (item.saved_meetings, item.saved_person_half_days) == (2, 180)


def test_keeping_changes_nothing(clerk, sitting, lines):
    item = decided(put(sitting, clerk, lines), clerk, Proposal.KEEP)
    assert (item.saved_meetings, item.saved_person_half_days) == (0, 0)
    assert [fresh(line).version for line in lines] == [1, 1]


def test_what_is_not_known_makes_no_figure(lines):
    lines[0].people = None
    assert person_half_days(lines) is None


def test_what_was_joined_to_a_joined_line_goes_on_to_the_lead(clerk, province, sitting, lines):
    follower = make.planned(province.department, state=LineState.APPROVED, joined_to=lines[1])
    decided(put(sitting, clerk, lines), clerk, Proposal.JOIN)
    assert fresh(follower).joined_to == lines[0]


def test_a_plan_whose_last_open_line_is_cut_is_decided(clerk, province, sitting, department):
    plan = make.plan(
        province.department,
        state=PlanState.CHECKED,
        submitted_by=department.user,
        submitted_at="2019-11-20T09:00+08:00",
        submitted_on=date(2019, 11, 20),
    )
    line = make.planned(province.department, plan=plan, state=LineState.CHECKED)
    decided(put(sitting, clerk, [line], Proposal.CUT), clerk, Proposal.CUT)
    assert fresh(plan).state == PlanState.DECIDED


def test_nothing_is_applied_when_one_line_has_changed(clerk, sitting, lines):
    item = put(sitting, clerk, lines)
    PlannedMeeting.objects.filter(pk=lines[1].pk).update(state=LineState.WITHDRAWN)
    with pytest.raises(Refused, match="已撤回"):
        decided(item, clerk, Proposal.JOIN)
    assert not AgendaItem.objects.get().decided
    assert fresh(lines[1]).joined_to is None


def test_an_item_is_decided_once(clerk, sitting, lines):
    item = put(sitting, clerk, lines)
    decided(item, clerk, Proposal.KEEP)
    with pytest.raises(Refused, match="已经议定（保留）"):
        decided(item, clerk, Proposal.JOIN)
    with pytest.raises(Refused, match="已经议定"):
        remove_item(item=item.pk, version=1, by=clerk.user)


def test_an_item_seen_in_an_older_version_is_not_decided(clerk, sitting, lines):
    item = put(sitting, clerk, lines)
    AgendaItem.objects.update(version=2)
    with pytest.raises(Stale):
        decided(item, clerk, Proposal.JOIN)


def test_an_open_item_leaves_the_agenda_and_its_lines_are_free(clerk, sitting, lines):
    item = put(sitting, clerk, lines)
    with pytest.raises(Refused, match="另一个未议定"):
        put(sitting, clerk, lines)
    remove_item(item=item.pk, version=item.version, by=clerk.user)
    assert put(sitting, clerk, lines).pk


@pytest.mark.parametrize("state", [LineState.DRAFT, LineState.HELD, LineState.CANCELLED, LineState.LAPSED])
def test_drafts_and_what_is_over_do_not_come_before_it(clerk, province, sitting, lines, state):
    over = make.planned(province.department, state=state)
    with pytest.raises(Refused, match="不能再套开或取消"):
        put(sitting, clerk, [lines[0], over])


def test_joining_takes_two_and_a_lead(clerk, province, sitting, lines):
    with pytest.raises(Refused, match="至少要两次"):
        put(sitting, clerk, lines[:1])
    with pytest.raises(Refused, match="选定一次牵头"):
        put(sitting, clerk, lines, lead=make.planned(province.department, state=LineState.APPROVED))
    with pytest.raises(Refused, match="至少选一次"):
        put(sitting, clerk, [], Proposal.CUT)


def test_what_is_joined_already_is_not_joined_again(clerk, province, sitting, lines):
    joined = make.planned(province.department, state=LineState.APPROVED, joined_to=lines[0])
    with pytest.raises(Refused, match="已与别的会议套开"):
        put(sitting, clerk, [lines[1], joined], lead=lines[1])
