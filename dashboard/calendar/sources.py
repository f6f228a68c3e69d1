"""Where the entries of a county's calendar come from: one pair of functions for each register that reaches counties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspections.entries import CalendarEntry, inspections_reaching, inspections_to_follow
from meetings.entries import meetings_reaching, meetings_to_follow
from organizations.models import Organization

Entries = Callable[[Any, Organization, date, date], Sequence[CalendarEntry]]


@dataclass(frozen=True)
class Source:
    """`reaching`: what is approved and touches the days; `to_follow`: with what is off again, for the feed."""

    reaching: Entries
    to_follow: Entries


SOURCES = (
    Source(inspections_reaching, inspections_to_follow),
    Source(meetings_reaching, meetings_to_follow),
)


def reaching(user: Any, county: Organization, first: date, last: date) -> list[CalendarEntry]:
    """What the person may see of the county's days, in order. One query a source."""
    return _in_order(entry for source in SOURCES for entry in source.reaching(user, county, first, last))


def to_follow(user: Any, county: Organization, first: date, last: date) -> list[CalendarEntry]:
    return _in_order(entry for source in SOURCES for entry in source.to_follow(user, county, first, last))


def _in_order(entries: Any) -> list[CalendarEntry]:
    return sorted(entries, key=lambda entry: (entry.starts, entry.kind, entry.uid))
