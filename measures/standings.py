"""Standings as the engine keeps them: compared with what is stored, and only what changed is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import F

from measures.models import JudgedYear, Standing
from measures.rules import Facts, Judgement, Status, stored
from measures.rules.facts import Figure

# a run may wait for another run of its year, and take its time; pages have shorter limits
RUN_LIMITS = "SET LOCAL lock_timeout = '120s'; SET LOCAL statement_timeout = '300s'"


@dataclass(frozen=True, slots=True)
class Row:
    """One standing, in the store's own precision (six places); the fields are those of the model."""

    obligation: str
    organization_id: int
    year: int
    as_of: date
    status: Status
    value: Decimal | None
    baseline: Decimal | None
    same_period: Decimal | None
    committed: Decimal | None
    limit: Decimal | None
    stretch: Decimal | None
    forecast: Decimal | None
    reduction: Decimal | None
    beyond_band: bool
    population: Decimal | None
    data_through: date | None
    rule_set: str

    @property
    def whose(self) -> tuple[str, int]:
        return self.obligation, self.organization_id


COLUMNS = tuple(field.name for field in fields(Row))
IDENTITY = ("obligation", "organization_id", "year")
columns_of = attrgetter(*COLUMNS)
CHANGING = tuple(name for name in COLUMNS if name not in IDENTITY)


def row(
    key: str, organization: int, facts: Facts, judgement: Judgement, data_through: date | None, rule_set: str
) -> Row:
    """Figures that were not known stay empty. A share keeps its divided figure."""
    known = judgement.status != Status.NO_DATA
    return Row(
        obligation=key,
        organization_id=organization,
        year=facts.year,
        as_of=facts.as_of,
        status=judgement.status,
        value=stored(facts.figure) if known else None,
        baseline=stored(facts.baseline_figure),
        same_period=stored(judgement.same_period),
        committed=_stored(facts.committed),
        limit=stored(judgement.limit),
        stretch=stored(judgement.stretch),
        forecast=stored(judgement.forecast),
        reduction=stored(judgement.reduction),
        beyond_band=judgement.beyond_band,
        population=_stored(facts.population),
        data_through=data_through,
        rule_set=rule_set,
    )


def _stored(figure: Figure | None) -> Decimal | None:
    return None if figure is None else stored(Fraction(figure))


class Turn:
    """This run's turn with a year."""

    def __init__(self, year: int) -> None:
        self.year = year

    def move(self, as_of: date) -> None:
        """Tell the pages that the year's standings have changed: what they kept of the old ones is stale."""
        JudgedYear.objects.filter(year=self.year).update(version=F("version") + 1, as_of=as_of)


def lock_year(year: int) -> Turn:
    """Wait for this run's turn; it ends with the transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a run locks its year inside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(RUN_LIMITS)
    JudgedYear.objects.bulk_create([JudgedYear(year=year)], ignore_conflicts=True)
    JudgedYear.objects.select_for_update(no_key=True).get(year=year)
    return Turn(year)


def keep_standings(
    year: int, rows: list[Row], judged: frozenset[int] | None, obligations: Collection[str] | None
) -> bool:
    """Write what differs from the store, remove what no longer binds; whether anything did.

    `judged` and `obligations` say of whom and of what these are all the standings (None: of everybody, of all).
    """
    standings = Standing.objects.filter(year=year)
    if judged is not None:
        standings = standings.filter(organization__in=judged)
    if obligations is not None:
        standings = standings.filter(obligation__in=obligations)
    before = {(one[0], one[1]): one for one in standings.values_list(*COLUMNS)}
    gone = before.keys() - {one.whose for one in rows}
    for key in {key for key, _ in gone}:
        standings.filter(obligation=key, organization__in=[o for k, o in gone if k == key]).delete()
    changed = [one for one in rows if columns_of(one) != before.get(one.whose)]
    Standing.objects.bulk_create(
        [Standing(**dict(zip(COLUMNS, columns_of(one), strict=True))) for one in changed],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["obligation", "organization", "year"],
        update_fields=CHANGING,
    )
    return bool(changed or gone)
