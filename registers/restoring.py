"""Puts a copy of registers/backup.py back into an empty database: everything, or nothing."""

from __future__ import annotations

import base64
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from registers.backup import FORMAT, MANIFEST, columns, migrations, tables
from registers.bulk import insert_rows
from registers.limits import without_page_limits
from registers.models import Change
from registers.verifying import verify

# what a file that is no zip, or was cut or altered, gives rise to while it is read
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, json.JSONDecodeError)
DEMANDED = frozenset({"migrations", "columns", "rows", "history"})


class CannotRestore(Exception):
    """Says in one sentence why the database stays as it is."""


def restore(file: Path) -> dict[str, int]:
    """Rows by table. Raises CannotRestore, and the database is as before.

    A database without tables is migrated first; one in which anybody has worked is refused.
    """
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    without_page_limits()
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            _check_fits(manifest)
            with transaction.atomic():
                counts = _put_back(archive)
                _check_whole(manifest, counts)
    except DAMAGED as error:
        raise CannotRestore(_("文件打不开，或不是完整的备份：%(file)s") % {"file": file.name}) from error
    except (IntegrityError, DataError) as error:
        raise CannotRestore(_("备份的内容被改动或损坏，数据库不接受。")) from error
    return counts


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise CannotRestore(_("文件里没有备份清单，不是本系统的备份。")) from error
    if not isinstance(manifest, dict) or not manifest.keys() >= DEMANDED:
        raise CannotRestore(_("文件里没有备份清单，不是本系统的备份。"))
    if manifest.get("format") != FORMAT:
        raise CannotRestore(_("备份的格式是 %(format)s，本版本读不了。") % {"format": manifest.get("format")})
    return manifest


def _check_fits(manifest: dict[str, Any]) -> None:
    if any(model._base_manager.exists() for model in (Organization, User, Change)):
        raise CannotRestore(_("数据库不是空的。请恢复到一个新建的空数据库。"))
    differing = set(manifest["migrations"]) ^ set(migrations())
    if differing:
        raise CannotRestore(
            _("备份与本版本的数据库结构不同（%(first)s）。请用做备份时的版本恢复，再升级。") % {"first": min(differing)}
        )
    for model in tables():
        if manifest["columns"].get(model._meta.label_lower) != columns(model):
            raise CannotRestore(_("备份里的表 %(table)s 与本版本的列不同。") % {"table": model._meta.label_lower})


def _put_back(archive: zipfile.ZipFile) -> dict[str, int]:
    every = tables()
    for model in every:
        # what the migrations put in comes back with the rest; foreign keys are checked at the end
        if model._base_manager.exists():
            models.QuerySet(model)._raw_delete(connection.alias)
    counts = {}
    for model in every:
        label = model._meta.label_lower
        counts[label] = insert_rows(model, columns(model), _rows(archive, model))
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
    return counts


def _check_whole(manifest: dict[str, Any], counts: dict[str, int]) -> None:
    short = [label for label, count in manifest["rows"].items() if counts.get(label) != count]
    if short:
        raise CannotRestore(_("备份不完整：表 %(table)s 的行数与清单不符。") % {"table": short[0]})
    verdict = verify()
    if verdict.broken:
        raise CannotRestore(_("备份里的变更记录不完整：%(where)s") % {"where": verdict.broken.sentence})
    if {"count": verdict.count, "digest": verdict.digest} != manifest["history"]:
        raise CannotRestore(_("备份里的变更记录与清单的封印不符。"))


def _rows(archive: zipfile.ZipFile, model: type[models.Model]) -> Iterator[list[Any]]:
    readers = [_reader(field) for field in model._meta.concrete_fields]
    name = f"{model._meta.label_lower}.jsonl"
    if name not in archive.NameToInfo:
        raise CannotRestore(_("备份不完整：缺表 %(table)s。") % {"table": model._meta.label_lower})
    with archive.open(name) as lines:
        for line in lines:
            values = json.loads(line)
            yield [value if read is None else read(value) for read, value in zip(readers, values, strict=True)]


def _reader(field: Any) -> Callable[[Any], Any] | None:
    """How a column's value comes back from JSON; None where JSON keeps it as it is."""
    if isinstance(field, models.ForeignKey):
        return _reader(field.target_field)
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    if isinstance(field, (models.JSONField, models.CharField, models.TextField, models.IntegerField)):
        return None
    return field.to_python
