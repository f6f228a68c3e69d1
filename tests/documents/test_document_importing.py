"""Registers 2, 3 and 4 through the importer."""

from datetime import date

import pytest
from django.db import connection

from documents.importing import CLASSIFIED_COUNTS, DOCUMENTS, INCOMING
from documents.models import ClassifiedCount, Document, Incoming
from organizations.models import Form, InNameOf, Kind, Level
from registers.importing.register import registers
from tests import make
from tests.documents.importer import imported, planned

pytestmark = pytest.mark.django_db

BASIC = "发文字号、标题、发文机关、成文日期"


@pytest.fixture(autouse=True)
def office():
    return make.organization("示例省政府办公厅", code="P2", kind=Kind.LEADING)


@pytest.fixture(autouse=True)
def department():
    return make.organization("示例厅", code="D1")


@pytest.fixture
def series(office):
    fields = {"in_name_of": InNameOf.GOVERNMENT_OFFICE, "default_level": Level.COUNTY}
    return make.series(office, "例政办发", **fields)


def notes(made):
    return "".join(note for row in made.rows for note in row.notes)


def problems(made):
    return "".join(problem.message for row in made.rows for problem in row.problems)


def test_number_title_and_date_are_enough(series):
    imported(
        "documents", "文号、文件标题、成文日期", ("例政办发[2019] 5号", "关于印发示例实施方案的通知", "2019-03-05")
    )
    document = Document.objects.get()
    assert document.number == document.key == "例政办发〔2019〕5号"
    assert document.raw_number == "例政办发[2019] 5号"
    assert (document.series, document.serial, document.year) == (series, 5, 2019)
    assert document.organization == series.organization
    assert (document.doc_type, document.form) == ("通知", Form.RED_HEAD)
    assert (document.supporting, document.counted, document.level) == (True, True, Level.COUNTY)
    assert document.in_name_of == InNameOf.GOVERNMENT_OFFICE


def test_the_organ_of_the_series_is_the_issuer_and_the_preview_says_so(series):
    made = planned("documents", BASIC, ("例政办发〔2019〕5号", "关于某事的通知", "示例厅", "2019-03-05"))
    (row,) = made.rows
    assert row.values["organization_id"] == series.organization_id
    assert "按示例省政府办公厅计" in notes(made)


def test_without_a_registered_series_the_column_names_the_issuer(department):
    imported("documents", BASIC, ("例教〔2019〕5号", "示例厅关于某事的通知", "示例厅", "2019-03-05"))
    document = Document.objects.get()
    assert (document.organization, document.in_name_of) == (department, InNameOf.DEPARTMENT)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("发文号、文件标题、发文单位、印发日期、发往机关", "各市人民政府"),
        ("文号、题名、制发机关、发文日期、主送", "各市人民政府"),
        ("字号、公文标题、发文机关(网站)、成文时间、主送机关", "各市人民政府"),
    ],
)
def test_headings_as_offices_write_them(headings, row):
    imported("documents", headings, ("例教〔2019〕5号", "关于某事的通知", "示例厅", "2019-03-05", row))
    document = Document.objects.get()
    assert (document.level, document.issued_on) == (Level.CITY, date(2019, 3, 5))


def test_the_date_of_signing_goes_before_that_of_printing():
    headings = f"{BASIC}、印发日期、公布日期"
    imported(
        "documents",
        headings,
        ("例教〔2019〕1号", "关于甲事的通知", "示例厅", "2019-03-05", "2019-03-08", ""),
        ("例教〔2019〕2号", "关于乙事的通知", "示例厅", "", "2019-03-08", "2019-03-09"),
        ("例教〔2019〕3号", "关于丙事的通知", "示例厅", "", "", "2019-03-09"),
    )
    assert [one.issued_on.day for one in Document.objects.order_by("serial")] == [5, 8, 9]


def test_a_document_without_any_date_or_from_the_future_is_rejected():
    made = planned(
        "documents",
        BASIC,
        ("例教〔2019〕1号", "关于甲事的通知", "示例厅", ""),
        ("例教〔2019〕2号", "关于乙事的通知", "示例厅", "2031-01-01"),
    )
    assert made.counts()["rejected"] == 2
    assert "印发日期或公布日期" in problems(made)
    assert "在今天之后" in problems(made)


def test_the_year_in_the_number_decides():
    imported("documents", BASIC, ("例教〔2019〕1号", "关于甲事的通知", "示例厅", "2018-12-24"))
    document = Document.objects.get()
    assert (document.year, document.day, document.issued_on.year) == (2019, date(2019, 1, 1), 2018)


def test_an_order_with_a_running_serial_counts_in_the_year_of_its_date():
    imported("documents", BASIC, ("示例厅令第359号", "示例管理办法", "示例厅", "2019-06-01"))
    document = Document.objects.get()
    assert (document.year, document.serial, document.series_text) == (2019, 359, "示例厅令")


def test_imported_twice_nothing_changes(series):
    rows = [
        ("例政办发〔2019〕5号", "关于甲事的通知", "示例厅", "2019-03-05"),
        ("", "关于乙事的通知", "示例厅", "2019-03-06"),
        ("公告2019年第4号", "关于丙事的公告", "示例厅", "2019-03-06"),
    ]
    assert imported("documents", BASIC, *rows).counts()["new"] == 3
    assert planned("documents", BASIC, *rows).counts()["unchanged"] == 3


def test_several_documents_under_one_number_are_kept_and_counted_once():
    rows = [
        ("例教〔2019〕5号", "关于甲事的通知", "示例厅", "2019-03-05"),
        ("例教〔2019〕5号", "关于乙事的通知", "示例厅", "2019-03-05"),
        ("例教〔2019〕5号", "关于甲事 的通知", "示例厅", "2019-03-05"),
    ]
    made = imported("documents", BASIC, *rows)
    assert (made.counts()["new"], made.counts()["duplicate"]) == (2, 1)
    assert [one.repeats_number for one in Document.objects.order_by("pk")] == [False, True]
    assert planned("documents", BASIC, *rows).counts()["unchanged"] == 2


def test_equal_numbers_without_an_own_series_of_two_issuers_are_two_documents():
    other = make.organization("另一厅", code="D2")
    imported(
        "documents",
        BASIC,
        ("公告2019年第4号", "关于甲事的公告", "示例厅", "2019-03-06"),
        ("公告2019年第4号", "关于乙事的公告", other.name, "2019-03-06"),
    )
    assert Document.objects.count() == 2
    assert not Document.objects.filter(repeats_number=True).exists()


def test_what_the_sheet_states_is_not_derived():
    headings = f"{BASIC}、发至层级、文种、计入统计、不计入原因"
    imported(
        "documents",
        headings,
        ("例教〔2019〕5号", "关于某事的通知", "示例厅", "2019-03-05", "乡镇", "函", "否", "内部事务"),
    )
    document = Document.objects.get()
    assert (document.level, document.doc_type) == (Level.TOWNSHIP, "函")
    assert (document.counted, document.uncounted_reason) == (False, "内部事务")
    assert document.given == ["counted", "doc_type", "level", "uncounted_reason"]


def test_a_correction_sticks_through_later_imports():
    rows = [("例教〔2019〕5号", "关于某事的通知", "示例厅", "2019-03-05")]
    imported("documents", BASIC, *rows)
    Document.objects.update(level=Level.CITY, corrected=["level"])
    assert planned("documents", BASIC, *rows).counts()["unchanged"] == 1


CANARY = "金丝雀暗号"


@pytest.mark.parametrize("secrecy", ["机密", "秘密★5年", "绝 密"])
def test_nothing_of_a_classified_row_stays(secrecy):
    headings = f"{BASIC}、密级"
    made = planned(
        "documents",
        headings,
        ("例教〔2019〕5号", f"关于{CANARY}的通知", "示例厅", "2019-03-05", secrecy),
        ("例教〔2019〕6号", "关于某事的通知", "示例厅", "2019-03-05", "普通"),
    )
    rejected, good = made.rows
    assert (made.counts()["rejected"], made.counts()["new"]) == (1, 1)
    assert CANARY not in repr(made) + repr(rejected.cells) + repr(rejected.values) + problems(made)
    assert "secrecy" not in {at for at, value in good.values.items() if value}


def test_incoming_rows_find_their_sender_by_series_and_by_name(series, department):
    county = make.organization("示例县", kind=Kind.COUNTY, code="X1")
    headings = "收文日期、收文单位、来文机关、来文字号、标题"
    rows = [
        ("2019-03-08", "示例县", "省政府", "例政办发〔2019〕5号", "关于甲事的通知"),
        ("2019-03-09", "示例县", "示例厅", "", "关于乙事的函"),
        ("2019-03-10", "示例县", "某公司", "", "关于丙事的函"),
    ]
    made = imported("incoming", headings, *rows)
    senders = [one.sender for one in Incoming.objects.order_by("day")]
    assert senders == [series.organization, department, None]
    assert "不计到任何机关名下" in notes(made)
    assert set(Incoming.objects.values_list("organization", flat=True)) == {county.pk}
    assert planned("incoming", headings, *rows).counts()["unchanged"] == 3


def test_classified_counts_are_counts_on_the_last_day_of_their_month(department):
    headings = "单位、年月、密级、制发件数、到期应审核件数、已审核件数"
    rows = [("示例厅", "2019-02", "秘密", "3", "2", "1"), ("示例厅", "2019年3月", "机密", "0", "", "")]
    imported("classified_counts", headings, *rows)
    first, second = ClassifiedCount.objects.order_by("day")
    assert (first.day, first.month, first.secrecy, first.issued) == (date(2019, 2, 28), 2, "secret", 3)
    assert (second.due, second.reviewed) == (0, 0)
    assert planned("classified_counts", headings, *rows).counts()["unchanged"] == 2


@pytest.mark.parametrize("month", ["2019-13", "上旬", "19"])
def test_a_month_that_cannot_be_read_is_rejected_with_the_way_out(month):
    made = planned("classified_counts", "单位、年月、密级、制发件数", ("示例厅", month, "秘密", "3"))
    assert "2019-03" in problems(made)


def test_an_administrator_may_leave_out_classified_counts(settings):
    assert registers.get("classified_counts") is CLASSIFIED_COUNTS
    settings.CLASSIFIED_COUNTS = False
    assert registers.get("classified_counts") is None


def test_templates_name_every_column_of_the_register():
    assert len({column.heading for column in DOCUMENTS.columns}) == 28
    assert {column.name for column in INCOMING.columns if column.required} == {
        "received_on",
        "organization",
        "sender_text",
        "title",
    }


def test_an_import_of_many_asks_the_database_as_often_as_one_of_few(series, django_assert_max_num_queries):
    rows = [(f"例政办发〔2019〕{n}号", f"关于第{n}事的通知", "示例厅", "2019-03-05") for n in range(1, 60)]
    with django_assert_max_num_queries(6, connection=connection):
        planned("documents", BASIC, *rows)


def test_what_one_sheet_stated_a_later_sheet_without_that_column_does_not_undo(department):
    row = ("例发〔2019〕5号", "关于某事的通知", "示例厅", "2019-03-05")
    imported("documents", f"{BASIC}、发至层级", (*row, "县"))
    made = imported("documents", f"{BASIC}、页数", (*row, "3"))
    document = Document.objects.get()
    assert (document.level, document.given, document.pages) == (Level.COUNTY, ["level"], 3)
    assert [row.changes for row in made.rows] == [("pages",)]
