"""Deriving again: when a series or the scope table changed, what was derived from the old one follows.

What a sheet stated or a person set by hand stays. Set-based, some thousand documents in one transaction, so
that a worker that is killed has lost nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

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


def rederive(documents: DocumentQuerySet, *, actor: User | None, path: str, reason: str, today: date) -> int:
    """Derive the documents again; each one that changes is one version up and leaves a line. Returns how many."""
    deriver = Deriver.load(today)
    changed = 0
    for keys in _batches(documents):
        with transaction.atomic():
            changed += _batch(keys, deriver, actor, path, reason)
    return changed


def _batches(documents: DocumentQuerySet) -> Iterator[list[int]]:
    """Primary keys, organ after organ, so that a batch concerns few of them; by key, never by offset."""
    rows = documents.order_by("organization_id", "pk")
    after: tuple[int, int] | None = None
    while True:
        some = rows
        if after:
            later = models.Q(organization_id=after[0], pk__gt=after[1]) | models.Q(organization_id__gt=after[0])
            some = rows.filter(later)
        batch = list(some.values_list("organization_id", "pk")[:BATCH])
        if not batch:
            return
        yield [pk for _organization, pk in batch]
        after = batch[-1]


def _batch(keys: Sequence[int], deriver: Deriver, actor: User | None, path: str, reason: str) -> int:
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
        lines.append(history.Line("rederived", SUBJECT, old["key"], new["organization_id"], difference, reason))
        touched["organizations"] |= {old["organization_id"], new["organization_id"]}
        touched["years"].add(old["year"])
    if rows:
        update(Document, FOLLOWS, rows)
        announce("documents", **touched)
        history.write(lines, actor=actor, path=path)
    return len(rows)
