"""Two departments at the same county on the same days: both are told, none is lost; and the load of a county."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from inspections.actions.lines import Draft, add_line
from inspections.clashes import Booking, load, overlaps, overlaps_of
from inspections.models import PlannedInspection
from organizations.models import Kind
from tests import make

MONDAY, FRIDAY = date(2019, 6, 3), date(2019, 6, 7)


def item(organization, *counties, first=MONDAY, last=FRIDAY, **fields):
    said = {"planned_from": first, "planned_to": last} | fields
    return make.planned_inspection(organization, counties=counties, **said)


@pytest.fixture
def second_county(province):
    return make.organization("第二县", kind=Kind.COUNTY, parent=province.city)


def test_both_departments_are_told_of_the_common_days_and_counties(province, second_county):
    one = item(province.department, province.county, second_county)
    other = item(province.other_department, province.county, first=FRIDAY, last=FRIDAY + timedelta(days=7))
    (seen,) = overlaps(one)
    assert (seen.item, seen.department, seen.counties) == (other.pk, "另一厅", (province.county.pk,))
    assert (seen.first, seen.last) == (FRIDAY, FRIDAY)
    (seen,) = overlaps(other)
    assert (seen.item, seen.department) == (one.pk, "示例厅")


@pytest.mark.parametrize(
    "fields",
    [
        {"first": FRIDAY + timedelta(days=1), "last": FRIDAY + timedelta(days=3)},
        {"state": "withdrawn"},
        {"state": "refused"},
        {"state": "merged"},
        {"state": "cancelled"},
    ],
)
def test_other_days_and_what_will_not_come_are_no_overlap(province, fields):
    one = item(province.department, province.county)
    item(province.other_department, province.county, **fields)
    assert overlaps(one) == []


def test_a_department_does_not_overlap_itself_nor_at_other_counties(province, second_county):
    one = item(province.department, province.county)
    item(province.department, province.county)
    item(province.other_department, second_county)
    assert overlaps(one) == []


def test_an_item_without_days_overlaps_nothing(province):
    assert overlaps(item(province.department, province.county, first=None, last=None)) == []


def test_a_line_that_is_still_being_typed_is_told_too(province):
    other = item(province.other_department, province.county)
    typed = Booking(None, province.department.pk, frozenset({province.county.pk}), MONDAY, MONDAY)
    assert [one.item for one in overlaps_of([typed])[None]] == [other.pk]


def test_a_whole_plan_is_looked_up_in_one_query(province, django_assert_num_queries):
    item(province.other_department, province.county)
    booking = {"organization": province.department.pk, "counties": frozenset({province.county.pk})}
    plan = [Booking(n, first=MONDAY, last=FRIDAY, **booking) for n in range(1, 300)]
    with django_assert_num_queries(1):
        found = overlaps_of(plan)
    assert all(len(one) == 1 for one in found.values())


def test_the_load_of_a_county_is_how_many_may_come_on_each_day(province, second_county):
    item(province.department, province.county, second_county)
    item(province.other_department, province.county, first=FRIDAY, last=FRIDAY)
    item(province.other_department, province.county, state="cancelled")
    found = load([province.county.pk, second_county.pk], date(2019, 6, 6), date(2019, 6, 30))
    assert found == {
        province.county.pk: {date(2019, 6, 6): 1, FRIDAY: 2},
        second_county.pk: {date(2019, 6, 6): 1, FRIDAY: 1},
    }


def test_a_county_where_nobody_comes_has_no_load(province):
    assert load([province.county.pk], MONDAY, FRIDAY) == {province.county.pk: {}}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_departments_that_book_a_county_at_the_same_moment_are_both_told(province, department, other_department):
    plans = [(who, make.inspection_plan(who.organization)) for who in (department, other_department)]
    for turn in range(20):
        _book_at_once(plans, province.county, f"第{turn}项检查", MONDAY + timedelta(days=7 * turn))
    items = list(PlannedInspection.objects.order_by("planned_from", "pk"))
    assert len(items) == 40
    for one in items:
        (seen,) = overlaps(one)
        assert seen.organization != one.organization_id
        assert (seen.first, seen.last) == (one.planned_from, one.planned_to)
    for member, plan in plans:
        other = other_department if member is department else department
        page = member.get(reverse("dashboard:inspection_plan", args=[plan.pk])).content.decode()
        assert str(other.organization) in page


def _book_at_once(plans, county, name, day):
    """Each department saves a line for the county and the day, from one barrier."""
    barrier = Barrier(len(plans))
    fields = {"name": name, "kind": "inspection", "object_level": "county", "planned_from": day, "planned_to": day}

    def book(member, plan):
        barrier.wait()
        try:
            add_line(plan=plan.pk, draft=Draft(fields, counties=[county.pk]), by=member.user)
        finally:
            connection.close()

    threads = [Thread(target=book, args=both) for both in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
