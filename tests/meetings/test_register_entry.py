"""Meetings typed by hand, and the way from a figure to the records behind it."""

from datetime import date

import pytest
from django.urls import reverse

from measures.engine import judge
from meetings.models import LineState, Meeting
from registers.models import Coverage, OutboxJob
from tests import make
from tests.documents.importer import planned

HEADINGS = "会议名称、召开单位、召开日期、形式、开到层级、开始时间、结束时间、审批人"


def text(response):
    return response.content.decode()


def address(meeting):
    return reverse("meetings:meeting", args=[meeting.pk])


def entry(organization, **changes):
    return {
        "organization": organization.pk,
        "name": "临时调度会",
        "held_on": "2019-06-03",
        "form": "video",
        "level": "2",
        "category": "4",
        "starts_at": "9:00",
        "ends_at": "10:30",
    } | changes


def test_a_meeting_typed_by_hand_is_derived_like_an_imported_one(department):
    organ = department.organization
    response = department.post("/meetings/new/", entry(organ, covers_from="2019-01-01", covers_to="2019-06-30"))
    made = Meeting.objects.get()
    assert response.url == address(made)
    assert (made.key, made.minutes, made.province_wide) == ("D1 2019-06-03 临时调度会", 90, False)
    assert Coverage.objects.get(register="meetings").ends == date(2019, 6, 30)
    news = OutboxJob.objects.filter(topic="records_changed").values_list("payload", flat=True)
    assert {"register": "meetings", "organizations": [organ.pk], "years": [2019]} in list(news)
    assert planned(
        "meetings", HEADINGS, ("临时调度会", "示例厅", "2019-06-03", "视频", "市", "9:00", "10:30", "")
    ).counts()["unchanged"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "必填"),
        ({"level": ""}, "必填"),
        ({"held_on": "2999-01-01"}, "今天之后"),
        ({"covers_from": "2019-01-01"}, "有起有止"),
        ({"emergency": "on"}, "应急批准人"),
    ],
)
def test_a_bad_entry_is_told_and_nothing_is_kept(department, changes, said):
    response = department.post("/meetings/new/", entry(department.organization, **changes))
    assert response.status_code == 422
    assert said in text(response)
    assert not Meeting.objects.exists()


def test_the_same_meeting_is_not_entered_twice_nor_for_another(department, other_department):
    department.post("/meetings/new/", entry(department.organization))
    again = department.post("/meetings/new/", entry(department.organization))
    assert "台账里已有" in text(again)
    foreign = department.post("/meetings/new/", entry(other_department.organization))
    assert foreign.status_code == 422
    assert Meeting.objects.count() == 1


def test_a_number_typed_in_makes_its_line_held(department):
    line = make.planned(department.organization, year=2019, state=LineState.APPROVED, number="2019-7")
    department.post("/meetings/new/", entry(department.organization, plan_number="2019-7"))
    line.refresh_from_db()
    assert line.state == LineState.HELD


@pytest.mark.parametrize("key", ["9.2", "11.4", "13.4"])
def test_the_records_behind_a_figure_open_from_its_evidence(department, key):
    """A condition, and two kinds of findings."""
    organ = department.organization
    for name in ("汛期第一会", "汛期第二会"):
        last = make.meeting(organ, name, topic="汛期安全", minutes=100)
    judge(2019, date(2019, 12, 31))
    page = text(department.get(reverse("dashboard:evidence", args=[key, organ.code, 2019])))
    assert "汛期第二会" in page
    assert address(last) in page


def test_plans_handed_in_are_the_evidence_of_the_year_they_are_owed_in(department):
    organ = department.organization
    make.plan(organ, year=2020, submitted_on=date(2019, 11, 20))
    judge(2019, date(2019, 12, 31))
    page = text(department.get(reverse("dashboard:evidence", args=["9.4", organ.code, 2019])))
    assert "2020年度会议计划" in page


def test_what_is_still_to_come_has_its_own_list_and_leads_to_the_plan(department):
    organ = department.organization
    plan = make.plan(organ, year=2019)
    line = make.planned(organ, "年底的会", plan=plan, state=LineState.APPROVED, approved_on=date(2019, 1, 2))
    make.meeting(organ, "开过的会")
    page = department.get(reverse("dashboard:evidence", args=["9.1", organ.code, 2019]), {"of": "committed"})
    assert [one.title for one in page.context["lines"]] == ["年底的会"]
    assert "说明情况" not in text(page)
    (address_of_line,) = [one.address for one in page.context["lines"]]
    assert department.get(address_of_line).url == f"{reverse('dashboard:plan', args=[plan.pk])}#line-{line.pk}"
    sheet = department.get(page.wsgi_request.path, {"of": "committed", "export": "csv"})
    assert "年底的会" in b"".join(sheet.streaming_content).decode("utf-8-sig")


def test_a_list_that_an_obligation_does_not_have_is_that_of_its_figure(department):
    make.meeting(department.organization, "没批的会")
    address_of = reverse("dashboard:evidence", args=["9.2", "D1", 2019])
    page = department.get(address_of, {"of": "committed"})
    assert [one.title for one in page.context["lines"]] == ["没批的会"]
