"""A register of the tests' own over the table of documents, and sheets to import into it."""

import io
from datetime import date

import xlsxwriter

from documents.models import Document
from organizations.models import Level
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register
from registers.values import document_number, title

TODAY = date(2019, 12, 1)
HEADINGS = ("发文字号", "标题", "发文机关", "成文日期")


def derive(rows, context):
    """The year, the day, and the organ of a registered series."""
    for row in rows:
        values = row.values
        values["year"], values["day"] = values["issued_on"].year, values["issued_on"]
        series = context.series.get((values["number"] or "").partition("〔")[0])
        if series:
            values["organization_id"] = series.organization_id
        if values["level"] is None:
            values["level"] = Level.COUNTY if "县" in (values["recipients"] or "") else Level.UNKNOWN


def number(cell, context):
    found = document_number(cell)
    return found.text if found else None


SAMPLE = Register(
    name="sample",
    title="发文样表",
    model=Document,
    columns=(
        Column("number", "发文字号", number, ("文号",)),
        Column("title", "标题", lambda cell, context: title(cell), ("文件标题",), required=True),
        Column("organization", "发文机关", parsers.organization, ("单位",), attribute="organization_id"),
        Column("issued_on", "成文日期", parsers.day, ("印发日期",), required=True),
        Column("recipients", "主送机关", parsers.text()),
        Column("level", "发至层级", parsers.choice(Level), derived=True),
        Column("pages", "页数", parsers.whole),
        Column("classification", "密级", parsers.text(), kept=False),
    ),
    key=lambda values: values["number"] or f"{values['organization_id']} {values['issued_on']} {values['title']}",
    variant=lambda values: values["title"],
    repeats="repeats_number",
    derive=derive,
    extras=("year", "day"),
    classified_column="classification",
)


def workbook(*rows, headings=HEADINGS, sheet="发文"):
    """An .xlsx with one sheet: a header and the rows."""
    return workbook_of({sheet: [headings, *rows]})


def workbook_of(sheets, hidden=()):
    """An .xlsx of several sheets, name → rows."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        if name in hidden:
            page.hide()
        for number, row in enumerate(rows):
            page.write_row(number, 0, [str(cell) if isinstance(cell, date) else cell for cell in row])
    book.close()
    return file.getvalue()


def context(organization=None, year=2019):
    return Context.load(TODAY, year=year, organization=organization.pk if organization else None)
