"""Importing a sheet: against COPY of the same rows, its preview, and the memory that it takes (performance.md 1–3)."""

import io
import resource
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from time import perf_counter

import xlsxwriter
from django.db import connection, transaction
from django.utils import timezone

from documents.importing import DOCUMENTS
from documents.models import Document
from registers.importing.context import Context
from registers.importing.running import Request, plan_request, save_request
from registers.importing.saving import Confirmation
from tests.bench.filling import TODAY, YEAR, fill
from tests.bench.measured import Ground, Measured, benchmark

ROWS = {"small": 10_000, "province": 50_000, "stress": 50_000}
LARGE = 300_000
TIMES = 3
HEADINGS = ("发文字号", "标题", "成文日期", "主送机关", "页数", "公开属性")
# far above every serial of the province
FIRST_SERIAL = 5_000_000


def lines(amount: int) -> Iterator[tuple[object, ...]]:
    for at in range(amount):
        day = date(YEAR, 1, 1) + timedelta(days=at % 300)
        number = f"示市秩发〔{YEAR}〕{FIRST_SERIAL + at}号"
        yield (number, f"关于第{at}项工作有关事项的通知", day.isoformat(), "各市、县（市、区）人民政府", 4, "主动公开")


def workbook(amount: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    page = book.add_worksheet("发文")
    page.write_row(0, 0, HEADINGS)
    for number, line in enumerate(lines(amount), 1):
        page.write_row(number, 0, line)
    book.close()
    return file.getvalue()


def import_once(data: bytes) -> tuple[float, float, float]:
    """Seconds of preview, of saving after it, and of COPY of the rows that were saved; nothing of it stays."""
    with transaction.atomic():
        began = perf_counter()
        request, context = Request(DOCUMENTS, data, "发文.xlsx"), Context.load(TODAY)
        plans = plan_request(request, context)
        previewed = perf_counter()
        save_request(request, context, plans, Confirmation(None, timezone.now()))
        saved = perf_counter()
        copied = copy_again()
        transaction.set_rollback(True)
    return previewed - began, saved - previewed, copied


def copy_again() -> float:
    """The rows just imported, taken out of their table and copied into it again."""
    table = Document._meta.db_table
    chosen = f"series_text = '示市秩发' AND serial >= {FIRST_SERIAL}"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with cursor.copy(f"COPY (SELECT * FROM {table} WHERE {chosen}) TO STDOUT") as copy:
            rows = b"".join(bytes(part) for part in copy)
        cursor.execute(f"DELETE FROM {table} WHERE {chosen}")
        began = perf_counter()
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return perf_counter() - began


@benchmark("1", "import of a sheet: read, check every cell, store", against="COPY of the same rows", goal=4)
def against_copy(ground: Ground) -> Measured:
    fill(ground)
    data = workbook(ROWS[ground.scale])
    runs = [import_once(data) for _ in range(TIMES)]
    ours, peer = median(preview + save for preview, save, _ in runs), median(copied for _, _, copied in runs)
    return Measured(ours, peer, "s", f"{ROWS[ground.scale]:,} rows")


@benchmark("2", "preview before anything is saved", against="the import itself")
def preview(ground: Ground) -> Measured:
    fill(ground)
    data = workbook(ROWS[ground.scale])
    runs = [import_once(data) for _ in range(TIMES)]
    return Measured(median(run[0] for run in runs), median(run[0] + run[1] for run in runs), "s")


@benchmark("3", f"memory for reading and checking {LARGE:,} rows", against="limit")
def memory(ground: Ground) -> Measured:
    """The larger of the two processes that do it: the bounded child that reads, and the one that checks."""
    fill(ground)
    data = workbook(LARGE)
    plan_request(Request(DOCUMENTS, data, "发文.xlsx"), Context.load(TODAY))
    child, own = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    return Measured(max(child, own), 400, "MB", f"the child that reads {child:.0f}, the process that checks {own:.0f}")
