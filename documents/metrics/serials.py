"""4.3: holes in the number series, and the second way of counting: the highest serial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Max, Min, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext_lazy as _

from documents.metrics.sources import DOCUMENTS
from documents.models import Document, DocumentQuerySet
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding
from organizations.models import Numbering

Organizations = frozenset[int] | None
# a hole longer than this is a slip of the pen in one number (2019123), named as one finding
LONGEST_HOLE = 1000


@dataclass(frozen=True, slots=True)
class Hole:
    """Serials `first`…`last` that no record of the series bears; seen since `day`."""

    organization: int
    series: str
    year: int
    first: int
    last: int
    day: date

    def number(self, serial: int) -> str:
        return f"{self.series}〔{self.year}〕{serial}号"

    def findings(self) -> Iterator[Finding]:
        """One for each serial, so that each can be explained; a very long hole is one of its whole weight."""
        size = self.last - self.first + 1
        if size > LONGEST_HOLE:
            text = f"{self.series}〔{self.year}〕{self.first}–{self.last}号"
            yield Finding(self.organization, self.day, text, str(_("缺号")), Decimal(size))
            return
        for serial in range(self.first, self.last + 1):
            yield Finding(self.organization, self.day, self.number(serial), str(_("缺号")))


def holes(year: int, organizations: Organizations = None) -> Iterator[Hole]:
    """Holes of the registered yearly series in one year, by series and serial. One query.

    A hole is seen from the first day on which a higher serial was issued.
    """
    rows = (
        _numbered(year, organizations)
        .annotate(
            before=Window(Lag("serial", default=0), partition_by="series", order_by="serial"),
            seen=Window(Min("day"), partition_by="series", order_by=F("serial").desc()),
        )
        .filter(serial__gt=F("before") + 1)
        .order_by("series__text", "serial")
        .values_list("series__organization", "series__text", "before", "serial", "seen")
    )
    for organization, text, before, serial, seen in rows:
        yield Hole(organization, text, year, before + 1, serial - 1, seen)


def _numbered(year: int, organizations: Organizations) -> DocumentQuerySet:
    rows = Document.objects.filter(year=year, serial__gt=0, series__numbering=Numbering.YEARLY)
    return rows if organizations is None else rows.filter(series__organization__in=organizations)


def _years(period: Period) -> range:
    return range(period.start.year, period.end.year + 1)


@findings("documents.missing_serials", unit=_("号"), source=DOCUMENTS)
def missing_serials(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """4.3: serials 1…highest of a yearly series that no record of the year bears.

    Only registered series: whether an unknown 代字 is the organ's own cannot be told. `highest` is that of
    the documents up to the end of the period.
    """
    for year in _years(period):
        for hole in holes(year, organizations):
            if hole.day in period:
                yield from hole.findings()


@findings("documents.by_serial", unit=_("件"), source=DOCUMENTS)
def by_serial(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """The second way of counting: the highest serial of each registered yearly series, in scope or not."""
    for year in _years(period):
        highest = (
            _numbered(year, organizations)
            .filter(day__range=(period.start, period.end))
            .order_by("series__text")
            .values_list("series__organization", "series__text")
            .annotate(highest=Max("serial"), last=Max("day"))
        )
        for organization, text, serial, last in highest:
            yield Finding(organization, last, f"{text}〔{year}〕", str(_("最大序号")), Decimal(serial))
