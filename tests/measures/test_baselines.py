"""Register 5 through the command: signed baselines."""

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.management import call_command

from measures.models import Baseline
from registers.models import Coverage, OutboxJob
from tests import make

HEADINGS = "事项编号,单位,年度,基数,来源说明,核定人,核定日期"


@pytest.fixture
def office(db):
    return make.organization("示例厅", code="D1")


def imported(tmp_path, capsys, *rows):
    sheet = tmp_path / "baselines.csv"
    sheet.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    with suppress(SystemExit):
        call_command("import_register", "baselines", str(sheet), "--format", "json")
    return json.loads(capsys.readouterr().out)


def test_a_signed_baseline_is_taken_once_and_asks_for_judging(office, tmp_path, capsys):
    row = "4.1,示例厅,2019,118.5,2018年发文登记簿,林可,2019-01-04"
    assert imported(tmp_path, capsys, row)["new"] == 1
    assert imported(tmp_path, capsys, row)["unchanged"] == 1
    baseline = Baseline.objects.get()
    assert (baseline.figure, baseline.approved_by, baseline.organization) == (Decimal("118.5"), "林可", office)
    assert OutboxJob.objects.filter(topic="records_changed", payload__register="baselines").exists()
    assert not Coverage.objects.exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("99.9,示例厅,2019,10,登记簿,林可,2019-01-04", "事项编号"),
        ("4.1,示例厅,2010,10,登记簿,林可,2019-01-04", "年度"),
        ("4.1,示例厅,2019,-1,登记簿,林可,2019-01-04", "基数"),
    ],
)
def test_a_baseline_that_cannot_be_is_told_at_its_cell(office, tmp_path, capsys, row, column):
    report = imported(tmp_path, capsys, row)
    assert (report["rejected"], report["saved"]) == (1, False)
    assert [error["column"] for error in report["errors"]] == [column]
