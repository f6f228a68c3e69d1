"""Chains: a meeting and those held below because of it, with their hours of people."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from meetings import tasks
from meetings.chains import DEEPEST, SHOWN, beginnings, chains
from meetings.matching.superior import Above, Below, Uppers
from meetings.models import Meeting
from organizations.models import Level
from tests import make

DAY = date(2019, 5, 20)


def above(pk, name="全省公路养护工作会议", day=DAY, path="/1/2/", numbers=()):
    return Above(pk, path, name, day, numbers)


def meant(text, *uppers, day=DAY, path="/1/5/", number=""):
    return Uppers.of(uppers).meant_by(Below(99, path, day, text, number))


def test_a_name_means_the_meeting_of_that_name_stock_words_aside():
    assert meant("公路养护现场会", above(1), above(2, "春运会议")) == 1


def test_a_number_means_the_meeting_with_that_notice():
    assert meant("示交发〔2019〕3号", above(1, numbers=("示交发20193",)), above(2), number="示交发20193") == 1


@pytest.mark.parametrize(("days", "found"), [(-1, None), (0, 1), (90, 1), (91, None)])
def test_it_is_held_on_the_same_day_or_within_a_quarter_after(days, found):
    assert meant("公路养护", above(1), day=DAY + timedelta(days=days)) == found


def test_the_latest_of_several_is_meant_and_of_two_on_one_day_neither():
    earlier = above(1, day=DAY - timedelta(days=30))
    assert meant("公路养护", earlier, above(2)) == 2
    assert meant("公路养护", above(2), above(3)) is None


def test_the_unit_itself_and_those_below_it_are_not_above_it():
    assert meant("公路养护", above(1, path="/1/5/"), above(2, path="/1/5/9/")) is None


@pytest.fixture
def passed_on(province):
    """Province → city → county, each because of the one above."""
    first = make.meeting(
        province.department, "全省公路养护工作会议", day=DAY, minutes=90, people=200, level=Level.CITY,
        notice_number="示交发〔2019〕3号",
    )  # fmt: skip
    second = make.meeting(
        province.city, "市公路养护会", day=DAY + timedelta(days=3), minutes=60, people=100,
        superior_text="示交发[2019]3号",
    )  # fmt: skip
    third = make.meeting(
        province.county, "县公路养护会", day=DAY + timedelta(days=5), half_days=1, people=50,
        superior_text="市公路养护会",
    )  # fmt: skip
    tasks.match_imported.effect(meetings=[second.key, third.key])
    return first, second, third


def chain_of(visible):
    return chains(list(beginnings(visible).values(*SHOWN)), visible)


def test_an_import_links_each_meeting_to_the_one_above(passed_on):
    first, second, third = (Meeting.objects.get(pk=one.pk) for one in passed_on)
    assert (first.superior, second.superior, third.superior) == (None, first, second)


def test_a_chain_goes_down_to_its_last_meeting_and_adds_up(passed_on):
    (chain,) = chain_of(Meeting.objects.all())
    assert [(link.pk, link.depth) for link in chain.links] == [(one.pk, depth) for depth, one in enumerate(passed_on)]
    # 90 × 200 + 60 × 100 + 240 × 50 minutes
    assert chain.hours == Decimal(600)
    assert (chain.below, chain.unknown) == (2, 0)


def test_what_is_unknown_is_named_and_not_zero(passed_on):
    Meeting.objects.filter(pk=passed_on[1].pk).update(people=None)
    (chain,) = chain_of(Meeting.objects.all())
    assert (chain.hours, chain.unknown) == (Decimal(500), 1)
    assert chain.links[1].hours is None


def test_a_text_that_nothing_fits_stays_a_text(province):
    alone = make.meeting(province.city, superior_text="谁也没开过的会")
    tasks.match_imported.effect(meetings=[alone.key])
    alone.refresh_from_db()
    assert (alone.superior, alone.superior_text) == (None, "谁也没开过的会")


def test_the_meeting_above_may_be_imported_later(province):
    below = make.meeting(province.city, day=DAY, superior_text="公路养护会")
    tasks.match_imported.effect(meetings=[below.key])
    upper = make.meeting(province.department, "公路养护会", day=DAY)
    tasks.match_imported.effect(meetings=[upper.key])
    below.refresh_from_db()
    assert below.superior == upper


def test_a_chain_in_a_circle_ends(province):
    one, other = (make.meeting(province.city), make.meeting(province.county))
    Meeting.objects.filter(pk=one.pk).update(superior=other)
    Meeting.objects.filter(pk=other.pk).update(superior=one)
    visible = Meeting.objects.all()
    assert list(beginnings(visible)) == []
    (chain,) = chains(list(visible.filter(pk=one.pk).values(*SHOWN)), visible)
    assert [link.pk for link in chain.links] == [one.pk, other.pk]


def test_many_chains_cost_a_query_for_each_level(province, django_assert_max_num_queries):
    for _number in range(20):
        upper = make.meeting(province.department)
        make.meeting(province.city, superior=upper)
    with django_assert_max_num_queries(DEEPEST):
        assert len(chain_of(Meeting.objects.all())) == 20
