"""The pages of registers 9 to 12: lists, records, entries and exports, for those who may see them."""

import csv
import io
from datetime import date

import pytest

from inspections.books import BOOKS, CLEARANCE, REQUESTS, RESULTS, VISITS
from inspections.models import DataRequest, Origin
from registers.models import Change, Coverage
from tests import make
from tests.documents.importer import imported
from tests.inspections.shelves import address, correction, made, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_a_list_shows_the_own_unit_s_records_and_no_other_s(book, province, department, leader, county):
    own = made(book, province.department, name="本单位的事项")
    other = made(book, province.other_department, name="别单位的事项")
    page = text(department.get(address(book)))
    assert own.name in page
    assert other.name not in page
    assert other.name in text(leader.get(address(book)))
    assert own.name not in text(county.get(address(book)))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_an_empty_list_says_what_to_do(book, department, county):
    page = text(department.get(address(book)))
    assert str(book.empty) in page
    assert "导入台账</a>" in page
    assert "导入台账</a>" not in text(county.get(address(book)))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_search_finds_a_part_of_a_name_and_says_when_nothing_is_found(book, province, department):
    made(book, province.department, name="农村厕所改造")
    assert "农村厕所改造" in text(department.get(address(book), {"q": "厕所"}))
    found = text(department.get(address(book), {"q": "没有的词"}))
    assert "农村厕所改造" not in found
    assert "没有符合条件的记录" in found


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_a_wrong_filter_is_told_and_no_error(book, department):
    response = department.get(address(book), {"year": "abc"})
    assert response.status_code == 200
    assert "筛选条件有误" in text(response)


@pytest.mark.parametrize("sort", ["day", "-day", "name", "-name", "nonsense"])
def test_a_list_is_sorted_by_day_or_name(sort, province, department):
    for number, name in ((1, "乙事督查"), (2, "丙事督查"), (3, "甲事督查")):
        make.visit(province.department, day=date(2019, 6, number), name=name)
    page = text(department.get(address(VISITS), {"sort": sort}))
    shown = sorted(("乙事督查", "丙事督查", "甲事督查"), key=page.index)
    by_name = sorted(shown)
    expected = {
        "day": ["乙事督查", "丙事督查", "甲事督查"],
        "-day": ["甲事督查", "丙事督查", "乙事督查"],
        "name": by_name,
        "-name": by_name[::-1],
    }
    assert shown == expected.get(sort, expected["-day"])


def test_a_long_list_goes_on_page_by_page(province, department):
    for number in range(51):
        make.visit(province.department, name=f"第{number:02}项督查", day=date(2019, 1, 1 + number % 28))
    first = department.get(address(VISITS), {"sort": "name"})
    assert "第49项督查" in text(first)
    assert "第50项督查" not in text(first)
    following = department.get(address(VISITS) + first.context["next"])
    assert "第50项督查" in text(following)


def test_items_and_visits_stand_together_under_the_list(province, department):
    for day in (3, 4, 5):
        make.visit(province.department, day=date(2019, 6, day), name="秋粮督查")
    make.visit(province.department, name="产业调研", counts_as_inspection=False)
    assert "事项1项、频次3次" in text(department.get(address(VISITS)))
    assert "事项0项、频次0次" in text(department.get(address(VISITS), {"q": "产业"}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "research"}, {"产业调研"}),
        ({"level": "below"}, {"秋粮督查"}),
        ({"level": "city"}, {"产业调研"}),
        ({"counted": "no"}, {"产业调研"}),
        ({"letter_number": "no"}, {"产业调研"}),
        ({"letter_number": "yes"}, {"秋粮督查"}),
        ({"year": "2018"}, set()),
        ({"organization": "D1"}, {"秋粮督查", "产业调研"}),
        ({"organization": "D2"}, set()),
    ],
)
def test_visits_are_filtered(query, found, province, department):
    make.visit(province.department, name="秋粮督查", kind="supervision")
    research = {"kind": "research", "place_level": "city", "counts_as_inspection": False, "letter_number": ""}
    make.visit(province.department, name="产业调研", **research)
    page = text(department.get(address(VISITS), query))
    assert {name for name in ("秋粮督查", "产业调研") if name in page} == found


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_a_record_shows_everything_and_another_s_is_not_there(book, province, department, other_department):
    record = made(book, province.department, name="农村厕所改造")
    page = text(department.get(address(book, record.pk)))
    for _title, names in book.groups:
        assert all(book.heading(name) in page for name in names)
    assert str(book.why(record)) in page
    assert other_department.get(address(book, record.pk)).status_code == 404


ENTERED = {
    "visit": {"name": "秋粮督查", "place_text": "示例县", "first_day": "2019-03-05"},
    "request": {"name": "示例统计表", "requested_on": "2019-03-05", "object_level": "county"},
    "result": {"name": "示例报告", "kind": "audit", "formed_on": "2019-03-05"},
    "clearance": {"name": "示例指标", "kind": "indicator", "basis_level": "department", "decision": "pending"},
}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_one_record_is_entered_by_hand_once(book, province, department):
    sent = ENTERED[book.route] | {"organization": province.department.pk}
    covers = {"covers_from": "2019-01-01", "covers_to": "2019-12-31"}
    assert department.get(address(book, "new")).status_code == 200
    assert department.post(address(book, "new"), sent | covers).status_code == 302
    record = book.model.objects.get()
    assert (record.organization, record.name) == (province.department, sent["name"])
    covered = Coverage.objects.get(register=book.register.name)
    assert (covered.starts, covered.ends) == (date(2019, 1, 1), date(2019, 12, 31))
    again = department.post(address(book, "new"), sent)
    assert again.status_code == 422
    assert "没有重复录入" in text(again)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_nobody_enters_a_record_for_another_unit(book, province, department):
    sent = ENTERED[book.route] | {"organization": province.other_department.pk}
    assert department.post(address(book, "new"), sent).status_code == 422
    assert not book.model.objects.exists()


def exported(member, book, **query):
    response = member.get(address(book, "export", "csv"), query)
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.route)
def test_an_export_comes_back_unchanged(book, province, department):
    sent = ENTERED[book.route] | {"organization": province.department.pk}
    department.post(address(book, "new"), sent)
    headings, *rows = exported(department, book)
    assert imported(book.register.name, "、".join(headings), *rows).counts()["unchanged"] == len(rows) == 1


def test_an_export_holds_what_the_list_shows_and_leaves_a_line(province, department):
    make.visit(province.department, name="秋粮督查")
    make.visit(province.department, name="安全检查")
    make.visit(province.other_department, name="别单位的督查")
    _headings, *rows = exported(department, VISITS, q="督查")
    assert [row[0] for row in rows] == ["秋粮督查"]
    assert Change.objects.filter(action="exported", subject="inspections.visit").count() == 1


@pytest.fixture
def report(province):
    """A confirmed report of a county that does not want to be named."""
    return make.visit(
        province.department,
        day=date(2019, 6, 1),
        name="计划外到访",
        origin=Origin.COUNTY_REPORT,
        place_shown=False,
        place_text="",
        filing_number="",
    )


def test_a_county_s_report_shows_a_month_and_no_place(province, department, report):
    for page in (address(VISITS), address(VISITS, report.pk)):
        shown = text(department.get(page))
        assert "有县反映" in shown
        assert "2019-06-01" not in shown
        assert province.county.name not in shown


def test_a_county_s_report_is_in_no_export_and_nobody_s_to_correct(department, clerk, report):
    assert len(exported(department, VISITS)) == 1
    for member in (department, clerk):
        assert "人工更正" not in text(member.get(address(VISITS, report.pk)))
        sent = correction(VISITS, report, name="别的名称")
        assert member.post(address(VISITS, report.pk, "correct"), sent).status_code == 404


def test_a_form_that_was_filed_is_not_corrected_here(province, department):
    form = make.data_request(province.department, state="filed", filing_number="督检表〔2019〕001号")
    sent = correction(REQUESTS, form, filing_number="")
    assert department.post(address(REQUESTS, form.pk, "correct"), sent).status_code == 404
    assert DataRequest.objects.get().filing_number == "督检表〔2019〕001号"


@pytest.mark.parametrize(
    ("book", "fields", "tag"),
    [
        (VISITS, {"filing_number": ""}, "计划外"),
        (REQUESTS, {"filing_number": ""}, "未备案"),
        (REQUESTS, {"filing_number": "1号", "traces": "截图"}, "要求留痕"),
        (REQUESTS, {"filing_number": "1号", "usable_text": "人口数据"}, "已有共享成果"),
        (RESULTS, {"shared_on": None}, "未共享"),
        (CLEARANCE, {"decision": "cancel", "still_running": True}, "仍在执行"),
        (CLEARANCE, {"decision": "keep"}, "依据不足"),
    ],
)
def test_what_is_amiss_is_marked_in_the_list(book, fields, tag, province, department):
    made(book, province.department, **fields)
    assert f">{tag}</span>" in text(department.get(address(book)))
