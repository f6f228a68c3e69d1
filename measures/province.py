"""Figures of measures 22 to 25 for the whole province: all that others than the organ concerned are ever told."""

from __future__ import annotations

from django.db.models import Sum

from measures.catalogue import RuleSet
from measures.models import Standing
from measures.restricted import is_restricted


def restricted_totals(rules: RuleSet, year: int) -> dict[str, int | None]:
    """Obligation → what was found in the year, all organs together, by the last judging; None where nothing is known.

    What is found are steps missed and limits overrun. How many people were held to account is nowhere in it.
    """
    keys = [one.key for one in rules.obligations if is_restricted(one.key)]
    sums = Standing.objects.filter(year=year, obligation__in=keys).order_by().values("obligation")
    found = dict(sums.annotate(found=Sum("value")).values_list("obligation", "found"))
    return {key: None if found.get(key) is None else int(found[key]) for key in keys}
