"""Newest flags, and how many are open: one query for both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboard.flags.deadline import deadline
from dashboard.overview.sentences import in_a_line
from dashboard.overview.tiles import Part, Tile
from dashboard.templatetags.charts import hatched, stacked
from dashboard.templatetags.figures import figure
from measures.catalogue import RuleSet
from measures.models import Flag, Standing
from measures.rules import Status
from registers.workdays import Workdays

SHOWN = 5
# measure 29 demands that flags are answered in time
MEASURE = 29


@dataclass(frozen=True)
class Shown:
    """A row for components/flag_row.html."""

    address: str
    status: str
    title: str
    day: date
    whose: str
    measure: str
    state: str
    overdue: str = ""
    left: str = ""


@dataclass(frozen=True)
class Newest:
    rows: list[Shown]
    open: int = 0
    unanswered: int = 0
    answered: int = 0
    overdue: int = 0


def newest(user: Any, rules: RuleSet, year: int, hidden: frozenset[str], today: date) -> Newest:
    """The newest open flags of the year that the person may see, but for hidden obligations."""
    late = Q(due_on__lt=today, state__in=[Flag.State.OPEN, Flag.State.RETURNED])
    unanswered = Q(state__in=[Flag.State.OPEN, Flag.State.RETURNED])
    known = [obligation.key for obligation in rules.obligations if obligation.key not in hidden]
    flags = (
        Flag.objects.visible_to(user)
        .open()
        .filter(year=year, obligation__in=known)
        .annotate(
            total=Window(Count("pk")),
            unanswered=Window(Count("pk", filter=unanswered)),
            late=Window(Count("pk", filter=late)),
            whose=F("organization__short_name"),
            whole_name=F("organization__name"),
            **{name: _figure_of_standing(user, name) for name in ("value", "limit", "forecast", "committed")},
        )
        .order_by("-opened_on", "-pk")[:SHOWN]
    )
    rows = list(flags)
    if not rows:
        return Newest([])
    first, workdays = rows[0], Workdays()
    return Newest(
        [_row(flag, rules, today, workdays) for flag in rows],
        open=first.total,
        unanswered=first.unanswered,
        answered=first.total - first.unanswered,
        overdue=first.late,
    )


def _figure_of_standing(user: Any, name: str) -> Subquery:
    same = {one: OuterRef(one) for one in ("obligation", "organization", "year")}
    return Subquery(Standing.objects.visible_to(user).filter(**same).values(name)[:1])


def _row(flag: Any, rules: RuleSet, today: date, workdays: Workdays) -> Shown:
    obligation = rules.obligation(flag.obligation)
    measure = rules.measure(obligation.measure)
    due = deadline(flag, today, workdays)
    return Shown(
        address=reverse("dashboard:flag", args=[flag.pk]),
        status=flag.status,
        title=in_a_line(obligation, flag),
        day=flag.opened_on,
        whose=flag.whose or flag.whole_name,
        measure=_("第%(number)s条%(name)s") % {"number": measure.number, "name": measure.short},
        state=flag.get_state_display(),
        overdue=due.said if due.overdue else "",
        left="" if due.overdue else due.said,
    )


def flags_tile(found: Newest | None, aside: str = "") -> Tile:
    """Open flags: unanswered, to be decided, overdue. Being overdue is an attribute, said in words and red.

    None: nothing was judged, so nothing is known.
    """
    if found is None:
        return Tile(MEASURE, _("未销号问题"), Status.NO_DATA, chart=hatched(), foot=[Part(_("还没有研判"))], flags=True)
    in_time = found.unanswered - found.overdue
    status, word = Status.ON_TRACK, _("没有")
    if found.open:
        status, word = Status.TO_EXPLAIN, _("待办")
    if found.overdue:
        status, word = Status.BREACHED, _("逾期%(count)s") % {"count": found.overdue}
    return Tile(
        MEASURE,
        _("未销号问题"),
        status,
        figure(found.open),
        _("件"),
        aside,
        chart=stacked(in_time, "actual", found.answered, "second", found.overdue, "over"),
        foot=[
            Part(_("待说明%(count)s") % {"count": in_time}),
            Part(_("待审核%(count)s") % {"count": found.answered}),
            Part(_("逾期%(count)s") % {"count": found.overdue}, "over" if found.overdue else ""),
        ],
        word=word,
        flags=True,
    )
