"""The directory of organizations: reference data, open to everybody who sees standings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django_filters.views import FilterView
from django_tables2.views import SingleTableMixin

from dashboard.accounts.filters import OrganizationFilter
from dashboard.accounts.forms import OrganizationForm, SuccessionForm
from dashboard.accounts.lines import line_writer
from dashboard.accounts.tables import OrganizationTable
from organizations.actions import amend_organization, succeed
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.outbox import announce

SEES = frozenset({Power.SEE_STANDINGS, Power.MANAGE_ACCOUNTS, Power.ASSIGN_ROLES})
KEEPS = frozenset({Power.MANAGE_ACCOUNTS})


class Directory(PermittedView, SingleTableMixin, FilterView):
    powers = SEES
    filterset_class = OrganizationFilter
    table_class = OrganizationTable
    template_name = "organizations/directory.html"
    paginate_by = 100

    def get_queryset(self) -> Any:
        return OrganizationTable.rows(Organization.objects.in_order())


class DirectoryEntry(PermittedView):
    """One organization with its number series and successions; names and order for the system administrator."""

    powers = SEES

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return _show(request, _named(code))


class AmendOrganization(PermittedView):
    powers = KEEPS

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        organization = _named(code)
        form = OrganizationForm(request.POST, instance=_named(code))
        if form.is_valid():
            try:
                amend_organization(organization=organization, write_line=line_writer(request.user), **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("organizations:directory_entry", code)
        return _show(request, organization, form=form)


class Succeed(PermittedView):
    powers = KEEPS

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        predecessor = _named(code)
        form = SuccessionForm(request.POST, predecessor=predecessor)
        if form.is_valid():
            try:
                with transaction.atomic():
                    succeed(predecessor=predecessor, write_line=line_writer(request.user), **form.cleaned_data)
                    # no organizations: whose figures become whose reaches through any chain
                    announce("successions", [], [form.cleaned_data["effective"].year])
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("organizations:directory_entry", code)
        return _show(request, predecessor, succession=form)


def _named(code: str) -> Organization:
    return get_object_or_404(Organization.objects.in_order().select_related("parent"), code=code)


def _show(
    request: HttpRequest,
    organization: Organization,
    *,
    form: OrganizationForm | None = None,
    succession: SuccessionForm | None = None,
) -> HttpResponse:
    wrong = (form and form.errors) or (succession and succession.errors)
    context = {
        "organization": organization,
        "children": organization.children.in_order(),
        "series": organization.series.order_by("text"),
        "successors": organization.successions.select_related("successor").order_by("effective"),
        "predecessors": organization.predecessions.select_related("predecessor").order_by("effective"),
        "keeps": has_power(request.user, Power.MANAGE_ACCOUNTS),
        "form": form or OrganizationForm(instance=organization),
        "succession": succession or SuccessionForm(predecessor=organization),
    }
    return render(request, "organizations/directory_entry.html", context, status=422 if wrong else 200)
