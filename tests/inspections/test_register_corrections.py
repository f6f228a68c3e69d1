"""Records of registers 9 to 12 put right by hand: what sticks, what is derived again, what is refused."""

from datetime import date

import pytest

from inspections.books import BOOKS, CLEARANCE, REQUESTS, RESULTS, VISITS
from inspections.models import Visit
from registers.models import Change, OutboxJob
from tests import make
from tests.documents.importer import imported
from tests.inspections.shelves import address, correction, made, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("book", "changes", "stored"),
    [
        (VISITS, {"people": "12"}, {"people": 12}),
        (VISITS, {"place_level": "village"}, {"place_level": "village"}),
        (REQUESTS, {"channel": "mail"}, {"channel": "mail"}),
        (RESULTS, {"shared_on": "2019-06-30"}, {"shared_on": date(2019, 6, 30)}),
        (CLEARANCE, {"still_running": "yes"}, {"still_running": True}),
    ],
)
def test_a_correction_sticks_is_told_and_judged_again(book, changes, stored, province, department):
    record = made(book, province.department, name="农村厕所改造")
    response = department.post(address(book, record.pk, "correct"), correction(book, record, **changes))
    assert response.status_code == 302
    record.refresh_from_db()
    assert {name: getattr(record, name) for name in stored} == stored
    assert set(stored) <= set(record.corrected)
    line = Change.objects.get(subject=book.label, key=record.key)
    assert (line.action, line.reason, set(stored) <= set(line.changes)) == ("corrected", "核对原件", True)
    job = OutboxJob.objects.get(topic="records_changed")
    assert job.payload == {
        "register": book.register.name,
        "organizations": [province.department.pk],
        "years": [record.year],
    }


def test_what_was_corrected_stands_through_a_later_import(province, department):
    headings, row = "事项名称、实施单位、到访单位、开始日期、人数", ("秋粮督查", "示例厅", "示例县", "2019-03-05", "6")
    imported("visits", headings, row)
    visit = Visit.objects.get()
    department.post(address(VISITS, visit.pk, "correct"), correction(VISITS, visit, people="12"))
    imported("visits", headings, row)
    assert Visit.objects.get().people == 12


def test_an_automatic_field_is_derived_again(province, department):
    headings = "事项名称、实施单位、到访单位、开始日期、到访单位层级"
    imported("visits", headings, ("秋粮督查", "示例厅", "示例县", "2019-03-05", "村"))
    visit = Visit.objects.get()
    assert visit.place_level == "village"
    department.post(address(VISITS, visit.pk, "correct"), correction(VISITS, visit, place_level=""))
    assert Visit.objects.get().place_level == "county"


def test_a_corrected_tick_makes_research_count(province, department):
    ticks = "事项名称、实施单位、到访单位、开始日期、查台账、访谈"
    imported("visits", ticks, ("产业调研", "示例厅", "示例县", "2019-03-05", "是", "是"))
    visit = Visit.objects.get()
    assert not visit.counts_as_inspection
    department.post(address(VISITS, visit.pk, "correct"), correction(VISITS, visit, enters_homes="yes"))
    assert Visit.objects.get().counts_as_inspection


def test_what_does_not_count_says_why(province, department):
    visit = make.visit(province.department)
    sent = correction(VISITS, visit, counts_as_inspection="no", uncounted_reason="")
    response = department.post(address(VISITS, visit.pk, "correct"), sent)
    assert response.status_code == 422
    assert "请写明原因" in text(response)


def test_days_that_turn_back_are_refused_with_the_sentence_of_the_import(province, department):
    visit = make.visit(province.department)
    sent = correction(VISITS, visit, last_day="2019-06-01")
    response = department.post(address(VISITS, visit.pk, "correct"), sent)
    assert response.status_code == 422
    assert "结束日期早于开始日期" in text(response)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_a_stale_correction_shows_both_versions_and_changes_nothing(book, province, department):
    record = made(book, province.department, name="农村厕所改造")
    sent = correction(book, record, name="我的写法")
    type(record).objects.filter(pk=record.pk).update(name="别人的写法", version=2)
    response = department.post(address(book, record.pk, "correct"), sent)
    assert response.status_code == 409
    assert "别人的写法" in text(response)
    assert "我的写法" in text(response)
    record.refresh_from_db()
    assert record.name == "别人的写法"
