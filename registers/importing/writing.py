"""Records into their table past the model objects: inserts by `registers.bulk`, updates by one prepared statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import RawSQL

from registers.bulk import insert_rows

if TYPE_CHECKING:
    from registers.importing.row import Row

Item = TypeVar("Item")
# keys looked up by one statement
MANY = 5_000


class Stale(Exception):
    """Somebody else changed a record, or made one with the same key, since the file was compared."""


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Few enough at a time that the database looks each up in its index."""
    return (items[start : start + MANY] for start in range(0, len(items), MANY))


def among(texts: Sequence[str]) -> RawSQL:
    """The texts for an `__in`, as one parameter however many there are."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(texts)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(texts)])


def defaults(model: type[models.Model]) -> dict[str, Any]:
    """What stands in each attribute when nothing is said: None where the column allows it."""
    return {field.attname: None if field.null else field.get_default() for field in model._meta.concrete_fields}


def insert(model: type[models.Model], attributes: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows in their order; attributes that are not named take their default."""
    rest = {at: value for at, value in defaults(model).items() if at != model._meta.pk.attname and at not in attributes}
    constants = tuple(rest.values())
    insert_rows(model, (*attributes, *rest), ((*row, *constants) for row in rows))


def update(model: type[models.Model], attributes: Sequence[str], rows: Sequence[Row]) -> None:
    """Write the rows' values over their records, one version up. Raises Stale when a version is not as found."""
    if not rows:
        return
    by_attribute = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_attribute[at] for at in attributes]
    quote = connection.ops.quote_name
    setting = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {setting}, version = version + 1 WHERE id = %s AND version = %s"
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                [
                    *(f.get_db_prep_save(row.values.get(f.attname), connection) for f in fields),
                    row.pk,
                    row.version,
                ]
                for row in rows
            ],
        )
        if cursor.rowcount != len(rows):
            raise Stale
