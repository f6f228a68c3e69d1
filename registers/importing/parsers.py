"""Parsers of columns: a cell and the context of its import to a value, None for blank, or BadValue with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _
from rapidfuzz import process

from registers import values
from registers.importing.context import Context, Organ
from registers.importing.row import Cell
from registers.values import BadValue

Parse = Callable[[Cell, Context], Any]
# likeness, of 100, from which a name is offered as the one that was probably meant
LIKELY = 60


def text(longest: int | None = None) -> Parse:
    """Clean text of at most so many characters."""
    return lambda cell, context: values.text(cell, longest=longest)


def day(cell: Cell, context: Context) -> date | None:
    """A day; one without a year (3月5日) is in the year of the import."""
    return values.parse_date(cell, context.year)


def whole(cell: Cell, context: Context) -> int | None:
    """A count as offices write it: 约27家, 十二."""
    return values.count(cell)


def share(cell: Cell, context: Context) -> Decimal | None:
    """A share between 0 and 1: 1, 0.4 or 40%."""
    return values.share(cell)


def yes_no(cell: Cell, context: Context) -> bool | None:
    """是/否, √/×, 有/无; blank is no answer."""
    return values.yes_no(cell)


def choice(choices: type[Choices], synonyms: Mapping[str, Any] | None = None) -> Parse:
    """One of the choices by its label; answers its plain value."""
    also = dict(synonyms or {})

    def parse(cell: Cell, context: Context) -> Any:
        labels = {str(label): value for value, label in choices.choices}
        return values.choice(cell, labels, also | {str(value): value for value in choices.values})

    return parse


def organ(cell: Cell, context: Context) -> Organ | None:
    """An organization by code, name or short name."""
    written = values.text(cell)
    if written is None:
        return None
    found = context.organs.find(written) or context.organs.find(written.replace(" ", ""))
    if found is None:
        raise BadValue(_unknown(written, context))
    return found


def organization(cell: Cell, context: Context) -> int | None:
    """The primary key of an organization named by code, name or short name."""
    found = organ(cell, context)
    return found.id if found else None


def organization_code(cell: Cell, context: Context) -> str | None:
    """The code of an organization, which may stand in the same file."""
    found = organ(cell, context)
    return found.code if found else None


def _unknown(written: str, context: Context) -> str:
    if context.organs.ambiguous(written):
        return _("有几个机构都叫“%(name)s”；请改填机构代码。") % {"name": written}
    likely = process.extractOne(written, context.organs.texts, score_cutoff=LIKELY)
    if likely:
        return _("机构表里没有“%(name)s”；如果是“%(likely)s”，请改为“%(likely)s”，否则请先登记这个机构。") % {
            "name": written,
            "likely": likely[0],
        }
    return _("机构表里没有“%(name)s”；请核对名称，或先登记这个机构。") % {"name": written}
