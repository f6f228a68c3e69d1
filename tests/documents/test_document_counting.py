"""两种数法: registered numbers beside highest serials."""

from datetime import date

import pytest
from django.urls import reverse

from documents.counting import change, count_both_ways, total
from documents.models import Document
from organizations.models import Numbering
from tests import make

pytestmark = pytest.mark.django_db


def numbered(series, serial, year=2019, **fields):
    number = f"{series.text}〔{year}〕{serial}号"
    fields = {"organization": series.organization, "key": f"{number}{fields}", "number": number} | fields
    return make.document(day=date(year, 6, 3), series=series, series_text=series.text, serial=serial, **fields)


def lines(year=2019):
    return count_both_ways(Document.objects.all(), year)


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        (81, 53, "−34.6%"),
        (36, 22, "−38.9%"),
        (10_000, 7_004, "−29.9%"),
        (10_000, 7_000, "−30.0%"),
        (10_000, 6_996, "−30.1%"),
        (10_000, 5_004, "−49.9%"),
        (3, 4, "+33.3%"),
        (5, 5, "0.0%"),
        (0, 5, ""),
    ],
)
def test_changes_are_rounded_but_never_across_a_threshold(before, now, shown):
    assert change(before, now) == shown


def test_the_two_ways_can_point_in_different_directions():
    series = make.series(make.organization(), "测发")
    for serial in range(1, 11):
        numbered(series, serial, 2018)
    for serial in (1, 5, 14):
        numbered(series, serial, 2019)
    (line,) = lines()
    assert (line.before.numbers, line.now.numbers, line.by_number) == (10, 3, "−70.0%")
    assert (line.before.highest, line.now.highest, line.by_serial) == (10, 14, "+40.0%")
    assert line.apart
    assert (line.missing, line.ranges) == (11, ["2–4", "6–13"])


def test_a_number_on_several_rows_is_one_number():
    series = make.series(make.organization(), "测发")
    numbered(series, 1)
    numbered(series, 1, repeats_number=True)
    (line,) = lines()
    assert line.now.numbers == 1
    assert not line.apart


def test_running_numbers_are_not_compared_by_serial():
    organ = make.organization()
    orders = make.series(organ, "测令", numbering=Numbering.CONTINUOUS)
    numbered(orders, 187, 2018)
    numbered(orders, 191, 2019)
    make.document(organ, number="某厅令第9号", series_text="某厅令", serial=9)
    assert [(line.series, line.continuous, line.by_serial) for line in lines()] == [
        ("某厅令", True, ""),
        ("测令", True, ""),
    ]


def test_the_sum_is_of_series_that_count_and_number_by_year():
    organ = make.organization()
    numbered(make.series(organ, "测发"), 4)
    numbered(make.series(organ, "测函", counted=False), 40)
    numbered(make.series(organ, "测令", numbering=Numbering.CONTINUOUS), 400)
    before, now = total(lines())
    assert (before.numbers, now.numbers, now.highest) == (0, 1, 4)


def test_three_queries_whatever_the_series(django_assert_num_queries):
    for _ in range(12):
        numbered(make.series(make.organization()), 3)
    with django_assert_num_queries(3):
        assert len(lines()) == 12


def test_the_page_shows_both_ways_for_what_one_may_see(department, clerk, province):
    numbered(make.series(province.department, "测发"), 3)
    numbered(make.series(province.other_department, "另发"), 5)
    address = reverse("documents:counting")
    assert [line.series for line in department.get(address, {"year": 2019}).context["lines"]] == ["测发"]
    page = clerk.get(address, {"year": 2019})
    assert [line.series for line in page.context["lines"]] == ["测发", "另发"]
    assert "缺2个" in page.content.decode()
    assert not department.get(address, {"year": "x"}).context["lines"]


def test_the_page_exports_what_it_shows(department, province):
    numbered(make.series(province.department, "测发"), 3)
    response = department.get(reverse("documents:counting"), {"year": 2019, "export": "csv"})
    rows = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[1].startswith("示例厅,测发,0,1,,0,3")
    assert "1–2" in rows[1]
