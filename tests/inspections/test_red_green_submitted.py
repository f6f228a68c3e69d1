"""15.4: the year's plan is handed in by 31 January; every department owes one."""

from datetime import date, datetime

import pytest
from django.utils.timezone import make_aware

from inspections.models import InspectionPlan
from tests.inspections.judged import PLANS, planned, status

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("submitted", "expected"), [(date(2019, 1, 31), "on_track"), (None, "breached")])
def test_15_4_the_plan_is_handed_in_by_31_january(take, department, submitted, expected):
    take("inspection_plans", PLANS, planned("秋粮督查"))
    if submitted:
        at = make_aware(datetime.combine(submitted, datetime.min.time()))
        InspectionPlan.objects.update(
            state="submitted", submitted_by=department.user, submitted_at=at, submitted_on=submitted
        )
    assert status("15.4", as_of="2019-01-31") == expected


def test_15_4_a_plan_that_nobody_began_is_owed_all_the_same(province):
    assert status("15.4", as_of="2019-01-30") == "at_risk"
    assert status("15.4", as_of="2019-01-31") == "breached"
