"""Days that cannot be in this order; the database refuses the same (accountability.models)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from registers.importing.context import Context
from registers.importing.row import Row


def refuse_future(row: Row, headings: dict[str, Any], context: Context, until_any: Sequence[str] = ()) -> bool:
    """A day that is still to come cannot have happened; planned ends (`until_any`) may."""
    for name, heading in headings.items():
        day = row.values.get(name)
        if day and day > context.today and name not in until_any:
            row.reject(heading, day, _("%(heading)s在今天之后；请核对年份。") % {"heading": heading})
            return True
    return False


def refuse_before(row: Row, headings: dict[str, Any], later: str, earlier: str) -> bool:
    """`later` may not lie before `earlier`, nor stand without it."""
    after, before = row.values.get(later), row.values.get(earlier)
    if not after or (before and after >= before):
        return False
    names = {"later": headings[later], "earlier": headings[earlier]}
    message = (
        _("%(later)s早于%(earlier)s；请核对两个日期。")
        if before
        else _("有%(later)s而没有%(earlier)s；请补上%(earlier)s。")
    )
    row.reject(headings[later], after, message % names)
    return True


def refuse_after(row: Row, headings: dict[str, Any], step: str, decision: str) -> bool:
    """A step of the procedure may not lie after the decision."""
    done, decided = row.values.get(step), row.values.get(decision)
    if not (done and decided and done > decided):
        return False
    message = _("%(decision)s早于%(step)s：%(step)s应在作出决定之前。请核对两个日期。")
    row.reject(headings[decision], decided, message % {"decision": headings[decision], "step": headings[step]})
    return True
