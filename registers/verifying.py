"""Reads the stored change history back and looks for the first line that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from registers.chain import Break, Sealed, first_break
from registers.models import ChainHead, Change


@dataclass(frozen=True)
class Verdict:
    """`count` lines belong to the history, the last one bears the seal `digest`; `broken` names what does not hold."""

    count: int
    digest: str
    broken: Break | None


def verify() -> Verdict:
    """Walk the whole chain in one query. Lines that are being written meanwhile do not disturb it."""
    # lines enter together with their head: whatever is there now is counted by the head that is read after
    latest = Change.objects.aggregate(Max("sequence"))["sequence__max"] or 0
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    broken = first_break(_lines(max(latest, head.count)), head.count, head.digest)
    return Verdict(head.count, head.digest, broken)


def _lines(latest: int) -> Iterator[Sealed]:
    stored = Change.objects.order_by("sequence").filter(sequence__lte=latest)
    for row in stored.values_list(*Sealed._fields).iterator(chunk_size=5000):
        yield Sealed(*row)
