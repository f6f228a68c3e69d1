"""The overview, whole or the fragment that htmx asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboard.overview.page import Page
from dashboard.overview.state import read
from measures.models import JudgedYear
from organizations.roles import Power
from organizations.views import PermittedView

TEMPLATE = "dashboard/overview.html"
# the element that htmx fills → the partial of the template
FRAGMENTS = {"jf-overview": "#body", "drill": "#drill", "trend": "#trend"}


class Overview(PermittedView):
    powers = frozenset({Power.SEE_STANDINGS})

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        judged = {note.year: note for note in JudgedYear.objects.exclude(as_of=None)}
        # a new year starts empty: until it is judged, the page opens with the last one that was
        default = today.year if today.year in judged else max(judged, default=today.year)
        page = Page(request.user, read(request.GET, today, default), judged, today)
        fragment = FRAGMENTS.get(request.htmx.target or "", "") if request.htmx else ""
        return render(request, TEMPLATE + fragment, {"page": page})
