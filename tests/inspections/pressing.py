"""What the tests of the plan's pages share: opening, pressing, a plan on its way."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from inspections.models import InspectionPlan, ItemState, PlanState


def go(member, route, *args, **data):
    return member.post(reverse(route, args=args), data, follow=True)


def open_page(member, plan, query=""):
    return member.get(reverse("dashboard:inspection_plan", args=[plan.pk]) + query)


def text_of(response):
    return response.content.decode()


def handed_in(plan, *, by, state=PlanState.SUBMITTED, line_state=ItemState.SUBMITTED):
    """A plan on its way; `by` is who submitted it."""
    now = timezone.now()
    plan.items.update(state=line_state, submitted_by=by, submitted_at=now, checked_at=now)
    InspectionPlan.objects.filter(pk=plan.pk).update(
        state=state, submitted_by=by, submitted_at=now, submitted_on=date(2019, 1, 20)
    )
    plan.refresh_from_db()
    return plan
