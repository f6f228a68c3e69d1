"""What the invented province holds, once made for 24 November 2026."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from dashboard.demo.building import build
from measures.models import Explanation, Flag, Standing, Target
from measures.status import Status
from organizations.models import Succession
from organizations.roles import Role
from registers.models import Change, Import, OutboxJob
from tests.test_demo import TINY, run


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Made once for the tests of this file and taken back after them: each sees it, none keeps a change."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(TINY, date(2026, 11, 24))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def november(made, db):
    return None


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


def test_every_import_stands_in_the_change_history(november):
    assert Change.objects.filter(action="imported").count() == Import.objects.count() == 11
    call_command("verify_history", stdout=StringIO())


def test_nothing_is_left_to_the_background(november):
    assert not OutboxJob.objects.filter(done_at=None).exists()


def test_each_role_has_a_sign_in_that_works(november):
    lines = run("--sign-ins").splitlines()
    assert [line.split()[0] for line in lines] == [str(role.label) for role in Role]
    for line in lines:
        role, username, password = line.split()
        user = authenticate(None, username=username, password=password)
        assert [one.get_role_display() for one in user.assignments.all()] == [role]


def test_a_second_province_is_refused(november):
    with pytest.raises(CommandError, match="已有机构"):
        run()
