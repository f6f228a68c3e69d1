"""The imports that the registers came by, and the days that they cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.db.models import Count
from django.utils import timezone

from dashboard.demo.counted import month_ends
from dashboard.demo.issued import last_day
from dashboard.demo.organs import Province
from documents.models import ClassifiedCount, Document, Incoming
from organizations.models import Organization, User
from registers import history
from registers.models import Coverage, Import

REGISTERS = {"documents": "发文登记", "incoming": "收文登记", "classified_counts": "涉密文件数"}
MODELS = {"documents": Document, "incoming": Incoming, "classified_counts": ClassifiedCount}


def open_imports(province: Province, years: Iterable[int], user: User) -> dict[str, dict[int, int]]:
    """Register → year → the primary key of its import, by the general office for the whole province."""
    found: dict[str, dict[int, int]] = {}
    for register, title in REGISTERS.items():
        for year in years:
            last = min(date(year, 12, 31), province.today)
            imported = Import.objects.create(
                register=register,
                user=user,
                filename=f"{year}年{title}.xlsx",
                state=Import.State.SAVED,
                covers_from=date(year, 1, 1),
                covers_to=last,
                finished=noon(last),
            )
            found.setdefault(register, {})[year] = imported.pk
    return found


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def close_imports(imports: dict[str, dict[int, int]], user: User) -> None:
    """Counts of what was stored, and the line that every import leaves."""
    lines = []
    for register, by_year in imports.items():
        counted = MODELS[register].objects.order_by().values("imported_by").annotate(rows=Count("imported_by"))
        amounts = {one["imported_by"]: one["rows"] for one in counted}
        for pk in by_year.values():
            rows = amounts.get(pk, 0)
            others = dict.fromkeys(("changed", "unchanged", "duplicate", "rejected", "ignored"), 0)
            counts = {"rows": rows, "new": rows, **others}
            finished = Import.objects.values_list("finished", flat=True).get(pk=pk)
            Import.objects.filter(pk=pk).update(counts=counts, created=finished, done=rows, total=rows)
            changes = {name: (None, count) for name, count in counts.items()}
            lines.append(history.Line("imported", Import._meta.label_lower, f"{register} {pk}", None, changes))
    history.write(lines, actor=user, path="import")


def cover(province: Province, imports: dict[str, dict[int, int]]) -> None:
    """Each register for those who keep it; the one without data covers nothing, the new one this year only."""
    Coverage.objects.bulk_create(
        Coverage(organization=organ, register=register, starts=starts, ends=ends, imported_by_id=by)
        for register, by_year in imports.items()
        for year, by in by_year.items()
        for organ, starts, ends in _spans(province, register, year)
    )


def _spans(province: Province, register: str, year: int) -> Iterator[tuple[Organization, date, date]]:
    for organ in province.receivers if register == "incoming" else province.issuers:
        last = last_day(organ, year, province.today)
        if last is not None and register == "classified_counts":
            last = max(month_ends(year, last), default=None)
        starts = max(organ.starts or date.min, date(year, 1, 1))
        if last is not None and starts <= last:
            yield organ, starts, last
