"""Registers 8 to 12, what counties say, mergers."""

from datetime import date, timedelta

from django.utils import timezone

from inspections.merging.problem import Limits
from inspections.models import (
    ClearanceItem,
    DataRequest,
    InspectionPlan,
    MergeMember,
    MergeProposal,
    MergeRun,
    PlannedInspection,
    ReachedCounty,
    ResultUse,
    SharedResult,
    UnplannedReport,
    Visit,
    VisitMark,
)
from inspections.proposing.problem import options
from organizations.models import (
    Kind,
)
from tests.make.numbers import DAY, numbers
from tests.make.organizations import organization, user


def inspection_plan(organization, *, year=2019, **fields):
    return InspectionPlan.objects.create(organization=organization, year=year, **fields)


def planned_inspection(organization, *, year=2019, counties=(), **fields):
    """A planned item as a good department writes it; approved ones need a `filing_number`."""
    number = next(numbers)
    fields = {
        "key": f"planned {number}",
        "name": f"第{number}项工作检查",
        "kind": "inspection",
        "basis": "测试条例",
        "basis_level": "centre",
        "time_text": "6月3日至5日",
        "planned_from": date(year, 6, 3),
        "planned_to": date(year, 6, 5),
        "day": date(year, 6, 3),
        "planned_visits": max(len(counties), 1),
        "objects_text": "、".join(one.name for one in counties) or "两所学校",
    } | fields
    item = PlannedInspection.objects.create(organization=organization, year=year, **fields)
    ReachedCounty.objects.bulk_create([ReachedCounty(item=item, county=county) for county in counties])
    return item


def visit(organization, *, day=DAY, **fields):
    """One visit of the register to a county, with its letter and its number."""
    number = next(numbers)
    fields = {
        "key": f"visit {number}",
        "name": f"第{number}项工作检查",
        "kind": "inspection",
        "place_text": "测试县",
        "place_level": "county",
        "first_day": day,
        "filing_number": f"测试〔{day.year}〕{number}号",
        "letter_number": f"测试函〔{day.year}〕{number}号",
        "year": day.year,
    } | fields
    fields.setdefault("item_key", fields["name"])
    return Visit.objects.create(organization=organization, day=day, **fields)


def data_request(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {
        "key": f"request {number}",
        "name": f"第{number}项情况统计表",
        "requested_on": day,
        "object_level": "county",
        "year": day.year,
    } | fields
    return DataRequest.objects.create(organization=organization, day=day, **fields)


def shared_result(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {
        "key": f"result {number}",
        "name": f"第{number}项统计成果",
        "kind": "statistics",
        "formed_on": day,
        "shared_on": day,
        "year": day.year,
    } | fields
    return SharedResult.objects.create(organization=organization, day=day, **fields)


def result_use(result, organization, used_by, *, day=DAY, **fields):
    return ResultUse.objects.create(result=result, organization=organization, used_by=used_by, day=day, **fields)


def clearance_item(organization, *, day=date(2019, 1, 1), **fields):
    number = next(numbers)
    fields = {
        "key": f"clearance {number}",
        "kind": "indicator",
        "name": f"第{number}项考核指标",
        "basis_level": "department",
        "year": day.year,
    } | fields
    return ClearanceItem.objects.create(organization=organization, day=day, **fields)


def visit_mark(county, item, marked_by, *, mark="beyond_plan", **fields):
    """A county's tap that can no longer be changed."""
    at = fields.setdefault("marked_at", timezone.now() - timedelta(days=3))
    fields.setdefault("until", at + timedelta(days=2))
    return VisitMark.objects.create(county=county, item=item, marked_by=marked_by, mark=mark, **fields)


def unplanned_report(county, department, reported_by, *, day=DAY, **fields):
    """A county's report that can no longer be taken back."""
    at = fields.setdefault("reported_at", timezone.now() - timedelta(days=2))
    fields.setdefault("until", at + timedelta(days=1))
    return UnplannedReport.objects.create(
        county=county, department=department, reported_by=reported_by, day=day, **fields
    )


def merge_run(organization, *, year=2019, **fields):
    said = {"started_by": user(), "started_at": timezone.now(), "state": "done"} | fields
    limits = options(Limits(), [], date(year, 1, 1))
    return MergeRun.objects.create(organization=organization, year=year, **{"options": limits} | said)


def merge_proposal(lead, *others, year=2019, **fields):
    """A proposal of the lead's department and others (one more where none is named), each with an item of its own."""
    counties = [organization("测试县", kind=Kind.COUNTY)]
    units = (lead, *(others or (organization("测试合并厅"),)))
    items = [planned_inspection(one, year=year, counties=counties) for one in units]
    days = [day.isoformat() for day in (items[0].planned_from, items[0].planned_to)]
    fields = {
        "first_day": items[0].planned_from,
        "last_day": items[0].planned_to,
        "days": 1,
        "saved": len(items) - 1,
        "county_days_before": len(items),
        "county_days_after": 1,
        "grid": {
            "before": {str(counties[0].pk): {str(item.pk): days[:1] for item in items}},
            "after": {str(counties[0].pk): {str(items[0].pk): days[:1]}},
        },
    } | fields
    fields.setdefault("run", merge_run(lead, year=year))
    made = MergeProposal.objects.create(organization=lead, lead=items[0], year=year, **fields)
    made.counties.set(counties)
    MergeMember.objects.bulk_create([MergeMember(proposal=made, item=item) for item in items])
    return made
