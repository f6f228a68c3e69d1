"""What a matched row changes on its record: what the file does not say stays, what a person corrected sticks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from registers.importing.context import Context
from registers.importing.register import Register
from registers.importing.row import Row, Verdict
from registers.importing.stores import Stored

Pairs = Sequence[tuple[Row, Stored]]


def fill(rows: Sequence[Row], register: Register, defaults: Mapping[str, Any]) -> None:
    """Attributes for which nothing was said or derived take the column's own default."""
    attributes = {at: defaults.get(at) for at in register.attributes}
    never_null = [(at, default) for at, default in attributes.items() if default is not None]
    for row in rows:
        row.values = values = attributes | row.values
        for at, default in never_null:
            if values[at] is None:
                values[at] = default


def complete(
    pairs: Pairs,
    register: Register,
    unsaid: Callable[[Row], Sequence[str]],
    parse: Callable[[Row], None],
    defaults: Mapping[str, Any],
    context: Context,
) -> None:
    """Rows whose record knows more than the file are read again with that added, and derived anew.

    `unsaid(row)` names the attributes that the row's sheet has no column for, those derived left out.
    """
    poorer: list[Row] = []
    for row, record in pairs:
        kept = {at: record.values[at] for at in unsaid(row) if record.values[at] != defaults.get(at)}
        kept |= {at: record.values[at] for at in record.corrected if at in record.values}
        if all(row.values[at] == value for at, value in kept.items()):
            continue
        key, repeats = row.key, row.values.get(register.repeats)
        parse(row)
        row.values |= kept
        row.key = key
        if register.repeats:
            row.values[register.repeats] = repeats
        poorer.append(row)
    if poorer:
        register.derive(poorer, context)
        fill(poorer, register, defaults)
    for row, record in pairs:
        for at in record.corrected:
            if at in record.values:
                row.values[at] = record.values[at]


def compare(pairs: Pairs, register: Register) -> None:
    """Changed with the attributes that differ, or unchanged. A difference in silent attributes alone is none."""
    compared = [at for at in register.attributes if at not in register.silent]
    for row, record in pairs:
        values, stored = row.values, record.values
        changes = tuple(at for at in compared if values[at] != stored[at])
        if changes:
            row.verdict, row.changes = Verdict.CHANGED, changes
            row.old = {at: stored[at] for at in changes}
        else:
            row.verdict = Verdict.UNCHANGED
