"""Roles: given and ended by the security administrator."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from dashboard.accounts.forms import RoleForm
from dashboard.accounts.lines import line_writer
from dashboard.accounts.views import account_of, show_account
from organizations.actions import assign_role, end_role
from organizations.models import RoleAssignment
from organizations.roles import Power
from organizations.views import PermittedView

ASSIGNS = frozenset({Power.ASSIGN_ROLES})


class AssignRole(PermittedView):
    powers = ASSIGNS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = account_of(request, pk)
        form = RoleForm(request.POST)
        if form.is_valid():
            try:
                assign_role(user=user, by=request.user, write_line=line_writer(request.user), **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("organizations:account", pk)
        return show_account(request, user, form=form)


class EndRole(PermittedView):
    powers = ASSIGNS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assignment = get_object_or_404(RoleAssignment.objects.editable_by(request.user).select_related("user"), pk=pk)
        try:
            end_role(
                assignment=assignment,
                today=timezone.localdate(),
                by=request.user,
                write_line=line_writer(request.user),
            )
        except ValidationError as error:
            return show_account(request, assignment.user, refused=error.messages)
        return redirect("organizations:account", assignment.user_id)
