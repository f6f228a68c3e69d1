"""10.1, 11.4 and 13.4: what no condition can say, against the plain way and at the edges."""

import random
from datetime import date, timedelta

import pytest

from meetings.matching.likeness import likeness
from meetings.models import LineState, Match, Meeting
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Level
from tests import make

pytestmark = pytest.mark.django_db

YEAR = Period.year(2019)
SPRING = date(2019, 3, 1)


@pytest.fixture
def organ():
    return make.organization()


def found(name, period=YEAR, organizations=None, **parameters):
    return list(registry[f"meetings.{name}"].find(period, organizations, **parameters))


def titles(name, period=YEAR, organizations=None, **parameters):
    return [one.title for one in found(name, period, organizations, **parameters)]


def test_joinable_is_what_a_clerk_would_find_on_paper():
    chance = random.Random(11)
    organs = [make.organization() for _ in range(3)]
    for _ in range(200):
        make.meeting(
            chance.choice(organs),
            day=date(2019, chance.randint(1, 12), chance.randint(1, 28)),
            level=chance.choice(Level.values),
            minutes=chance.choice([None, 90, 239, 240]),
            counted=chance.random() < 0.9,
        )
    expected, seen = set(), set()
    for row in sorted(Meeting.objects.all(), key=lambda row: (row.day, row.pk)):
        if row.counted and row.level and row.minutes and row.minutes < 240:
            group = (row.organization_id, row.day.month, row.level)
            expected |= {row.pk} if group in seen else set()
            seen.add(group)
    assert {one.pk for one in found("joinable")} == expected
    assert 0 < len(expected) < 100
    one = organs[0].pk
    assert {f.organization for f in found("joinable", organizations=frozenset({one}))} == {one}


def test_a_meeting_that_others_were_joined_to_is_joined_already(organ):
    line = make.planned(organ, year=2019, state=LineState.HELD)
    make.planned(make.organization(), year=2019, state=LineState.HELD, joined_to=line)
    make.meeting(organ, "第一", day=SPRING, minutes=100)
    make.meeting(organ, "第二", day=date(2019, 3, 20), minutes=100, planned=line, match=Match.NUMBER)
    assert titles("joinable") == []
    Meeting.objects.update(planned=None, match=Match.NONE)
    assert titles("joinable") == ["第二"]


def test_the_half_day_of_joinable_meetings_is_a_parameter(organ):
    for name in ("第一", "第二"):
        make.meeting(organ, name, day=SPRING, minutes=100)
    assert titles("joinable", minutes=100) == []
    assert titles("joinable", minutes=101) == ["第二"]


def naive_again(least, days):
    """Every pair of every unit, one after the other."""
    rows = sorted(Meeting.objects.filter(counted=True), key=lambda row: (row.day, row.pk))
    again = set()
    for at, row in enumerate(rows):
        for before in rows[:at]:
            alike = likeness(row.topic or row.name, before.topic or before.name) >= least
            near = (row.day - before.day).days <= days
            decided = row.approver_kind == "leader" and row.approved_on and before.day < row.approved_on <= row.day
            if before.organization_id == row.organization_id and alike and near and not decided:
                again.add(row.pk)
    return again


def test_the_same_matter_again_is_what_comparing_every_pair_finds():
    chance = random.Random(13)
    organs = [make.organization() for _ in range(2)]
    topics = ["", "春季造林绿化", "春季造林绿化进展", "汛期安全", "汛期安全防范措施", "秋粮收购"]
    for _ in range(80):
        day = SPRING + timedelta(days=chance.randint(0, 240))
        make.meeting(
            chance.choice(organs),
            day=day,
            topic=chance.choice(topics),
            counted=chance.random() < 0.9,
            approver_kind=chance.choice(["", "own", "leader"]),
            approved_on=chance.choice([None, day, day - timedelta(days=20)]),
        )
    for similarity, days in ((0.8, 90), (0.5, 30)):
        expected = naive_again(similarity, days)
        assert {one.pk for one in found("same_matter_again", similarity=similarity, days=days)} == expected
        assert 0 < len(expected) < 80


@pytest.mark.parametrize(("days", "again"), [(90, ["第二"]), (91, [])])
def test_the_window_is_ninety_days(organ, days, again):
    make.meeting(organ, "第一", day=SPRING, topic="汛期安全")
    make.meeting(organ, "第二", day=SPRING + timedelta(days=days), topic="汛期安全")
    assert titles("same_matter_again") == again


def test_what_was_met_on_late_last_year_is_remembered(organ):
    make.meeting(organ, "第一", day=date(2018, 12, 20), topic="汛期安全")
    make.meeting(organ, "第二", day=date(2019, 1, 20), topic="汛期安全")
    assert titles("same_matter_again") == ["第二"]
    assert titles("same_matter_again", Period.year(2018)) == []


@pytest.mark.parametrize(
    ("kind", "approved_on", "again"),
    [
        ("leader", SPRING + timedelta(days=1), []),
        ("body", SPRING + timedelta(days=30), []),
        ("own", SPRING + timedelta(days=1), ["第二"]),
        ("leader", SPRING, ["第二"]),
        ("leader", SPRING + timedelta(days=31), ["第二"]),
    ],
)
def test_a_decision_between_ends_it(organ, kind, approved_on, again):
    make.meeting(organ, "第一", day=SPRING, topic="汛期安全")
    make.meeting(
        organ,
        "第二",
        day=SPRING + timedelta(days=30),
        topic="汛期安全",
        approver_kind=kind,
        approved_on=approved_on,
    )
    assert titles("same_matter_again") == again


def test_a_line_approved_between_is_such_a_decision(organ):
    make.meeting(organ, "第一", day=SPRING, topic="汛期安全")
    line = make.planned(organ, year=2019, state=LineState.HELD, approved_on=SPRING + timedelta(days=5))
    make.meeting(organ, "第二", day=SPRING + timedelta(days=9), topic="汛期安全", planned=line, match=Match.CONFIRMED)
    assert titles("same_matter_again") == []


def test_two_units_on_one_matter_are_no_repetition(organ):
    make.meeting(organ, day=SPRING, topic="汛期安全")
    make.meeting(make.organization(), day=SPRING, topic="汛期安全")
    assert titles("same_matter_again") == []


def test_a_sitting_counts_once_however_it_was_entered(organ):
    other = make.organization()
    make.meeting(organ, "四大班子秘书长联席会议", day=SPRING)
    make.joint_conference(organ, day=SPRING)
    make.joint_conference(organ, day=date(2019, 6, 3), number=2)
    make.meeting(organ, "办公室主任会议", day=date(2019, 7, 1))
    make.meeting(other, "秘书长联席会议", day=SPRING)
    assert titles("joint_conferences", organizations=frozenset({organ.pk})) == [
        "四大班子秘书长联席会议",
        "第2次联席会议",
    ]
    assert len(found("joint_conferences")) == 3
    assert len(found("joint_conferences", Period.year_to(SPRING))) == 2


def test_the_plan_of_next_year_is_owed_this_year(organ):
    source = registry["meetings.plans_submitted"].source
    condition = registry["meetings.plans_submitted"].condition()
    make.plan(organ, year=2020, submitted_on=date(2019, 11, 30))
    make.plan(organ, year=2021)
    rows = source.rows().filter(condition)
    assert [(row.owed_in, row.key, row.title) for row in rows] == [(2019, f"{organ.code} 2020", "2020年度会议计划")]
