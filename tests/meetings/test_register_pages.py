"""Meetings held through the front: list, search, export, one meeting, correcting, entering, the way to the evidence."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import ApproverKind, LineState, Match, Meeting, MeetingForm
from organizations.models import Level
from registers.models import Change
from registers.paging import SIZE
from tests import make
from tests.documents.importer import imported, planned

LIST = "/meetings/"
HEADINGS = "会议名称、召开单位、召开日期、形式、开到层级、开始时间、结束时间、审批人"
ROW = ("全省示例会议", "示例厅", "2019-03-05", "现场", "市", "9:00", "11:30", "分管副省长")


def text(response):
    return response.content.decode()


@pytest.fixture
def one(province):
    """A meeting of the department that came by import."""
    imported("meetings", HEADINGS, ROW)
    return Meeting.objects.get()


def address(meeting, name="meeting"):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def names(member, **query):
    return [row["name"] for row in member.get(LIST, query).context["rows"]]


def filled(member, meeting, **changes):
    """The correction form as the page shows it, with some of it changed."""
    form = member.get(address(meeting)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in values.items() if value is not None and value is not False}
    return kept | {"reason": "核对签到表"} | changes


def test_the_list_shows_own_meetings_and_nobody_else_s(department, other_department, clerk, one):
    make.meeting(other_department.organization, "另一厅的会")
    assert names(department) == ["全省示例会议"]
    assert set(names(clerk)) == {"全省示例会议", "另一厅的会"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "汛期"}, ["汛期调度会"]),
        ({"q": "调度 汛期"}, ["汛期调度会"]),
        ({"q": "2019-7"}, ["汛期调度会"]),
        ({"q": "没有的会"}, []),
        ({"form": "video"}, ["汛期调度会"]),
        ({"level": "grassroots"}, ["汛期调度会"]),
        ({"level": "1"}, ["办公会"]),
        ({"category": "3"}, ["汛期调度会"]),
        ({"year": "2018"}, ["办公会"]),
        ({"counted": "no"}, ["办公会"]),
        ({"planned": "yes"}, ["汛期调度会"]),
        ({"planned": "no"}, ["办公会"]),
        ({"province_wide": "yes"}, ["汛期调度会"]),
        ({"organization": "D1"}, ["汛期调度会", "办公会"]),
        ({"sort": "day"}, ["办公会", "汛期调度会"]),
        ({"sort": "-name"}, ["汛期调度会", "办公会"]),
        ({"year": "nonsense"}, []),
    ],
)
def test_filters_search_and_order_live_in_the_address(department, query, found):
    organ = department.organization
    line = make.planned(organ, year=2019, state=LineState.HELD, number="2019-7")
    make.meeting(
        organ,
        "汛期调度会",
        category=3,
        form=MeetingForm.VIDEO,
        level=Level.COUNTY,
        province_wide=True,
        planned=line,
        match=Match.NUMBER,
        plan_number="2019-7",
    )
    make.meeting(organ, "办公会", day=date(2018, 5, 4), counted=False)
    assert names(department, **query) == found


def test_pages_follow_one_another_without_a_gap(department):
    for number in range(SIZE + 3):
        make.meeting(department.organization, f"会议{number}", day=date(2019, 3, 1 + number % 28))
    first = department.get(LIST)
    rest = department.get(LIST + first.context["next"])
    both = [row["pk"] for page in (first, rest) for row in page.context["rows"]]
    assert len(both) == len(set(both)) == SIZE + 3


def test_a_long_list_asks_no_more_than_a_short_one(department):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            department.get(LIST)
        return len(caught)

    make.meeting(department.organization)
    queries()
    few = queries()
    for _ in range(30):
        make.meeting(department.organization)
    assert queries() == few


def test_an_empty_list_says_what_to_do(department, leader, province):
    assert reverse("registers:import_new") in text(department.get(LIST))
    assert "各单位导入会议台账后" in text(leader.get(LIST))
    assert "没有符合条件的会议" in text(department.get(LIST, {"q": "没有"}))


def test_what_is_exported_can_be_imported_and_changes_nothing(department, one):
    response = department.get(reverse("meetings:export", args=["csv"]))
    sheet = b"".join(response.streaming_content).decode("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(sheet))
    assert rows[0][:3] == ["全省示例会议", "示例厅", "2019-03-05"]
    assert planned("meetings", "、".join(headings), *rows).counts()["unchanged"] == 1


def test_a_meeting_says_where_each_value_came_from_and_why_it_counts(department, one):
    page = text(department.get(address(one)))
    for words in ("由起止时间推出", "由审批人推出", "150", "计入统计，算召开单位的一场会议", "不在计划里"):
        assert words in page


def test_a_meeting_shows_what_was_held_because_of_it(clerk, one, province):
    below = make.meeting(province.city, "市里再开", superior=one)
    assert "市里再开" in text(clerk.get(address(one)))
    assert "全省示例会议" in text(clerk.get(address(below)))


def test_a_correction_sticks_and_leaves_its_line(department, one):
    response = department.post(address(one, "correct"), filled(department, one, province_wide="no", people="80"))
    assert response.status_code == 302
    one.refresh_from_db()
    assert (one.province_wide, one.people, one.version) == (False, 80, 2)
    assert one.corrected == ["people", "province_wide"]
    line = Change.objects.order_by("-sequence").first()
    assert (line.action, line.reason, line.changes["people"]) == ("corrected", "核对签到表", [None, 80])
    page = text(department.get(address(one)))
    assert "人工更正" in page
    assert "是 → 否" in page
    assert planned("meetings", HEADINGS, ROW).counts()["unchanged"] == 1


def test_what_follows_from_a_correction_follows(department, one):
    department.post(address(one, "correct"), filled(department, one, ends_at="14:00", approver="厅党组"))
    one.refresh_from_db()
    assert (one.minutes, one.half_days, one.approver_kind) == (300, 2, ApproverKind.OWN)


def test_a_derived_value_stated_by_hand_can_be_handed_back(department, one):
    department.post(address(one, "correct"), filled(department, one, province_wide="no"))
    department.post(address(one, "correct"), filled(department, one, province_wide=""))
    one.refresh_from_db()
    assert (one.province_wide, one.corrected) == (True, [])


def test_a_number_given_by_hand_finds_its_line_and_taken_back_frees_it(department, one):
    line = make.planned(department.organization, year=2019, state=LineState.APPROVED, number="2019-7")
    department.post(address(one, "correct"), filled(department, one, plan_number="2019-7"))
    line.refresh_from_db()
    one.refresh_from_db()
    assert (line.state, one.planned, one.match) == (LineState.HELD, line, Match.NUMBER)
    department.post(address(one, "correct"), filled(department, one, plan_number=""))
    line.refresh_from_db()
    one.refresh_from_db()
    assert (line.state, one.planned, one.match) == (LineState.APPROVED, None, Match.NONE)


def test_a_stale_save_is_refused_with_both_versions(department, one):
    data = filled(department, one, people="80")
    department.post(address(one, "correct"), filled(department, one, people="90"))
    response = department.post(address(one, "correct"), data)
    assert response.status_code == 409
    assert {"label": "参会人数", "now": "90", "wanted": "80"} in response.context["conflict"]
    one.refresh_from_db()
    assert one.people == 90


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ended_on": "2019-03-04"}, "结束日期早于召开日期"),
        ({"held_on": "2999-01-01", "ended_on": ""}, "今天之后"),
        ({"emergency": "on"}, "应急批准人"),
        ({"counted": "no"}, "请写明原因"),
        ({"reason": ""}, "必填"),
    ],
)
def test_a_bad_correction_is_told_and_nothing_is_saved(department, one, changes, said):
    response = department.post(address(one, "correct"), filled(department, one, **changes))
    assert response.status_code == 422
    assert said in text(response)
    one.refresh_from_db()
    assert one.version == 1


def test_nobody_corrects_another_s_meeting(other_department, leader, one):
    assert other_department.post(address(one, "correct"), {}).status_code == 404
    assert leader.post(address(one, "correct"), {}).status_code == 403


def test_the_rail_leads_to_meetings_and_lights_up_there(department, county, leader):
    rail = {item["entry"].route: item["current"] for item in department.get(LIST).context["shell"].rail}
    assert rail["meetings:list"] is True
    coming = {item["entry"].route: item["current"] for item in county.get("/meetings/coming/").context["shell"].rail}
    assert (coming["meetings:coming"], coming["meetings:list"]) == (True, False)
    assert "dashboard:approvals" in {item["entry"].route for item in leader.get(LIST).context["shell"].rail}
