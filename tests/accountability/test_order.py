"""No path dates a decision before its hearing: not the importer, not the database."""

import csv
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accountability.models import BEFORE_THE_DECISION, Case
from organizations.models import Kind
from tests import make

pytestmark = pytest.mark.django_db
DECIDED = date(2019, 3, 5)


@pytest.fixture
def organ(db):
    return make.organization("测试纪委监委", kind=Kind.DISCIPLINE, code="J9")


@pytest.mark.parametrize("step", BEFORE_THE_DECISION)
def test_the_database_refuses_a_step_after_the_decision(organ, step):
    case = make.case(organ, day=DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**{step: DECIDED + timedelta(days=1)})
    Case.objects.filter(pk=case.pk).update(**{step: DECIDED})


def test_the_database_refuses_a_decision_moved_before_its_hearing(organ):
    case = make.case(organ, day=DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(decided_on=DECIDED - timedelta(days=1), started_on=date(2019, 1, 1))


def test_the_importer_refuses_a_decision_before_its_hearing_and_keeps_nothing(organ, tmp_path, capsys):
    path = tmp_path / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["编号", "决定机关", "对象类别", "启动日期", "听取本人意见日期", "决定日期"],
                ["2019-001", "测试纪委监委", "领导干部", "2019-01-07", "2019-03-06", "2019-03-05"],
            ]
        )
    with pytest.raises(SystemExit):
        call_command("import_register", "cases", str(path))
    assert "应在作出决定之前" in capsys.readouterr().out
    assert not Case.objects.exists()


@pytest.mark.parametrize("heading", ["姓名", "被反映人", "身份证号", "电话", "职务", "反映问题", "案情摘要"])
@pytest.mark.parametrize("register", ["cases", "complaints", "talks"])
def test_a_sheet_that_would_name_a_person_is_refused_whole(organ, tmp_path, capsys, register, heading):
    path = tmp_path / "sheet.csv"
    path.write_text(f"编号,机关,{heading}\n2019-001,测试纪委监委,金丝雀\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_register", register, str(path))
    said = "".join(capsys.readouterr())
    assert "不收个人信息" in said
    assert "金丝雀" not in said


def test_a_number_cannot_hide_a_name(organ, tmp_path, capsys):
    path = tmp_path / "sheet.csv"
    path.write_text(
        "编号,机关,发函日期\n关于金丝雀同志有关问题线索的谈话函询1,测试纪委监委,2019-03-05\n", encoding="utf-8"
    )
    with pytest.raises(SystemExit):
        call_command("import_register", "talks", str(path))
    assert "不像编号" in capsys.readouterr().out
