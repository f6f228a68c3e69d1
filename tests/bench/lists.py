"""Documents out of the system and found in it: exports and search (performance.md 12 and 13)."""

import resource
import tempfile
from statistics import quantiles

import xlsxwriter

from documents.models import Document
from documents.searching import matching
from registers.exporting import workbook
from tests.bench.filling import fill
from tests.bench.measured import Ground, Measured, benchmark, median_seconds, seconds

ROWS = {"small": 20_000, "province": 100_000, "stress": 100_000}
HEADINGS = ("字号", "标题", "成文日期", "主送机关", "页数", "层级")
FIELDS = ("number", "title", "issued_on", "recipients", "pages", "level")
# numbers, parts of titles, initials, as they are typed
WORDS = (
    "示市秩发",
    "[2025]12号",
    "2026〕7",
    "专项检查",
    "信用",
    "数据归集有关问题",
    "scjx",
    "gyjqscz",
    "没有这样的题目",
)


def ours(amount: int) -> None:
    rows = Document.objects.order_by("-day", "-pk").values_list(*FIELDS)[:amount]
    answer = workbook("发文", HEADINGS, rows.iterator(chunk_size=2000))
    b"".join(answer)
    answer.close()


def plain(amount: int) -> None:
    """The same cells, written by the library alone."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        rows = Document.objects.order_by("-day", "-pk").values_list(*FIELDS)[:amount]
        for number, row in enumerate(rows.iterator(chunk_size=2000), 1):
            page.write_row(number, 0, [*row[:2], row[2].isoformat(), *row[3:]])
        book.close()
        file.seek(0)
        file.read()


@benchmark("12", "export to xlsx", against="xlsxwriter, same cells", goal=1.3)
def export(ground: Ground) -> Measured:
    fill(ground)
    amount = ROWS[ground.scale]
    mine = median_seconds(lambda: ours(amount), 3)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(mine, median_seconds(lambda: plain(amount), 3), "s", f"{amount:,} rows; memory {memory:.0f} MB")


@benchmark("13", "search by number, part of a title, initials, p95", against="limit")
def search(ground: Ground) -> Measured:
    fill(ground)
    taken = []
    for word in WORDS:
        everything = Document.objects.all()
        found = everything.filter(matching(word, everything))
        rows = found.order_by("-day", "-pk").values("pk", "number", "title")[:50]
        taken += [seconds(lambda rows=rows: list(rows.all())) for _ in range(6)][1:]
    return Measured(quantiles(taken, n=20)[-1], 0.2, "s", f"{len(WORDS)} searches")
