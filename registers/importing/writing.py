"""Rows into a table, fast: COPY on PostgreSQL, one prepared statement elsewhere; never a model instance a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, models

if TYPE_CHECKING:
    from registers.importing.row import Row

Item = TypeVar("Item")
# below this many rows the set-up of COPY costs more than it saves
COPY_FROM = 1_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Stale(Exception):
    """Somebody else changed a record, or made one with the same key, since the file was compared."""


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many at a time as one statement may name."""
    size = (connection.features.max_query_params or 5_900) - 100
    return (items[start : start + size] for start in range(0, len(items), size))


def fields_of(model: type[models.Model], attributes: Sequence[str]) -> list[models.Field[Any, Any]]:
    """The model's fields by attribute name ("organization_id")."""
    by_attribute = {field.attname: field for field in model._meta.concrete_fields}
    return [by_attribute[attribute] for attribute in attributes]


def defaults(model: type[models.Model]) -> dict[str, Any]:
    """What stands in a column when nothing is said: None where the column allows it."""
    return {field.attname: None if field.null else field.get_default() for field in model._meta.concrete_fields}


def insert(model: type[models.Model], attributes: Sequence[str], rows: Iterable[Sequence[Any]], count: int) -> None:
    """Insert the rows, in their order; columns that are not named take their default."""
    if not count:
        return
    fields = fields_of(model, attributes)
    rest = [f for f in model._meta.concrete_fields if not f.primary_key and f not in fields]
    constants = [field.get_default() for field in rest]
    if connection.vendor == "postgresql" and count >= COPY_FROM:
        _copy(model, [*fields, *rest], rows, constants)
        return
    prepare = [_prepared(field) for field in [*fields, *rest]]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in [*fields, *rest])
    marks = ", ".join(["%s"] * len(prepare))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",
            [[make(value) for make, value in zip(prepare, (*row, *constants), strict=True)] for row in rows],
        )


def update(model: type[models.Model], attributes: Sequence[str], rows: Sequence[Row]) -> None:
    """Write the rows' values over their records, one version up. Raises Stale when a version is not as found."""
    if not rows:
        return
    fields = fields_of(model, attributes)
    prepare = [_prepared(field) for field in fields]
    quote = connection.ops.quote_name
    setting = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {setting}, version = version + 1 WHERE id = %s AND version = %s",
            [
                [*(make(row.values.get(at)) for make, at in zip(prepare, attributes, strict=True)), row.pk, row.version]
                for row in rows
            ],
        )
        if cursor.rowcount != len(rows):
            raise Stale


def _prepared(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)


def _copy(
    model: type[models.Model], fields: list[models.Field[Any, Any]], rows: Iterable[Sequence[Any]], constants: list[Any]
) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    write = [_written(field) for field in fields]
    tail = "".join(
        "\t" + make(value) for make, value in zip(write[len(fields) - len(constants) :], constants, strict=True)
    )
    heads = write[: len(fields) - len(constants)]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        block: list[str] = []
        for row in rows:
            block.append("\t".join([make(value) for make, value in zip(heads, row, strict=True)]) + tail)
            if len(block) == 2_000:
                copy.write("\n".join(block) + "\n")
                block.clear()
        if block:
            copy.write("\n".join(block) + "\n")


def _written(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    """How a value of the field stands in COPY's text format."""
    if isinstance(field, models.JSONField):
        return lambda value: str(field.get_db_prep_save(value, connection).dumps(value)).translate(_ESCAPES)
    return _text


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if type(value) is str:
        return value.translate(_ESCAPES)
    if value is True:
        return "t"
    if value is False:
        return "f"
    return value.isoformat() if isinstance(value, date) else str(value)
