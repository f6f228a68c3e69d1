"""报谁批, until when a decision can be taken back, what a meeting does to those below: rules without a database."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from meetings.approval.effect import effect
from meetings.approval.places import Place, Places, counties
from meetings.approval.route import Approver, approvers, in_words, next_approver
from meetings.approval.undoing import may_take_back, until
from meetings.models import MeetingForm
from organizations.models import Kind, Level

NOW = datetime(2019, 12, 3, 10, 15, tzinfo=ZoneInfo("Asia/Shanghai"))


def asked(category, heads_called=None):
    return SimpleNamespace(category=category, heads_called=heads_called)


@pytest.mark.parametrize(
    ("category", "heads", "way"),
    [
        (1, False, [Approver.BODY]),
        (2, None, [Approver.BODY]),
        (3, False, [Approver.LEADER]),
        (4, None, [Approver.LEADER]),
        (2, True, [Approver.BODY, Approver.PRINCIPAL]),
        (3, True, [Approver.LEADER, Approver.PRINCIPAL]),
        (0, True, []),
    ],
)
def test_each_class_has_its_way(category, heads, way):
    assert list(approvers(asked(category, heads))) == way


def test_the_way_in_words():
    assert in_words(asked(1)) == "省委、省政府"
    assert in_words(asked(3, True)) == "分管省领导，另报主要领导"
    assert in_words(asked(0)) == ""


def test_the_principal_is_asked_last():
    heads = asked(3, True)
    assert next_approver(heads, []) is Approver.LEADER
    assert next_approver(heads, [False]) is Approver.PRINCIPAL
    assert next_approver(heads, [False, True]) is None
    assert next_approver(heads, [True]) is Approver.LEADER


def test_ten_minutes_to_the_second():
    assert until(NOW) == NOW + timedelta(minutes=10)
    assert may_take_back(NOW, NOW + timedelta(minutes=10))
    assert not may_take_back(NOW, NOW + timedelta(minutes=10, seconds=1))


def done_to(**facts):
    usual = {"counties": 62, "leaves_level": True, "form": MeetingForm.ON_SITE, "half_days": 1, "minutes": None}
    return effect(**usual | {"people": 76} | facts)


def test_sixty_two_counties_for_half_a_day_are_thirty_one():
    assert done_to() == done_to(half_days=None, minutes=240)
    assert (done_to().counties, done_to().county_days) == (62, Decimal(31))
    assert done_to(half_days=None, minutes=241).county_days == 62
    assert done_to(half_days=3).county_days == 93


@pytest.mark.parametrize(
    ("form", "leaves", "people"),
    [
        (MeetingForm.ON_SITE, True, 76),
        (MeetingForm.VIDEO, True, 0),
        (MeetingForm.TELEPHONE, True, 0),
        (MeetingForm.ON_SITE, False, 0),
        ("", True, 76),
    ],
)
def test_only_who_has_to_travel_is_called_up(form, leaves, people):
    assert done_to(form=form, leaves_level=leaves).people == people


def test_what_is_not_known_is_not_nothing():
    assert done_to(half_days=None).county_days is None
    assert done_to(people=None).people is None
    # no county: no day of any, however long it takes
    assert done_to(counties=0, half_days=None).county_days == 0


PLACES = Places(
    [
        Place(2, Kind.CITY, "/1/2/", "C1", "甲市"),
        Place(3, Kind.COUNTY, "/1/2/3/", "X1", "甲县"),
        Place(4, Kind.CITY, "/1/4/", "C2", "乙市"),
        Place(5, Kind.COUNTY, "/1/4/5/", "X2", "乙县"),
        Place(25, Kind.COUNTY, "/1/25/", "X3", "直管县"),
    ]
)


def reached(level, *named, path="/1/9/", kind=Kind.DEPARTMENT, every=True, pk=9):
    unit = SimpleNamespace(path=path, kind=kind)
    line = SimpleNamespace(organization=unit, organization_id=pk, level=level, reaches_all=every)
    return [place.pk for place in PLACES.reached(line, named)]


def test_all_of_a_level_and_above_it():
    assert reached(Level.CITY) == [2, 4]
    assert reached(Level.TOWNSHIP) == reached(Level.COUNTY) == [2, 3, 4, 5, 25]
    assert reached(Level.PROVINCE) == reached(Level.UNKNOWN) == []


def test_only_those_named_and_what_is_below_them():
    assert reached(Level.COUNTY, 5, every=False) == [5]
    assert reached(Level.COUNTY, 2, every=False) == [2, 3]
    assert reached(Level.CITY, 2, every=False) == [2]
    assert reached(Level.COUNTY, every=False) == []


def test_a_city_calls_its_own_counties():
    assert reached(Level.COUNTY, path="/1/2/", kind=Kind.CITY, pk=2) == [3]


def test_counties_are_counted_without_their_cities():
    assert (
        counties(
            PLACES.reached(
                SimpleNamespace(
                    organization=SimpleNamespace(path="/1/9/", kind=Kind.DEPARTMENT),
                    organization_id=9,
                    level=3,
                    reaches_all=True,
                ),
                (),
            )
        )
        == 3
    )
