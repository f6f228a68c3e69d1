"""Every figure of measures 14–21 against a plain Python loop over the same rows."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db.models import Count
from django.utils import timezone

from inspections.models import ClearanceItem, DataRequest, PlannedInspection, SharedResult, Visit
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Kind
from tests import make

pytestmark = pytest.mark.django_db
YEAR = Period.year(2019)
HALF = Period.year_to(date(2019, 6, 30))
GRASSROOTS = {"county", "township", "village", "enterprise", "school"}
TRACES = ["", "工作总结", "台账", "会议记录和照片", "不要求台账", "微信截图"]


def day(chance, year=2019):
    return date(year, chance.randint(1, 12), chance.randint(1, 28))


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


def tally(rows):
    return Counter(row.organization_id for row in rows)


def figures(name, period=YEAR, **parameters):
    """Organization → figure, however the metric is published."""
    metric = registry[name]
    if metric.findings:
        found = Counter()
        for one in metric.find(period, **parameters):
            found[one.organization] += one.weight
        return found
    source = metric.source
    rows = source.rows().filter(**{source.year: period.end.year, f"{source.day}__lte": period.end})
    counted = (
        rows.order_by()
        .values("organization")
        .annotate(figure=Count("organization", filter=metric.condition(**parameters)))
    )
    return Counter({row["organization"]: row["figure"] for row in counted if row["figure"]})


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


@pytest.fixture
def forms(organs):
    chance = random.Random(17)
    result = make.shared_result(organs[0])
    for number in range(120):
        make.data_request(
            chance.choice(organs),
            day=day(chance),
            state=chance.choice(["registered", "draft", "submitted", "filed", "refused", "withdrawn"]),
            filing_number=f"督检表〔2019〕{number}号",
            usable_text=chance.choice(["", "", "人口数据"]),
            result=chance.choice([None, result]),
            unfit_reason=chance.choice(["", "口径不同"]),
        )
    registered = DataRequest.objects.filter(state="registered")
    registered.filter(pk__in=[form.pk for form in registered[::2]]).update(filing_number="")
    return list(DataRequest.objects.all())


FORMS_ON_PAPER = {
    "inspections.requests": lambda form: True,
    "inspections.unfiled_requests": lambda form: form.filing_number == "",
    "inspections.duplicate_requests": lambda form: (
        (form.result or form.usable_text) and not (form.state == "filed" and form.unfit_reason)
    ),
}


@pytest.mark.parametrize("name", FORMS_ON_PAPER)
def test_forms_count_when_the_grassroots_were_asked(forms, name):
    asked = [form for form in forms if form.state in ("registered", "filed")]
    expected = tally(form for form in asked if FORMS_ON_PAPER[name](form))
    assert figures(name) == expected
    assert 0 < expected.total() <= len(asked)


@pytest.mark.parametrize("limit", [30, 10])
@pytest.mark.parametrize("period", [YEAR, HALF], ids=["year", "half"])
def test_results_are_late_by_the_day_on_which_one_looks(organs, period, limit):
    chance = random.Random(18)
    for _number in range(80):
        formed = day(chance)
        shared = chance.choice([None, formed + timedelta(days=chance.choice([5, 10, 11, 30, 31, 60]))])
        make.shared_result(chance.choice(organs), day=formed, shared_on=shared)
    expected = Counter()
    for row in SharedResult.objects.filter(formed_on__lte=period.end):
        until = row.shared_on if row.shared_on and row.shared_on <= period.end else period.end
        expected[row.organization_id] += (until - row.formed_on).days > limit
    assert figures("inspections.results_late", period, days=limit) == +expected
    assert expected.total() > 0


@pytest.fixture
def inventory(organs):
    chance = random.Random(19)
    for _number in range(250):
        make.clearance_item(
            chance.choice(organs),
            day=date(chance.choice([2018, 2019]), 1, 1),
            kind=chance.choice(["indicator", "veto", "letter", "creation", "award"]),
            basis_level=chance.choice(["centre", "province", "department", "none"]),
            decision=chance.choice(["keep", "cancel", "merge", "pending"]),
            decided_on=chance.choice([None, date(2019, 3, 1), date(2019, 9, 1)]),
            still_running=chance.choice([None, True, False]),
            indicators_before=chance.choice([None, 4, 9]),
            indicators_after=chance.choice([None, 0, 3]),
        )
    return list(ClearanceItem.objects.all())


def decided(item, period):
    return "pending" if item.decided_on and item.decided_on > period.end else item.decision


def runs(item, period):
    if item.still_running is None or decided(item, period) != item.decision:
        return decided(item, period) in ("keep", "pending")
    return item.still_running


def programme(item):
    return item.kind in ("creation", "award")


def goes_on(item, period):
    return programme(item) and (decided(item, period) in ("keep", "pending") or item.still_running is True)


def left(item, period):
    known = item.indicators_after is not None and decided(item, period) == item.decision
    return (item.indicators_after if known else item.indicators_before) or 0


def unmandated(kind):
    return lambda item, period: item.kind == kind and item.basis_level in ("department", "none") and runs(item, period)


STOPPED = ("cancel", "merge")
CLEARED_ON_PAPER = {
    "inspections.unmandated_indicators": unmandated("indicator"),
    "inspections.vetoes_without_basis": unmandated("veto"),
    "inspections.letters_without_basis": unmandated("letter"),
    "inspections.programmes_undecided": lambda item, period: programme(item) and decided(item, period) == "pending",
    "inspections.programmes_revived": lambda item, period: (
        programme(item) and decided(item, period) in STOPPED and item.still_running is True
    ),
    "inspections.indicators_before": lambda item, period: goes_on(item, period) * (item.indicators_before or 0),
    "inspections.indicators_after": lambda item, period: goes_on(item, period) * left(item, period),
}


@pytest.mark.parametrize("period", [YEAR, HALF, Period.year_to(date(2018, 5, 1))], ids=["year", "half", "before"])
@pytest.mark.parametrize("name", CLEARED_ON_PAPER)
def test_the_inventory_is_read_as_it_stood_on_the_day(inventory, name, period):
    expected = Counter()
    for item in inventory:
        if item.day <= period.end:
            expected[item.organization_id] += int(CLEARED_ON_PAPER[name](item, period))
    assert figures(name, period) == +expected
    assert expected.total() > 0


def test_an_item_of_last_year_s_inventory_belongs_to_this_year_s_too(organs):
    make.clearance_item(organs[0], day=date(2018, 1, 1))
    source = registry["inspections.unmandated_indicators"].source
    assert source.rows().filter(**{source.year: 2019}).exists()
    assert not source.rows().filter(**{source.year: 2017}).exists()


def test_findings_can_be_asked_for_one_organization(visits, inventory, organs):
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
