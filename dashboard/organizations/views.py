"""The list of organizations and the page of one: a department sees itself, a city itself and those below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.exports import answer
from dashboard.judged import judged
from dashboard.measures.sheets import STANDING_HEADINGS, standing_rows
from dashboard.organizations.forms import OrganizationFilter
from dashboard.organizations.listing import Entry, entries
from dashboard.organizations.page import page
from dashboard.templatetags.statuses import counted
from dashboard.year import kept, look
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView

SEES = frozenset({Power.SEE_STANDINGS})


class Organizations(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        looking = look(request, timezone.localdate())
        form = OrganizationFilter(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        found = entries(request.user, looking, chosen.get("q", ""), chosen.get("kind", ""), chosen.get("status", ""))
        if request.GET.get("export"):
            headings = [_("机构"), _("代码"), _("类别"), _("最重现状"), _("各项现状"), _("未销号问题")]
            name = _("机构现状%(year)s") % {"year": looking.year}
            return answer(request, name, headings, _written(found), "organizations.organization")
        context = {
            "look": looking,
            "form": form,
            "entries": found,
            "reset": looking.suffix,
            "xlsx": kept(request.GET, export="xlsx"),
            "csv": kept(request.GET, export="csv"),
        }
        return render(request, "dashboard/organizations.html", context, status=200 if form.is_valid() else 422)


class OrganizationPage(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        organization = get_object_or_404(Organization.objects.visible_to(request.user), code=code)
        looking = look(request, timezone.localdate())
        if request.GET.get("export"):
            rows = judged(request.user, looking, {organization.pk: organization})
            name = f"{organization} {looking.year}"
            return answer(request, name, STANDING_HEADINGS, standing_rows(rows), "measures.standing")
        context = {
            "look": looking,
            "xlsx": kept(request.GET, export="xlsx"),
            "csv": kept(request.GET, export="csv"),
            **page(request.user, looking, organization),
        }
        return render(request, "dashboard/organization.html", context)


def _written(found: Iterable[Entry]) -> Iterator[list[Any]]:
    for one in found:
        organization = one.organization
        yield [
            organization.name,
            organization.code,
            organization.get_kind_display(),
            str(one.status.label) if one.status else "",
            _("、").join(counted(status, amount) for status, amount in one.counts),
            one.flags,
        ]
