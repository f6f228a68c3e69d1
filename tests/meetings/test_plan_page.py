"""The page of a plan and the list of plans: the ceiling beside it, who sees what, queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import LineState, MeetingClass, MeetingForm, PlanState
from tests import make
from tests.meetings.plans import in_august, page, sound, text

LISTED = "/meetings/plans/"


@pytest.fixture
def plan(province):
    return make.plan(province.department)


def test_the_ceiling_stands_beside_the_plan(department, plan, province):
    issued = {"state": "issued", "issued_on": date(2020, 1, 5), "issued_by": "某人"}
    make.target(province.department, "9.1", year=2020, ceiling=6, baseline=9, **issued)
    make.standing(province.department, "9.1", year=2020, value=2)
    make.standing(province.department, "9.1", year=2019, value=7, committed=1)
    sound(plan, "已批的会", state=LineState.APPROVED)
    for number in range(3):
        sound(plan, f"第{number}次推进会", category=MeetingClass.FOUR)
    ceiling = department.get(page(plan)).context["ceiling"]
    assert (ceiling.held, ceiling.approved, ceiling.draft, ceiling.limit) == (2, 1, 3, 6)
    assert [bar.amount for bar in ceiling.bars] == ["—", "8", "6"]
    assert "未超上限" in text(department.get(page(plan)))
    sound(plan, "多的一次", category=MeetingClass.FOUR)
    assert "超上限1次" in text(department.get(page(plan)))


def test_without_a_target_the_ceiling_follows_from_last_year(department, plan, province):
    make.standing(province.department, "9.1", year=2019, value=8, committed=2)
    ceiling = department.get(page(plan)).context["ceiling"]
    assert (ceiling.limit, ceiling.expected) == (7, True)
    assert "按上年推算" in text(department.get(page(plan)))


def test_without_last_year_s_figures_there_is_no_ceiling(department, plan):
    assert "无基数" in text(department.get(page(plan)))


def test_the_number_of_queries_does_not_grow_with_the_lines(department, plan):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert department.get(page(plan)).status_code == 200
        return len(seen)

    sound(plan)
    queries()
    few = queries()
    for number in range(40):
        sound(plan, f"第{number}项推进会", half_days=2, excuses={"half_day": "理由"})
    assert queries() == few


def test_the_list_is_filtered_searched_sorted_and_exported(clerk, plan, province):
    sound(plan, "公路养护推进会")
    make.plan(province.other_department, state=PlanState.DECIDED)
    make.plan(province.department, year=2019)

    def units(query):
        return [(one.year, str(one.organization)) for one in clerk.get(LISTED, query).context["plans"]]

    assert units({"year": 2019}) == [(2019, "示例厅")]
    assert units({"state": "decided"}) == [(2020, "另一厅")]
    assert units({"q": "养护"}) == [(2020, "示例厅")]
    assert units({"year": 2020, "sort": "-unit"}) == [(2020, "另一厅"), (2020, "示例厅")]
    assert "没有符合条件的计划" in text(clerk.get(LISTED, {"year": 2001}))
    response = clerk.get(reverse("meetings:plans_export", args=["csv"]), {"year": 2020})
    assert "公路养护推进会" in b"".join(response.streaming_content).decode()
    response = clerk.get(reverse("meetings:plan_export", args=[plan.pk, "csv"]))
    assert "公路养护推进会" in b"".join(response.streaming_content).decode()


def test_a_unit_sees_its_own_plans_only_and_what_to_do_first(department, other_department, plan, province):
    sound(plan, "不给别人看的会")
    assert plan not in other_department.get(LISTED).context["plans"]
    assert other_department.get(page(plan)).status_code == 404
    assert "年度会议计划还没有起草" in text(department.get(LISTED))


def test_a_reader_sees_no_buttons(leader, plan):
    line = in_august(plan)
    shown = text(leader.get(page(plan)))
    assert line.name in shown
    assert "提交核稿" not in shown
    assert "改到7月20日" not in shown


def test_a_row_opens_by_itself_and_shuts_again(department, plan):
    line = sound(plan)
    address = reverse("dashboard:plan_line", args=[line.pk])
    assert department.get(address)["Location"].startswith(page(plan, f"?open={line.pk}"))
    opened = text(department.get(address, headers={"HX-Request": "true"}))
    assert "jf-editor" in opened
    assert "<html" not in opened
    assert "jf-editor" not in text(department.get(f"{address}?closed=1", headers={"HX-Request": "true"}))


def test_the_plan_is_one_of_this_year_s_forms_without_javascript(department, plan):
    line = sound(plan, form=MeetingForm.VIDEO, minutes=120, half_days=1, duration_text="120分钟")
    shown = text(department.get(page(plan, f"?open={line.pk}")))
    assert f'action="{reverse("dashboard:plan_save", args=[line.pk])}"' in shown
    assert f'action="{reverse("dashboard:plan_way", args=[line.pk])}"' in shown
