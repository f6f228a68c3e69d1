"""30.1–30.3: what turns them red and what turns them green, at the exact day."""

import csv
import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accountability.actions import tips
from accountability.actions.forgetting import forget_closed
from accountability.models import Tip, TipTally
from organizations.models import RoleAssignment

# Friday before Spring Festival: 4 to 10 February 2019 are off, the weekend before is worked
CAME = date(2019, 1, 25)
FIFTEENTH, SIXTEENTH = date(2019, 2, 20), date(2019, 2, 21)


@pytest.fixture
def status(province, capsys):
    """What `evaluate` says of an obligation of the lead office on a day."""

    def status(obligation, day):
        words = ("2019", "--as-of", day.isoformat(), "--obligation", obligation, "--organization", "P1")
        call_command("evaluate", *words, "--format", "json")
        (standing,) = json.loads(capsys.readouterr().out)
        return standing["status"]

    return status


@pytest.fixture
def told(visitor, clerk, monkeypatch):
    """A tip sent by the public form on CAME."""
    RoleAssignment.objects.update(starts=date(2018, 1, 1))
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *args: CAME)
        assert visitor.tell().status_code == 200
    return Tip.objects.get(received_on=CAME)


def test_a_tip_without_an_answer_turns_30_1_red_on_the_sixteenth_working_day(told, status):
    assert status("30.1", FIFTEENTH) == "on_track"
    assert status("30.1", SIXTEENTH) == "breached"


def test_an_answer_on_the_fifteenth_working_day_keeps_30_1_green(told, status, clerk):
    tips.answer(tip=told.pk, version=1, text="已要求停报", by=clerk.user, today=FIFTEENTH)
    assert status("30.1", date(2019, 12, 31)) == "on_track"


def test_an_answer_on_the_sixteenth_working_day_leaves_30_1_red(told, status, clerk):
    tips.answer(tip=told.pk, version=1, text="已要求停报", by=clerk.user, today=SIXTEENTH)
    assert status("30.1", SIXTEENTH) == "breached"


def test_30_1_stays_red_when_the_late_tip_has_been_deleted(told, status, clerk):
    answered = tips.answer(tip=told.pk, version=1, text="已要求停报", by=clerk.user, today=SIXTEENTH)
    tips.close(tip=told.pk, version=answered.version, by=clerk.user, today=SIXTEENTH)
    forget_closed(today=SIXTEENTH + timedelta(days=90))
    assert not Tip.objects.exists()
    assert TipTally.objects.get().tips == 1
    assert status("30.1", date(2019, 12, 31)) == "breached"


def test_without_any_tip_30_1_is_green_since_tips_are_kept_here(province, status):
    assert status("30.1", SIXTEENTH) == "on_track"


@pytest.fixture
def published(province, tmp_path, capsys):
    """Takes rows of register 20 on these days by `import_register`, for the whole year."""

    def published(kind, *days):
        path = tmp_path / "exposures.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = [
                [f"关于第{n}个示例问题", kind, day.isoformat(), "县", "示例省委办公厅"] for n, day in enumerate(days)
            ]
            csv.writer(file).writerows([["标题", "类别", "发布日期", "单位层级", "发布单位"], *rows])
        call_command("import_register", "exposures", str(path), "--covers", "2019-01-01..2019-12-31")
        capsys.readouterr()

    return published


KINDS = [("30.2", "通报曝光", "先进典型"), ("30.3", "先进典型", "通报曝光")]
QUARTERS = [date(2019, 3, 31), date(2019, 6, 30), date(2019, 9, 30), date(2019, 12, 31)]


@pytest.mark.parametrize(("obligation", "kind", "other"), KINDS)
def test_the_first_quarter_without_one_asks_for_a_reason_on_its_last_day(published, status, obligation, kind, other):
    published(other, date(2019, 3, 5))
    assert status(obligation, QUARTERS[0] - timedelta(days=1)) == "at_risk"
    assert [status(obligation, day) for day in QUARTERS] == ["to_explain"] * 4


@pytest.mark.parametrize(("obligation", "kind", "other"), KINDS)
def test_one_published_on_the_last_day_of_the_quarter_turns_it_green(published, status, obligation, kind, other):
    published(kind, QUARTERS[0])
    assert [status(obligation, day) for day in QUARTERS] == ["on_track"] * 4


@pytest.mark.parametrize(("obligation", "kind", "other"), KINDS)
def test_one_published_a_day_after_the_quarter_comes_too_late_for_it(published, status, obligation, kind, other):
    published(kind, QUARTERS[0] + timedelta(days=1))
    assert [status(obligation, day) for day in QUARTERS[:2]] == ["to_explain", "on_track"]
