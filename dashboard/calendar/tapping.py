"""What a county can tap, what it has tapped, and what silence has become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from inspections.closing import window
from inspections.entries import INSPECTION, CalendarEntry
from inspections.models import Mark, ReportState, VisitMark
from organizations.models import Organization
from registers.workdays import Workdays

# how far back the list looks for what can still be tapped, and how far on for what comes
BACK, AHEAD = timedelta(days=60), timedelta(days=60)
# and for what it still shows although it is closed
SHOWN_CLOSED = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One entry of the list. `open`: the buttons are there; `mark`: what was tapped; `silent`: closed without a tap.

    `changeable`: what was tapped can still be changed.
    """

    entry: CalendarEntry
    open: bool
    mark: str
    changeable: bool
    silent: bool
    decided: str

    @property
    def otherwise(self) -> bool:
        return self.mark in (Mark.NOT_IN_PLAN, Mark.BEYOND_PLAN)


@dataclass(frozen=True)
class Listing:
    """Today's, what waits for a look (the newest first), and what comes."""

    today: list[Row]
    waiting: list[Row]
    coming: list[Row]


def marks_of(user: Any, county: Organization, entries: Iterable[CalendarEntry]) -> dict[int, VisitMark]:
    """The county's marks by item, for those who may see them: itself and the general office. One query."""
    items = [entry.item for entry in entries if entry.item is not None]
    found = VisitMark.objects.visible_to(user).filter(county=county, item__in=items)
    return {mark.item_id: mark for mark in found}


def listing(
    entries: Iterable[CalendarEntry], marks: Mapping[int, VisitMark], taps: bool, now: datetime, today: date
) -> Listing:
    """`taps`: whether the person taps for this county."""
    workdays = Workdays()
    rows = [_row(entry, marks.get(entry.item or 0), taps, now, today, workdays) for entry in entries]
    near = [row for row in rows if today - BACK <= row.entry.ends and row.entry.starts <= today + AHEAD]
    going = [row for row in near if row.entry.starts <= today <= row.entry.ends]
    past = [row for row in near if row.entry.ends < today and row.entry.kind == INSPECTION]
    waiting = [row for row in past if row.open or today - row.entry.ends <= SHOWN_CLOSED]
    # whose days are not fixed is not said to be there today; it can be tapped all the same
    waiting += [row for row in going if row.entry.floating]
    return Listing(
        today=[row for row in going if not row.entry.floating],
        waiting=sorted(waiting, key=lambda row: row.entry.starts, reverse=True),
        coming=[row for row in near if row.entry.starts > today],
    )


def _row(
    entry: CalendarEntry, mark: VisitMark | None, taps: bool, now: datetime, today: date, workdays: Workdays
) -> Row:
    if entry.item is None or entry.starts > today:
        return Row(entry, open=False, mark="", changeable=False, silent=False, decided="")
    if mark is not None:
        changeable = mark.until > now and mark.state == ReportState.REPORTED
        decided = "" if mark.state == ReportState.REPORTED else str(mark.get_state_display())
        return Row(entry, taps and changeable, mark.mark, changeable, silent=False, decided=decided)
    # the holidays are asked only for what ended lately: all that is older has closed long ago
    if entry.ends < today - BACK:
        return Row(entry, open=False, mark="", changeable=False, silent=True, decided="")
    span = window(entry.starts, entry.ends, workdays)
    return Row(entry, taps and span.open_on(today), "", changeable=False, silent=span.over_on(today), decided="")
