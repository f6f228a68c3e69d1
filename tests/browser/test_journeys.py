"""What people do, from sign-in to the record behind a figure, in a real browser."""

import io
import re

import pytest
import xlsxwriter
from django.urls import reverse

from documents.models import Document
from measures.models import Standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_sign_in_to_the_record_behind_a_breach(site):
    page = site.page
    page.goto(site.url)
    page.fill("#id_login", "demo-office")
    page.fill("#id_password", site.password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_selector("#jf-matrix")
    assert page.locator(".jf-invented").is_visible()
    assert page.locator("#jf-matrix tbody tr").count() > 20

    row = page.locator("#jf-matrix tbody tr", has_text="市场秩序厅")
    row.locator(".jf-cell-over").first.click()
    page.wait_for_selector("#jf-drill-close")
    assert "市场秩序厅" in page.locator("#drill h2").first.inner_text()
    page.locator("#drill").get_by_role("link", name="看记录").click()
    page.wait_for_selector("#records")
    record = page.locator("tbody tr a").first
    number = page.locator("tbody tr .jf-meta.jf-block").first.inner_text()
    record.click()
    page.wait_for_load_state()
    assert number in page.locator("main").inner_text()
    assert site.complaints == []


def test_the_matrix_is_walked_by_keyboard(site):
    page = site.page
    site.sign_in("office")
    site.open("/")
    stops = page.locator('#jf-matrix .jf-cell[tabindex="0"]')
    assert stops.count() == 1
    stops.focus()

    def place():
        return page.evaluate(
            "() => { const cell = document.activeElement.closest('td');"
            " return [cell.parentElement.rowIndex, cell.cellIndex]; }"
        )

    page.keyboard.press("Home")
    first = place()
    page.keyboard.press("ArrowRight")
    right = place()
    assert right[0] == first[0]
    assert right[1] > first[1]
    page.keyboard.press("ArrowDown")
    assert place()[0] > right[0]
    page.keyboard.press("Enter")
    page.wait_for_selector("#jf-drill-close")
    here = place()
    page.keyboard.press("Escape")
    page.wait_for_selector("#jf-drill-close", state="detached")
    assert place() == here
    assert site.complaints == []


def sheet():
    """A register as a department keeps it, with a heading of its own, a bad date and a classified row."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet("发文登记")
    rows = [
        ("2025年发文登记表",),
        ("发文字号", "文件标题", "成文日期", "主送机关", "密级", "份儿"),
        ("示交运发[2025]901号", "关于导入一的通知", "2025.10.13", "各市、县（市、区）人民政府", "", "3"),
        ("示交运发〔2025〕902号", "关于导入二的通知", "二〇二五年十月十四日", "各市、县（市、区）人民政府", "", "3"),
        ("示交运发〔2025〕903号", "关于导入三的通知", "某日", "", "", "3"),
        ("示交运发〔2025〕904号", "不该留下的题目", "2025-10-14", "", "机密", "3"),
    ]
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return {"name": "发文.xlsx", "mimeType": "application/octet-stream", "buffer": file.getvalue()}


def test_a_clerk_imports_a_register_and_the_standing_follows(site, work_off):
    page = site.page
    before = Standing.objects.get(organization__name="交通运行厅", obligation="4.1", year=2025).value
    site.sign_in("clerk")
    site.open(reverse("registers:import_new"))
    page.set_input_files("input[type=file]", sheet())
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_load_state("networkidle")
    if page.url.endswith("/columns/"):
        page.get_by_role("button", name="按这样读").click()
        page.wait_for_load_state("networkidle")
    text = page.locator("main").inner_text()
    assert "还没有写入任何数据" in text
    assert "不该留下的题目" not in page.content()
    assert not Document.objects.filter(title__startswith="关于导入").exists()

    page.get_by_role("button", name=re.compile("导入2行")).click()
    page.wait_for_load_state("networkidle")
    assert "新增2" in page.locator("main").inner_text()
    numbers = Document.objects.filter(title__startswith="关于导入").values_list("number", flat=True)
    assert set(numbers) == {"示交运发〔2025〕901号", "示交运发〔2025〕902号"}
    work_off()
    after = Standing.objects.get(organization__name="交通运行厅", obligation="4.1", year=2025).value
    assert after == before + 2
    assert site.complaints == []


def test_the_language_is_switched_and_stays(site):
    page = site.page
    site.sign_in("office")
    site.open("/")
    page.get_by_role("button", name="EN").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == "en"
    site.open(reverse("dashboard:measures"))
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="中").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang").lower() in {"zh-hans", "zh-cn"}
    assert site.complaints == []
