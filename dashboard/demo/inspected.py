"""Registers 8 to 12: this year's plan of inspections and its approvals, visits of both years, forms, results, lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random

from dashboard.demo.imported import noon
from dashboard.demo.issued import last_day
from dashboard.demo.names import ASPECTS
from dashboard.demo.organs import Province
from dashboard.demo.sheets import bring_in
from dashboard.demo.told_of_inspections import forms, lists, odd_visits, results, waiting
from inspections.actions.decisions import decide
from inspections.linking import relink
from inspections.models import InspectionPlan, ItemState, PlannedInspection, PlanState
from organizations.models import Kind, Organization, User

KINDS = ("检查", "督查", "检查", "考核")
# items of this year against the year before: the measure asks for half or fewer
USUAL, FEWER = 4, 2
COUNTIES = 3
# two departments in turn look at the same thing in the same counties: what merging is for
SHARED = ("安全生产", "项目储备")


@dataclass(frozen=True, slots=True)
class Matter:
    """One item of a department: what it looks at, where, from which day, for how many days and with how many people."""

    organ: Organization
    name: str
    kind: str
    counties: tuple[Organization, ...]
    day: date
    days: int
    people: int


def store(province: Province, users: Mapping[str, User]) -> None:
    """What was planned and approved, then who went where, then what was asked for."""
    by_year = {year: list(_matters(province, year)) for year in (province.year - 1, province.year)}
    numbers = _plan(province, by_year[province.year], users)
    for year, matters in by_year.items():
        until = min(date(year, 12, 31), province.today)
        rows = [row for one in matters for row in _visits(one, numbers.get((one.organ.pk, one.name), ""), until)]
        rows += odd_visits(province, year)
        covers = (date(year, 1, 1), until)
        for register, found in (
            ("visits", rows),
            ("data_requests", forms(province, year)),
            ("results", results(province, year)),
        ):
            bring_in(register, found, user=users["office"], today=province.today, year=year, covers=covers)
    covers = (date(province.year, 1, 1), province.today)
    rows = lists(province)
    bring_in("clearance", rows, user=users["office"], today=province.today, year=province.year, covers=covers)
    departments = [one.pk for one in province.issuers if one.kind == Kind.DEPARTMENT]
    relink(departments, list(by_year), province.today)
    waiting(province, users)


def _matters(province: Province, year: int) -> Iterator[Matter]:
    counties = [one for one in province.receivers if one.kind == Kind.COUNTY and one.ends is None]
    for at, organ in enumerate(one for one in province.issuers if one.kind == Kind.DEPARTMENT):
        until = last_day(organ, year, date(year, 12, 31))
        if until is None or organ.ends is not None:
            continue
        own = organ.name.removesuffix("厅").removesuffix("局")
        dice = Random(f"{organ.code} inspections")
        aspects = [SHARED[at % 2], *dice.sample([one for one in ASPECTS if one not in SHARED], k=USUAL - 1)]
        since = max(organ.starts or date(year, 1, 1), date(year, 1, 1))
        for nth, aspect in enumerate(aspects[: FEWER if year == province.year else USUAL]):
            kind = KINDS[(at + nth) % len(KINDS)]
            name = f"{aspect}专项{kind}" if aspect in SHARED else f"{own}{aspect}{kind}"
            start = (at // 4 * COUNTIES + nth * 7) % len(counties)
            day = since + timedelta(days=((until - since).days * (2 * nth + 1)) // (2 * USUAL) + at % 4 * 3)
            where = tuple(islice(cycle(counties), start, start + COUNTIES))
            yield Matter(organ, name, kind, where, day, 2 + nth % 2, 5 + at % 3)


def _plan(province: Province, matters: list[Matter], users: Mapping[str, User]) -> dict[tuple[int, str], str]:
    """Imported as drafts in January, passed on and approved the same month: (unit, name) → filing number."""
    year = province.year
    rows = [
        {
            "年度": str(year),
            "事项名称": one.name,
            "类型": one.kind,
            "综合": "专项",
            "牵头单位": one.organ.name,
            "依据": "年度督查检查考核计划",
            "依据层级": "省委省政府",
            "对象层级": "县",
            "对象": "、".join(county.name for county in one.counties),
            "计划时间": f"{one.day.isoformat()}至{(one.day + timedelta(days=one.days - 1)).isoformat()}",
            "天数": str(one.days),
            "人数": str(one.people),
        }
        for one in matters
    ]
    bring_in("inspection_plans", rows, user=users["office"], today=province.today, year=year)
    handed_in, decided = min(date(year, 1, 20), province.today), min(date(year, 1, 28), province.today)
    signed = {"submitted_by": users["clerk"], "submitted_at": noon(handed_in)}
    signed |= {"checked_by": users["office"], "checked_at": noon(handed_in)}
    PlannedInspection.objects.filter(year=year).update(state=ItemState.CHECKED, **signed)
    InspectionPlan.objects.filter(year=year).update(state=PlanState.CHECKED, submitted_on=handed_in, **signed)
    for item in PlannedInspection.objects.filter(year=year).order_by("pk").values_list("pk", flat=True):
        decide(item=item, verdict="approve", line="", by=users["leader"], at=noon(decided))
    found = PlannedInspection.objects.filter(year=year)
    return {(unit, name): number for unit, name, number in found.values_list("organization", "name", "filing_number")}


def _visits(one: Matter, number: str, until: date) -> Iterator[dict[str, str]]:
    """A team for each county on the same days; none after `until`."""
    last = one.day + timedelta(days=one.days - 1)
    if last > until:
        return
    for at, county in enumerate(one.counties):
        yield {
            "事项名称": one.name,
            "实施单位": one.organ.name,
            "到访单位": county.name,
            "开始日期": one.day.isoformat(),
            "结束日期": last.isoformat(),
            "备案号": number,
            "公函文号": f"{one.organ.code}函〔{one.day.year}〕{at + 1}号",
            "人数": str(one.people),
            "陪同人数": "1",
            "查台账": "否",
            "访谈": "是",
            "入户": "是",
            "列问题": "否",
            "要整改清单": "否",
            "要求提供材料": "",
            "层层陪同": "否",
        }
