"""Exports: nothing that runs, nothing lost, little memory."""

import io
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registers.exporting import export, separated, workbook
from registers.models import Change
from registers.sheets import read
from registers.values import text

HEADINGS = ("标题", "页数", "日期")


def content(answer):
    found = answer.getvalue()
    for close in answer._resource_closers:
        close()
    return found


def cells(answer, filename):
    (sheet,) = read(content(answer), filename)
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", " ="])
def test_text_that_looks_like_a_formula_stays_text(start):
    cell = f"{start}cmd|' /C calc'!A0"
    answer = separated("表", ["标题"], [[cell]])
    assert content(answer).decode("utf-8-sig").split("\r\n")[1].lstrip('"').startswith("'")
    book = zipfile.ZipFile(io.BytesIO(content(workbook("表", ["标题"], [[cell]]))))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_numbers_stay_numbers_and_days_are_days():
    rows = [["关于甲事的通知", -3, date(2019, 3, 5)], [None, Decimal("0.5"), ""]]
    header, first, second = cells(workbook("表", HEADINGS, rows), "表.xlsx")
    assert header == HEADINGS
    assert first == ("关于甲事的通知", -3, "2019-03-05")
    assert second[1] == 0.5
    assert (
        content(separated("表", HEADINGS, rows)).decode("utf-8-sig").split("\r\n")[1] == "关于甲事的通知,-3,2019-03-05"
    )


KEPT = st.text(max_size=60).map(lambda found: text(found) or "").filter(lambda found: found and found[0] != "'")


@given(st.lists(KEPT, min_size=1, max_size=40))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_goes_out_comes_back(values):
    # a second column keeps rows of one odd value from being taken for something else
    (_header, *rows) = cells(separated("表", ["标题", "注"], [[value, "注"] for value in values]), "表.csv")
    assert [text(row[0]) for row in rows] == values


@pytest.mark.parametrize("value", ["=1+1", "＝甲", "-", "@乙", "+86", "'甲'乙'"])
def test_what_goes_out_as_a_workbook_comes_back(value):
    (_header, row) = cells(workbook("表", ["标题", "注"], [[value, "注"]]), "表.xlsx")
    assert text(row[0]) == value


def test_control_characters_are_left_out_and_long_text_is_cut():
    (_header, row) = cells(workbook("表", ["标题"], [["甲\x00\x07\ud800乙" + "长" * 40_000]]), "表.xlsx")
    assert row[0].startswith("甲乙长")
    assert len(row[0]) == 32_767


def test_an_export_without_rows_has_its_headings():
    assert cells(workbook("表", HEADINGS, []), "表.xlsx") == [HEADINGS]


def test_a_large_export_is_written_in_little_memory():
    def rows():
        return ((f"关于第{number}项工作的通知" * 10, number, date(2019, 3, 5)) for number in range(8_000))

    tracemalloc.start()
    content(workbook("表", HEADINGS, rows()))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


@pytest.mark.django_db
def test_every_export_leaves_a_line(department):
    export("发文", HEADINGS, [], "csv", user=department.user)
    line = Change.objects.get(action="exported")
    assert (line.actor, line.path, line.key) == (department.user, "page", "发文")
    with pytest.raises(Http404):
        export("发文", HEADINGS, [], "pdf", user=department.user)
