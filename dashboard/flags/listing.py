"""Flags as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce

from dashboard.facts import line
from dashboard.flags.deadline import Deadline, deadline
from dashboard.paging import Page, page
from measures.catalogue import Measure, Obligation, RuleSet
from measures.models import Flag, Standing
from measures.models.flag import FlagQuerySet
from registers.workdays import Workdays

# flags without a due day come after all others
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Row:
    """`title` is the figure against its limit, as it stands now; for a closed flag the demand."""

    flag: Flag
    obligation: Obligation
    measure: Measure
    title: str
    deadline: Deadline


def paged(flags: FlagQuerySet, sort: str, after: str, before: str) -> Page:
    if sort == "due":
        flags = flags.annotate(place=Coalesce("due_on", Value(NEVER), output_field=DateField()))
        return page(flags, "place", newest_first=False, after=after, before=before)
    return page(flags, "opened_on", newest_first=True, after=after, before=before)


def rows(user: Any, flags: Iterable[Flag], rules: RuleSet, today: date) -> Iterator[Row]:
    """One query for the standings of all of them, and one for each year of holidays."""
    some = list(flags)
    known = {(one.obligation, one.organization_id): one for one in _standings(user, some)}
    workdays = Workdays()
    for flag in some:
        try:
            obligation = rules.obligation(flag.obligation)
        except KeyError:
            # an obligation that the rule set no longer has; its flag closes with the next run
            continue
        standing = None if flag.state == Flag.State.CLOSED else known.get((flag.obligation, flag.organization_id))
        yield Row(
            flag,
            obligation,
            rules.measure(obligation.measure),
            line(obligation, standing),
            deadline(flag, today, workdays),
        )


def _standings(user: Any, flags: list[Flag]) -> Iterable[Standing]:
    if not flags:
        return []
    return Standing.objects.visible_to(user).filter(
        year=flags[0].year,
        organization__in={flag.organization_id for flag in flags},
        obligation__in={flag.obligation for flag in flags},
    )
