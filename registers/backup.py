"""A consistent copy of the whole system in one file, the same from SQLite and PostgreSQL.

A zip with one `<app>.<model>.jsonl` a table (a line a row, values in the order of the columns named in the
manifest) and `manifest.json`: rows by table, migrations, and the seal of the change history. Sign-ins in
progress are left out. The file holds everything there is, password hashes too: keep it like the database.
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_iso_string

from registers.limits import without_page_limits
from registers.models import ChainHead

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = frozenset({"sessions.session"})


def back_up(file: Path) -> dict[str, int]:
    """Write the copy; rows by table. The file appears under its name when it is complete. Raises FileExistsError."""
    if file.exists():
        raise FileExistsError(file)
    partial = file.with_name(f"{file.name}.partial")
    partial.touch(mode=0o600)
    with snapshot(), zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        counts = {model._meta.label_lower: _write(archive, model) for model in tables()}
        head = ChainHead.objects.filter(pk=1).first() or ChainHead()
        manifest = {
            "format": FORMAT,
            "migrations": migrations(),
            "columns": {model._meta.label_lower: columns(model) for model in tables()},
            "rows": counts,
            "history": {"count": head.count, "digest": head.digest},
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    partial.rename(file)
    return counts


def tables() -> list[type[models.Model]]:
    """Every table of the system, those between two models included."""
    every = apps.get_models(include_auto_created=True)
    kept = [one for one in every if one._meta.managed and not one._meta.proxy]
    return [one for one in kept if one._meta.label_lower not in LEFT_OUT]


def columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def migrations() -> list[str]:
    """What is applied to this database, as "app.name"."""
    return sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations())


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; nobody who writes waits for it."""
    without_page_limits()
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # an atomic block would hold the only write lock of SQLite
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    rows = model._base_manager.order_by("pk").values_list(*columns(model))
    count = 0
    with archive.open(f"{model._meta.label_lower}.jsonl", "w", force_zip64=True) as file:
        for row in rows.iterator(chunk_size=5000):
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain).encode() + b"\n")
            count += 1
    return count


def plain(value: Any) -> str:
    """What JSON does not know, as the fields' `to_python` reads it; bytes in base 64."""
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    raise TypeError(f"a column holds a {type(value).__name__}, which no backup can carry")
