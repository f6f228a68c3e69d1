"""Whoever works in English keeps official Chinese: what is written into records is read again by everybody."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from meetings.actions.lapsing import lapse
from meetings.derive.duration import read_duration
from meetings.models import LineState, MeetingForm, Plan, PlanState
from meetings.planning.carry_over import carry_over
from meetings.planning.checks import check, check_all
from meetings.planning.joining import Neighbour, by_bucket
from meetings.planning.line import Limits, Line
from organizations.models import Level
from registers.models import Change
from registers.values import parse_vague
from tests import make
from tests.meetings.plans import act, in_august, press, sound, submit, text

LATIN = re.compile("[A-Za-z]")
TEXTS = ("planned_text", "duration_text", "scope_text")
SOUND = Line(
    id=1,
    name="公路养护推进会",
    category=3,
    in_name_of="department",
    planned_text="3月10日",
    planned_from=date(2020, 3, 10),
    planned_to=date(2020, 3, 10),
    duration_text="半天",
    half_days=1,
    form=MeetingForm.ON_SITE,
    level=Level.CITY,
    province_wide=True,
    scope_text="市局分管负责人，14人",
    people=14,
    heads_called=False,
)
AUGUST = {"planned_text": "8月", "planned_from": date(2020, 8, 1), "planned_to": date(2020, 8, 31)}
AUGUST_DAY = {"planned_text": "8月20日", "planned_from": date(2020, 8, 20), "planned_to": date(2020, 8, 20)}
UNNAMED = AUGUST | {"planned_text": "择机"}
LONG = {"half_days": 3, "duration_text": "1.5天"}
CASES = [
    (AUGUST, Limits()),
    (AUGUST_DAY, Limits()),
    (UNNAMED, Limits()),
    (LONG, Limits()),
    (LONG, Limits(half_day=120)),
    ({"form": MeetingForm.VIDEO, "minutes": 120, "duration_text": "2小时"}, Limits()),
    ({"people": 151, "scope_text": "市局主要负责人，151人", "heads_called": True}, Limits()),
    ({"people": 120, "minutes": 200, "level": Level.COUNTY, "scope_text": "市、县分管负责人，120人"}, Limits()),
]


@pytest.fixture(autouse=True)
def _language_left_as_it_was():
    """A request leaves its language behind in the thread."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english(department):
    """The department's clerk, whose browser asks for English."""
    department.client.cookies["django_language"] = "en"
    return department


def readable(values):
    """No text is English; a length and a time read back through their readers."""
    assert not [text for name in TEXTS if LATIN.search(text := values.get(name) or "")]
    if said := values.get("duration_text"):
        assert read_duration(said, plain="days").half_days
    if said := values.get("planned_text"):
        assert parse_vague(said, 2020) == (values["planned_from"], values["planned_to"])


@pytest.mark.parametrize(("fields", "limits"), CASES)
def test_each_way_out_writes_what_its_reader_understands(fields, limits):
    with translation.override("en"):
        warnings = check(replace(SOUND, **fields), limits)
    ways = [way for warning in warnings for way in warning.ways]
    assert ways
    assert all(LATIN.search(way.label) for way in ways)
    for way in ways:
        readable(way.changes)
        assert not any(map(LATIN.search, way.changes.get("excuses", {}).values()))


def test_a_way_is_labelled_in_the_language_of_the_page():
    with translation.override("en"):
        warnings = {one.key: one for one in check(replace(SOUND, **AUGUST_DAY))}
    way = warnings["quiet_month"].way("move_0")
    assert (way.label, way.changes["planned_text"]) == ("Move to 20 Jul", "7月20日")


@pytest.mark.parametrize("length", [{"minutes": 90}, {"half_days": 1}, {"half_days": 3}])
def test_what_is_carried_over_in_english_reads_back(length):
    shared = {name: getattr(SOUND, name) for name in ("category", "in_name_of", "form", "level", "people")}
    held = shared | {"id": 7, "name": "推进会", "held_on": date(2019, 3, 5), "planned_id": None} | {"minutes": None}
    held |= {"province_wide": True, "heads_called": False, "half_days": None} | length
    with translation.override("en"):
        (line,) = carry_over(2020, [held], [])
    assert line["duration_text"]
    readable(line)


def test_a_proposal_to_join_is_made_in_chinese():
    other = replace(SOUND, id=2, name="公路桥梁检查会")
    theirs = by_bucket([(SOUND, Neighbour("市场秩序厅", SOUND.name, 3, "on_site"))], Limits())
    with translation.override("en"):
        found = check_all([SOUND, other], theirs)
    proposals = {one.key: one.proposal for warnings in found.values() for one in warnings}
    assert proposals == {
        "joinable": "建议套开：与“公路养护推进会”同月、同一层级，都不超过半天，可以套开。",
        "neighbour": "建议套开：市场秩序厅3月也有一次会，可以套开，两家合计少1次。",
    }
    (wish,) = [one.way("wish") for one in found[1] if one.key == "neighbour"]
    assert wish.changes == {"excuses": {"neighbour": "愿与市场秩序厅3月的会套开，请秘书长联席会议统筹。"}}


def test_a_plan_made_and_submitted_in_english_is_kept_in_chinese(english, province):
    make.meeting(province.department, "2019年公路工作会议", day=date(2019, 1, 15), level=Level.CITY, minutes=90)
    english.post(reverse("meetings:plan_start"), {"organization": province.department.pk, "year": 2020})
    plan = Plan.objects.get()
    carried = plan.lines.get()
    assert (carried.planned_text, carried.duration_text) == ("1月15日", "90分钟")
    carried.delete()
    august, long = in_august(plan), sound(plan, "桥梁检查会", **LONG)
    heads = sound(plan, "春运会", day=date(2020, 1, 7), planned_text="1月7日", heads_called=True)
    press(english, august, "quiet_month", "move_0")
    press(english, long, "half_day", "half_day")
    press(english, heads, "heads", "principal")
    assert "Submitted" in text(submit(english, plan))
    lines = list(plan.lines.values())
    assert {line["state"] for line in lines} == {LineState.SUBMITTED}
    for line in lines:
        readable(line)
    heads.refresh_from_db()
    assert heads.excuses["heads"] == "报主要领导批准"
    assert not Change.objects.filter(reason__regex=LATIN.pattern).exists()


def test_a_leader_who_works_in_english_proposes_to_join_in_chinese(leader, department, province):
    make.portfolio(leader.user, province.department)
    leader.client.cookies["django_language"] = "en"
    sent = {"submitted_by": department.user, "submitted_at": timezone.now()}
    plan = make.plan(province.department, state=PlanState.CHECKED, submitted_on=timezone.localdate(), **sent)
    asked = sent | {"state": LineState.CHECKED}
    sound(plan, "桥梁检查会", **asked)
    line = sound(plan, "公路养护推进会", **asked)
    page = text(leader.get(reverse("dashboard:approval", args=[line.pk])))
    assert 'name="line" value="建议套开：与“桥梁检查会”同月' in page
    leader.post(
        reverse("dashboard:approval", args=[line.pk]), {"verdict": "return", "line": "请套开", "version": line.version}
    )
    other = plan.lines.exclude(pk=line.pk).get()
    leader.post(reverse("dashboard:approval", args=[other.pk]), {"verdict": "approve", "version": other.version})
    plan.refresh_from_db()
    assert (plan.state, plan.returned_reason) == (PlanState.RETURNED, "领导退回1次会议，意见见各行。")


def test_a_line_that_lapses_says_so_in_chinese(province):
    make.planned(province.department, day=date(2020, 3, 10), state=LineState.APPROVED)
    with translation.override("en"):
        assert lapse(today=date(2020, 3, 10) + timedelta(days=31), after=30) == 1
    assert Change.objects.get(action="lapsed").reason == "过了拟开时间30天，没有召开"


def test_a_conference_that_decides_in_english_gives_its_reason_in_chinese(clerk, province):
    lines = [make.planned(province.department, day=date(2020, 3, day), state=LineState.APPROVED) for day in (10, 12)]
    conference = make.joint_conference(province.office, day=date(2020, 2, 3))
    item = make.agenda_item(conference, *lines, proposal="cut")
    clerk.client.cookies["django_language"] = "en"
    act(clerk, "agenda_decide", item, decision="cut", line="都不开")
    reasons = set(Change.objects.filter(action="cancelled").values_list("reason", flat=True))
    assert reasons == {f"{conference.year}年第{conference.number}次联席会议议定：都不开"}
