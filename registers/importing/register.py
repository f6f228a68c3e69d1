"""What a register is to the importer: its columns, its key, what is derived. Each register app defines its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from organizations.roles import Power
from registers.importing.context import Context
from registers.importing.row import Cell, Row, Values
from registers.importing.stores import RecordStore, Store
from registers.sheets import normalise_heading

RECORDS = RecordStore()
Parse = Callable[[Cell, Context], Any]


def nothing_derived(rows: Sequence[Row], context: Context) -> None:
    """For registers whose columns say everything."""


@dataclass(frozen=True)
class Column:
    """One column: `name` in English, `heading` as offices write it, `parse(cell, context)` to its value.

    parse gets None for a blank cell, returns None for "not said" and raises BadValue with a sentence.
    `attribute` is where the value lives on the record ("organization_id"; default: the name); a lookup
    ("parent__code") is compared with what is stored and left to the store to write. `kept` is False for
    a column that is only looked at. `derived`: absent or blank, Register.derive fills it, and a
    correction by hand sticks. `required`: a row without it is rejected (the owner's column never is:
    a file is imported for one organization, or the row's series names it).
    """

    name: str
    heading: str
    parse: Parse
    synonyms: tuple[str, ...] = ()
    required: bool = False
    derived: bool = False
    attribute: str = ""
    kept: bool = True
    show: Callable[[Any], str] | None = None
    example: str = ""

    @property
    def at(self) -> str:
        return self.attribute or self.name

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Normalised headings that mean this column, the best first."""
        return tuple(dict.fromkeys(normalise_heading(text) for text in (self.heading, self.name, *self.synonyms)))


@dataclass(frozen=True)
class Register:
    """One register of registers.md.

    key(values)        natural key after derive; rows with equal keys are one record
    variant(values)    tells apart records that rightly share a key (多文一号: the title); None: never
    repeats            boolean attribute that is True for the second and later records of one key
    derive(rows, ctx)  for good rows, some thousand at a time: fills blank derived columns and `extras` in
                       row.values (year, day, organization_id …), may call row.reject and row.note
    derives_together   derive must see all rows of a file at once (a tree, shares that add up)
    extras             attributes without a column that derive sets; `silent` ones are written, but a
                       difference in them alone is no change (raw texts)
    known              which of the records (primary keys) a person may open, where that is less than their organ's
    stated             attribute that lists the derived attributes which a sheet stated itself; they stick as well
    owner              attribute with the id of the organization a row belongs to; "" for reference registers
    owner_column       the column that names it; not needed when a file is imported for one organization
    classified_column  column whose 秘密, 机密, 绝密 rows are refused unseen
    refuses_personal   refuse the whole sheet when a heading names a person
    companions         registers whose sheets may lie in the same workbook
    power              who may import it on the page
    wakes              topic of the outbox that gets the keys of new and changed rows, under the register's name
    """

    name: str
    title: Any
    model: type[models.Model]
    columns: tuple[Column, ...]
    key: Callable[[Values], str]
    variant: Callable[[Values], str] | None = None
    repeats: str = ""
    derive: Callable[[Sequence[Row], Context], None] = nothing_derived
    derives_together: bool = False
    extras: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    stated: str = ""
    owner: str = "organization_id"
    owner_column: str = "organization"
    day: str = "day"
    year: str = "year"
    classified_column: str = ""
    refuses_personal: bool = False
    companions: tuple[str, ...] = ()
    power: Power = Power.EDIT_RECORDS
    enabled: Callable[[], bool] = lambda: True
    store: Store = RECORDS
    wakes: str = ""
    known: Callable[[Any, Sequence[int]], frozenset[int]] | None = None

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Normalised heading → column; where two columns claim one heading the first keeps it."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for heading in column.headings:
                found.setdefault(heading, column)
        return found

    def known_headings(self) -> Collection[str]:
        return self.by_heading.keys()

    def column(self, text: str) -> Column | None:
        """The column that a person means by its heading, a synonym or its English name."""
        return self.by_name.get(text) or self.by_heading.get(normalise_heading(text))

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """Everything about a record that an import may set, each once."""
        columns = (column.at for column in self.columns if column.kept)
        return tuple(dict.fromkeys((*columns, *self.extras, *self.silent, *filter(None, [self.repeats]))))

    @cached_property
    def order(self) -> dict[str, int]:
        """Attribute → its place in packed values."""
        return {at: place for place, at in enumerate(self.attributes)}

    @cached_property
    def headings_of(self) -> dict[str, str]:
        """Attribute → heading, for the attributes that have a column."""
        return {column.at: column.heading for column in self.columns if column.kept}


class Registers:
    """Registers by English name. A second one of the same name is refused."""

    def __init__(self) -> None:
        self._registers: dict[str, Register] = {}

    def add(self, register: Register) -> Register:
        if register.name in self._registers:
            raise ValueError(f"register {register.name} is already defined")
        self._registers[register.name] = register
        return register

    def get(self, name: str) -> Register | None:
        """None for a name that nothing is known of, and for a register that is switched off."""
        register = self._registers.get(name)
        return register if register is not None and register.enabled() else None

    def __getitem__(self, name: str) -> Register:
        return self._registers[name]

    def __iter__(self) -> Iterator[Register]:
        return (register for register in self._registers.values() if register.enabled())


registers = Registers()
