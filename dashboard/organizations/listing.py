"""Organizations in administrative order, with how many of their standings are how; never ranked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from dashboard.judged import in_words, tallied, worst
from dashboard.year import Look
from measures.models import Flag
from measures.status import Status
from organizations.models import Organization


@dataclass(frozen=True)
class Entry:
    organization: Organization
    status: Status | None
    counts: list[tuple[Status, int]]
    flags: int


def entries(user: Any, look: Look, words: str = "", kind: str = "", status: str = "") -> list[Entry]:
    """Those that exist on the day of the look. Three queries."""
    wanted = Organization.objects.visible_to(user).existing_on(look.day).in_order()
    if words:
        wanted = wanted.matching(words)
    if kind:
        wanted = wanted.filter(kind=kind)
    organizations = {one.pk: one for one in wanted}
    tally = tallied(user, look, organizations, "organization_id")
    open_flags = _open_flags(user, look)
    found = [
        Entry(
            one,
            worst(tally.get(pk, Counter())),
            in_words(tally.get(pk, Counter())),
            open_flags.get(pk, 0),
        )
        for pk, one in organizations.items()
    ]
    return [one for one in found if not status or (one.status is not None and one.status == status)]


def _open_flags(user: Any, look: Look) -> dict[int, int]:
    flags = Flag.objects.visible_to(user).open().filter(year=look.year).order_by()
    return dict(flags.values("organization").annotate(amount=Count("pk")).values_list("organization", "amount"))
