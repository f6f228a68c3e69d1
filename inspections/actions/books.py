"""Acts on records of registers 9 to 12: put one right by hand, and enter one where there is no sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.refusals import Refused, Stale
from inspections.books import Book
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.importing.context import Context
from registers.importing.matching import key_of
from registers.importing.register import Register
from registers.importing.row import Row
from registers.importing.writing import defaults
from registers.models import Coverage, Record
from registers.outbox import announce

Values = dict[str, Any]


@transaction.atomic
def correct(
    *,
    book: Book,
    record: int,
    version: int,
    changes: Mapping[str, Any],
    automatic: Collection[str] = (),
    reason: str,
    by: User,
    today: date,
) -> Record:
    """Set fields by hand; they stick through later imports. `automatic` fields are derived again from now on.

    Raises DoesNotExist for a record out of reach, Stale when `version` is not the current one, Refused where an
    import would have rejected the row.
    """
    within = book.model._default_manager.editable_by(by)
    held = within.select_for_update(of=("self",), no_key=True).get(pk=record)
    if book.locked(held):
        raise Refused(_("这一条不在这里更正。"))
    if held.version != version:
        raise Stale(held)
    old = {field.attname: getattr(held, field.attname) for field in book.subject.concrete_fields}
    changed = {name: value for name, value in changes.items() if name not in automatic and old[name] != value}
    stated = {name for name in book.derived if name in changes and changes[name] not in (None, "")}
    sticks = {*held.corrected, *changed, *stated} - set(automatic)
    given = [name for name in old.get("given", ()) if name not in automatic]
    new = old | changed | _derived_again(book, old | changed, {*given, *sticks}, today)
    new["corrected"] = sorted(sticks)
    if "given" in old:
        new["given"] = given
    _save(book, held, old, new, reason, by)
    return book.model._default_manager.get(pk=record)


def _derived_again(book: Book, values: Values, stated: Collection[str], today: date) -> Values:
    """What the register derives from these values; what is stated is handed to it as a sheet would."""
    register = book.register
    said = {name: values[name] for name in register.attributes}
    said |= {name: None for name in book.derived if name not in stated}
    row = _derive(register, said, today)
    blank = defaults(register.model)
    return {at: blank[at] if row.values.get(at) is None else row.values[at] for at in register.attributes}


def _derive(register: Register, said: Values, today: date) -> Row:
    """The row after deriving. Raises Refused where it was rejected."""
    row = Row("", 1, {}, values={column.at: None for column in register.columns} | said)
    register.derive([row], Context.load(today))
    if row.problems:
        problem = row.problems[0]
        column = register.column(problem.column)
        raise Refused(problem.message, column.name if column else "")
    return row


def _save(book: Book, held: Record, old: Values, new: Values, reason: str, by: User) -> None:
    silent = {"given", *book.register.silent}
    names = [name for name in (*book.register.attributes, "corrected") if name not in silent]
    difference = history.difference(old, new, names)
    if not difference:
        return
    written = {name: new[name] for name in (*book.register.attributes, "corrected")}
    same = book.model._default_manager.filter(pk=held.pk, version=held.version)
    if not same.update(**written, version=F("version") + 1):
        raise Stale(book.model._default_manager.get(pk=held.pk))
    announce(book.register.name, {held.organization_id}, {old["year"], new["year"]})
    line = history.Line("corrected", book.label, held.key, held.organization_id, difference, reason)
    history.write([line], actor=by, path="page")


@transaction.atomic
def enter(*, book: Book, fields: Mapping[str, Any], covers: tuple[date, date] | None, by: User, today: date) -> Record:
    """One record typed by hand: derived like an imported one. Raises Refused with a sentence."""
    register = book.register
    owner = fields["organization_id"]
    if not Organization.objects.reached_by(by, Power.EDIT_RECORDS).filter(pk=owner).exists():
        raise Refused(_("只能录入本单位的记录。"), "organization")
    row = _derive(register, dict(fields), today)
    key = key_of(register, row.values)
    blank = defaults(register.model)
    stored = {at: blank[at] if row.values.get(at) is None else row.values[at] for at in register.attributes}
    try:
        with transaction.atomic():
            made = book.model._default_manager.create(key=key, **stored)
    except IntegrityError as error:
        raise Refused(_("台账里已有这一条，没有重复录入；请用搜索找到它再更正。"), "name") from error
    starts, ends = covers or (made.day, made.day)
    Coverage.objects.get_or_create(organization_id=owner, register=register.name, starts=starts, ends=ends)
    announce(register.name, [owner], range(min(starts.year, made.year), max(ends.year, made.year) + 1))
    said = {name: (None, value) for name, value in fields.items() if value not in (None, "")}
    history.write([history.Line("created", book.label, key, owner, said)], actor=by, path="page")
    return made
