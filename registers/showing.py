"""A record's values and its lines of the change history in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

NOTHING = "—"
# about the record, not of it
UNSHOWN = ("corrected", "given")


def value_in_words(model: type[models.Model], name: str, value: Any) -> str:
    """As a clerk reads it: 是, 县, 2019-03-05, 9:30; — for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("是") if value else _("否")
    field = model._meta.get_field(name)
    if field.choices:  # type: ignore[union-attr]
        return str(dict(field.flatchoices).get(value, value))  # type: ignore[union-attr]
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    return value.isoformat() if isinstance(value, date) else str(value)


def changes_in_words(model: type[models.Model], changes: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(field, old, new) of a line of the change history; texts of days are read as days."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    fields |= {field.attname: field for field in model._meta.concrete_fields}
    for name, pair in changes.items():
        field = fields.get(name)
        if field is None or name in UNSHOWN or not isinstance(pair, list):
            continue
        yield str(field.verbose_name), *(_recorded(model, field.name, value) for value in pair)


def _recorded(model: type[models.Model], name: str, value: Any) -> str:
    day = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    return value_in_words(model, name, day or value)
