"""When an answer is due, in working days and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dashboard.sentences import overdue_said
from dashboard.templatetags.figures import day as day_said
from measures.models import Flag
from registers.workdays import MissingYear, Workdays

# days after which the number of working days says less than the date
PICTURED = 90

UNANSWERED = (Flag.State.OPEN, Flag.State.RETURNED)


@dataclass(frozen=True)
class Deadline:
    """`said` is empty where nothing is due any more; `overdue` colours it."""

    said: str
    overdue: bool


def deadline(flag: Flag, today: date, workdays: Workdays) -> Deadline:
    """`workdays` keeps the table of the years asked for: one for a whole list."""
    if flag.state not in UNANSWERED:
        return Deadline("", False)
    if flag.due_on is None:
        return Deadline(_("期限待定：节假日安排未录入"), False)
    if flag.due_on < today:
        return Deadline(_late(flag.due_on, today, workdays), True)
    return Deadline(_("%(day)s前答复") % {"day": day_said(flag.due_on)}, False)


def _late(due: date, today: date, workdays: Workdays) -> str:
    """In working days while they can be pictured; else, or where the table of holidays lacks the year, the day."""
    try:
        if (today - due).days > PICTURED:
            return _("逾期，期限为%(day)s") % {"day": due.isoformat()}
        return overdue_said(workdays.between(due, today))
    except MissingYear:
        return _("逾期，期限为%(day)s") % {"day": due.isoformat()}
