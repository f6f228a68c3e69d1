"""Last year's meetings as this year's draft: which of them, on which days, under which names."""

from datetime import date

import pytest

from meetings.planning.carry_over import carry_over
from organizations.models import Level

SHARED = {
    "category": 3,
    "in_name_of": "department",
    "form": "on_site",
    "level": Level.CITY,
    "province_wide": True,
    "people": 14,
    "heads_called": False,
    "minutes": None,
    "half_days": 1,
}


def held(name, day, **fields):
    return SHARED | {"id": 7, "name": name, "held_on": day, "planned_id": None} | fields


def planned(name, text, first, last, **fields):
    usual = {"duration_text": "半天", "scope_text": "市局分管负责人，14人", "budget": None, "reaches_all": True}
    times = {"planned_text": text, "planned_from": first, "planned_to": last}
    return SHARED | usual | times | {"id": 3, "name": name} | fields


def test_what_was_held_and_what_is_still_planned_come_in_the_order_of_their_days():
    lines = carry_over(
        2020,
        [held("推进会", date(2019, 9, 3))],
        [planned("视频会", "5月", date(2019, 5, 1), date(2019, 5, 31))],
    )
    assert [(line["name"], line["planned_text"]) for line in lines] == [("视频会", "5月"), ("推进会", "9月3日")]


def test_a_meeting_held_as_planned_comes_once_with_its_facts_as_held_and_the_rest_as_planned():
    (line,) = carry_over(
        2020,
        [held("公路推进会", date(2019, 5, 14), planned_id=3, people=20)],
        [planned("公路建设推进会", "5月", date(2019, 5, 1), date(2019, 5, 31))],
    )
    assert (line["name"], line["people"], line["scope_text"]) == ("公路推进会", 20, "市局分管负责人，14人")
    assert (line["carried_from_id"], line["carried_from_meeting_id"]) == (3, 7)


def test_a_name_comes_once_and_its_year_moves_on():
    names = [
        line["name"]
        for line in carry_over(
            2020,
            [held("2019年全省公路工作会议", date(2019, 1, 15)), held("全省公路工作会议", date(2019, 11, 5), id=8)],
            [],
        )
    ]
    assert names == ["2020年全省公路工作会议"]


# the day of last year, and where it comes to lie in 2020
DAYS = [
    (date(2019, 1, 15), date(2020, 1, 15)),
    (date(2019, 5, 16), date(2020, 5, 15)),
    (date(2019, 5, 17), date(2020, 5, 15)),
    (date(2019, 2, 1), date(2020, 2, 3)),
]


@pytest.mark.parametrize(("before", "after"), DAYS)
def test_a_day_is_moved_off_the_weekend_without_leaving_its_month(before, after):
    (line,) = carry_over(2020, [held("推进会", before)], [])
    assert line["planned_from"] == line["planned_to"] == after
    assert line["planned_text"] == f"{after.month}月{after.day}日"


def test_the_29th_of_february_becomes_the_28th():
    (line,) = carry_over(2021, [held("推进会", date(2020, 2, 29))], [])
    assert line["planned_from"] == date(2021, 2, 26)


def test_vague_times_are_read_for_the_new_year():
    (line,) = carry_over(2020, [], [planned("推进会", "2019年2月", date(2019, 2, 1), date(2019, 2, 28))])
    assert (line["planned_text"], line["planned_to"]) == ("2020年2月", date(2020, 2, 29))


def test_a_time_that_nobody_can_read_is_left_to_be_filled_in():
    (line,) = carry_over(2020, [], [planned("推进会", "择机", date(2019, 1, 1), date(2019, 12, 31))])
    assert (line["planned_text"], line["planned_from"]) == ("", None)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"minutes": 90}, "90分钟"),
        ({"minutes": None, "half_days": 1}, "半天"),
        ({"half_days": 3}, "1.5天"),
        ({"half_days": None}, ""),
    ],
)
def test_how_long_it_took_is_how_long_it_is_planned(fields, text):
    (line,) = carry_over(2020, [held("推进会", date(2019, 3, 5), **fields)], [])
    assert line["duration_text"] == text
