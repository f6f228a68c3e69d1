"""The invented province: every status on any day, the same registers for the same day, marked and kept apart."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from dashboard.demo.building import build
from dashboard.demo.scale import Scale
from documents.models import ClassifiedCount, Document, Incoming
from measures.models import Explanation, Flag, Standing, Target
from measures.status import Status
from organizations.models import Organization, Succession
from organizations.roles import Role
from registers.models import Change, Coverage, OutboxJob
from tests import make

TINY = Scale(departments=18, cities=3, counties=12, documents=600, received=5)
# only what waits for a day of the year is not due, and those registers (assignments, indicators) are still to come
SHOWN = set(Status) - {Status.NOT_DUE}
DAYS = ["2026-01-01", "2026-01-02", "2026-03-31", "2026-11-24", "2025-12-31", "2024-02-29"]


def run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def november(db):
    build(TINY, date(2026, 11, 24))


@pytest.mark.parametrize("today", DAYS)
def test_every_status_is_seen_on_whatever_day_it_is_made(db, today):
    build(TINY, date.fromisoformat(today))
    seen = Standing.objects.filter(year=int(today[:4]), as_of=today).values_list("status", flat=True)
    assert set(seen) == SHOWN


@pytest.mark.parametrize("today", DAYS)
def test_no_record_lies_in_the_future(db, today):
    build(TINY, date.fromisoformat(today))
    assert not Document.objects.filter(issued_on__gt=today).exists()
    assert not Incoming.objects.filter(received_on__gt=today).exists()
    assert not ClassifiedCount.objects.filter(day__gt=today).exists()
    assert not Coverage.objects.filter(ends__gt=today).exists()


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


def test_one_department_has_no_data_and_one_has_no_baseline(november):
    standings = Standing.objects.filter(obligation="4.1", year=2026)
    assert standings.get(organization__name="商贸流通厅").status == Status.NO_DATA
    assert (
        Standing.objects.get(organization__name="数据事务局", obligation="4.1", year=2026).status == Status.NO_BASELINE
    )


def test_a_department_merged_and_inherits_both_baselines(november):
    merged = Standing.objects.get(organization__name="科创推进厅", obligation="4.1", year=2026)
    parts = Target.objects.filter(organization__name__in=["科技促进厅", "信息协同厅"], obligation="4.1", year=2026)
    assert merged.baseline == sum(parts.values_list("baseline", flat=True)) > 0
    assert Succession.objects.filter(successor__name__endswith="区").count() == 1


def test_a_baseline_that_drifted_after_the_issue_is_at_risk(november):
    standing = Standing.objects.get(organization__name="教育文体厅", obligation="4.1", year=2026)
    assert (standing.status, standing.baseline, standing.limit) == (Status.AT_RISK, 10, 7)
    assert Change.objects.filter(action="corrected").count() == 3


def test_targets_are_issued_by_name(november):
    issued = Target.objects.filter(year=2026, state=Target.State.ISSUED)
    assert issued.count() > 20
    assert not issued.filter(issued_by="").exists()


def test_flags_have_closed_and_opened_again(november):
    returned = Flag.objects.filter(organization__name="规划发展厅", obligation="4.1", year=2025)
    assert [flag.state for flag in returned.order_by("opened_on")] == ["closed", "closed"]
    assert Flag.objects.open().filter(year=2026).exists()


def test_one_explanation_is_accepted_and_one_waits(november):
    states = Explanation.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [Explanation.State.ACCEPTED, Explanation.State.SUBMITTED]


def test_every_register_is_named_in_the_change_history(november):
    assert Change.objects.filter(action="imported").count() == 6
    call_command("verify_history", stdout=StringIO())


def test_nothing_is_left_to_the_background(november):
    assert not OutboxJob.objects.filter(done_at=None).exists()


def test_the_command_tells_what_it_makes(db):
    assert "2026年发文" in run("--today", "2026-11-24")
    assert 3_000 < Document.objects.count() < 6_500


def test_each_role_has_a_sign_in_that_works(november):
    lines = run("--sign-ins").splitlines()
    assert [line.split()[0] for line in lines] == [str(role.label) for role in Role]
    for line in lines:
        role, username, password = line.split()
        user = authenticate(None, username=username, password=password)
        assert [one.get_role_display() for one in user.assignments.all()] == [role]


def test_no_sign_ins_are_printed_where_nothing_was_invented(province):
    assert run("--sign-ins") == ""


def test_invented_data_are_never_mixed_with_others(province):
    with pytest.raises(CommandError, match="已有机构"):
        run()
    assert not Document.objects.exists()


def test_a_second_province_is_refused(november):
    with pytest.raises(CommandError, match="已有机构"):
        run()


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
