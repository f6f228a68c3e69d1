"""Deriving again: when a series or the scope table changed, what was derived from the old one follows.

What a sheet stated or a person set by hand stays. Set-based, some thousand documents in one transaction, so
that a worker that is killed has lost nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models, transaction

from documents.derive import DERIVED
from documents.deriving import Deriver, number_of
from documents.models import Document, DocumentQuerySet
from organizations.models import User
from registers import history
from registers.importing.row import Row
from registers.importing.writing import update
from registers.outbox import announce

# documents in one transaction: a second or two of work, a few megabytes
BATCH = 2_000
# what deriving again may change
FOLLOWS = ("organization_id", "series_id", "series_text", "serial", *DERIVED)
_FIELDS = ("pk", "version", "key", "year", "number", "title", "recipients", "given", "corrected", *FOLLOWS)
SUBJECT = Document._meta.label_lower
# organization and primary key of the last document of a piece
Mark = tuple[int, int]


class Batch(NamedTuple):
    last: Mark
    keys: list[int]


@dataclass(frozen=True)
class Cause:
    """Why documents are derived again, by whom and by what path (history.PATHS)."""

    reason: str
    actor: User | None = None
    path: str = "task"


def derived_again(values: Mapping[str, Any], deriver: Deriver) -> dict[str, Any]:
    """FOLLOWS for a document with these attributes, by the series and the scope table in force."""
    number = number_of(values["number"])
    series = deriver.series.get(number.series) if number else None
    fresh: dict[str, Any] = {
        "series_id": series.id if series else None,
        "series_text": number.series if number else "",
        "serial": number.serial if number else None,
        "organization_id": values["organization_id"],
    }
    stated = {*values["given"], *values["corrected"]}
    if series and "organization_id" not in stated:
        fresh["organization_id"] = series.organization_id
    said = {name: values[name] for name in DERIVED if name in stated}
    return fresh | deriver.derived({**values, **fresh}, said)


def rederive(documents: DocumentQuerySet, cause: Cause, *, today: date) -> int:
    """Derive all of the documents again; each one that changes is one version up and leaves a line. How many did."""
    deriver = Deriver.load(today)
    return sum(derive_batch(batch.keys, deriver, cause) for batch in batches(documents))


def batches(documents: DocumentQuerySet, after: Mark | None = None) -> Iterator[Batch]:
    """The documents in pieces, organ after organ, so that a piece concerns few of them; by key, never by offset."""
    rows = documents.order_by("organization_id", "pk")
    while True:
        some = rows
        if after:
            later = models.Q(organization_id=after[0], pk__gt=after[1]) | models.Q(organization_id__gt=after[0])
            some = rows.filter(later)
        found = list(some.values_list("organization_id", "pk")[:BATCH])
        if not found:
            return
        after = found[-1]
        yield Batch(after, [pk for _organization, pk in found])


@transaction.atomic
def derive_batch(keys: Sequence[int], deriver: Deriver, cause: Cause) -> int:
    """One piece in one transaction: the documents, their lines and the news of them."""
    rows: list[Row] = []
    lines: list[history.Line] = []
    touched: dict[str, set[int]] = {"organizations": set(), "years": set()}
    stored = Document.objects.filter(pk__in=keys).select_for_update(no_key=True).values(*_FIELDS)
    for old in stored.order_by("pk"):
        new = derived_again(old, deriver)
        difference = history.difference(old, new, FOLLOWS)
        if not difference:
            continue
        rows.append(Row("", 0, None, values=new, pk=old["pk"], version=old["version"]))
        lines.append(history.Line("rederived", SUBJECT, old["key"], new["organization_id"], difference, cause.reason))
        touched["organizations"] |= {old["organization_id"], new["organization_id"]}
        touched["years"].add(old["year"])
    if rows:
        update(Document, FOLLOWS, rows)
        announce("documents", **touched)
        history.write(lines, actor=cause.actor, path=cause.path)
    return len(rows)
