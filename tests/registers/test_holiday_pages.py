from datetime import date

import pytest

from registers.models import Change, Holiday
from registers.workdays import add_working_days

ADDRESS = "/registers/holidays/"
NEW_YEAR = {"day": "2027-01-01", "name": "元旦"}


def test_a_year_that_is_entered_can_be_calculated_with(system_admin):
    answer = system_admin.post(ADDRESS, NEW_YEAR)
    assert answer.url == f"{ADDRESS}?year=2027"
    system_admin.post(ADDRESS, {"day": "2027-01-02", "name": "元旦", "works": "on"})
    assert add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 2)
    page = system_admin.get(answer.url).content.decode()
    assert "2027-01-01" in page
    assert "调休上班" in page


def test_who_entered_or_deleted_a_day_stays_on_record(system_admin):
    system_admin.post(ADDRESS, NEW_YEAR)
    day = Holiday.objects.get(day="2027-01-01")
    system_admin.post(f"{ADDRESS}{day.pk}/delete/")
    assert not Holiday.objects.filter(day="2027-01-01").exists()
    lines = Change.objects.order_by("sequence").values_list("action", "subject", "key", "actor")
    who = system_admin.user.pk
    assert list(lines) == [
        ("created", "registers.holiday", "2027-01-01", who),
        ("deleted", "registers.holiday", "2027-01-01", who),
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "2026-10-01", "name": "国庆节"}, "已经录入"),
        ({"day": "2027-02-30", "name": "x"}, "日期"),
        ({"day": "1949-10-01", "name": "x"}, "2000年至2100年"),
        ({"day": "2027-01-04", "name": "x", "works": "on"}, "本来就上班"),
        ({"day": "", "name": ""}, "必填"),
    ],
)
def test_a_day_that_cannot_be_entered_says_why(system_admin, said, sentence):
    before = Holiday.objects.count()
    answer = system_admin.post(ADDRESS, said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Holiday.objects.count() == before


def test_a_year_without_days_says_what_to_do(system_admin):
    page = system_admin.get(ADDRESS, {"year": "2028"}).content.decode()
    assert "2028年的节假日安排尚未录入" in page


@pytest.mark.parametrize("year", ["1", "20x9", "99999", "1800", "-200"])
def test_what_is_no_year_is_not_found(system_admin, year):
    assert system_admin.get(ADDRESS, {"year": year}).status_code == 404
