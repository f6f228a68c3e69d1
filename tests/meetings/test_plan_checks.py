"""The checks of a planned meeting, as pure rules: what is said, how gravely, and that its ways out settle it."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.derive.duration import HALF_DAY
from meetings.planning import attendance
from meetings.planning.checks import check, check_all
from meetings.planning.days import before_and_after, touches
from meetings.planning.joining import Neighbour, by_bucket
from meetings.planning.line import Limits, Line
from meetings.planning.warning import Severity
from organizations.models import InNameOf, Kind, Level

MUST, IN_PRINCIPLE, ADVICE = Severity

SOUND = Line(
    id=1,
    name="公路养护推进会",
    category=3,
    in_name_of=InNameOf.DEPARTMENT,
    planned_text="3月10日",
    planned_from=date(2020, 3, 10),
    planned_to=date(2020, 3, 10),
    duration_text="半天",
    half_days=1,
    form="on_site",
    level=Level.CITY,
    province_wide=True,
    scope_text="市局分管负责人，14人",
    people=14,
    heads_called=False,
)


def line(**fields):
    if day := fields.pop("day", None):
        fields |= {"planned_from": day, "planned_to": day, "planned_text": f"{day.month}月{day.day}日"}
    return replace(SOUND, **fields)


def taken(one, way):
    """The line after a press of a way out, as the act would save it."""
    changes = dict(way.changes)
    excuses = {**one.excuses, **changes.pop("excuses", {})}
    return replace(one, **changes, excuses=excuses)


def said(one, limits=None):
    return {warning.key: warning for warning in check(one, limits or Limits())}


def test_of_a_sound_meeting_nothing_is_said():
    assert check(SOUND) == []


# what is wrong, under which key, how gravely
WRONG = [
    ({"day": date(2020, 8, 20)}, "quiet_month", MUST),
    ({"heads_called": True, "scope_text": "18个县（市、区）长", "people": 18}, "heads", MUST),
    ({"in_name_of": InNameOf.GOVERNMENT}, "rank", MUST),
    ({"in_name_of": InNameOf.PARTY_OFFICE}, "rank", MUST),
    ({"duration_text": "", "half_days": None}, "lacking", MUST),
    ({"category": 0}, "lacking", MUST),
    ({"minutes": 241, "half_days": 2}, "half_day", IN_PRINCIPLE),
    ({"half_days": 2}, "half_day", IN_PRINCIPLE),
    ({"form": "video", "minutes": 91}, "remote", IN_PRINCIPLE),
    ({"form": "telephone", "minutes": 91}, "remote", IN_PRINCIPLE),
    ({"people": 151}, "attendance", IN_PRINCIPLE),
    ({"category": 4, "people": 51}, "attendance", IN_PRINCIPLE),
    ({"category": 2, "in_name_of": InNameOf.GOVERNMENT, "people": 301}, "attendance", IN_PRINCIPLE),
    ({"level": Level.COUNTY}, "below_city", IN_PRINCIPLE),
    ({"category": 2}, "class", IN_PRINCIPLE),
    ({"category": 1, "in_name_of": InNameOf.PARTY}, "class", IN_PRINCIPLE),
    ({"category": 4, "name": "全省公路工作会议"}, "class", IN_PRINCIPLE),
    ({"people": 120}, "by_video", ADVICE),
    (
        {"planned_from": date(2020, 7, 1), "planned_to": date(2020, 9, 30), "planned_text": "三季度"},
        "quiet_month",
        ADVICE,
    ),
]


@pytest.mark.parametrize(("fields", "key", "severity"), WRONG)
def test_what_is_wrong_is_said_with_ways_out(fields, key, severity):
    warning = said(line(**fields))[key]
    assert warning.severity == severity
    assert warning.ways
    assert warning.open == (severity is not ADVICE)


# at the very limit nothing is said
RIGHT = [
    ({"day": date(2020, 7, 31)}, "quiet_month"),
    ({"day": date(2020, 9, 1)}, "quiet_month"),
    ({"day": date(2020, 8, 20), "province_wide": False}, "quiet_month"),
    ({"day": date(2020, 8, 20), "kind": Kind.CITY}, "quiet_month"),
    ({"day": date(2020, 8, 20), "emergency": True, "emergency_approver": "示例副省长"}, "quiet_month"),
    ({"minutes": 240}, "half_day"),
    ({"category": 2, "in_name_of": InNameOf.GOVERNMENT, "half_days": 4}, "half_day"),
    ({"form": "video", "minutes": 90}, "remote"),
    ({"people": 150}, "attendance"),
    ({"people": None}, "attendance"),
    ({"category": 4, "people": 50}, "attendance"),
    ({"level": Level.COUNTY, "form": "video", "minutes": 60}, "below_city"),
    ({"level": Level.COUNTY, "kind": Kind.CITY}, "below_city"),
    ({"category": 2, "in_name_of": InNameOf.GOVERNMENT, "heads_called": True}, "heads"),
    ({"category": 1, "in_name_of": InNameOf.PARTY, "name": "省委全会"}, "class"),
]


@pytest.mark.parametrize(("fields", "key"), RIGHT)
def test_what_is_right_is_left_alone(fields, key):
    assert key not in said(line(**fields))


def test_an_emergency_without_its_approver_is_no_excuse():
    assert "quiet_month" in said(line(day=date(2020, 8, 20), emergency=True))


@pytest.mark.parametrize(("fields", "key", "severity"), WRONG)
def test_every_way_out_that_asks_for_nothing_settles_what_it_answers(fields, key, severity):
    one = line(**fields)
    for way in said(one)[key].ways:
        if not way.asks and way.key != "open":
            after = said(taken(one, way)).get(key)
            assert after is None or not after.open, way.key


def test_a_reason_settles_what_holds_in_principle_and_stays_visible():
    warning = said(line(half_days=2, excuses={"half_day": "要看三处现场"}))["half_day"]
    assert (warning.open, warning.said) == (False, "要看三处现场")


def test_no_reason_excuses_what_must_be():
    one = line(day=date(2020, 8, 20), in_name_of=InNameOf.PARTY, excuses={"quiet_month": "想开", "rank": "想开"})
    assert all(said(one)[key].open for key in ("quiet_month", "rank"))


def test_the_worst_comes_first():
    one = line(day=date(2020, 8, 20), half_days=2, people=151)
    severities = [warning.severity for warning in check(one)]
    assert severities == sorted(severities)


def test_a_province_sets_its_own_limits():
    limits = Limits(quiet_month=3, half_day=120, remote=45, people={3: 10})
    assert {"quiet_month", "half_day", "attendance"} <= set(said(SOUND, limits))
    assert "remote" in said(line(form="video", minutes=46), limits)


def test_what_is_joined_is_settled():
    assert check(line(day=date(2020, 8, 20), joined_to=7)) == []


def test_two_own_meetings_of_a_month_and_level_can_be_joined_the_second_to_the_first():
    other = replace(SOUND, id=2, name="桥梁检查会", planned_from=date(2020, 3, 25), planned_to=date(2020, 3, 25))
    found = check_all([SOUND, other])
    assert found[1] == []
    (warning,) = found[2]
    assert (warning.key, warning.way("join").changes) == ("joinable", {"joined_to": 1})


@pytest.mark.parametrize(
    "fields",
    [
        {"planned_from": date(2020, 4, 1), "planned_to": date(2020, 4, 1)},
        {"level": Level.PROVINCE},
        {"minutes": HALF_DAY + 1},
        {"joined_to": 1},
    ],
)
def test_other_months_levels_and_lengths_are_not_joined(fields):
    other = replace(SOUND, id=2, name="桥梁检查会", **fields)
    assert "joinable" not in {warning.key for warning in check_all([SOUND, other])[2]}


def test_what_is_joined_already_leads_no_other():
    joined = replace(SOUND, joined_to=9)
    assert check_all([joined, replace(SOUND, id=2, name="桥梁检查会")])[2] == []


def test_another_unit_s_meeting_on_the_same_matter_is_told_by_unit_month_and_form():
    limits = Limits()
    theirs = replace(SOUND, id=9, name="公路养护推进会议")
    others = by_bucket([(theirs, Neighbour("市场秩序厅", theirs.name, 3, "on_site"))], limits)
    (warning,) = check_all([SOUND], others)[1]
    assert (warning.key, warning.severity) == ("neighbour", ADVICE)
    assert "市场秩序厅3月也有一次现场会" in warning.text
    assert theirs.name not in warning.text
    assert check_all([replace(SOUND, name="机关党建会")], others)[1] == []


MOVED = [
    ("8月20日", date(2020, 8, 20), date(2020, 8, 20), ["7月20日", "9月3日"]),
    ("8月31日", date(2020, 8, 31), date(2020, 8, 31), ["7月31日", "9月14日"]),
    # two weeks on a Saturday goes on to Monday
    ("8月22日", date(2020, 8, 22), date(2020, 8, 22), ["7月22日", "9月7日"]),
    # a Sunday in July goes back to Friday
    ("8月26日", date(2020, 8, 26), date(2020, 8, 26), ["7月24日", "9月9日"]),
    ("8月1日", date(2020, 8, 1), date(2020, 8, 1), ["7月1日", "9月1日"]),
    ("8月", date(2020, 8, 1), date(2020, 8, 31), ["7月", "9月"]),
    ("8月中旬", date(2020, 8, 11), date(2020, 8, 20), ["7月中旬", "9月中旬"]),
]


@pytest.mark.parametrize(("text", "first", "last", "expected"), MOVED)
def test_a_time_is_moved_out_of_the_month_in_its_own_words(text, first, last, expected):
    moved = before_and_after(text, first, last)
    assert [time.text for time in moved] == expected
    assert not any(touches(time.first, time.last, 8) for time in moved)


ATTENDING = [
    ("市局主要负责人，14人", 14, Level.CITY, True),
    ("市局分管负责人，14人", 14, Level.CITY, False),
    ("18个县（市、区）长", 18, Level.COUNTY, True),
    ("市、县业务科室", None, Level.COUNTY, False),
    ("市农业农村局负责人20人，专家5名", 25, Level.CITY, False),
    ("各市分管副市长", None, Level.CITY, False),
    ("市委副书记", None, Level.CITY, False),
    ("县委书记、县长", None, Level.COUNTY, True),
    ("各县主要负责同志或分管负责同志", None, Level.COUNTY, True),
    ("省直有关部门", None, Level.PROVINCE, False),
    ("乡镇党委书记", None, Level.TOWNSHIP, True),
    ("", None, Level.UNKNOWN, None),
]


@pytest.mark.parametrize(("text", "people", "level", "heads"), ATTENDING)
def test_who_comes_is_read_from_the_column_itself(text, people, level, heads):
    assert attendance.read(text) == attendance.Attendance(people, level, heads)


@pytest.mark.parametrize("text", [text for text, _people, _level, heads in ATTENDING if heads])
def test_deputies_instead_of_heads_are_no_heads(text):
    assert attendance.read(attendance.deputies_instead(text)).heads_called is False
