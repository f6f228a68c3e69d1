"""What comes out of workbooks and CSV files: every row under its own number, every cell as it was meant."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter

from registers.sheets import read
from tests.registers import workbooks

MOMENT = datetime.fromisoformat("2019-03-05 09:30")
FORMATS = {
    "day": "yyyy-mm-dd",
    "chinese": 'yyyy"年"m"月"d"日"',
    "moment": "yyyy-mm-dd hh:mm",
    "clock": "hh:mm",
}


def workbook(fill, name="发文"):
    """The bytes of a workbook whose first sheet `fill(sheet, formats)` has written."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    fill(book.add_worksheet(name), {key: book.add_format({"num_format": form}) for key, form in FORMATS.items()})
    book.close()
    return target.getvalue()


def rows_of(data, filename="发文.xlsx"):
    return {row.number: row.cells for sheet in read(data, filename) for row in sheet.rows}


def test_a_row_keeps_the_number_that_a_person_sees():
    rows = rows_of(workbook(lambda sheet, _formats: (sheet.write(4, 2, "标题"), sheet.write(6, 2, "通知"))))
    assert rows[5] == (None, None, "标题")
    assert rows[6] == ()
    assert rows[7] == (None, None, "通知")
    assert max(rows) == 7


def test_cells_come_as_days_numbers_texts_and_answers():
    def fill(sheet, formats):
        sheet.write_datetime(0, 0, date(2019, 3, 5), formats["day"])
        sheet.write_datetime(0, 1, date(2019, 3, 5), formats["chinese"])
        sheet.write_datetime(0, 2, MOMENT, formats["moment"])
        sheet.write_datetime(0, 3, time(9, 30), formats["clock"])
        sheet.write_row(0, 4, [12, 0.1 + 0.2, "冀办发〔2019〕12号", True, 20190305])

    assert rows_of(workbook(fill))[1] == (
        date(2019, 3, 5),
        date(2019, 3, 5),
        MOMENT,
        "09:30",
        12,
        0.3,
        "冀办发〔2019〕12号",
        True,
        20190305,
    )


def test_a_failed_formula_is_not_taken_for_a_blank_cell():
    def fill(sheet, _formats):
        for row in range(3_000):
            sheet.write_row(row, 0, ["冀办发", row])
        sheet.write_formula(2_500, 2, "=1/0", None, "#DIV/0!")

    assert rows_of(workbook(fill))[2_501] == ("冀办发", 2_500, "#DIV/0!")


def test_every_row_of_a_long_sheet_arrives_once():
    rows = rows_of(workbook(lambda sheet, _formats: [sheet.write(row, 0, row + 1) for row in range(4_001)]))
    assert rows == {number: (number,) for number in range(1, 4_002)}


def test_a_large_sheet_gets_the_memory_that_its_size_needs():
    rows = "".join(f'<row r="{n}">{workbooks.cell(f"A{n}", f"{n:08}" * 250)}</row>' for n in range(1, 80_001))
    (sheet,) = read(workbooks.workbook(rows), "发文.xlsx")
    assert len(sheet.rows) == 80_000
    assert sheet.rows[-1].cells == ("00080000" * 250,)


def test_one_sheet_a_month_and_the_hidden_one_says_so():
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name in ("1月", "2月", "字典"):
        book.add_worksheet(name).write(0, 0, name)
    book.worksheets()[2].hide()
    book.close()
    sheets = read(target.getvalue(), "发文.xlsx")
    assert [(sheet.name, sheet.hidden, sheet.rows[0].cells) for sheet in sheets] == [
        ("1月", False, ("1月",)),
        ("2月", False, ("2月",)),
        ("字典", True, ("字典",)),
    ]


def test_a_web_link_in_a_cell_is_no_link_to_another_workbook():
    def fill(sheet, _formats):
        sheet.write_url(0, 0, "https://example.invalid/a", string="公布网址")

    assert rows_of(workbook(fill))[1] == ("公布网址",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_each_of_the_usual_encodings(encoding):
    data = "发文字号,标题\r\n冀办发〔2019〕12号,关于𠮷林的通知\r\n".encode(encoding)
    assert rows_of(data, "发文.csv") == {1: ("发文字号", "标题"), 2: ("冀办发〔2019〕12号", "关于𠮷林的通知")}


def test_a_short_gbk_text_is_not_taken_for_another_language():
    assert rows_of("标题\n通知\n".encode("gbk"), "发文.csv") == {1: ("标题",), 2: ("通知",)}


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_commas_tabs_and_semicolons_separate(separator):
    data = f"发文字号{separator}标题\n1{separator}通知\n".encode()
    assert rows_of(data, "发文.csv") == {1: ("发文字号", "标题"), 2: ("1", "通知")}


def test_a_csv_counts_records_as_rows_and_keeps_line_breaks_inside_quotes():
    data = '发文字号,标题\n\n1,"关于印发\n方案的通知"\n,\n'.encode()
    assert rows_of(data, "发文.csv") == {1: ("发文字号", "标题"), 2: (), 3: ("1", "关于印发\n方案的通知")}


def test_what_keeps_a_value_as_text_in_a_csv_is_not_part_of_it():
    data = '标题\n\'=1+1\n"=""0012"""\n\'20190305\n\'引号\'\n'.encode()
    assert list(rows_of(data, "发文.csv").values()) == [
        ("标题",),
        ("=1+1",),
        ("0012",),
        ("20190305",),
        ("'引号'",),
    ]


def test_a_workbook_named_csv_is_read_as_the_workbook_that_it_is():
    data = workbooks.workbook(f'<row r="1">{workbooks.cell("A1", "标题")}</row>')
    assert rows_of(data, "发文.csv") == {1: ("标题",)}
