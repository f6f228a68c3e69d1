"""Meetings that are told one by one: what went wrong, what is an exception, and what waits for somebody today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dashboard.demo.imported import noon
from dashboard.demo.organs import PARTY_OFFICE, Province
from dashboard.demo.seats import CLERK_OF
from dashboard.demo.sheets import bring_in
from meetings.actions.conferences import convene
from meetings.actions.plan_lines import add_line
from meetings.actions.plans import start_plan
from meetings.models import LineState, MeetingClass, MeetingForm, Plan, PlannedMeeting, PlanState
from organizations.models import Level, User

TOO_LONG, AUGUST = "城乡营建厅", "应急安防厅"
# whose plan of next year waits for the office, and whose lines wait for the leader
SUBMITTED, CHECKED = "教育文体厅", "自然生态厅"
# a video meeting that reached the counties, and the city that held its own because of it
DEPLOYED, CITY_ABOVE = "城乡营建年度部署视频会", "DEMO-S02"
EMERGENCY = {"应急": "是", "应急批准人": "顾衡书记"}
QUARTERS = ((2, 20), (5, 20), (8, 20), (11, 20))
_BLANK = {"要求主要负责同志参会": "否", "计划编号": "", "上级会议": "", "应急": "否", "应急批准人": ""}


def extraordinary(province: Province, year: int) -> list[dict[str, str]]:
    """Held outside the usual: a video meeting over its 90 minutes, an August emergency with its approver."""
    told = [
        (TOO_LONG, date(year, 1, 1), DEPLOYED, "三类", "视频", "县", 130, 135, {}),
        (
            AUGUST,
            date(year, 8, 9),
            "防汛抗洪抢险紧急视频会",
            "三类",
            "视频",
            "县",
            140,
            60,
            {"应急": "是", "应急批准人": "顾衡书记"},
        ),
    ]
    return [
        {
            "会议名称": name,
            "召开单位": province[organ].name,
            "召开日期": day.isoformat(),
            "会议类别": category,
            "时长(分钟)": str(minutes),
            "形式": form,
            "单项工作": "是",
            "开到层级": level,
            "参会人数": str(people),
            "审批人": "沈望副省长",
            "审批日期": (day - timedelta(days=10)).isoformat(),
            "议题": name,
            **_BLANK,
            **more,
        }
        for organ, day, name, category, form, level, people, minutes, more in told
        if day <= province.today and year == province.year
    ]


def in_hand(province: Province, users: Mapping[str, User]) -> None:
    """Next year's plans: one being drafted, one that waits for the office, one whose lines wait for the leader."""
    for day in QUARTERS:
        if date(province.year, *day) <= province.today:
            convene(organization=province[PARTY_OFFICE].pk, day=date(province.year, *day), note="", by=users["office"])
    _draft(province, users["clerk"])
    for name, state, lines in (
        (SUBMITTED, PlanState.SUBMITTED, LineState.SUBMITTED),
        (CHECKED, PlanState.CHECKED, LineState.CHECKED),
    ):
        _bring_next_year(province, name, users)
        plan = Plan.objects.get(organization=province[name], year=province.year + 1)
        PlannedMeeting.objects.filter(plan=plan).update(
            state=lines, submitted_by=users["head"], submitted_at=noon(province.today)
        )
        Plan.objects.filter(pk=plan.pk).update(
            state=state,
            submitted_by=users["head"],
            submitted_at=noon(province.today),
            submitted_on=province.today,
            checked_by=users["office"] if state == PlanState.CHECKED else None,
            checked_at=noon(province.today) if state == PlanState.CHECKED else None,
        )


def _draft(province: Province, clerk: User) -> None:
    """Carried over from this year, with one meeting that the page stops and one that it asks about."""
    plan = start_plan(organization=province[CLERK_OF].pk, year=province.year + 1, by=clerk)
    august = date(province.year + 1, 8, 20)
    shared = {"level": Level.COUNTY, "province_wide": True, "people": 120, "category": MeetingClass.THREE}
    for name, text, days, form, minutes in (
        ("公路养护现场推进会", "8月20日", (august, august), MeetingForm.ON_SITE, 240),
        (
            "治超联合部署会",
            "6月",
            (august.replace(month=6, day=1), august.replace(month=6, day=30)),
            MeetingForm.VIDEO,
            120,
        ),
    ):
        values = {
            "name": name,
            "planned_text": text,
            "planned_from": days[0],
            "planned_to": days[1],
            "form": form,
            "duration_text": f"{minutes}分钟",
            "minutes": minutes,
            **shared,
        }
        add_line(plan=plan.pk, values=values, by=clerk)


def _bring_next_year(province: Province, name: str, users: Mapping[str, User]) -> None:
    own, year = name.removesuffix("厅"), province.year + 1
    wording = (
        (f"全省{own}工作会议", "三类", "2月", "半天", "视频", "县", "140", "否"),
        (f"{own}重点任务推进会", "三类", "5月", "90分钟", "视频", "县", "130", "否"),
        (f"{own}主要负责同志专题会", "三类", "9月", "半天", "现场", "市", "40", "是"),
        (f"{own}业务培训会", "四类", "11月", "半天", "现场", "市", "45", "否"),
    )
    rows = [
        {
            "年度": str(year),
            "单位": name,
            "会议名称": title,
            "会议类别": category,
            "拟开时间": month,
            "会期": lasting,
            "形式": form,
            "开到层级": level,
            "参会人数": people,
            "要求主要负责同志参会": heads,
        }
        for title, category, month, lasting, form, level, people, heads in wording
    ]
    bring_in("meeting_plans", rows, user=users["office"], today=province.today, year=year)
