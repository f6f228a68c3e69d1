"""Three buttons on an approved item: one tap, changeable until the next day 24:00; silence is “as planned”."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from inspections.actions.refusals import Refused
from inspections.actions.reports import mark_item
from inspections.closing import window
from inspections.models import Mark, VisitMark
from registers.models import Change
from registers.workdays import Workdays
from tests import make
from tests.inspections.county import TODAY, approved, at

pytestmark = pytest.mark.usefixtures("clock")

CALENDAR = "/calendar/"


def tap(member, item, mark="not_in_plan", **data):
    return member.post(reverse("inspections:mark", args=[item.pk]), {"mark": mark, "back": CALENDAR} | data)


def test_one_tap_is_kept_and_leads_back_to_its_place(province, county):
    item = approved(province.department, province.county)
    answer = tap(county, item)
    assert (answer.status_code, answer["Location"]) == (302, f"/calendar/#item-{item.pk}")
    mark = VisitMark.objects.get()
    assert (mark.county, mark.item, mark.mark, mark.marked_by) == (
        province.county,
        item,
        "not_in_plan",
        county.user,
    )
    page = county.get(CALENDAR).content.decode()
    assert "已记下，明天24时前可改" in page
    assert 'value="not_in_plan" aria-pressed="true"' in page


@pytest.mark.parametrize("mark", ["planned", "not_in_plan", "beyond_plan"])
def test_each_of_the_three_is_one_tap(province, county, mark):
    tap(county, approved(province.department, province.county), mark)
    assert VisitMark.objects.get().mark == mark


def test_a_second_tap_changes_the_first_until_the_next_day_24_00(province, county, clock):
    item = approved(province.department, province.county)
    tap(county, item)
    clock.set(TODAY + timedelta(days=1), 23, county)
    tap(county, item, "planned")
    assert VisitMark.objects.get().mark == "planned"
    clock.set(TODAY + timedelta(days=2), 0, county)
    tap(county, item, "beyond_plan")
    assert VisitMark.objects.get().mark == "planned"


def test_changing_does_not_put_off_the_end(province, county, clock):
    item = approved(province.department, province.county)
    tap(county, item)
    until = VisitMark.objects.get().until
    clock.set(TODAY + timedelta(days=1))
    tap(county, item, "planned")
    assert VisitMark.objects.get().until == until == at(TODAY + timedelta(days=2), 0)


def test_the_same_tap_twice_leaves_one_mark_and_one_line(province, county):
    item = approved(province.department, province.county)
    tap(county, item)
    tap(county, item)
    assert VisitMark.objects.count() == 1
    assert Change.objects.filter(subject="inspections.visitmark").count() == 1


def test_nobody_taps_before_the_day(province, county):
    item = approved(province.department, province.county, first=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="还没有到"):
        mark_item(county=province.county.pk, item=item.pk, mark=Mark.PLANNED, by=county.user, now=at(TODAY))


def test_three_working_days_after_the_end_silence_is_as_planned(province, county, clock):
    # a Friday: Monday to Wednesday are the three days
    item = approved(province.department, province.county, first=date(2026, 11, 20))
    clock.set(date(2026, 11, 25), 23, county)
    assert f'action="/inspections/items/{item.pk}/mark/"' in county.get(CALENDAR).content.decode()
    clock.set(date(2026, 11, 26), 0, county)
    page = county.get(CALENDAR).content.decode()
    assert f'action="/inspections/items/{item.pk}/mark/"' not in page
    assert "没有点，按“按计划”记" in page
    tap(county, item)
    assert not VisitMark.objects.exists()


def test_a_window_stays_open_while_the_holidays_of_its_year_are_unknown(db):
    span = window(date(2099, 12, 31), date(2099, 12, 31), Workdays())
    assert span.open_on(date(2100, 2, 1))
    assert not span.over_on(date(2100, 2, 1))


def test_silence_counts_holidays_and_make_up_days():
    class Known(Workdays):
        def is_working_day(self, day):
            return day not in {date(2026, 10, n) for n in range(1, 9)}

    assert window(date(2026, 9, 30), date(2026, 9, 30), Known()).last == date(2026, 10, 11)


def test_a_county_taps_on_what_reaches_it_only(province, county):
    from_elsewhere = approved(province.department, neighbour(province))
    answer = tap(county, from_elsewhere)
    assert answer.status_code == 404
    assert answer.content == tap(county, make_missing(from_elsewhere)).content
    assert not VisitMark.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "checked", "refused", "returned", "withdrawn", "cancelled"])
def test_nobody_taps_on_what_is_not_approved(province, county, state):
    item = approved(province.department, province.county, state=state)
    assert tap(county, item).status_code == 404


@pytest.mark.parametrize("who", ["clerk", "city", "department", "leader"])
def test_only_the_county_taps(province, cast, who):
    item = approved(province.department, province.county)
    assert tap(cast[who], item).status_code == 403
    page = cast[who].get(f"{CALENDAR}?county={province.county.code}")
    assert b"jf-taps" not in page.content


def test_a_word_that_is_none_of_the_three_is_told(province, county):
    item = approved(province.department, province.county)
    tap(county, item, "excellent")
    assert not VisitMark.objects.exists()
    assert "请点三个按钮中的一个" in county.get(CALENDAR).content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/calendar/", "/flags/", "javascript:x", ""])
def test_a_tap_leads_nowhere_but_to_the_calendar(province, county, back):
    item = approved(province.department, province.county)
    assert tap(county, item, back=back)["Location"].split("#")[0] == CALENDAR


def test_the_lines_of_a_mark_belong_to_no_organization(province, county):
    tap(county, approved(province.department, province.county))
    line = Change.objects.get(subject="inspections.visitmark")
    assert line.organization_id is None
    assert "county" not in line.changes


def neighbour(province):
    return make.organization("邻县", kind="county", parent=province.city)


def make_missing(item):
    item.pk = 987654321
    return item
