"""From records to standings: baselines, coverage, successors, explanations, and the run that changes nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.engine import judge, weigh
from measures.models import JudgedYear, Standing
from metrics.registry import registry
from organizations.models import Kind, Level
from tests import make

YEAR_END = date(2019, 12, 31)
MIDDLE = date(2019, 6, 30)


@pytest.fixture
def office(db):
    return make.organization("示例厅", kind=Kind.DEPARTMENT)


def documents(organization, year, count, *, month=3):
    for _number in range(count):
        make.document(organization, day=date(year, month, 5), level=Level.COUNTY)


def covered(organization, *years):
    for year in years:
        make.coverage(organization, starts=date(year, 1, 1), ends=date(year, 12, 31))


def standing(organization, key="4.1", as_of=YEAR_END):
    judge(as_of.year, as_of)
    return Standing.objects.get(organization=organization, obligation=key, year=as_of.year)


def test_a_fall_of_thirty_percent_is_on_track_and_one_document_more_is_breached(office):
    covered(office, 2018, 2019)
    documents(office, 2018, 10)
    documents(office, 2019, 7)
    assert standing(office).status == "on_track"
    documents(office, 2019, 1)
    found = standing(office)
    assert (found.status, found.value, found.limit, found.stretch) == ("breached", 8, 7, 5)


def test_without_coverage_of_the_year_before_there_is_no_baseline(office):
    covered(office, 2019)
    documents(office, 2018, 10)
    documents(office, 2019, 1)
    found = standing(office)
    assert (found.status, found.value, found.baseline) == ("no_baseline", 1, None)


def test_neither_coverage_nor_a_record_is_no_data_and_a_covered_year_without_a_record_is_a_real_zero(office):
    covered(office, 2018)
    documents(office, 2018, 10)
    assert standing(office).status == "no_data"
    covered(office, 2019)
    found = standing(office)
    assert (found.status, found.value, found.data_through) == ("on_track", 0, YEAR_END)


def test_a_register_that_is_kept_here_is_covered_every_day(office, monkeypatch):
    over_length = registry["documents.over_length"]
    kept_here = replace(over_length, source=replace(over_length.source, kept_here=True))
    monkeypatch.setitem(registry._metrics, over_length.name, kept_here)
    judge(2019, MIDDLE)
    standing = Standing.objects.get(obligation="8.1", organization=office)
    assert (standing.status, standing.data_through) == ("on_track", MIDDLE)


def test_documents_after_the_day_do_not_count_and_the_same_period_ends_with_it(office):
    covered(office, 2018, 2019)
    documents(office, 2018, 4, month=2)
    documents(office, 2018, 6, month=9)
    documents(office, 2019, 3, month=2)
    documents(office, 2019, 3, month=9)
    found = standing(office, as_of=MIDDLE)
    assert (found.value, found.baseline, found.same_period) == (3, 10, 4)
    assert found.forecast == Decimal("7.5")
    assert found.status == "at_risk"


def test_a_successor_inherits_its_share_of_value_and_baseline_and_the_ended_predecessor_has_no_standing(office):
    ended = make.organization("原厅", kind=Kind.DEPARTMENT, ends=date(2019, 3, 1))
    make.succession(ended, office, effective=date(2019, 3, 1), share=Decimal("0.5"))
    covered(office, 2018, 2019)
    covered(ended, 2018, 2019)
    documents(office, 2018, 9)
    documents(ended, 2018, 1)
    documents(office, 2019, 5)
    documents(ended, 2019, 2, month=1)
    found = standing(office)
    assert (found.value, found.baseline, found.limit, found.stretch) == (6, Decimal("9.5"), 6, 4)
    assert not Standing.objects.filter(organization=ended).exists()


def test_a_signed_baseline_goes_before_the_register_and_has_no_months(office):
    covered(office, 2018, 2019)
    documents(office, 2018, 50)
    documents(office, 2019, 3, month=1)
    make.baseline(office, year=2019, figure=10, key="4.1 2019")
    found = standing(office, as_of=MIDDLE)
    assert found.baseline == 10
    assert found.same_period == (Decimal(10) * 181 / 365).quantize(Decimal("1.000000"))


def test_an_issued_target_is_frozen_whatever_the_register_says_later(office):
    covered(office, 2018, 2019)
    documents(office, 2018, 10)
    make.target(
        office,
        state="issued",
        computed=10,
        baseline=10,
        ceiling=7,
        stretch=5,
        issued_by="林可",
        issued_on=date(2019, 1, 4),
    )
    documents(office, 2018, 10)
    documents(office, 2019, 8)
    found = standing(office)
    assert (found.baseline, found.limit, found.status) == (10, 7, "breached")


def test_a_ceiling_corrected_at_its_issue_stands_instead_of_the_computed_one(office):
    covered(office, 2018, 2019)
    documents(office, 2018, 10)
    documents(office, 2019, 6)
    make.target(
        office,
        state="issued",
        computed=10,
        baseline=10,
        ceiling=5,
        stretch=3,
        issued_by="林可",
        issued_on=date(2019, 1, 4),
    )
    found = standing(office)
    assert (found.limit, found.stretch, found.status) == (5, 3, "breached")


def test_a_target_issued_before_a_merger_follows_it(office):
    merged = make.organization("并入厅", kind=Kind.DEPARTMENT, ends=date(2019, 3, 1))
    make.succession(merged, office, effective=date(2019, 3, 1))
    for one, baseline in ((office, 10), (merged, 20)):
        make.target(
            one,
            state="issued",
            computed=baseline,
            baseline=baseline,
            ceiling=baseline * 7 // 10,
            stretch=baseline // 2,
            issued_by="林可",
            issued_on=date(2019, 1, 4),
        )
    documents(office, 2019, 1)
    found = standing(office)
    assert (found.baseline, found.limit) == (30, 21)


def test_a_record_with_an_accepted_explanation_leaves_the_value(office, clerk):
    covered(office, 2018, 2019)
    make.document(office, day=date(2019, 3, 5), supporting=True, key="示发〔2019〕1号")
    assert standing(office, "4.2").status == "breached"
    author = make.user()
    make.explanation(
        office,
        author,
        record_key="示发〔2019〕1号",
        obligation="4.2",
        state="accepted",
        decided_by=clerk.user,
        decided_on=MIDDLE,
    )
    found = standing(office, "4.2")
    assert (found.status, found.value) == ("on_track", 0)


def test_judging_twice_as_of_the_same_day_changes_nothing(office):
    covered(office, 2018, 2019)
    documents(office, 2018, 10)
    documents(office, 2019, 8)
    judge(2019, YEAR_END)
    before = list(Standing.objects.order_by("pk").values())
    version = JudgedYear.objects.get(year=2019).version
    judge(2019, YEAR_END)
    assert list(Standing.objects.order_by("pk").values()) == before
    assert JudgedYear.objects.get(year=2019).version == version


def test_obligations_whose_register_comes_later_have_no_data(office):
    judge(2019, YEAR_END)
    found = dict(Standing.objects.filter(organization=office).values_list("obligation", "status"))
    assert found["9.1"] == found["14.1"] == found["29.1"] == "no_data"


def test_judging_one_organization_judges_its_heirs_and_nobody_else(office):
    ended = make.organization("原厅", kind=Kind.DEPARTMENT, ends=date(2019, 3, 1))
    other = make.organization("旁厅", kind=Kind.DEPARTMENT)
    make.succession(ended, office, effective=date(2019, 3, 1))
    judge(2019, YEAR_END, [ended.pk])
    assert set(Standing.objects.values_list("organization", flat=True)) == {office.pk}
    assert not Standing.objects.filter(organization=other).exists()


def test_a_day_outside_the_year_is_refused(office):
    with pytest.raises(ValueError, match="2018"):
        weigh(2019, date(2018, 12, 31))


def test_a_run_for_many_organizations_asks_no_more_than_for_one(office, django_assert_max_num_queries):
    judge(2019, YEAR_END)
    with CaptureQueriesContext(connection) as for_one:
        judge(2019, YEAR_END)
    for number in range(12):
        one = make.organization(f"第{number}厅", kind=Kind.DEPARTMENT)
        covered(one, 2018, 2019)
        documents(one, 2019, 2)
    judge(2019, YEAR_END)
    with django_assert_max_num_queries(len(for_one)):
        judge(2019, YEAR_END)
