"""Registers 6 and 7: this year's plans with their approvals, and the meetings of both years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import F

from dashboard.demo.convened import Sitting, sittings
from dashboard.demo.imported import noon
from dashboard.demo.organs import Province
from dashboard.demo.sheets import bring_in
from dashboard.demo.story_of_meetings import extraordinary, in_hand
from meetings.actions.matching import match_by_number, propose_matches
from meetings.actions.trace import Trace
from meetings.chains import resolve_superiors
from meetings.models import Decision, LineState, Meeting, Plan, PlannedMeeting, PlanState, Portfolio, Verdict
from organizations.models import Kind, User

# one of so many meetings that were planned did not come about, and its line lapsed or still waits
NOT_HELD = 9
# one of so many ledgers' rows lacks its number, and waits to be matched by likeness
WITHOUT_NUMBER = 40


def store(province: Province, users: Mapping[str, User]) -> None:
    """Whoever decides, then what was planned and approved, then what was held."""
    _put_in_charge(province, users["leader"])
    by_year = {year: list(sittings(province, year)) for year in (province.year - 1, province.year)}
    numbers = _plan(province, by_year[province.year], users)
    for year, planned in by_year.items():
        held = [one for at, one in enumerate(planned) if one.day <= province.today and (at + 1) % NOT_HELD]
        rows = [
            _row(one, numbers.get((one.organ.pk, one.name), "") if at % WITHOUT_NUMBER else "", year)
            for at, one in enumerate(held)
        ]
        rows += extraordinary(province, year)
        until = min(date(year, 12, 31), province.today)
        bring_in(
            "meetings", rows, user=users["office"], today=province.today, year=year, covers=(date(year, 1, 1), until)
        )
    _match(province)
    in_hand(province, users)


def _put_in_charge(province: Province, leader: User) -> None:
    departments = [one for one in province.issuers if one.kind == Kind.DEPARTMENT and one.ends is None]
    Portfolio.objects.bulk_create(Portfolio(organization=one, leader=leader) for one in departments)


def _plan(province: Province, planned: Sequence[Sitting], users: Mapping[str, User]) -> dict[tuple[int, str], str]:
    """Imported as drafts in November, approved in December: (unit, name) → number of the approved line."""
    year = province.year
    rows = [
        {
            "年度": str(year),
            "单位": one.organ.name,
            "会议名称": one.name,
            "会议类别": one.category,
            "拟开时间": f"{one.day.month}月",
            "会期": f"{one.minutes}分钟",
            "形式": one.form,
            "开到层级": one.level,
            "参会人数": str(one.people),
        }
        for one in planned
        if one.organ.ends is None
    ]
    bring_in("meeting_plans", rows, user=users["office"], today=province.today, year=year)
    approved = date(year - 1, 12, 20)
    Plan.objects.filter(year=year).update(
        state=PlanState.DECIDED,
        submitted_by=users["clerk"],
        submitted_at=noon(date(year - 1, 11, 20)),
        submitted_on=date(year - 1, 11, 20),
        checked_by=users["office"],
        checked_at=noon(date(year - 1, 11, 28)),
        version=F("version") + 1,
    )
    return _approve(year, approved, users)


def _approve(year: int, on: date, users: Mapping[str, User]) -> dict[tuple[int, str], str]:
    lines = list(PlannedMeeting.objects.filter(year=year).select_related("organization").order_by("organization", "pk"))
    serials: dict[int, int] = defaultdict(int)
    for line in lines:
        serials[line.organization_id] += 1
        line.state, line.approved_on, line.day = LineState.APPROVED, on, line.committed_from(on)
        line.number = f"{line.organization.code}-{year}-{serials[line.organization_id]}"
        line.submitted_by, line.submitted_at = users["clerk"], noon(date(year - 1, 11, 20))
    fields = ("state", "approved_on", "day", "number", "submitted_by", "submitted_at")
    PlannedMeeting.objects.bulk_update(lines, fields)
    Decision.objects.bulk_create(_decision(line, noon(on), users) for line in lines)
    return {(line.organization_id, line.name): line.number for line in lines}


def _decision(line: PlannedMeeting, at: datetime, users: Mapping[str, User]) -> Decision:
    return Decision(
        planned=line,
        verdict=Verdict.APPROVE,
        decided_by=users["leader"],
        submitted_by=users["clerk"],
        decided_at=at,
    )


def _row(one: Sitting, number: str, year: int) -> dict[str, str]:
    """As a department's ledger has it; the year before nobody kept numbers, and approvals stand in their column."""
    approved = one.day - timedelta(days=20)
    return {
        "会议名称": one.name,
        "召开单位": one.organ.name,
        "召开日期": one.day.isoformat(),
        "会议类别": one.category,
        "时长(分钟)": str(one.minutes),
        "形式": one.form,
        "单项工作": "是",
        "开到层级": one.level,
        "参会人数": str(one.people),
        "要求主要负责同志参会": "否",
        "计划编号": number,
        "审批人": "沈望副省长" if one.organ.kind == Kind.DEPARTMENT else "市长",
        "审批日期": approved.isoformat(),
        "上级会议": "",
        "议题": one.name,
        "应急": "否",
        "应急批准人": "",
    }


def _match(province: Province) -> None:
    """What the worker does after an import."""
    trace = Trace()
    match_by_number(Meeting.objects.all(), trace)
    propose_matches(None, trace)
    resolve_superiors({province.year - 1, province.year}, trace)
    trace.leave()
