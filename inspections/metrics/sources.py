"""Registers 8 to 12 and the annual plans as metrics see them."""

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from inspections.models import (
    ASKED_STATES,
    GRASSROOTS,
    ClearanceItem,
    DataRequest,
    InspectionPlan,
    PlannedInspection,
    SharedResult,
    Visit,
)
from metrics.registry import Source


def _plans() -> QuerySet[InspectionPlan]:
    year = Cast("year", CharField())
    return InspectionPlan.objects.annotate(
        key=Concat("organization__code", Value(" "), year),
        title=Concat(year, Value("年度督检考计划"), output_field=CharField()),
    )


VISITS = Source("visits", Visit.objects.all, title="name")
# one unit's visits say something about another's: a change is judged for everybody (measures.tasks)
VISITS_OF_ALL = Source("visits", Visit.objects.all, organization="organization_id", title="name")
ITEMS = Source("inspection_plans", PlannedInspection.objects.all, title="name")
PLANS = Source("inspection_plans", _plans, day="submitted_on", title="title")
# the inventory stands from year to year: what entered it by the year belongs to the year
CLEARANCE = Source("clearance", ClearanceItem.objects.all, year="year__lte", title="name")
REQUESTS = Source("data_requests", DataRequest.objects.all, title="name")
RESULTS = Source("results", SharedResult.objects.all, title="name")

# visits that are inspections; what a county says went beyond the plan is said of a visit that stands in the register
COUNTED = Q(counts_as_inspection=True, beyond_plan=False)
# 到县乡村和企业学校
BELOW = Q(place_level__in=sorted(level.value for level in GRASSROOTS))
# the team itself, not the partners that registered it too
OWN_TEAM = Q(joint_lead=None, origin="register")
# forms that the grassroots were asked for
ASKED = Q(state__in=[state.value for state in ASKED_STATES])
