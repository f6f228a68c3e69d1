"""Every condition of measures 9–13 against a plain Python loop over the same rows."""

import random
from datetime import date, timedelta

import pytest
from django.db.models import Count

from meetings.models import (
    MATCHED,
    ApproverKind,
    LineState,
    Match,
    Meeting,
    MeetingClass,
    MeetingForm,
    PlannedMeeting,
)
from metrics.registry import registry
from organizations.models import InNameOf, Kind, Level, Matter
from tests import make

pytestmark = pytest.mark.django_db

ABOVE = (InNameOf.PARTY, InNameOf.GOVERNMENT, InNameOf.PARTY_OFFICE, InNameOf.GOVERNMENT_OFFICE)
CAPS = {MeetingClass.TWO: 300, MeetingClass.THREE: 150, MeetingClass.FOUR: 50}
ON_LINE = (LineState.APPROVED, LineState.HELD, LineState.LAPSED)
UPPER_CLASSES = (MeetingClass.ONE, MeetingClass.TWO)


def excused(row):
    return row.emergency and row.emergency_approver != ""


def agreed(row):
    return row.approver_kind in ("body", "principal", "leader")


def on_line(row):
    return row.match in MATCHED and row.planned.state in ON_LINE


def unplanned(row):
    kept = PlannedMeeting.objects.filter(organization=row.organization, year=row.year)
    believed = row.plan_number != "" and not any(line.state in (*ON_LINE, LineState.REFUSED) for line in kept)
    return not (on_line(row) or agreed(row) or excused(row) or believed)


def quiet(row):
    days = [row.held_on + timedelta(days=n) for n in range(((row.ended_on or row.held_on) - row.held_on).days + 1)]
    return row.province_wide is True and any(day.month == 8 for day in days) and not excused(row)


def wrongly_approved(row):
    upper = row.category in UPPER_CLASSES
    by_register = (
        agreed(row)
        and (row.approved_on is None or row.approved_on <= row.held_on)
        and not (upper and row.approver_kind == "leader")
    )
    by_line = (
        on_line(row)
        and row.planned.approved_on <= row.held_on
        and not (upper and row.planned.category not in UPPER_CLASSES)
    )
    return not (by_register or by_line or excused(row))


def below_city(row):
    by_line = on_line(row) and row.planned.level >= Level.COUNTY
    return row.level >= Level.COUNTY and not (agreed(row) or by_line or excused(row))


def repeated_downward(row):
    if row.superior:
        return row.superior.level >= Level.COUNTY
    return row.superior_text != "" and any(
        other.level >= Level.COUNTY
        and other.organization != row.organization
        and other.organization.kind in ("department", "leading", "discipline")
        and other.held_on <= row.held_on
        and row.superior_text in (other.name, other.notice_number)
        for other in Meeting.objects.select_related("organization")
    )


def heads_unapproved(row):
    decided = row.match in MATCHED and any(
        one.as_principal and one.verdict == "approve" and one.revoked_at is None for one in row.planned.decisions.all()
    )
    return row.heads_called is True and row.heads_approval == "" and not decided and not excused(row)


# metric → what a clerk would tick off on paper, of rows that are in scope
ON_PAPER = {
    "meetings.held": lambda row: True,
    "meetings.unplanned": unplanned,
    "meetings.in_quiet_month": quiet,
    "meetings.wrongly_approved": wrongly_approved,
    "meetings.below_city": below_city,
    "meetings.repeated_downward": repeated_downward,
    "meetings.called_above_need": lambda row: (
        row.in_name_of in ABOVE and row.matter in (Matter.DEPARTMENT, Matter.COORDINATION)
    ),
    "meetings.heads_unapproved": heads_unapproved,
    "meetings.over_attendance": lambda row: row.category in CAPS and (row.people or 0) > CAPS[row.category],
    "meetings.idle_leaders": lambda row: (row.idle_leaders or 0) > 0,
    "meetings.over_half_day": lambda row: (
        (row.single_topic is True and (row.half_days or 0) > 1 if row.minutes is None else False)
        or (row.single_topic is True and (row.minutes or 0) > 240)
    ),
    "meetings.over_90_minutes": lambda row: (
        row.form != MeetingForm.ON_SITE
        and ((row.minutes or 0) > 90 or (row.minutes is None and (row.half_days or 0) > 1))
    ),
    "meetings.by_video": lambda row: row.form in (MeetingForm.VIDEO, MeetingForm.TELEPHONE),
}


def lines_of(chance, organs, leader, clerk):
    """Lines in every state, some decided by the principal."""
    states = [*ON_LINE, LineState.CHECKED, LineState.REFUSED]
    found = []
    for number in range(40):
        line = make.planned(
            chance.choice(organs),
            f"计划{number}",
            year=2019,
            state=chance.choice(states),
            category=chance.choice(MeetingClass.values),
            level=chance.choice(Level.values),
            number=f"2019-{number}",
            approved_on=chance.choice([date(2019, 1, 5), date(2019, 6, 30)]),
        )
        for as_principal in (True, False):
            if chance.random() < 0.5:
                make.decision(
                    line,
                    leader,
                    clerk,
                    verdict=chance.choice(["approve", "refuse"]),
                    as_principal=as_principal,
                    revoked_at=chance.choice([None, None, "2019-02-01T09:00:00+08:00"]),
                )
        found.append(line)
    return found


def said_at_random(chance, lines):
    """Everything that may be said of a meeting, at random."""
    day = date(2019, chance.randint(1, 12), chance.choice([1, 15, 28]))
    match = chance.choice(Match.values)
    return {
        "day": day,
        "ended_on": chance.choice([None, None, day + timedelta(days=4)]),
        "counted": chance.random() < 0.8,
        "category": chance.choice(MeetingClass.values),
        "in_name_of": chance.choice([*InNameOf.values, ""]),
        "matter": chance.choice([*Matter.values, ""]),
        "form": chance.choice(MeetingForm.values),
        "level": chance.choice(Level.values),
        "province_wide": chance.choice([True, False, None]),
        "single_topic": chance.choice([True, False, None]),
        "minutes": chance.choice([None, 89, 90, 91, 240, 241]),
        "half_days": chance.choice([None, 1, 2]),
        "people": chance.choice([None, 50, 51, 150, 151, 300, 301]),
        "heads_called": chance.choice([True, False, None]),
        "heads_approval": chance.choice(["", "", "是"]),
        "idle_leaders": chance.choice([None, 0, 1]),
        "plan_number": chance.choice(["", "2019-别处"]),
        "approver_kind": chance.choice(["", "", *ApproverKind.values]),
        "approved_on": chance.choice([None, day, day + timedelta(days=1)]),
        "emergency": chance.random() < 0.4,
        "emergency_approver": chance.choice(["", "测试领导"]),
        "match": match,
        "planned": None if match in (Match.NONE, Match.REJECTED) else chance.choice(lines),
    }


@pytest.fixture
def many():
    """400 meetings of five organs with everything said at random, always the same; one organ has no plan here."""
    chance = random.Random(9)
    organs = [make.organization(f"示例厅{n}") for n in range(4)] + [make.organization("示例市", kind=Kind.CITY)]
    lines = lines_of(chance, organs[:3], make.user(), make.user())
    above = [
        make.meeting(
            organs[n % 4], f"上级会议{n}", notice_number=f"示例通〔2019〕{n}号", **said_at_random(chance, lines)
        )
        for n in range(40)
    ]
    for number in range(360):
        one = chance.choice(above)
        make.meeting(
            chance.choice(organs),
            f"示例会议{number}",
            superior=chance.choice([None, None, None, one]),
            superior_text=chance.choice(["", one.name, one.notice_number, "别处的会议"]),
            **said_at_random(chance, lines),
        )
    return organs


@pytest.mark.parametrize("name", ON_PAPER)
def test_a_figure_is_what_a_clerk_would_count_on_paper(many, name):
    rows = Meeting.objects.order_by().values("organization")
    rows = rows.annotate(figure=Count("organization", filter=registry[name].condition()))
    found = {row["organization"]: row["figure"] for row in rows}
    expected = dict.fromkeys((organ.pk for organ in many), 0)
    for row in Meeting.objects.select_related("planned", "superior", "organization"):
        if row.counted and ON_PAPER[name](row):
            expected[row.organization_id] += 1
    assert found == expected
    assert 0 < sum(expected.values()) < 400


@pytest.mark.parametrize("name", ON_PAPER)
def test_the_list_behind_a_figure_is_as_long_as_the_figure(many, name):
    condition = registry[name].condition()
    listed = Meeting.objects.filter(condition).values_list("pk", flat=True)
    counted = Meeting.objects.aggregate(figure=Count("organization", filter=condition))["figure"]
    assert len(listed) == len(set(listed)) == counted


def test_what_is_approved_and_still_to_come_is_committed_once_for_its_lead():
    organ = make.organization()
    plan = make.plan(organ, year=2019)
    lead = make.planned(organ, "牵头", plan=plan, state=LineState.APPROVED)
    make.planned(organ, "套开", plan=plan, state=LineState.APPROVED, joined_to=lead)
    make.planned(organ, "党组会", plan=plan, state=LineState.APPROVED, counted=False)
    for state in set(LineState) - {LineState.APPROVED}:
        make.planned(organ, f"{state}", plan=plan, state=state)
    condition = registry["meetings.approved_to_come"].condition()
    assert [line.name for line in PlannedMeeting.objects.filter(condition)] == ["牵头"]


@pytest.mark.parametrize(
    ("name", "parameters", "fields"),
    [
        ("over_attendance", {"class_two": 299}, {"category": MeetingClass.TWO, "people": 300}),
        ("over_attendance", {"class_three": 149}, {"category": MeetingClass.THREE, "people": 150}),
        ("over_attendance", {"class_four": 49}, {"category": MeetingClass.FOUR, "people": 50}),
        ("over_half_day", {"minutes": 180}, {"single_topic": True, "minutes": 181}),
        ("over_90_minutes", {"minutes": 60}, {"form": MeetingForm.VIDEO, "minutes": 61}),
        ("in_quiet_month", {"month": 7}, {"day": date(2019, 7, 1), "province_wide": True}),
    ],
)
def test_caps_and_limits_are_parameters(name, parameters, fields):
    make.meeting(make.organization(), **fields)
    metric = registry[f"meetings.{name}"]
    assert not Meeting.objects.filter(metric.condition()).exists()
    assert Meeting.objects.filter(metric.condition(**parameters)).exists()


def test_every_metric_says_what_it_counts():
    mine = [metric for metric in registry if metric.name.startswith("meetings.")]
    # beside the conditions on meetings: what is to come, plans, and three kinds of findings
    assert len(mine) == len(ON_PAPER) + 5
    assert all(metric.function.__doc__ and metric.unit for metric in mine)
