"""What a register is to its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers.importing.register import Register
from registers.models import Record
from registers.showing import NOTHING, value_in_words

Group = tuple[Any, tuple[str, ...]]
Values = Mapping[str, Any]
Tag = tuple[str, str]
ORIGINS = {
    "given": gettext_lazy("台账所列"),
    "derived": gettext_lazy("自动推出"),
    "corrected": gettext_lazy("人工更正"),
}


def nothing_over(values: Values) -> dict[str, str]:
    return {}


def no_tags(values: Values) -> list[Tag]:
    return []


@dataclass(frozen=True)
class Field:
    """One field of a record in words; `origin` says where a derived value came from."""

    label: str
    value: str
    origin: str = ""
    corrected: bool = False


@dataclass(frozen=True)
class Book:
    """One register's list, record, correction and entry.

    route       routes are inspections:<route>s (list), inspections:<route>, <route>_correct, <route>_entry
    columns     attributes that the list shows after the day and the name
    asked       more attributes that `over` and `tags` look at
    over        what is shown instead of a value ({attribute: text})
    tags        (text, tone) beside the name
    plain       what a person may put right besides the derived fields, in the order of the form
    derived     fields that may be left at 自动推出
    why         a sentence about the record for the side of its page
    told        a sentence about the rows of the list: what is counted, and how much
    exported    rows that an export holds
    locked      records that nobody puts right by hand: they come from an act of their own
    """

    route: str
    register: Register
    model: type[Record]
    title: Any
    one: Any
    empty: Any
    filter_class: type[Any]
    columns: tuple[str, ...]
    plain: tuple[str, ...]
    groups: tuple[Group, ...]
    derived: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    over: Callable[[Values], dict[str, str]] = nothing_over
    tags: Callable[[Values], list[Tag]] = no_tags
    why: Callable[[Any], str] = lambda record: ""
    told: Callable[[QuerySet[Any]], str] = lambda rows: ""
    exported: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    locked: Callable[[Any], bool] = lambda record: False

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def subject(self) -> models.options.Options[Any]:
        return self.model._meta

    def heading(self, name: str) -> str:
        """The register's own heading where it has the column, else the field's name."""
        if name == "organization":
            name = "organization_id"
        found = self.register.headings_of.get(name)
        return found or str(self.subject.get_field(name).verbose_name)

    def in_words(self, name: str, value: Any) -> str:
        return value_in_words(self.model, name, value)

    def shown(self, values: Values, name: str) -> str:
        """A cell of the list."""
        over = self.over(values)
        if name in over:
            return over[name]
        if name == "organization":
            return values["organization__short_name"] or values["organization__name"]
        return self.in_words(name, values[name])

    def fields_of(self, record: Record) -> list[tuple[Any, list[Field]]]:
        """All fields by subject, each derived one with where its value came from."""
        values = {field.attname: getattr(record, field.attname) for field in self.subject.concrete_fields}
        over = self.over(values | {"place__name": str(getattr(record, "place", None) or "")})
        return [(title, [self._field(record, name, over) for name in names]) for title, names in self.groups]

    def _field(self, record: Record, name: str, over: Mapping[str, str]) -> Field:
        value = getattr(record, name)
        related = isinstance(self.subject.get_field(name), models.ForeignKey)
        words = over.get(name) or (str(value) if related and value is not None else self.in_words(name, value))
        origin = self._origin(record, name) if words != NOTHING or name in record.corrected else ""
        return Field(self.heading(name), words, str(ORIGINS.get(origin, "")), origin == "corrected")

    def _origin(self, record: Record, name: str) -> str:
        if name in record.corrected:
            return "corrected"
        if name not in self.derived:
            return ""
        return "given" if name in getattr(record, "given", ()) else "derived"

    def stated(self, record: Record) -> set[str]:
        """Derived fields that a sheet or a person stated outright."""
        return {*getattr(record, "given", ()), *record.corrected} & set(self.derived)

    @property
    def entered(self) -> tuple[str, ...]:
        """What is asked of who enters one: what may be put right later, and what must be there."""
        required = (column.name for column in self.register.columns if column.required)
        return tuple(name for name in dict.fromkeys((*required, *self.plain)) if name != "organization")

    @property
    def editable(self) -> tuple[str, ...]:
        return (*self.plain, *self.derived)


def counted_sentence(items: int, visits: int) -> str:
    """Items and visits, always together."""
    return _("以上计入督查检查考核的：事项%(items)s项、频次%(visits)s次。") % {"items": items, "visits": visits}
