"""Meetings in a county's calendar and feed: approved for good, reaching it, and told when they are off."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from meetings.entries import meetings_reaching, meetings_to_follow
from meetings.models import PlannedMeeting
from organizations.models import Level
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def meeting(province):
    return make.planned(
        province.department,
        "全省示例工作会议",
        year=2026,
        state="approved",
        level=Level.COUNTY,
        planned_from=DAY,
        planned_to=DAY,
        half_days=1,
        approved_on=date(2026, 1, 10),
    )


def names(entries):
    return [entry.name for entry in entries]


def test_an_approved_meeting_that_reaches_the_county_stands_in_its_calendar(county, meeting):
    (entry,) = meetings_reaching(county.user, county.organization, *YEAR)
    assert (entry.kind, entry.starts, entry.ends, entry.floating) == ("meeting", DAY, DAY, False)
    assert (entry.organizer, entry.detail, entry.item) == (str(meeting.organization), "半天", None)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "checked"},
        {"level": Level.CITY},
        {"reaches_all": False},
        {"planned_from": date(2027, 1, 5), "planned_to": date(2027, 1, 5)},
    ],
)
def test_what_is_not_approved_or_does_not_reach_it_does_not(county, meeting, change):
    PlannedMeeting.objects.filter(pk=meeting.pk).update(**change)
    assert meetings_reaching(county.user, county.organization, *YEAR) == []


def test_a_decision_that_can_be_taken_back_is_not_yet_told(county, meeting, leader, clerk):
    made = make.decision(meeting, leader.user, clerk.user, decided_at=timezone.now())
    assert meetings_reaching(county.user, county.organization, *YEAR) == []
    made.decided_at = timezone.now() - timedelta(minutes=11)
    made.save()
    assert names(meetings_reaching(county.user, county.organization, *YEAR)) == [meeting.name]


def test_one_that_was_held_stands_on_its_day(county, meeting):
    held = date(2026, 11, 24)
    make.meeting(meeting.organization, meeting.name, day=held, planned=meeting, match="confirmed")
    PlannedMeeting.objects.filter(pk=meeting.pk).update(state="held")
    (entry,) = meetings_reaching(county.user, county.organization, *YEAR)
    assert (entry.starts, entry.ends) == (held, held)


def test_one_that_is_off_again_is_told_to_the_feed_as_cancelled_with_a_later_sequence(county, meeting):
    (before,) = meetings_to_follow(county.user, county.organization, *YEAR)
    PlannedMeeting.objects.filter(pk=meeting.pk).update(state="cancelled", version=meeting.version + 1)
    assert meetings_reaching(county.user, county.organization, *YEAR) == []
    (after,) = meetings_to_follow(county.user, county.organization, *YEAR)
    assert (after.uid, after.cancelled) == (before.uid, True)
    assert after.sequence > before.sequence
    assert isinstance(after.stamped, datetime)


def test_nobody_sees_the_calendar_of_a_county_that_is_not_theirs(department, county, meeting):
    assert meetings_reaching(department.user, county.organization, *YEAR) == []


def test_the_page_shows_meetings_beside_inspections(county, meeting):
    page = county.get("/calendar/?month=2026-11").content.decode()
    assert meeting.name in page
