"""Many rows at once, past the model objects: COPY on PostgreSQL, one prepared INSERT elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

# a COPY costs a round trip more than an INSERT of a few rows
COPY_FROM = 100
INSERT_BATCH = 5_000


def insert_rows(model: type[models.Model], attnames: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of plain Python values (text, no enums), one for each of `attnames`; answers how many.

    Nothing fills in defaults, `auto_now` or signals: every column without a database default must be named.
    """
    fields = [model._meta.get_field(name) for name in attnames]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    # asking a field to prepare a value costs more than the INSERT: only those that need it are asked
    asked = [None if _as_it_is(field) else field for field in fields]

    def prepared() -> Iterable[list[Any]]:
        for row in rows:
            yield [
                value if field is None else field.get_db_prep_save(value, connection)
                for field, value in zip(asked, row, strict=True)
            ]

    values = iter(prepared())
    first = list(islice(values, COPY_FROM))
    if connection.vendor == "postgresql" and len(first) == COPY_FROM:
        return _copy(f"COPY {table} ({columns}) FROM STDIN", first, values)
    marks = ", ".join(["%s"] * len(fields))
    return _insert(f"INSERT INTO {table} ({columns}) VALUES ({marks})", first, values)


def _as_it_is(field: Any) -> bool:
    return isinstance(field, (models.CharField, models.TextField, models.IntegerField, models.ForeignKey))


def _copy(statement: str, first: list[list[Any]], rest: Iterable[list[Any]]) -> int:
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for batch in (first, rest):
            for row in batch:
                copy.write_row(row)
                count += 1
    return count


def _insert(statement: str, batch: list[list[Any]], rest: Iterable[list[Any]]) -> int:
    count = 0
    values = iter(rest)
    with connection.cursor() as cursor:
        while batch:
            cursor.executemany(statement, batch)
            count += len(batch)
            batch = list(islice(values, INSERT_BATCH))
    return count
