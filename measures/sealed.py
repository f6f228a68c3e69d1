"""What is sealed, for reading: a run of a sealed year answers from here and changes nothing."""

from __future__ import annotations

from collections.abc import Collection

from measures.models import Seal, SealedStanding
from measures.standings import COLUMNS, Row
from measures.status import Status


def seal_of_year(year: int) -> Seal | None:
    """The version in force of the whole year; None while it is open. Sealed quarters leave the year open."""
    return Seal.objects.latest_of(year)


def sealed_rows(
    seal: Seal, organizations: Collection[int] | None = None, obligations: Collection[str] | None = None
) -> list[Row]:
    """The standings of a seal as the engine returns them, in the order they were sealed in."""
    rows = SealedStanding.objects.filter(seal=seal)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    if obligations is not None:
        rows = rows.filter(obligation__in=obligations)
    found = rows.order_by("pk").values_list(*COLUMNS)
    return [_row(values) for values in found]


def _row(values: tuple[object, ...]) -> Row:
    named = dict(zip(COLUMNS, values, strict=True))
    named["status"] = Status(named["status"])
    return Row(**named)  # type: ignore[arg-type]
