"""Entering one record by hand, by the same rules as an import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accountability.actions.refused import Refused
from accountability.rooms import Room
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.importing.context import Context
from registers.importing.matching import key_of
from registers.importing.row import Row
from registers.importing.writing import defaults
from registers.models import Coverage
from registers.outbox import announce
from registers.values import BadValue


@transaction.atomic
def enter(*, room: Room, fields: Mapping[str, Any], by: User, today: date) -> Any:
    """One case, complaint or talk of the own organ. Raises Refused with a sentence and the field it stands at."""
    owner = fields["organization_id"]
    if not Organization.objects.reached_by(by, Power.KEEP_CASES).filter(pk=owner).exists():
        raise Refused(_("只能登记本机关的。"), "organization")
    register, context = room.register, Context.load(today)
    row = Row("", 1, {}, values={column.at: None for column in register.columns} | dict(fields))
    row.values["number"] = _number(room, fields["number"], context)
    register.derive([row], context)
    if row.problems:
        raise Refused(row.problems[0].message)
    key = key_of(register, row.values)
    blank = defaults(room.model)
    stored = {at: blank[at] if row.values.get(at) is None else row.values[at] for at in register.attributes}
    try:
        with transaction.atomic():
            made = room.model.objects.create(key=key, **stored)
    except IntegrityError as error:
        raise Refused(_("本机关已有这个编号，没有重复登记；请核对编号。"), "number") from error
    Coverage.objects.get_or_create(organization_id=owner, register=register.name, starts=made.day, ends=made.day)
    announce(register.name, [owner], [made.year])
    said = {name: (None, value) for name, value in fields.items() if name != "organization_id" and value is not None}
    history.write([history.Line("created", room.subject, key, owner, said)], actor=by, path="page")
    return made


def _number(room: Room, text: str, context: Context) -> str:
    """The number as an import takes it: no sentence, no name."""
    column = next(one for one in room.register.columns if one.name == "number")
    try:
        return str(column.parse(text, context))
    except BadValue as error:
        raise Refused(error.message, "number") from error
