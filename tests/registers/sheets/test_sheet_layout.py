"""Sheets laid out as offices lay them out: the header is found, and every row is data or has its reason."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from registers.sheets import Row, Sheet, data_rows, normalise_heading, read, understand
from registers.sheets.rows import Merged

KNOWN = {"发文字号", "标题", "成文日期", "页数", "备注", "主送机关"}


def sheet(*rows):
    return Sheet("发文", [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)])


def merged_sheet(fill):
    """A sheet with merged cells, by way of a real workbook."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    fill(book.add_worksheet("发文"))
    book.close()
    return read(target.getvalue(), "发文.xlsx")[0]


def values(found, known=KNOWN):
    return list(data_rows(found, understand(found, known)))


def test_title_and_form_lines_stand_above_the_header_and_are_accounted_for():
    found = sheet(
        ["附件1"],
        ["2019年发文台账", None, None],
        ["填报单位：省委办公厅", None, "填报时间：2019年12月"],
        [],
        ["序号", "发文 字号", "标\n题"],
        [1, "冀办发〔2019〕1号", "甲"],
    )
    layout = understand(found, KNOWN)
    assert layout.header_rows == (5,)
    assert layout.headings == ("", "发文字号", "标题")
    assert layout.first == 5
    assert [number for number, _reason in layout.ignored] == [1, 2, 3, 4]
    assert dict(layout.ignored)[3] == "表头以上的填表信息"
    assert values(found) == [(6, {"发文字号": "冀办发〔2019〕1号", "标题": "甲"})]


def test_totals_repeated_headers_empty_rows_groups_and_notes_are_no_data():
    header = ["序号", "发文字号", "标题", "页数"]
    found = sheet(
        header,
        [1, 2, 3, 4],
        ["一、党委文件"],
        [1, "冀发〔2019〕1号", "甲", 2],
        [None, "小 计", None, 2],
        [],
        header,
        [2, "冀发〔2019〕2号", "乙", 3],
        ["合计", None, None, 5],
        ["填表说明：", None],
        ["1.页数按印刷页计。"],
        ["填报人：张三", None, "审核人：李四"],
    )
    layout = understand(found, KNOWN)
    assert [number for number, _values in values(found)] == [4, 8]
    assert dict(layout.ignored) == {
        2: "栏次",
        3: "分组标题",
        5: "合计或小计",
        6: "空行",
        7: "重复的表头",
        9: "合计或小计",
        10: "表格以下的说明或填表信息",
        11: "表格以下的说明或填表信息",
        12: "表格以下的说明或填表信息",
    }


def test_every_row_of_the_sheet_is_header_data_or_ignored():
    found = sheet(["台账"], ["发文字号", "标题"], ["1", "甲"], [], ["合计", None], ["2", None], ["备注：无", None])
    layout = understand(found, KNOWN)
    counted = [
        *layout.header_rows,
        *(number for number, _r in layout.ignored),
        *(number for number, _v in values(found)),
    ]
    assert sorted(counted) == [1, 2, 3, 4, 5, 6, 7]


def test_a_row_with_a_single_value_is_still_data_and_not_left_out_silently():
    found = sheet(["发文字号", "标题", "页数"], [None, "甲", None])
    assert values(found) == [(2, {"发文字号": None, "标题": "甲", "页数": None})]


def test_a_title_that_ends_like_a_total_is_data():
    found = sheet(["标题", "页数"], ["关于二〇一八年度财政决算各项收支累计情况的通知", 3], ["关于审计的通知", 2])
    assert [number for number, _values in values(found)] == [2, 3]


def test_a_header_over_two_merged_rows_gets_joined_names():
    def fill(page):
        page.merge_range("A1:E1", "发文台账")
        page.merge_range("A2:A3", "标题")
        page.merge_range("B2:C2", "发文情况")
        page.write_row("B3", ["成文日期", "经办"])
        page.merge_range("D2:E2", "印数")
        page.write_row("D3", ["市", "县"])
        page.write_row("A4", ["甲", "2019-03-05", "张", 1, 2])

    found = merged_sheet(fill)
    layout = understand(found, KNOWN)
    assert layout.header_rows == (2, 3)
    assert layout.headings == ("标题", "成文日期", "发文情况/经办", "印数/市", "印数/县")
    assert values(found) == [
        (4, {"标题": "甲", "成文日期": "2019-03-05", "发文情况/经办": "张", "印数/市": 1, "印数/县": 2})
    ]


def test_a_header_over_two_rows_is_found_in_csv_where_nothing_is_merged():
    found = sheet(
        ["序号", "标题", "发文情况", "", "备注"], ["", "", "发文字号", "成文日期", ""], ["1", "甲", "冀发1", "x", "y"]
    )
    layout = understand(found, KNOWN)
    assert layout.header_rows == (1, 2)
    assert layout.headings == ("", "标题", "发文字号", "成文日期", "备注")


def test_a_merged_heading_is_known_although_its_lower_names_are_not():
    def fill(page):
        page.merge_range("A1:A2", "标题")
        page.merge_range("B1:C1", "主送机关")
        page.write_row("B2", ["市", "县"])
        page.write_row("A3", ["甲", "√", "×"])

    found = merged_sheet(fill)
    assert understand(found, KNOWN).headings == ("标题", "主送机关/市", "主送机关/县")
    assert values(found) == [(3, {"标题": "甲", "主送机关/市": "√", "主送机关/县": "×"})]


def test_data_under_a_single_header_is_never_taken_for_its_second_row():
    found = sheet(["标题", "备注", "情况"], ["成文日期", "乙", "丙"], ["页数", "乙", "丙"])
    assert understand(found, KNOWN).header_rows == (1,)


def test_merged_cells_give_their_value_to_the_rows_below_and_blank_ones_stay_blank():
    def fill(page):
        page.write_row("A1", ["发文字号", "标题", "备注"])
        page.merge_range("A2:A4", "冀发〔2019〕1号")
        page.write_column("B2", ["甲", "乙", "丙", "丁"])
        page.write("C2", "急")

    assert [row["发文字号"] for _number, row in values(merged_sheet(fill))] == ["冀发〔2019〕1号"] * 3 + [None]
    assert [row["备注"] for _number, row in values(merged_sheet(fill))] == ["急", None, None, None]


def test_a_merged_range_that_begins_in_a_row_of_totals_gives_its_own_value():
    def fill(page):
        page.write_row("A1", ["标题", "备注"])
        page.write_row("A2", ["甲", "缓"])
        page.write("A3", "小计")
        page.merge_range("B3:B4", "急")
        page.write("A4", "乙")

    assert [row["备注"] for _number, row in values(merged_sheet(fill))] == ["缓", "急"]


def test_cells_merged_to_the_right_do_not_fill_the_next_column():
    def fill(page):
        page.write_row("A1", ["发文字号", "标题", "备注"])
        page.write("A2", "冀发〔2019〕1号")
        page.merge_range("B2:C3", "甲")
        page.write("A3", "冀发〔2019〕2号")

    rows = [row for _number, row in values(merged_sheet(fill))]
    assert [(row["标题"], row["备注"]) for row in rows] == [("甲", None), ("甲", None)]


@pytest.mark.parametrize("mark", ["同上", "〃", " 同上 ", '"'])
def test_ditto_takes_the_value_above_over_ignored_rows_too(mark):
    found = sheet(["发文字号", "标题"], ["1", "甲"], ["小计", None], ["2", mark], ["3", mark])
    assert [row["标题"] for _number, row in values(found)] == ["甲"] * 3


def test_ditto_in_the_first_row_stays_and_is_for_the_importer_to_refuse():
    assert values(sheet(["发文字号", "标题"], ["1", "同上"]))[0][1]["标题"] == "同上"


def test_a_column_without_heading_keeps_its_values_under_its_letter():
    found = sheet(["发文字号", None, "标题", "标题", None], ["1", "x", "甲", "乙", None])
    assert understand(found, KNOWN).headings == ("发文字号", "B列", "标题", "标题(2)", "")


def test_a_running_number_is_kept_where_the_register_has_such_a_column():
    assert understand(sheet(["序号", "标题"], [1, "甲"]), KNOWN | {"序号"}).headings == ("序号", "标题")


def test_a_sheet_of_other_things_is_not_understood():
    assert understand(sheet(["省"], ["市"], ["县"]), KNOWN) is None
    assert understand(sheet(["姓名", "电话", "单位"], ["张", "1", "甲"]), KNOWN) is None
    assert understand(Sheet("空", []), KNOWN) is None


def test_one_known_heading_is_enough_when_the_others_can_be_mapped_by_hand():
    assert understand(sheet(["文件编号", "标题", "印发时间"], ["1", "甲", "x"]), KNOWN).header_rows == (1,)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("标 题*", "标题"),
        ("成文\n日期：", "成文日期"),
        ("经费（万元）", "经费(万元)"),
        ("页数（必填）", "页数"),
        ("\u200b发文字号", "发文字号"),
        ("Issue Date", "issuedate"),
    ],
)
def test_headings_are_compared_without_what_people_put_around_them(written, name):
    assert normalise_heading(written) == name


words = st.sampled_from(
    ["标题", "备注", "页数", "序号", "合计", "同上", "填表说明：", "一、党委", "2019年台账", "甲", "", " "]
)
cells = st.none() | words | st.integers(0, 5) | st.text(max_size=5) | st.dates() | st.floats() | st.booleans()


@given(st.lists(st.lists(cells, max_size=6), max_size=14), st.lists(st.tuples(*[st.integers(0, 15)] * 4), max_size=6))
def test_no_row_of_any_sheet_is_lost_or_counted_twice(rows, spans):
    found = sheet(*rows)
    found.merged = [Merged(top, left, top + down, left + right) for top, left, down, right in spans]
    layout = understand(found, KNOWN)
    if layout is not None:
        data = [number for number, row in values(found) if list(row) == [name for name in layout.headings if name]]
        ignored = [number for number, reason in layout.ignored if reason]
        assert sorted([*layout.header_rows, *data, *ignored]) == [row.number for row in found.rows]
