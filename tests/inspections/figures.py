"""A figure of measures 14–21 by organization, however it is published, and a tally of rows to compare it with."""

from collections import Counter
from datetime import date

from django.db.models import Count

from metrics.period import Period
from metrics.registry import registry

YEAR = Period.year(2019)
HALF = Period.year_to(date(2019, 6, 30))


def day(chance, year=2019):
    return date(year, chance.randint(1, 12), chance.randint(1, 28))


def tally(rows):
    return Counter(row.organization_id for row in rows)


def figures(name, period=YEAR, **parameters):
    """Organization → figure, however the metric is published."""
    metric = registry[name]
    if metric.findings:
        found = Counter()
        for one in metric.find(period, **parameters):
            found[one.organization] += one.weight
        return found
    source = metric.source
    rows = source.rows().filter(**{source.year: period.end.year, f"{source.day}__lte": period.end})
    counted = (
        rows.order_by()
        .values("organization")
        .annotate(figure=Count("organization", filter=metric.condition(**parameters)))
    )
    return Counter({row["organization"]: row["figure"] for row in counted if row["figure"]})
