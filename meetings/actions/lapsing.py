"""A line of the plan that passed without a meeting lapses: its place under the ceiling is free again (9.1)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.actions.trace import Trace
from meetings.models import LineState, PlannedMeeting


@transaction.atomic
def lapse(*, today: date, after: int) -> int:
    """Lapse the approved lines whose last planned day is more than `after` days ago; how many did.

    A line without a day has until the end of its year. Joined lines (套开) lapse with their lead. A meeting that
    is found later brings its line back as held (meetings/actions/matching.py).
    """
    last = today - timedelta(days=after)
    over = Q(planned_to__lt=last) | Q(planned_to=None, year__lt=last.year)
    passed = PlannedMeeting.objects.filter(over, state=LineState.APPROVED, joined_to=None)
    trace = Trace()
    lapsed = sum(_lapse(line, after, trace) for line in passed.select_for_update(no_key=True).order_by("pk"))
    trace.leave()
    return lapsed


def _lapse(line: PlannedMeeting, after: int, trace: Trace) -> int:
    """The line and those joined to it; how many lapsed."""
    reason = _("过了拟开时间%(days)s天，没有召开") % {"days": after}
    approved = (LineState.APPROVED,)
    lines = [line, *line.joined.filter(state=LineState.APPROVED)]
    return sum(trace.change(one, "lapsed", reason, since=approved, state=LineState.LAPSED) for one in lines)
