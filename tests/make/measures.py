"""Targets, standings, flags and the small registers of measures."""

from datetime import date

from measures.models import Assignment, Baseline, Explanation, Flag, FlagEvent, Standing, Target
from measures.status import Status
from tests.make.numbers import DAY, numbers


def standing(organization, obligation="4.1", *, year=2019, **fields):
    fields = {"as_of": DAY, "status": Status.ON_TRACK, "rule_set": "2019"} | fields
    return Standing.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def flag(organization, obligation="4.1", *, year=2019, **fields):
    fields = {"severity": Status.BREACHED, "status": Status.BREACHED, "opened_on": DAY} | fields
    return Flag.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def flag_event(flag, *, day=DAY, action="opened", **fields):
    return FlagEvent.objects.create(flag=flag, day=day, action=action, **fields)


def target(organization, obligation="4.1", *, year=2019, **fields):
    return Target.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def baseline(organization, obligation="4.1", *, year=2018, **fields):
    fields = {
        "key": f"baseline {next(numbers)}",
        "figure": 100,
        "source_note": "测试来源",
        "approved_by": "测试核定人",
        "approved_on": DAY,
        "day": date(year, 12, 31),
    } | fields
    return Baseline.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def deliverable(organization, obligation="1.1", *, year=2019, due=date(2019, 6, 30), **fields):
    number = next(numbers)
    fields = {"key": f"assignment {number}", "part": "lead", "deliverable": f"交付物{number}"} | fields
    return Assignment.objects.create(
        organization=organization, obligation=obligation, year=year, day=date(year, 1, 1), due=due, **fields
    )


def explanation(organization, submitted_by, *, record_key, obligation="4.1", **fields):
    fields = {"register": "documents", "year": 2019, "reason": "测试理由", "submitted_on": DAY} | fields
    return Explanation.objects.create(
        organization=organization, submitted_by=submitted_by, record_key=record_key, obligation=obligation, **fields
    )
