"""Sheets shaped like published registers of documents: nothing of them is lost, doubled or counted twice."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from documents.models import Document
from registers.models import Change, Import
from tests import make

pytestmark = pytest.mark.django_db
HEADINGS = ("发文字号", "标题", "发文机关(网站)", "成文日期", "公布日期", "文种(由标题推出)", "网址")
CANARY = "金丝雀鸣叫"
ISSUERS = {"示政": "示例省政府", "示政办": "示例省政府办公厅"}
FORTNIGHT = timedelta(days=15)


@pytest.fixture
def issuers(province):
    for series, name in ISSUERS.items():
        make.series(make.organization(name, kind="leading", parent=province.root), series)


def provincial(amount):
    """As a province publishes: a space before the bracket, each document twice, some in the year of another."""
    dice, rows = Random("provincial"), []
    for at in range(1, amount + 1):
        series = dice.choice(list(ISSUERS))
        issued = date(2018, 1, 1) + timedelta(days=dice.randrange(700))
        year = issued.year if dice.random() < 0.9 else issued.year + 1
        title = f"{ISSUERS[series]}关于第{at}项工作的通知"
        published = (issued + FORTNIGHT).strftime("%Y/%m/%d")
        row = (f"{series} 〔{year}〕{at}号", title, ISSUERS[series], issued.isoformat(), published, "通知", "")
        rows += [row, row]
    dice.shuffle(rows)
    return rows


def central(amount):
    """As a centre publishes: many without a number, orders with running serials, no date of issue here and there."""
    dice, rows = Random("central"), []
    for at in range(1, amount + 1):
        issued = date(2018, 1, 1) + timedelta(days=dice.randrange(700))
        number = dice.choice([f"示政〔{issued.year}〕{at}号", "", f"示例省政府令第{at}号"])
        dated = issued.isoformat() if at % 7 else ""
        rows.append((number, f"第{at}项管理规定", "示例省政府", dated, issued.strftime("%Y/%m/%d"), "", ""))
    return rows


def file_of(rows, headings=HEADINGS):
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def brought(path, rows):
    """The report of the import command."""
    path.write_bytes(file_of(rows))
    out = io.StringIO()
    call_command("import_register", "documents", str(path), "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def distinct(rows):
    """Numbers by series and year, by a plain loop."""
    numbers = {"".join(row[0].split()) for row in rows if "〔" in row[0]}
    return Counter((number.partition("〔")[0], int(number.partition("〔")[2][:4])) for number in numbers)


def counted():
    return Counter(
        Document.objects.filter(repeats_number=False, number__contains="〔").values_list("series_text", "year")
    )


@pytest.mark.parametrize("shape", [provincial, central])
def test_every_row_is_accounted_for_and_each_number_counts_once(issuers, tmp_path, shape):
    rows = shape(120)
    counts = brought(tmp_path / "台账.csv", rows)
    verdicts = ("new", "changed", "unchanged", "duplicate", "rejected")
    assert counts["rows"] == len(rows) == sum(counts[name] for name in verdicts)
    assert (counts["new"], counts["duplicate"], counts["rejected"]) == (120, len(rows) - 120, 0)
    assert Document.objects.count() == 120
    assert counted() == distinct(rows)


@pytest.mark.parametrize("shape", [provincial, central])
def test_a_second_import_changes_nothing(issuers, tmp_path, shape):
    rows = shape(60)
    brought(tmp_path / "台账.csv", rows)
    before = list(Document.objects.order_by("pk").values())
    counts = brought(tmp_path / "台账.csv", rows[::-1])
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 60)
    assert list(Document.objects.order_by("pk").values()) == before


def test_a_document_without_a_date_of_issue_counts_on_its_day_of_publication(issuers, tmp_path):
    rows = central(14)
    brought(tmp_path / "台账.csv", rows)
    seventh = Document.objects.get(title="第7项管理规定")
    assert seventh.issued_on == date(*map(int, rows[6][4].split("/")))


def test_a_document_counts_in_the_year_of_its_number(issuers, tmp_path):
    rows = provincial(60)
    brought(tmp_path / "台账.csv", rows)
    moved = [one for one in Document.objects.all() if one.issued_on.year != one.year]
    assert moved
    assert all(one.day == date(one.year, 1, 1) and f"〔{one.year}〕" in one.number for one in moved)


def test_a_classified_row_sings_nowhere(clerk, issuers, caplog, capfd):
    """Not in a table, a log, the preview, the history or the sheet of rejected rows."""
    good = ("示政 〔2019〕1号", "关于甲事的通知", "示例省政府", "2019-01-05", "2019/01/09", "通知", "", "")
    bad = ("示政 〔2019〕3号", "关于丙事的通知", "示例省政府", "某日", "", "通知", "", "")
    secret = ("示政 〔2019〕2号", CANARY, CANARY, "2019-01-06", "2019/01/09", "通知", CANARY, "机密")
    data = file_of([good, secret, bad], (*HEADINGS, "密级"))
    upload = {"register": "documents", "year": 2019, "file": SimpleUploadedFile("台账.csv", data)}
    assert clerk.post(reverse("registers:import_new"), upload).status_code == 302
    imported = Import.objects.get()
    heard = [
        clerk.get(reverse("registers:import", args=[imported.pk]), {"show": show}).content.decode()
        for show in ("", "new", "rejected", "ignored")
    ]
    rejected = clerk.get(reverse("registers:import_rejected", args=[imported.pk])).getvalue()
    sheet = load_workbook(io.BytesIO(rejected)).active
    heard.append(repr(list(sheet.values)))
    clerk.post(reverse("registers:import_confirm", args=[imported.pk]), {})
    heard += [clerk.get(reverse("registers:imports")).content.decode(), repr(list(Change.objects.values()))]
    heard.append(repr([list(model._default_manager.values()) for model in apps.get_models()]))
    heard += [caplog.text, *capfd.readouterr()]
    assert [Document.objects.get().title, *(CANARY in text for text in heard)] == ["关于甲事的通知"] + [False] * len(
        heard
    )
    assert "某日" in heard[2]
