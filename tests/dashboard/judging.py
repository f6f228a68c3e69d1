"""A judged department for the pages' tests: ten documents in 2018, five and more in 2019, both years covered."""

from datetime import date

from django.utils import timezone

from inspections.models import InspectionPlan
from measures.engine import judge
from organizations.models import Kind, Level, Organization
from tests import make

DAY = date(2019, 6, 30)


def documents(organization, year, days, *, level=Level.COUNTY, **fields):
    """One document that reaches the counties on each of the (month, day)s."""
    return [make.document(organization, day=date(year, *day), level=level, **fields) for day in days]


def plans_handed_in(year=2019):
    """Every department's plan of inspections, in time: 15.4 asks for it from February on."""
    for unit in Organization.objects.filter(kind=Kind.DEPARTMENT).exclude(
        pk__in=InspectionPlan.objects.values("organization")
    ):
        make.inspection_plan(
            unit,
            year=year,
            state="submitted",
            submitted_by=make.user(),
            submitted_at=timezone.now(),
            submitted_on=date(year, 1, 20),
        )


def covered(organization, *years, register="documents"):
    plans_handed_in()
    for year in years:
        make.coverage(organization, register=register, starts=date(year, 1, 1), ends=date(year, 12, 31))


def too_many(organization, *, this=8):
    """Ten in 2018, five of them by the end of June; `this` by then in 2019. The ceiling is seven."""
    covered(organization, 2018, 2019)
    documents(organization, 2018, [(month, 10) for month in (2, 3, 4, 5, 6, 8, 9, 10, 11, 12)], openness="open")
    found = documents(organization, 2019, [(3, day) for day in range(1, this + 1)], openness="open")
    judge(2019, DAY)
    return found
