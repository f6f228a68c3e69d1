"""Registers 6 and 7 through the importer: variant headings, vague days, what is derived, what is refused."""

from datetime import date

import pytest

from meetings.models import LineState, Match, Meeting, MeetingClass, MeetingForm, Plan, PlannedMeeting, PlanState
from organizations.models import InNameOf, Kind, Level
from tests import make
from tests.documents.importer import imported, planned

HELD = "会议名称、召开单位、召开日期、形式、开到层级"
PLANNED = "年度、单位、会议名称、会议类别、拟开时间"


@pytest.fixture
def department(db):
    return make.organization("示例厅", code="D1")


@pytest.fixture
def city(db):
    return make.organization("示例市", code="C1", kind=Kind.CITY)


def problems(made):
    return [problem.message for row in made.rows for problem in row.problems]


def notes(made):
    return [note for row in made.rows for note in row.notes]


def held(headings, *cells, fixed=("示例会议", "示例厅", "2019-03-05", "现场", "市")):
    imported("meetings", "、".join([HELD, headings]), [*fixed, *cells])
    return Meeting.objects.get()


def test_a_ledger_with_its_own_words_is_understood(department):
    imported(
        "meetings",
        "序号、会议名、主办单位、会议日期、会议类型、召开方式、开至层级、与会人数、主要领导批示、名义",
        [
            "1",
            "全省示例工作会议",
            "示例厅",
            "2019年3月5日",
            "三类会议",
            "视频会议",
            "县（市、区）",
            "约120人",
            "√",
            "部门",
        ],
    )
    meeting = Meeting.objects.get()
    assert (meeting.organization, meeting.held_on, meeting.day, meeting.year) == (
        department,
        date(2019, 3, 5),
        date(2019, 3, 5),
        2019,
    )
    assert (meeting.category, meeting.form, meeting.level) == (MeetingClass.THREE, MeetingForm.VIDEO, Level.COUNTY)
    assert (meeting.people, meeting.heads_approval, meeting.in_name_of) == (120, "是", InNameOf.DEPARTMENT)
    assert meeting.key == "D1 2019-03-05 全省示例工作会议"


def test_a_second_import_of_the_same_file_changes_nothing(department):
    row = ["示例会议", "示例厅", "2019-03-05", "现场", "市", "9:00", "11:30"]
    headings = f"{HELD}、开始时间、结束时间"
    imported("meetings", headings, row)
    assert imported("meetings", headings, row).counts()["unchanged"] == 1
    assert Meeting.objects.get().version == 1


@pytest.mark.parametrize(
    ("headings", "cells", "minutes", "half_days"),
    [
        ("开始时间、结束时间", ["9:00", "13:00"], 240, 1),
        ("开始时间、结束时间", ["9:00", "13:01"], 241, 2),
        ("开始时间、结束时间", ["下午2点半", "16:00"], 90, 1),
        ("时长(分钟)", ["90"], 90, 1),
        ("时长(分钟)", ["1.5小时"], 90, 1),
        ("时长(分钟)", ["2小时30分"], 150, 1),
        ("时长(分钟)", ["半天"], None, 1),
        ("时长(分钟)", ["1天"], None, 2),
        ("时长(分钟)", ["1天半"], None, 3),
        ("结束日期", ["2019-03-06"], None, 4),
        ("结束日期、时长(分钟)", ["2019-03-06", "300"], 300, 2),
        ("备注", [""], None, None),
        ("开始时间、结束时间", ["14:00", "9:00"], None, None),
    ],
)
def test_minutes_and_half_days_come_from_whatever_was_given(department, headings, cells, minutes, half_days):
    meeting = held(headings, *cells)
    assert (meeting.minutes, meeting.half_days) == (minutes, half_days)


@pytest.mark.parametrize(
    ("name", "category", "level", "wide"),
    [
        ("全省示例座谈会", "四类", "省", True),
        ("示例推进会", "三类", "市", True),
        ("示例推进会", "三类", "省", False),
        ("示例座谈会", "四类", "县", False),
        ("示例推进会", "", "市", True),
    ],
)
def test_a_meeting_is_province_wide_by_its_name_or_by_who_is_called(department, name, category, level, wide):
    meeting = held("会议类别", category, fixed=(name, "示例厅", "2019-03-05", "现场", level))
    assert meeting.province_wide is wide


def test_no_meeting_of_a_city_is_province_wide(city):
    meeting = held("会议类别", "二类", fixed=("贯彻全省示例会议精神大会", "示例市", "2019-03-05", "现场", "县"))
    assert meeting.province_wide is False


@pytest.mark.parametrize("name", ["示例厅党组会议", "厅党组（扩大）会议", "党组理论学习中心组学习会", "第12次党组会议"])
def test_sittings_of_the_party_group_itself_do_not_count(department, name):
    meeting = held("备注", "", fixed=(name, "示例厅", "2019-03-05", "现场", "省"))
    assert (meeting.counted, meeting.uncounted_reason) == (False, "党组（党委）自身的会议")


@pytest.mark.parametrize(
    ("name", "level"), [("全省党组书记会议", "市"), ("党组工作推进会议", "市"), ("示例会议", "省")]
)
def test_meetings_about_party_groups_count(department, name, level):
    assert held("备注", "", fixed=(name, "示例厅", "2019-03-05", "现场", level)).counted


def test_what_a_sheet_states_stands_before_what_is_derived(department):
    meeting = held(
        "全省性、计入统计、不计入原因", "否", "否", "系统培训", fixed=("全省培训会", "示例厅", "2019-3-5", "现场", "市")
    )
    assert (meeting.province_wide, meeting.counted, meeting.uncounted_reason) == (False, False, "系统培训")
    assert meeting.given == ["counted", "province_wide", "uncounted_reason"]


@pytest.mark.parametrize(
    ("approver", "kind"),
    [
        ("省委常委会", "body"),
        ("省政府常务会议", "body"),
        ("省委、省政府", "body"),
        ("省委书记", "principal"),
        ("省长", "principal"),
        ("副省长", "leader"),
        ("省委常委、副省长", "leader"),
        ("分管领导", "leader"),
        ("省委秘书长", "leader"),
        ("某某某", "leader"),
        ("厅党组", "own"),
        ("本厅", "own"),
        ("厅长办公会", "own"),
        ("厅长", "own"),
        ("", ""),
    ],
)
def test_the_text_says_whose_approval_it_is(department, approver, kind):
    assert held("审批人", approver).approver_kind == kind


def test_a_meeting_of_several_units_belongs_to_the_one_that_leads(department):
    make.organization("另一厅", code="D2")
    assert held("备注", "", fixed=("示例会议", "示例厅、另一厅", "2019-03-05", "现场", "市")).organization == department


@pytest.mark.parametrize(
    ("headings", "cells", "said"),
    [
        ("结束日期", ["2019-03-04"], "结束日期早于召开日期"),
        ("时长(分钟)", ["很久"], "很久"),
        ("会议类别", ["五类"], "一类、二类、三类、四类"),
        ("参会人数", ["许多"], "许多"),
    ],
)
def test_bad_cells_are_named_with_the_way_out(department, headings, cells, said):
    made = planned("meetings", f"{HELD}、{headings}", ["示例会议", "示例厅", "2019-03-05", "现场", "市", *cells])
    assert len(problems(made)) == 1
    assert said in problems(made)[0]


def test_a_meeting_still_to_come_belongs_in_the_plan(department):
    made = planned("meetings", HELD, ["示例会议", "示例厅", "2026-11-25", "现场", "市"])
    assert "会议计划" in problems(made)[0]


def test_a_row_marked_secret_is_refused_unseen(department):
    made = planned("meetings", f"{HELD}、密级", ["绝不外传的会议", "示例厅", "2019-03-05", "现场", "市", "秘密"])
    assert "绝不外传" not in str(list(made.rows))
    assert "标有密级" in problems(made)[0]


def test_a_hand_correction_sticks_through_later_imports(department):
    row = ["示例会议", "示例厅", "2019-03-05", "现场", "市"]
    imported("meetings", HELD, row)
    Meeting.objects.update(corrected=["province_wide"], province_wide=False)
    imported("meetings", f"{HELD}、参会人数", [*row, "80"])
    meeting = Meeting.objects.get()
    assert (meeting.province_wide, meeting.people) == (False, 80)


def test_a_meeting_with_the_number_of_a_line_is_that_line_held(department):
    line = make.planned(department, plan=make.plan(department, year=2019), state=LineState.APPROVED, number="2019-7")
    meeting = held("计划编号", "2019-7")
    line.refresh_from_db()
    assert (meeting.planned, meeting.match, line.state) == (line, Match.NUMBER, LineState.HELD)


def test_a_joint_meeting_counts_once_for_its_lead(department):
    other = make.organization("另一厅", code="D2")
    lead = make.planned(department, "联合会议", plan=make.plan(department, year=2019), state=LineState.APPROVED)
    make.planned(
        other, "另一会议", plan=make.plan(other, year=2019), state=LineState.APPROVED, number="2019-8", joined_to=lead
    )
    meeting = held("计划编号", "2019-8", fixed=("另一会议", "另一厅", "2019-03-05", "现场", "市"))
    assert (meeting.counted, meeting.uncounted_reason) == (False, "与“示例厅”套开，由牵头单位计")


def test_a_plan_comes_into_the_draft_of_its_unit_and_year(department):
    imported(
        "meeting_plans",
        "计划年度、主办单位、拟召开会议名称、会议类型、拟召开时间、会期（天）、会议形式、参会人员、人数、经费（万元）",
        ["2020年", "示例厅", "全省示例工作会议", "三类", "3月上旬", "半天", "视频", "各市示例局", "120", "1.5"],
        ["2020年", "示例厅", "示例座谈会", "四类", "拟二季度", "1", "现场", "", "", ""],
    )
    plan = Plan.objects.get()
    assert (plan.organization, plan.year, plan.state) == (department, 2020, PlanState.DRAFT)
    first, second = plan.lines.order_by("pk")
    assert (first.planned_text, first.planned_from, first.planned_to) == (
        "3月上旬",
        date(2020, 3, 1),
        date(2020, 3, 10),
    )
    assert (first.half_days, first.minutes, first.people, str(first.budget)) == (1, None, 120, "1.5000")
    assert (second.planned_from, second.planned_to, second.half_days) == (date(2020, 4, 1), date(2020, 6, 30), 2)
    assert {first.state, second.state} == {LineState.DRAFT}


def test_a_draft_is_filled_again_and_nothing_is_doubled(department):
    row = ["2020", "示例厅", "示例会议", "三类", "3月"]
    imported("meeting_plans", PLANNED, row)
    assert imported("meeting_plans", PLANNED, row).counts()["unchanged"] == 1
    assert imported("meeting_plans", PLANNED, [*row[:4], "4月"]).counts()["changed"] == 1
    line = PlannedMeeting.objects.get()
    assert (line.planned_from, line.plan) == (date(2020, 4, 1), Plan.objects.get())


@pytest.mark.parametrize("state", [LineState.APPROVED, LineState.SUBMITTED, LineState.HELD])
def test_a_sheet_never_writes_over_what_was_handed_in_or_decided(department, state):
    plan = make.plan(department, state=PlanState.RETURNED)
    line = make.planned(department, "示例会议", plan=plan, state=state)
    made = planned("meeting_plans", PLANNED, ["2020", "示例厅", "示例会议", "三类", "5月"])
    assert str(state.label) in problems(made)[0]
    line.refresh_from_db()
    assert line.planned_from == date(2020, 3, 10)


def test_nothing_is_added_to_a_plan_that_was_handed_in(department, colleague):
    now = "2019-11-20T09:00:00+08:00"
    make.plan(
        department, state=PlanState.SUBMITTED, submitted_by=colleague, submitted_at=now, submitted_on=date(2019, 11, 20)
    )
    made = planned("meeting_plans", PLANNED, ["2020", "示例厅", "示例会议", "三类", "5月"])
    assert "2020年度会议计划已报送" in problems(made)[0]


@pytest.fixture
def colleague(db):
    return make.user()


def test_a_line_that_was_refused_does_not_block_its_name(department):
    plan = make.plan(department, state=PlanState.RETURNED)
    make.planned(department, "示例会议", plan=plan, state=LineState.REFUSED)
    imported("meeting_plans", PLANNED, ["2020", "示例厅", "示例会议", "三类", "5月"])
    assert PlannedMeeting.objects.filter(key="D1 2020 示例会议").count() == 2


def test_a_time_outside_the_year_or_none_at_all_is_refused_with_the_way_out(department):
    made = planned(
        "meeting_plans",
        PLANNED,
        ["2020", "示例厅", "甲会", "三类", "2019-05-01"],
        ["2020", "示例厅", "乙会", "三类", "待定"],
        ["20", "示例厅", "丙会", "三类", "5月"],
    )
    said = problems(made)
    assert "不在2020年" in said[0]
    assert "4月中旬" in said[1]
    assert "四位数字" in said[2]
