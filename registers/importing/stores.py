"""How a register finds and keeps its records. `RecordStore` is set-based and serves every Record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models

from registers.importing.row import Packed, Values, Verdict
from registers.importing.writing import among, chunks, insert, update

if TYPE_CHECKING:
    from registers.importing.planning import Plan
    from registers.importing.register import Register


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it stands: `corrected` names the attributes that imports leave alone."""

    pk: int
    key: str
    version: int
    corrected: frozenset[str]
    values: Values


class Store(Protocol):
    """`find` answers key → record; `save` raises Stale when a record changed since it was found."""

    def find(self, register: Register, keys: Collection[str]) -> Mapping[str, Stored]: ...

    def save(self, plan: Plan, imported_by: int) -> None: ...


class RecordStore:
    """Records by their `key` column: some thousand keys a query, COPY or one prepared statement to write."""

    def records(self, register: Register) -> models.QuerySet[Any]:
        """Among which records an import looks for its rows."""
        return register.model._default_manager.order_by()

    def find(self, register: Register, keys: Collection[str]) -> Mapping[str, Stored]:
        fields = ("pk", "key", "version", "corrected", *register.attributes)
        found: dict[str, Stored] = {}
        for some in chunks(list(keys)):
            rows = self.records(register).filter(key__in=among(some)).values_list(*fields)
            for pk, key, version, corrected, *values in rows.iterator(chunk_size=5000):
                found[key] = Stored(pk, key, version, frozenset(corrected), Packed(register.order, values))
        return found

    def save(self, plan: Plan, imported_by: int) -> None:
        register = plan.register
        attributes = register.attributes
        insert(
            register.model,
            ("key", "version", "corrected", "imported_by_id", *attributes),
            ((row.key, 1, [], imported_by, *row.values.values()) for row in plan.of(Verdict.NEW)),
        )
        update(register.model, attributes, plan.of(Verdict.CHANGED))
