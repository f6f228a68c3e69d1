"""The invented province: every status on any day, the same registers for the same day, marked and kept apart."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from dashboard.demo.building import build
from dashboard.demo.scale import Scale
from documents.models import ClassifiedCount, Document, Incoming
from measures.models import Standing
from measures.status import Status
from meetings.models import Meeting
from organizations.models import Organization
from registers.models import Coverage
from tests import make

TINY = Scale(departments=18, cities=3, counties=12, documents=600, received=5)
# only what waits for a day of the year is not due, and those registers (assignments, indicators) are still to come
LAST_DAY = "12-31"
DAYS = ["2026-01-01", "2026-01-02", "2026-03-31", "2026-11-24", "2025-12-31", "2024-02-29"]


def run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("today", DAYS)
def test_every_status_is_seen_on_whatever_day_it_is_made(db, today):
    build(TINY, date.fromisoformat(today))
    seen = Standing.objects.filter(year=int(today[:4]), as_of=today).values_list("status", flat=True)
    # on the last day of the year nothing is still to come
    assert set(seen) == set(Status) - ({Status.NOT_DUE} if today.endswith(LAST_DAY) else set())


@pytest.mark.parametrize("today", DAYS)
def test_no_record_lies_in_the_future(db, today):
    build(TINY, date.fromisoformat(today))
    assert not Document.objects.filter(issued_on__gt=today).exists()
    assert not Incoming.objects.filter(received_on__gt=today).exists()
    assert not ClassifiedCount.objects.filter(day__gt=today).exists()
    assert not Meeting.objects.filter(held_on__gt=today).exists()
    # a plan of next year is kept this year
    assert not Coverage.objects.filter(ends__gt=today).exclude(register="meeting_plans").exists()


def test_the_same_day_gives_the_same_registers(db):
    def made():
        with transaction.atomic():
            build(TINY, date(2026, 11, 24))
            rows = [
                list(Document.objects.order_by("key").values_list("key", "title", "day", "level", "pages")),
                list(Incoming.objects.order_by("day", "title").values_list("number", "title", "day")),
                list(
                    Standing.objects.order_by("year", "obligation", "organization__code").values_list(
                        "year", "obligation", "organization__code", "status", "value"
                    )
                ),
            ]
            transaction.set_rollback(True)
        return rows

    assert made() == made()


def test_the_first_year_of_the_rules_has_no_judged_year_before_it(db):
    build(TINY, date(2019, 10, 15))
    assert set(Standing.objects.values_list("year", flat=True)) == {2019}


def test_the_command_tells_what_it_makes(db):
    assert "2026年发文" in run("--today", "2026-11-24")
    assert 3_000 < Document.objects.count() < 6_500


def test_no_sign_ins_are_printed_where_nothing_was_invented(province):
    assert run("--sign-ins") == ""


def test_invented_data_are_never_mixed_with_others(province):
    with pytest.raises(CommandError, match="已有机构"):
        run()
    assert not Document.objects.exists()


def test_an_account_alone_is_reason_enough_to_refuse(db):
    make.user("somebody")
    with pytest.raises(CommandError, match="账号"):
        run()


def test_a_production_system_invents_nothing(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="生产"):
        run()
    assert not Organization.objects.exists()


def test_years_before_the_first_rule_set_are_refused(db):
    with pytest.raises(CommandError, match="2019"):
        run("--today", "2018-12-31")
