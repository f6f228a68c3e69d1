"""A sealed year is never changed by a run; a restatement is a new version, and both stay readable."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from measures.engine import judge
from measures.models import Flag, Seal, SealedForGood, SealedStanding, Standing
from measures.sealed import sealed_rows
from measures.sealing import Refused, intact, seal
from organizations.models import Kind, Level
from registers.models import Change
from tests import make

pytestmark = pytest.mark.django_db
YEAR_END = date(2019, 12, 31)
LATER = date(2020, 1, 10)


@pytest.fixture
def office(db):
    one = make.organization("示例厅", kind=Kind.DEPARTMENT, code="D1")
    for year in (2018, 2019):
        make.coverage(one, starts=date(year, 1, 1), ends=date(year, 12, 31))
    issued(one, 2018, 10)
    issued(one, 2019, 7)
    judge(2019, YEAR_END)
    return one


def issued(organization, year, count):
    for _number in range(count):
        make.document(organization, day=date(year, 3, 5), level=Level.COUNTY)


def sealed(**options):
    chosen = {"year": 2019, "by": "测试签发人", "on": LATER, "actor": None, "path": "command"} | options
    return seal(**chosen)


def status(office, key="4.1"):
    return Standing.objects.get(obligation=key, organization=office, year=2019).status


def test_a_run_changes_nothing_of_a_sealed_year(office):
    kept = sealed()
    before, flags = list(Standing.objects.order_by("pk").values()), list(Flag.objects.order_by("pk").values())
    issued(office, 2019, 5)
    returned = judge(2019, YEAR_END)
    assert list(Standing.objects.order_by("pk").values()) == before
    assert list(Flag.objects.order_by("pk").values()) == flags
    assert returned == sealed_rows(kept)
    assert intact(kept)


def test_a_restatement_is_a_new_version_and_both_stay_readable(office):
    first = sealed()
    issued(office, 2019, 1)
    second = sealed(reason="补登一份文件", by="另一签发人")
    assert status(office) == "breached"
    shown = [SealedStanding.objects.get(seal=one, obligation="4.1").value for one in (first, second)]
    assert (first.version, second.version, shown) == (1, 2, [7, 8])
    assert first.digest != second.digest
    assert intact(first)
    assert intact(second)


def test_a_restatement_opens_and_closes_flags_with_the_standings(office):
    sealed()
    assert not Flag.objects.open().filter(obligation="4.1").exists()
    issued(office, 2019, 1)
    sealed(reason="补登一份文件")
    assert Flag.objects.open().filter(obligation="4.1").count() == 1


def test_what_is_sealed_is_not_sealed_again_without_a_reason(office):
    sealed()
    issued(office, 2019, 1)
    with pytest.raises(Refused, match="请写明理由重述"):
        sealed()


def test_a_restatement_that_changes_nothing_is_refused(office):
    sealed()
    with pytest.raises(Refused, match="不需要重述"):
        sealed(reason="再看一遍")
    assert Seal.objects.count() == 1


def test_nothing_is_sealed_before_its_last_day_has_passed_or_without_a_signer(office):
    with pytest.raises(Refused, match="才能封存"):
        sealed(on=YEAR_END)
    with pytest.raises(Refused, match="签发人"):
        sealed(by=" ")
    assert not Seal.objects.exists()


def test_a_sealed_quarter_leaves_the_year_open(office):
    quarter = sealed(quarter=1, on=date(2019, 4, 2))
    assert (quarter.as_of, quarter.quarter) == (date(2019, 3, 31), 1)
    issued(office, 2019, 1)
    judge(2019, YEAR_END)
    assert status(office) == "breached"
    assert SealedStanding.objects.get(seal=quarter, obligation="4.1").value == 7


def test_the_seal_stands_in_the_change_history_with_its_digest(office):
    kept = sealed()
    line = Change.objects.get(subject="measures.seal")
    assert (line.action, line.changes["digest"]) == ("sealed", [None, kept.digest])


def test_neither_seal_nor_sealed_standing_can_be_altered_or_deleted(office):
    kept = sealed()
    for attempt in (
        lambda: Seal.objects.update(digest=""),
        lambda: SealedStanding.objects.update(value=0),
        SealedStanding.objects.all().delete,
        kept.delete,
        SealedStanding.objects.first().delete,
    ):
        with pytest.raises(SealedForGood):
            attempt()


def test_the_database_knows_one_version_of_each_number(office):
    kept = sealed()
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_the_command_seals_and_evaluate_answers_from_the_seal(office, capsys):
    call_command("seal", "2019", "--by", "测试签发人")
    assert "已封存 2019（第1版）" in capsys.readouterr().out
    issued(office, 2019, 5)
    words = ("evaluate", "2019", "--as-of", "2019-12-31", "--obligation", "4.1", "--format", "json")
    call_command(*words)
    (standing,) = json.loads(capsys.readouterr().out)
    assert (standing["organization"], standing["value"], standing["status"]) == ("D1", 7, "on_track")


@pytest.mark.parametrize("period", ["2019Q5", "19", "2019-1", "去年"])
def test_the_command_refuses_what_is_no_period(office, period):
    with pytest.raises(CommandError, match="看不出"):
        call_command("seal", period, "--by", "测试签发人")
