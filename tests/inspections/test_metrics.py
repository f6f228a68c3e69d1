"""Every figure of measures 14–21 against a plain Python loop over the same rows."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from inspections.models import PlannedInspection, Visit
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Kind
from tests import make
from tests.inspections.figures import HALF, YEAR, day, figures, tally
from tests.inspections.test_metrics_forms import CLEARED_ON_PAPER, FORMS_ON_PAPER

pytestmark = pytest.mark.django_db
GRASSROOTS = {"county", "township", "village", "enterprise", "school"}
TRACES = ["", "工作总结", "台账", "会议记录和照片", "不要求台账", "微信截图"]


@pytest.fixture
def organs(db):
    return [make.organization(f"第{n}厅") for n in range(3)]


@pytest.fixture
def visits(organs):
    """300 visits with everything said at random, always the same; a third belong to approved items."""
    chance = random.Random(14)
    counties = [make.organization(f"第{n}县", kind=Kind.COUNTY) for n in range(3)]
    items = [
        make.planned_inspection(
            organ,
            name=f"{organ.name}第{n}项督查",
            comprehensive=n == 0,
            state=["approved", "approved", "cancelled"][n],
            filing_number=f"号{organ.pk}-{n}",
            counties=counties[:2],
            planned_from=date(2019, 1, 1),
            planned_to=date(2019, 10, 31),
            days=3,
        )
        for organ in organs
        for n in range(3)
    ]
    for _number in range(300):
        one_visit(chance, organs, counties, items)
    return list(Visit.objects.order_by("day", "pk"))


def one_visit(chance, organs, counties, items):
    organ = chance.choice(organs)
    planned = chance.choice([one for one in items if one.organization == organ] + [None] * 6)
    name = planned.name if planned and chance.random() < 0.8 else f"第{chance.randint(1, 6)}项检查"
    first, place = day(chance), chance.choice([*counties, None])
    make.visit(
        organ,
        day=first,
        last_day=first + timedelta(days=chance.randint(0, 4)),
        name=name,
        kind=chance.choice(["inspection", "supervision"]),
        item_key=f"#{planned.pk}" if planned else name,
        planned=planned,
        comprehensive=chance.random() < 0.2,
        place=place,
        place_text=place.name if place else f"某处{chance.randint(1, 3)}",
        place_level=chance.choice(["city", "unknown", *GRASSROOTS]),
        filing_number=chance.choice(["", "督检〔2019〕900号"]),
        letter_number=chance.choice(["", "示例函〔2019〕1号"]),
        joint_lead=chance.choice([None, None, organs[0]]),
        counts_as_inspection=chance.random() < 0.8,
        people=chance.choice([None, 9, 10, 11]),
        company=chance.choice([None, 2, 3, 4]),
        papers=chance.choice(TRACES),
        scouted_ahead=chance.choice([None, False, False, True]),
        layered_company=chance.choice([None, False, True]),
        beyond_plan=chance.random() < 0.05,
    )


def counts(visit):
    return visit.counts_as_inspection and not visit.beyond_plan


def is_below(visit):
    return counts(visit) and visit.place_level in GRASSROOTS


def firsts(visits, wanted):
    seen, found = set(), []
    for visit in visits:
        if wanted(visit) and (visit.organization_id, visit.item_key) not in seen:
            seen.add((visit.organization_id, visit.item_key))
            found.append(visit)
    return found


def is_comprehensive(visit):
    return visit.planned.comprehensive if visit.planned else visit.comprehensive


def is_unplanned(visit):
    """Something was approved for each of the units, so a number alone proves nothing."""
    return counts(visit) and not (visit.planned and visit.planned.state == "approved")


def is_own(visit):
    return visit.joint_lead is None and visit.origin == "register"


# metric → the visits that a clerk would tick off on paper, of those of the period
ON_PAPER = {
    "inspections.items": lambda rows: firsts(rows, is_below),
    "inspections.visits": lambda rows: [row for row in rows if is_below(row)],
    "inspections.comprehensive": lambda rows: [row for row in firsts(rows, counts) if is_comprehensive(row)],
    "inspections.place_unknown": lambda rows: [row for row in rows if counts(row) and row.place_level == "unknown"],
    "inspections.unplanned": lambda rows: [row for row in rows if is_unplanned(row)],
    "inspections.misconduct": lambda rows: [
        row for row in rows if row.joint_lead is None and (row.scouted_ahead or row.layered_company)
    ],
    "inspections.oversized": lambda rows: [
        row for row in rows if is_own(row) and ((row.people or 0) > 10 or (row.company or 0) > 3)
    ],
    "inspections.without_letter": lambda rows: [row for row in rows if is_own(row) and not row.letter_number],
}


@pytest.mark.parametrize("period", [YEAR, HALF], ids=["year", "half"])
@pytest.mark.parametrize("name", ON_PAPER)
def test_a_figure_is_what_a_clerk_would_count_on_paper(visits, name, period):
    expected = tally(ON_PAPER[name]([visit for visit in visits if visit.day in period]))
    assert figures(name, period) == expected
    assert 0 < expected.total() < 300


def test_visits_that_differ_from_what_was_approved_are_found_by_hand_too(visits):
    counties = {item.pk: set(item.counties.values_list("pk", flat=True)) for item in PlannedInspection.objects.all()}
    seen, expected = set(), Counter()
    for visit in visits:
        item = visit.planned
        if not (visit.counts_as_inspection or visit.beyond_plan) or item is None or item.state != "approved":
            continue
        other_time = visit.last_day > item.planned_to or (visit.last_day - visit.first_day).days + 1 > item.days
        known = visit.place is not None and visit.place_level != "city"
        elsewhere = known and visit.place_id not in counties[item.pk]
        again = (item.pk, visit.place_text) in seen
        if not visit.beyond_plan:
            seen.add((item.pk, visit.place_text))
        if visit.beyond_plan or visit.name != item.name or other_time or elsewhere or again:
            expected[visit.organization_id] += 1
    assert figures("inspections.off_plan") == expected
    assert 0 < expected.total() < 100


def test_what_is_approved_to_come_is_what_is_left_of_it(visits):
    left, items = Counter(), Counter()
    for item in PlannedInspection.objects.filter(state="approved"):
        made = sum(visit.planned_id == item.pk and is_below(visit) and visit.day in HALF for visit in visits)
        left[item.organization_id] += max(item.planned_visits - made, 0)
        items[item.organization_id] += made == 0
    assert +figures("inspections.visits_to_come", HALF) == +left
    assert +figures("inspections.items_to_come", HALF) == +items


def test_nothing_is_to_come_before_its_approval_nor_after_its_last_day(organs):
    decided = timezone.now().replace(2019, 3, 1)
    fields = {"state": "approved", "filing_number": "督检〔2019〕1号", "decided_at": decided}
    make.planned_inspection(organs[0], planned_to=date(2019, 6, 5), planned_visits=4, **fields)
    to_come = [
        figures("inspections.visits_to_come", Period.year_to(date(2019, month, day))).total()
        for month, day in ((2, 27), (3, 2), (6, 5), (6, 6))
    ]
    assert to_come == [0, 4, 4, 0]


def test_a_second_visit_of_an_item_in_the_next_year_is_an_item_of_that_year(organs):
    for year in (2018, 2019):
        make.visit(organs[0], day=date(year, 3, 1), name="秋粮督查")
    assert figures("inspections.items", YEAR)[organs[0].pk] == 1
    assert figures("inspections.items", Period.year(2018))[organs[0].pk] == 1


@pytest.mark.parametrize("kinds", [None, ["照片"]])
def test_demands_for_traces_are_found_in_visits_items_and_forms(visits, organs, kinds):
    make.planned_inspection(organs[0], state="approved", filing_number="督检〔2019〕1号", papers="台账")
    make.planned_inspection(organs[0], state="submitted", papers="台账")
    make.data_request(organs[1], traces="照片")
    make.data_request(organs[1], traces="照片", state="draft")
    asks = {"台账", "会议记录和照片", "微信截图"} if kinds is None else {"会议记录和照片"}
    expected = tally(visit for visit in visits if visit.joint_lead is None and visit.papers in asks)
    expected[organs[0].pk] += kinds is None
    expected[organs[1].pk] += 1
    assert figures("inspections.trace_demands", **({} if kinds is None else {"kinds": kinds})) == expected


def test_findings_can_be_asked_for_one_organization(visits, organs):
    for metric in registry:
        if metric.name.startswith("inspections.") and metric.findings:
            alone = list(metric.find(YEAR, frozenset({organs[0].pk})))
            everybody = [one for one in metric.find(YEAR) if one.organization == organs[0].pk]
            assert alone == everybody, metric.name


def test_every_metric_says_what_it_counts():
    mine = [metric for metric in registry if metric.name.startswith("inspections.")]
    others = {"off_plan", "items_to_come", "visits_to_come", "trace_demands", "results_late", "unjoined"}
    known = {*ON_PAPER, *FORMS_ON_PAPER, *CLEARED_ON_PAPER} | {f"inspections.{name}" for name in others}
    assert {metric.name for metric in mine} == known | {"inspections.plans_submitted"}
    assert all(metric.function.__doc__ and metric.unit for metric in mine)
