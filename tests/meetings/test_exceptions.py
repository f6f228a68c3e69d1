"""例外清单: whatever was excused, with who, when, why and by whose approval; only for who may see it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from meetings.exceptions import HELD, PLANNED, Place, excused, excused_lines, excused_meetings, places
from meetings.models import LineState, Match, Meeting, PlannedMeeting
from registers.paging import SIZE
from tests import make

LIST = reverse("meetings:exceptions")
AUGUST = date(2020, 8, 10)


def text(page):
    return page.content.decode()


def rows(member, **query):
    return member.get(LIST, query).context["rows"]


def names(found):
    return [row.name for row in found]


def labels(row):
    return [str(reason.label) for reason in row.reasons]


@pytest.fixture
def emergency(province, department, leader):
    """A province-wide meeting of August, excused as an emergency, approved by the leader in charge."""
    line = make.planned(
        province.department,
        "防汛调度会",
        day=AUGUST,
        state=LineState.APPROVED,
        province_wide=True,
        emergency=True,
        emergency_approver="顾衡",
        excuses={"quiet_month": "防汛Ⅱ级响应"},
        reason="汛情",
        submitted_by=department.user,
        submitted_at=datetime(2020, 8, 1, 1, 0, tzinfo=UTC),
        approved_on=date(2020, 8, 2),
    )
    make.decision(line, leader.user, department.user, decided_at=datetime(2020, 8, 2, 1, 0, tzinfo=UTC))
    return line


def test_an_excused_august_names_who_when_why_and_the_approver(clerk, department, leader, emergency):
    (row,) = rows(clerk)
    assert labels(row) == ["8月全省性会议，应急", "计划外"]
    assert [reason.text for reason in row.reasons] == ["防汛Ⅱ级响应", "汛情"]
    assert (row.unit, row.day, row.state) == ("示例厅", AUGUST, "已批准")
    assert (row.approver, row.approved_on) == (f"顾衡、{leader.user}", date(2020, 8, 2))
    assert (row.asked_by, row.asked_on) == (str(department.user), date(2020, 8, 1))


def test_a_reason_for_what_holds_in_principle_is_an_exception(clerk, province):
    plan = make.plan(province.department)
    make.planned(province.department, plan=plan, state=LineState.CHECKED, excuses={"half_day": "内容多"})
    (row,) = rows(clerk)
    assert (labels(row), row.approver) == (["超过半天"], "")
    assert "尚无" in text(clerk.get(LIST))


def test_a_wish_to_meet_together_is_no_exception(clerk, province):
    plan = make.plan(province.department)
    make.planned(province.department, plan=plan, state=LineState.CHECKED, excuses={"neighbour": "愿套开"})
    assert rows(clerk) == []


@pytest.mark.parametrize("state", [LineState.DRAFT, LineState.RETURNED, LineState.WITHDRAWN])
def test_what_is_not_asked_for_is_not_listed(clerk, province, state):
    make.planned(province.department, state=state)
    assert rows(clerk) == []


def test_an_emergency_of_the_ledger_stands_by_itself_until_it_is_matched(clerk, province, emergency):
    held = make.meeting(
        province.department, "抢险会", day=AUGUST, emergency=True, emergency_approver="沈望", exception_reason="溃堤"
    )
    line_row, held_row = rows(clerk)
    assert (line_row.name, held_row.name) == ("防汛调度会", "抢险会")
    assert (held_row.approver, held_row.reasons[0].text) == ("沈望", "溃堤")
    Meeting.objects.filter(pk=held.pk).update(match=Match.CONFIRMED, planned=emergency)
    assert names(rows(clerk)) == ["防汛调度会"]


def test_what_was_approved_by_itself_is_outside_a_plan_that_is_kept(clerk, province):
    make.meeting(province.department, "临时会", day=date(2020, 3, 1), approver="分管副省长")
    assert rows(clerk) == []
    plan = make.plan(province.department)
    make.planned(province.department, plan=plan, state=LineState.APPROVED)
    (row,) = rows(clerk)
    assert (row.name, labels(row), row.approver) == ("临时会", ["计划外"], "分管副省长")


def test_a_missing_reason_is_said(clerk, province):
    make.planned(province.department, state=LineState.SUBMITTED)
    assert "没有写理由" in text(clerk.get(LIST))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "quiet_month"}, ["防汛调度会"]),
        ({"kind": "emergency"}, ["防汛调度会"]),
        ({"kind": "half_day"}, ["长会"]),
        ({"kind": "outside_plan"}, ["防汛调度会", "长会"]),
        ({"kind": "remote"}, []),
        ({"q": "防汛"}, ["防汛调度会"]),
        ({"year": 2019}, []),
        ({"organization": "D2"}, ["长会"]),
    ],
)
def test_the_list_is_filtered_and_searched(clerk, province, emergency, query, found):
    make.planned(province.other_department, "长会", state=LineState.CHECKED, excuses={"half_day": "内容多"})
    assert names(rows(clerk, **query)) == found


def test_a_wrong_filter_says_so(clerk, emergency):
    page = clerk.get(LIST, {"kind": "made_up"})
    assert "筛选条件有误" in text(page)
    assert page.context["rows"] == []
    assert "没有符合条件的例外" in text(clerk.get(LIST, {"q": "没有"}))


def test_an_empty_list_says_what_would_stand_here(clerk):
    assert "没有例外" in text(clerk.get(LIST))


def test_each_sees_its_own_and_the_office_all(clerk, department, other_department, county, emergency):
    assert names(rows(department)) == names(rows(clerk)) == ["防汛调度会"]
    assert rows(other_department) == rows(county) == []


def test_the_list_leaves_as_a_sheet_a_line_for_each_exception(clerk, emergency):
    sheet = clerk.get(reverse("meetings:exceptions_export", args=["csv"]))
    lines = b"".join(sheet.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "2020-08-10,示例厅,防汛调度会" in lines[1]
    assert "防汛Ⅱ级响应,顾衡、" in lines[1]


def test_pages_go_on_and_back_over_both_sources(clerk, province):
    for number in range(SIZE):
        make.planned(province.department, f"会{number:02}", day=AUGUST, state=LineState.SUBMITTED)
    for number in range(20):
        make.meeting(province.department, f"急{number:02}", day=AUGUST, emergency=True)
    first = clerk.get(LIST)
    second = clerk.get(LIST + first.context["next"])
    assert len(names(first.context["rows"])) == SIZE
    assert len(names(second.context["rows"])) == 20
    assert not {*names(first.context["rows"])} & {*names(second.context["rows"])}
    assert second.context["next"] == ""
    back = clerk.get(LIST + second.context["previous"])
    assert names(back.context["rows"]) == names(first.context["rows"])


@pytest.mark.parametrize(
    "mark", ["", "x", "2020-08-10", "2020-08-10.planned.x", "2020-13-10.held.1", "2020-08-10.no.1"]
)
def test_what_is_no_mark_begins_at_the_first_row(clerk, emergency, mark):
    assert Place.read(mark) is None
    assert names(rows(clerk, after=mark)) == ["防汛调度会"]


def test_a_mark_reads_back():
    for source in (PLANNED, HELD):
        place = Place(AUGUST, source, 7)
        assert Place.read(place.mark()) == place


def test_the_number_of_queries_does_not_grow(province, department, django_assert_num_queries):
    for _number in range(30):
        line = make.planned(province.department, state=LineState.CHECKED, submitted_by=department.user)
        make.decision(line, make.user(), department.user)
        make.meeting(province.department, emergency=True)
    lines, meetings = excused_lines(PlannedMeeting.objects.all()), excused_meetings(Meeting.objects.all())
    with django_assert_num_queries(4):
        assert len(list(excused(list(places(lines, meetings)), lines, meetings))) == 60
