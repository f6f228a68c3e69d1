"""What a matched row changes on its record: what the file does not say stays, what a person corrected sticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from registers.importing.context import Context
from registers.importing.register import Register
from registers.importing.row import Packed, Row, Verdict
from registers.importing.stores import Stored
from registers.importing.writing import defaults

Pairs = Sequence[tuple[Row, Stored]]


class Filler:
    """Attributes for which nothing was said or derived take the column's own default; then the row is packed."""

    def __init__(self, register: Register) -> None:
        self.register = register
        known = defaults(register.model)
        self.defaults = [(at, known.get(at)) for at in register.attributes]

    def fill(self, row: Row) -> None:
        said = row.values.get
        data = [default if (value := said(at)) is None else value for at, default in self.defaults]
        row.values = Packed(self.register.order, data)


def complete(
    pairs: Pairs,
    filler: Filler,
    unsaid: Callable[[Row], Sequence[str]],
    parse: Callable[[Row], None],
    context: Context,
) -> None:
    """Rows whose record knows more than the file are read again with that added, and derived anew.

    `unsaid(row)` names the attributes that the row's sheet has no column for, those derived left out.
    """
    register, blank = filler.register, dict(filler.defaults)
    poorer: list[Row] = []
    for row, record in pairs:
        kept = {at: record.values[at] for at in unsaid(row) if record.values[at] != blank[at]}
        kept |= {at: record.values[at] for at in _stated_before(register, row, record) if at in record.values}
        kept |= {at: record.values[at] for at in record.corrected if at in record.values}
        if any(row.values[at] != value for at, value in kept.items()):
            repeats = row.values.get(register.repeats)
            parse(row)
            row.values |= kept
            if register.repeats:
                row.values[register.repeats] = repeats
            poorer.append(row)
    register.derive(poorer, context)
    for row in poorer:
        filler.fill(row)
    for row, record in pairs:
        for at in record.corrected:
            if at in record.values:
                row.values[at] = record.values[at]


def _stated_before(register: Register, row: Row, record: Stored) -> set[str]:
    """Derived attributes that an earlier sheet stated and this one does not: deriving must not undo them."""
    if not register.stated:
        return set()
    return set(record.values[register.stated] or ()) - set(row.values[register.stated] or ())


def compare(pairs: Pairs, register: Register) -> None:
    """Changed with the attributes that differ, or unchanged. A difference in silent attributes alone is none."""
    compared = [at for at in register.attributes if at not in register.silent]
    for row, record in pairs:
        values, stored = row.values, record.values
        same = list(values.values()) == list(stored.values())
        changes = () if same else tuple(at for at in compared if values[at] != stored[at])
        if changes:
            row.verdict, row.changes = Verdict.CHANGED, changes
            row.old = {at: stored[at] for at in changes}
        else:
            row.verdict = Verdict.UNCHANGED
