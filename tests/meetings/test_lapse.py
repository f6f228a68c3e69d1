"""A line of the plan that passed without a meeting lapses, once a day, and frees its place."""

from datetime import date

import pytest
from django.utils import timezone

from meetings import tasks
from meetings.actions.lapsing import lapse
from meetings.models import LineState, PlannedMeeting
from registers.models import Change, OutboxJob
from tests import make

TODAY = date(2020, 6, 30)


def approved(province, **fields):
    return make.planned(province.department, state=LineState.APPROVED, **fields)


def states():
    return list(PlannedMeeting.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(("day", "state"), [(date(2020, 5, 31), "approved"), (date(2020, 5, 30), "lapsed")])
def test_a_line_lapses_when_more_than_thirty_days_have_passed(province, day, state):
    approved(province, day=day)
    lapse(today=TODAY, after=30)
    assert states() == [state]


def test_a_vague_time_passes_with_its_last_day(province):
    approved(province, planned_from=date(2020, 1, 1), planned_to=date(2020, 6, 1))
    assert lapse(today=TODAY, after=30) == 0
    assert lapse(today=date(2020, 7, 2), after=30) == 1


def test_a_line_without_a_time_has_until_the_end_of_its_year(province):
    approved(province, year=2019, planned_from=None, planned_to=None)
    assert lapse(today=date(2020, 1, 30), after=30) == 0
    assert lapse(today=date(2020, 1, 31), after=30) == 1


def test_what_is_not_approved_or_was_held_does_not_lapse(province):
    for state in (LineState.DRAFT, LineState.CHECKED, LineState.CANCELLED, LineState.HELD):
        make.planned(province.department, state=state, day=date(2020, 1, 10))
    assert lapse(today=TODAY, after=30) == 0


def test_joined_lines_lapse_with_their_lead(province):
    lead = approved(province, day=date(2020, 3, 1))
    make.planned(province.other_department, state=LineState.APPROVED, joined_to=lead, day=date(2020, 12, 1))
    assert lapse(today=TODAY, after=30) == 2
    assert states() == ["lapsed", "lapsed"]


def test_a_lapsed_line_is_no_longer_to_come_and_is_judged_again(province):
    line = approved(province, day=date(2020, 3, 1))
    assert PlannedMeeting.objects.to_come().count() == 1
    lapse(today=TODAY, after=30)
    assert PlannedMeeting.objects.to_come().count() == 0
    job = OutboxJob.objects.get(topic="records_changed")
    assert job.payload == {
        "register": "meeting_plans",
        "organizations": [province.department.pk],
        "years": [2020],
    }
    entry = Change.objects.get(action="lapsed")
    assert (entry.key, entry.changes, entry.path) == (line.key, {"state": ["approved", "lapsed"]}, "task")
    assert entry.reason == "过了拟开时间30天，没有召开"
    line.refresh_from_db()
    assert line.version == 2


def test_nothing_is_announced_when_nothing_lapses(province):
    approved(province, day=date(2020, 6, 29))
    lapse(today=TODAY, after=30)
    assert not OutboxJob.objects.exists()
    assert not Change.objects.exists()


def test_the_schedule_lapses_once_a_day_and_by_the_setting(province, settings):
    settings.MEETING_LAPSES_AFTER_DAYS = 3
    today = timezone.localdate()
    line = approved(province, year=today.year, day=today - timezone.timedelta(days=4))
    tasks.settle_plans()
    assert states() == ["lapsed"]
    PlannedMeeting.objects.filter(pk=line.pk).update(state=LineState.APPROVED)
    tasks.settle_plans()
    assert states() == ["approved"]
