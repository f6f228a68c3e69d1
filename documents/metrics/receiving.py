"""4.4 and 4.5: the honest second count, from what counties and cities received."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from documents.metrics.sources import INCOMING
from documents.models import Document, Incoming, IncomingQuerySet
from metrics.decorators import findings
from metrics.period import Period, clamp
from metrics.registry import Finding
from registers.coverage import spans

Organizations = frozenset[int] | None
_YEAR = re.compile(r"〔(\d{4})〕")


class Received(NamedTuple):
    pk: int
    receiver: int
    sender: int | None
    sender_text: str
    number: str
    title: str
    key: str
    day: date

    @property
    def forwarder(self) -> int | str:
        return self.sender or self.sender_text

    def finding(self) -> Finding:
        assert self.sender is not None
        return Finding(self.sender, self.day, self.key, self.title, pk=self.pk)


_FIELDS = ("pk", "organization_id", "sender_id", "sender_text", "number", "title", "key", "day")


def _received(rows: IncomingQuerySet) -> Iterator[Received]:
    return (Received(*row) for row in rows.order_by("day", "pk").values_list(*_FIELDS).iterator(chunk_size=5000))


@findings("documents.received_unregistered", unit=_("件"), source=INCOMING)
def received_unregistered(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """4.4: received without a number, or with one that the sender's register lacks though it covers that day.

    The day is that of receipt, moved into the year of the number.
    """
    registered = Document.objects.filter(organization=OuterRef("sender"), number=OuterRef("number"))
    rows = Incoming.objects.filter(day__range=(period.start, period.end), sender__isnull=False)
    if organizations is not None:
        rows = rows.filter(sender__in=organizations)
    years = range(period.start.year - 1, period.end.year + 1)
    covered = spans(["documents"], years, organizations)
    for row in _received(rows.filter(Q(number="") | ~Exists(registered))):
        known = covered.get(("documents", row.sender or 0), [])
        day = _day_of_number(row)
        if not row.number or any(starts <= day <= ends for starts, ends in known):
            yield row.finding()


def _day_of_number(row: Received) -> date:
    year = _YEAR.search(row.number)
    # a number of year 0 is one that nobody can place; the day of receipt has to do
    return clamp(row.day, int(year[1]) or row.day.year) if year else row.day


@findings("documents.received_twice", unit=_("件"), source=INCOMING)
def received_twice(period: Period, organizations: Organizations, *, days: int = 30) -> Iterator[Finding]:
    """4.5: the same receiver got the same number or title from another forwarder within `days` before.

    Each after the first counts, against the organ that forwarded it. The same organ twice is one that
    was entered twice, not one that was passed on.
    """
    window = timedelta(days=days)
    rows = Incoming.objects.filter(day__range=(period.start - window, period.end))
    if organizations is not None:
        theirs = rows.filter(sender__in=organizations).values("organization")
        rows = rows.filter(organization__in=theirs)
    seen: dict[tuple[int, str], list[Received]] = defaultdict(list)
    for row in _received(rows):
        earlier = [seen[row.receiver, text] for text in {row.number, row.title} if text]
        if _counts(row, period, organizations) and any(
            row.day - before.day <= window and before.forwarder != row.forwarder for some in earlier for before in some
        ):
            yield row.finding()
        for some in earlier:
            some[:] = [before for before in some if row.day - before.day <= window]
            some.append(row)


def _counts(row: Received, period: Period, organizations: Organizations) -> bool:
    return row.sender is not None and row.day in period and (organizations is None or row.sender in organizations)
