"""Every figure of measures 16–20 over forms, results and the inventory against a plain Python loop."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from inspections.models import ClearanceItem, DataRequest, SharedResult
from metrics.period import Period
from metrics.registry import registry
from tests import make
from tests.inspections.figures import HALF, YEAR, day, figures, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def organs(db):
    return [make.organization(f"第{n}厅") for n in range(3)]


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
