"""Where one planned meeting stands: in its plan, or by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from meetings.models import PlannedMeeting
from organizations.roles import Power
from organizations.views import PermittedView


class Planned(PermittedView):
    """On to the page of its plan with the line in view, or to that of a single meeting."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = get_object_or_404(PlannedMeeting.objects.visible_to(request.user), pk=pk)
        if line.plan_id is None:
            return redirect("dashboard:single", pk)
        return redirect(f"{reverse('dashboard:plan', args=[line.plan_id])}#line-{pk}")
