"""Entries of a county's calendar as iCalendar: whole days, no attendees, no alarms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from inspections.entries import INSPECTION, CalendarEntry

# how often a program should look again (RFC 7986, 5.7)
REFRESH = timedelta(hours=1)


def calendar(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """The same entries give the same bytes, so that a program is told when nothing has changed."""
    made = Calendar()
    made.add("prodid", "-//Qingzhuang//County calendar//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry))
    return made.to_ical()


def _event(entry: CalendarEntry) -> Event:
    """DTEND is the day after the last one (RFC 5545, 3.6.1); the title is the sign and the name."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamped.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "TENTATIVE" if entry.floating else "CONFIRMED")
    event.add("summary", f"{sign(entry)} {entry.name}")
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends + timedelta(days=1))
    event.add("categories", [sign(entry)])
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(_description(entry)))
    return event


def sign(entry: CalendarEntry) -> str:
    return str(_("检") if entry.kind == INSPECTION else _("会"))


def _description(entry: CalendarEntry) -> Iterable[str]:
    yield f"{entry.organizer} · {entry.detail}"
    if entry.floating:
        yield _("具体哪天另行通知")
    yield from entry.lines
