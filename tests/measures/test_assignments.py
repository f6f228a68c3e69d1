"""Register 18 and the milestones: deliverables prove themselves by a number, on their day."""

from datetime import date

import pytest
from django.core.management import call_command

from measures.engine import judge
from measures.models import Assignment, Standing
from organizations.models import Kind
from tests import make

HEADINGS = "事项编号,单位,年度,角色,交付物,时限,完成日期,佐证"


@pytest.fixture
def office(db):
    return make.organization("示例厅", kind=Kind.DEPARTMENT)


def status(office, day, key="1.1"):
    judge(day.year, day)
    return Standing.objects.get(organization=office, obligation=key).status


def test_nothing_assigned_is_no_data(office):
    assert status(office, date(2019, 12, 31)) == "no_data"


def test_a_deliverable_is_not_due_then_at_risk_then_breached(office):
    make.deliverable(office, due=date(2019, 6, 30))
    assert status(office, date(2019, 5, 30)) == "not_due"
    assert status(office, date(2019, 5, 31)) == "at_risk"
    assert status(office, date(2019, 6, 30)) == "breached"


def test_a_deliverable_of_another_obligation_says_nothing_of_this_one(office):
    make.deliverable(office, "2.1", due=date(2019, 12, 31))
    assert status(office, date(2019, 6, 30)) == "no_data"


def test_done_counts_from_its_day_and_only_with_a_number(office):
    one = make.deliverable(office, due=date(2019, 6, 30), done_on=date(2019, 6, 20))
    assert status(office, date(2019, 6, 30)) == "breached"
    Assignment.objects.filter(pk=one.pk).update(proof="示党组纪〔2019〕6号")
    assert status(office, date(2019, 6, 19)) == "at_risk"
    assert status(office, date(2019, 6, 30)) == "on_track"
    found = Standing.objects.get(organization=office, obligation="1.1")
    assert (found.value, found.population) == (1, 1)


def test_the_division_of_work_comes_in_as_a_sheet_twice_without_change(office, tmp_path, capsys):
    sheet = tmp_path / "assignments.csv"
    row = "1.1,示例厅,2019,牵头,学习部署,2019-06-30,2019-06-20,示党组纪〔2019〕6号"
    sheet.write_text(f"{HEADINGS}\n{row}\n", encoding="utf-8")
    call_command("import_register", "assignments", str(sheet))
    call_command("import_register", "assignments", str(sheet))
    assert Assignment.objects.get().proof == "示党组纪〔2019〕6号"
    assert status(office, date(2019, 6, 30)) == "on_track"
