"""Accounts: the system administrator keeps them, the security administrator sees them to assign roles."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.account.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django_filters.views import FilterView
from django_tables2.views import SingleTableMixin

from dashboard.accounts.filters import AccountFilter
from dashboard.accounts.forms import AccountForm, RoleForm
from dashboard.accounts.lines import line_writer
from dashboard.accounts.tables import AccountTable
from organizations.actions import activate, clear_second_factors, create_account, deactivate, reset_password
from organizations.models import User
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

KEEPS = frozenset({Power.MANAGE_ACCOUNTS})
SEES = frozenset({Power.MANAGE_ACCOUNTS, Power.ASSIGN_ROLES})


class Accounts(PermittedView, SingleTableMixin, FilterView):
    powers = SEES
    filterset_class = AccountFilter
    table_class = AccountTable
    template_name = "organizations/accounts.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return User.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keeps=has_power(self.request.user, Power.MANAGE_ACCOUNTS), **kwargs)


class NewAccount(PermittedView):
    powers = KEEPS

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "organizations/account_new.html", {"form": AccountForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AccountForm(request.POST)
        if form.is_valid():
            try:
                user, password = create_account(**form.cleaned_data, write_line=line_writer(request.user))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return first_password(request, user, password)
        return render(request, "organizations/account_new.html", {"form": form}, status=422)


class Account(PermittedView):
    """One account: its state, and its roles for those who assign them."""

    powers = SEES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show_account(request, account_of(request, pk))


class AccountAct(PermittedView):
    """An act on one account by a POST; back to its page, or there again with the sentence that refused it."""

    powers = KEEPS
    act: ClassVar[Callable[..., None]]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = kept_account(request, pk)
        try:
            type(self).act(user=user, write_line=line_writer(request.user), **self.more(request))
        except ValidationError as error:
            return show_account(request, user, refused=error.messages)
        return redirect("organizations:account", pk)

    def more(self, request: HttpRequest) -> dict[str, Any]:
        return {}


class Deactivate(AccountAct):
    act = deactivate

    def more(self, request: HttpRequest) -> dict[str, Any]:
        return {"by": request.user}


class Activate(AccountAct):
    act = activate


class ClearSecondFactors(AccountAct):
    act = clear_second_factors


class ResetPassword(PermittedView):
    powers = KEEPS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = kept_account(request, pk)
        return first_password(request, user, reset_password(user=user, write_line=line_writer(request.user)))


class ChangePassword(PasswordChangeView):
    """allauth's page for the own password; that it was changed stays in the history."""

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        with transaction.atomic():
            response = super().form_valid(form)
            line_writer(user)(
                action="password_changed",
                subject="organizations.user",
                key=user.username,
                changes={"password": (None, None)},
            )
        return response


def account_of(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def kept_account(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(User.objects.editable_by(request.user), pk=pk)


def first_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Shown in this answer only."""
    return render(request, "organizations/first_password.html", {"account": user, "password": password})


def show_account(
    request: HttpRequest, user: User, *, form: RoleForm | None = None, refused: list[str] | None = None
) -> HttpResponse:
    """The page of an account; with the sentence that refused an act it answers 422."""
    today = timezone.localdate()
    context = {
        "account": user,
        "refused": refused,
        "keeps": has_power(request.user, Power.MANAGE_ACCOUNTS),
        "assigns": has_power(request.user, Power.ASSIGN_ROLES),
        "assignments": user.assignments.visible_to(request.user).select_related("organization").order_by("-starts"),
        "today": today,
        "form": form or RoleForm(initial={"starts": today}),
    }
    wrong = refused or (form and form.errors)
    return render(request, "organizations/account.html", context, status=422 if wrong else 200)
