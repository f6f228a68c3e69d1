"""Visits follow the plans: what is approved later takes in the visits that were there before."""

from datetime import date

import pytest

from inspections.linking import relink
from inspections.models import PlannedInspection, Visit
from registers.models import Change
from tests import make
from tests.documents.importer import imported

pytestmark = pytest.mark.django_db
TODAY = date(2019, 6, 3)
HEADINGS = "事项名称、实施单位、到访单位、开始日期、备案号"
ROW = ("秋粮督查", "示例厅", "示例县", "2019-06-03", "")


@pytest.fixture
def item(province):
    return make.planned_inspection(province.department, name="秋粮督查", counties=[province.county])


def approve(item, number="督检〔2019〕001号"):
    PlannedInspection.objects.filter(pk=item.pk).update(state="approved", filing_number=number)


def test_a_visit_belongs_to_the_item_of_its_name_once_that_is_approved(province, item):
    imported("visits", HEADINGS, ROW)
    assert Visit.objects.get().planned is None
    approve(item)
    assert relink([province.department.pk], [2019], TODAY) == 1
    assert Visit.objects.get().planned == item
    assert Change.objects.filter(subject="inspections.visit", action="rederived").count() == 1


def test_a_second_time_changes_nothing(province, item):
    approve(item)
    imported("visits", HEADINGS, ROW)
    assert Visit.objects.get().planned == item
    assert relink([province.department.pk], [2019], TODAY) == 0
    assert Visit.objects.get().version == 1


def test_what_is_cancelled_no_longer_holds_its_visits(province, item):
    approve(item)
    imported("visits", HEADINGS, ROW)
    PlannedInspection.objects.update(state="cancelled")
    relink([province.department.pk], [2019], TODAY)
    assert Visit.objects.get().planned is None


def test_a_partner_s_row_of_a_joint_visit_counts_for_the_lead_alone(province, item):
    approve(item)
    item.partners.add(province.other_department)
    number = "督检[2019]1"
    imported("visits", HEADINGS, ("秋粮督查", "另一厅", "示例县", "2019-06-03", number))
    visit = Visit.objects.get()
    assert (visit.planned, visit.joint_lead, visit.counts_as_inspection) == (item, province.department, False)


def test_another_unit_s_number_is_not_borrowed(province, item):
    approve(item)
    imported("visits", HEADINGS, ("秋粮督查", "另一厅", "示例县", "2019-06-03", "督检〔2019〕001号"))
    assert Visit.objects.get().planned is None


def test_what_was_merged_stands_in_its_lead(province, item):
    approve(item)
    other = make.planned_inspection(
        province.other_department, name="粮食督查", state="merged", merged_into=item, filing_number="督检〔2019〕002号"
    )
    imported("visits", HEADINGS, ("粮食督查", "另一厅", "示例县", "2019-06-03", other.filing_number))
    visit = Visit.objects.get()
    assert (visit.planned, visit.joint_lead, visit.counts_as_inspection) == (item, province.department, False)


def test_what_a_person_said_stands_when_the_plan_changes(province, item):
    imported("visits", f"{HEADINGS}、计入督检考、不计入原因", (*ROW, "否", "执法检查"))
    approve(item)
    relink([province.department.pk], [2019], TODAY)
    visit = Visit.objects.get()
    assert (visit.planned, visit.counts_as_inspection, visit.uncounted_reason) == (item, False, "执法检查")
