"""9.1–13.4: a register that turns each red (or to be explained) and one that turns it green, at the exact limits.

Through `import_register` and `evaluate`, as an office would.
"""

import csv
import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from meetings.actions.plans import submit_plan
from meetings.models import LineState, Plan, PlannedMeeting
from meetings.planning.line import Limits

pytestmark = pytest.mark.django_db

# a meeting that breaks nothing: approved by the leader in charge, on a day of its own
GOOD = {
    "会议名称": "示例工作会议",
    "召开单位": "D1",
    "召开日期": "2019-03-05",
    "会议类别": "四类",
    "形式": "现场",
    "开到层级": "省",
    "审批人": "分管领导",
    "审批日期": "2019-02-20",
}
RED, AMBER, GREEN = "breached", "to_explain", "on_track"


@pytest.fixture(autouse=True)
def organs(province):
    return province


@pytest.fixture
def import_(tmp_path, capsys):
    """Imports rows that cover a whole year; each row is told by what differs from a good meeting."""

    def run(*rows, register="meetings", year=2019, good=GOOD):
        headings = list(dict.fromkeys(name for row in (good, *rows) for name in row))
        file = tmp_path / f"{register}.csv"
        with file.open("w", encoding="utf-8", newline="") as sheet:
            csv.writer(sheet).writerows(
                [headings, *([{**good, **row}.get(name, "") for name in headings] for row in rows)]
            )
        call_command("import_register", register, str(file), "--covers", f"{year}-01-01..{year}-12-31")
        capsys.readouterr()

    return run


@pytest.fixture
def status(capsys):
    """What `evaluate` says of one obligation."""

    def run(key, code="D1", *, as_of="2019-12-31"):
        shown = evaluated(key, code, as_of, capsys)
        return shown["status"]

    return run


def evaluated(key, code, as_of, capsys):
    words = ("--as-of", as_of, "--organization", code, "--obligation", key, "--format", "json")
    call_command("evaluate", as_of[:4], *words)
    (shown,) = json.loads(capsys.readouterr().out)
    return shown


CASES = [
    ("9.2", RED, {"审批人": ""}),
    ("9.2", RED, {"审批人": "厅党组"}),
    ("9.2", GREEN, {}),
    ("9.2", GREEN, {"审批人": "", "应急": "是", "应急批准人": "分管领导"}),
    ("9.2", RED, {"审批人": "", "应急": "是"}),
    ("9.3", AMBER, {"会议名称": "全省示例会议", "召开日期": "2019-08-01"}),
    ("9.3", AMBER, {"会议名称": "全省示例会议", "召开日期": "2019-07-31", "结束日期": "2019-08-01"}),
    ("9.3", AMBER, {"会议名称": "全省示例会议", "召开日期": "2019-08-31"}),
    ("9.3", AMBER, {"会议名称": "全省示例会议", "召开日期": "2019-07-31", "结束日期": "2019-09-01"}),
    ("9.3", GREEN, {"会议名称": "全省示例会议", "召开日期": "2019-07-31"}),
    ("9.3", GREEN, {"会议名称": "全省示例会议", "召开日期": "2019-09-01"}),
    ("9.3", GREEN, {"召开日期": "2019-08-01"}),
    ("9.3", GREEN, {"会议名称": "全省示例会议", "召开日期": "2019-08-01", "应急": "是", "应急批准人": "省长"}),
    ("9.3", AMBER, {"会议名称": "全省示例会议", "召开日期": "2019-08-01", "应急": "是"}),
    ("10.2", RED, {"会议类别": "二类"}),
    ("10.2", RED, {"会议类别": "一类", "审批人": ""}),
    ("10.2", GREEN, {"会议类别": "二类", "审批人": "省委常委会"}),
    ("10.2", RED, {"会议类别": "三类", "审批日期": "2019-03-06"}),
    ("10.2", GREEN, {"会议类别": "三类", "审批日期": "2019-03-05"}),
    ("10.2", RED, {"会议类别": "四类", "审批人": "厅长"}),
    ("11.1", AMBER, {"开到层级": "县", "审批人": ""}),
    ("11.1", AMBER, {"开到层级": "乡镇", "审批人": "厅党组"}),
    ("11.1", GREEN, {"开到层级": "县"}),
    ("11.1", GREEN, {"开到层级": "市", "审批人": ""}),
    ("11.3", RED, {"召开单位": "P1", "召开名义": "省政府", "事项层级": "部门可解决"}),
    ("11.3", GREEN, {"召开单位": "P1", "召开名义": "省政府", "事项层级": "省委省政府职责"}),
    ("11.3", GREEN, {"召开单位": "P1", "召开名义": "部门", "事项层级": "部门可解决"}),
    ("12.1", RED, {"要求主要负责同志参会": "是"}),
    ("12.1", RED, {"要求主要负责同志参会": "是", "主要领导批准": "否"}),
    ("12.1", GREEN, {"要求主要负责同志参会": "是", "主要领导批准": "省长批示"}),
    ("12.1", GREEN, {"要求主要负责同志参会": "否"}),
    ("12.2", AMBER, {"会议类别": "二类", "参会人数": "301"}),
    ("12.2", GREEN, {"会议类别": "二类", "参会人数": "300"}),
    ("12.2", AMBER, {"会议类别": "三类", "参会人数": "151"}),
    ("12.2", GREEN, {"会议类别": "三类", "参会人数": "150"}),
    ("12.2", AMBER, {"会议类别": "四类", "参会人数": "51"}),
    ("12.2", GREEN, {"会议类别": "四类", "参会人数": "50"}),
    ("12.2", GREEN, {"会议类别": "一类", "参会人数": "900"}),
    ("12.3", RED, {"无关陪会领导人数": "1"}),
    ("12.3", GREEN, {"无关陪会领导人数": "0"}),
    ("13.1", AMBER, {"单项工作": "是", "时长(分钟)": "241"}),
    ("13.1", GREEN, {"单项工作": "是", "时长(分钟)": "240"}),
    ("13.1", AMBER, {"单项工作": "是", "开始时间": "8:00", "结束时间": "12:01"}),
    ("13.1", GREEN, {"单项工作": "是", "开始时间": "8:00", "结束时间": "12:00"}),
    ("13.1", AMBER, {"单项工作": "是", "结束日期": "2019-03-06"}),
    ("13.1", GREEN, {"单项工作": "否", "时长(分钟)": "241"}),
    ("13.2", AMBER, {"形式": "视频", "时长(分钟)": "91"}),
    ("13.2", AMBER, {"形式": "电视电话", "时长(分钟)": "91"}),
    ("13.2", GREEN, {"形式": "视频", "时长(分钟)": "90"}),
    ("13.2", GREEN, {"形式": "现场", "时长(分钟)": "91"}),
]


@pytest.mark.parametrize(("key", "expected", "said"), CASES)
def test_one_meeting_turns_it(import_, status, key, expected, said):
    import_(said)
    assert status(key, said.get("召开单位", "D1")) == expected


def several(count, year, **said):
    """So many meetings of one year, a week apart, on different matters."""
    first = date(year, 1, 7)
    return [
        {"会议名称": f"第{n}项", "召开日期": str(first + timedelta(days=7 * n)), "审批日期": f"{year}-01-01", **said}
        for n in range(count)
    ]


@pytest.mark.parametrize(("held", "expected"), [(7, GREEN), (8, RED)])
def test_meetings_fall_to_seventy_percent_and_one_more_is_too_many(import_, status, held, expected):
    import_(*several(10, 2018), year=2018)
    import_(*several(held, 2019))
    assert status("9.1") == expected


def test_sittings_of_the_party_group_are_no_meetings(import_, status):
    import_(*several(10, 2018), year=2018)
    import_(*several(7, 2019), {"会议名称": "示例厅党组会议", "召开日期": "2019-05-05"})
    assert status("9.1") == GREEN


def approved(count, numbered="2019-"):
    """So many lines of the plan of 2019, approved, the first of them with number 1."""
    plan = Plan.objects.get(year=2019)
    for number, line in enumerate(PlannedMeeting.objects.filter(plan=plan).order_by("pk")[:count], 1):
        PlannedMeeting.objects.filter(pk=line.pk).update(
            state=LineState.APPROVED, number=f"{numbered}{number}", approved_on=date(2019, 1, 2), day=date(2019, 1, 2)
        )


PLANNED = {"年度": "2019", "单位": "D1", "会议类别": "四类", "拟开时间": "12月"}


@pytest.mark.parametrize(("to_come", "expected"), [(2, GREEN), (3, "at_risk")])
def test_what_is_still_to_come_puts_it_at_risk_before_the_first_meeting_too_many(
    import_, status, capsys, to_come, expected
):
    import_(*several(10, 2018), year=2018)
    import_(*several(5, 2019))
    import_(*({"会议名称": f"将开{n}"} for n in range(4)), register="meeting_plans", good=PLANNED)
    approved(to_come)
    assert status("9.1", as_of="2019-11-30") == expected
    shown = evaluated("9.1", "D1", "2019-11-30", capsys)
    assert (shown["value"], shown["committed"], shown["limit"]) == (5, to_come, 7)


def test_a_line_that_was_held_is_counted_once(import_, capsys):
    import_(*several(10, 2018), year=2018)
    import_({"会议名称": "将开0"}, {"会议名称": "将开1"}, register="meeting_plans", good=PLANNED)
    approved(2)
    import_({"会议名称": "将开0", "召开日期": "2019-11-05", "计划编号": "2019-1"})
    shown = evaluated("9.1", "D1", "2019-11-30", capsys)
    assert (shown["value"], shown["committed"]) == (1, 1)
    assert evaluated("9.2", "D1", "2019-11-30", capsys)["status"] == GREEN


def test_a_number_that_the_plan_does_not_know_plans_nothing(import_, status):
    import_({"会议名称": "将开0"}, register="meeting_plans", good=PLANNED)
    approved(1)
    import_({"审批人": "", "计划编号": "2019-99"})
    assert status("9.2") == RED


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2019-10-30", "not_due"), ("2019-10-31", "at_risk"), ("2019-11-30", RED)]
)
def test_next_years_plan_is_owed_by_30_november(status, as_of, expected):
    assert status("9.4", as_of=as_of) == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2019, 11, 30), GREEN), (date(2019, 12, 1), RED)])
def test_a_plan_handed_in_is_in_time_up_to_the_day(import_, status, department, on, expected):
    line = {
        "年度": "2020",
        "会议名称": "示例座谈会",
        "拟开时间": "3月5日",
        "会期": "半天",
        "形式": "现场",
        "召开名义": "部门",
    }
    line |= {"开到层级": "省", "参会人数": "20"}
    import_(line, register="meeting_plans", year=2020, good=PLANNED)
    assert status("9.4", as_of="2019-11-30") == RED
    plan = Plan.objects.get(year=2020)
    now = f"{on}T09:00:00+08:00"
    submit_plan(plan=plan.pk, version=plan.version, limits=Limits(), by=department.user, now=now, today=on)
    assert status("9.4", as_of="2019-11-30") == expected
    assert status("9.4", as_of="2019-12-31") == GREEN


def conferences(*days):
    return [{"会议名称": "四大班子秘书长联席会议", "召开单位": "P1", "召开日期": day, "审批日期": day} for day in days]


@pytest.mark.parametrize(
    ("days", "as_of", "expected"),
    [
        ([], "2019-03-31", RED),
        (["2019-03-31"], "2019-03-31", "not_due"),
        (["2019-02-01", "2019-05-01", "2019-08-01"], "2019-12-31", RED),
        (["2019-02-01", "2019-05-01", "2019-08-01", "2019-11-01"], "2019-12-31", GREEN),
    ],
)
def test_the_joint_conference_meets_every_quarter(import_, status, clerk, days, as_of, expected):
    import_(*conferences(*days), {"召开单位": "P1"})
    assert status("10.1", "P1", as_of=as_of) == expected


@pytest.mark.parametrize(("level", "expected"), [("县", AMBER), ("市", GREEN)])
@pytest.mark.parametrize("first", ["above", "below"])
def test_what_reached_the_county_is_not_held_again_by_the_city(import_, status, level, expected, first):
    above = {"会议名称": "全省示例会议", "开到层级": level}
    below = {"会议名称": "传达会", "召开单位": "C1", "召开日期": "2019-03-09", "上级会议": "全省示例会议"}
    for row in (above, below) if first == "above" else (below, above):
        import_(row)
    assert status("11.2", "C1") == expected


def test_what_the_province_never_held_is_not_repeated(import_, status):
    import_({"召开单位": "C1", "上级会议": "全省示例会议"})
    assert status("11.2", "C1") == GREEN


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"召开日期": "2019-03-20"}, AMBER),
        ({"召开日期": "2019-04-05"}, GREEN),
        ({"召开日期": "2019-03-20", "开到层级": "市"}, GREEN),
        ({"召开日期": "2019-03-20", "时长(分钟)": "239"}, AMBER),
        ({"召开日期": "2019-03-20", "时长(分钟)": "240"}, GREEN),
        ({"召开日期": "2019-03-20", "召开单位": "D2"}, GREEN),
    ],
)
def test_short_meetings_of_one_month_and_level_are_joined(import_, status, second, expected):
    import_({"时长(分钟)": "100"}, {"会议名称": "另一项", "时长(分钟)": "100", **second})
    assert status("11.4") == expected


@pytest.mark.parametrize(("by_video", "of", "expected"), [(1, 2, GREEN), (1, 3, AMBER), (2, 3, GREEN)])
def test_the_share_by_video_does_not_fall(import_, status, by_video, of, expected):
    import_(*several(1, 2018, 形式="视频"), {"召开日期": "2018-06-05", "审批日期": ""}, year=2018)
    some = several(of, 2019)
    import_(*({**row, "形式": "视频" if number < by_video else "现场"} for number, row in enumerate(some)))
    assert status("13.3") == expected


@pytest.mark.parametrize(
    ("day", "topic", "approved_on", "expected"),
    [
        ("2019-06-03", "汛期安全", "", AMBER),
        ("2019-06-04", "汛期安全", "", GREEN),
        ("2019-06-03", "秋粮收购", "", GREEN),
        ("2019-06-03", "汛期安全", "2019-05-20", GREEN),
    ],
)
def test_one_matter_is_not_met_on_again_within_ninety_days(import_, status, day, topic, approved_on, expected):
    import_(
        {"议题": "汛期安全"},
        {"会议名称": "又一次会议", "召开日期": day, "议题": topic, "审批日期": approved_on},
    )
    assert status("13.4") == expected


def test_nothing_is_green_before_a_register_came(status):
    assert {status(key) for key in ("9.1", "9.2", "9.3", "10.2", "12.1", "13.1", "13.3")} <= {"no_data", "no_baseline"}
