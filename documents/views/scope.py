"""The scope table (口径): what is counted, its versions, and signing a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from documents.actions import Refused, set_scope
from documents.forms import ScopeForm
from documents.models import ScopeTable
from documents.showing import scope_in_words
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView


class Scope(PermittedView):
    """Everybody who sees figures may read what they count."""

    powers = frozenset({Power.SEE_RECORDS, Power.SET_SCOPE})

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ScopeForm(ScopeTable.objects.in_force()) if has_power(request.user, Power.SET_SCOPE) else None
        return _show(request, form)


class Sign(PermittedView):
    """The general office signs a new version."""

    powers = frozenset({Power.SET_SCOPE})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ScopeForm(ScopeTable.objects.in_force(), request.POST)
        if form.is_valid():
            try:
                table = set_scope(table=form.save(commit=False), by=request.user)
            except Refused as refused:
                form.add_error(None, refused.message)
            else:
                text = _("口径第%(version)s版已签发，各件正在按新口径重新判断。") % {"version": table.version}
                messages.success(request, text)
                return redirect("documents:scope")
        return _show(request, form, status=422)


def _show(request: HttpRequest, form: ScopeForm | None, status: int = 200) -> HttpResponse:
    versions = list(ScopeTable.objects.order_by("-version")) or [ScopeTable.default()]
    context = {
        "form": form,
        "current": versions[0],
        "in_words": scope_in_words(versions[0]),
        "versions": [(table, scope_in_words(table)) for table in versions],
    }
    return render(request, "documents/scope.html", context, status=status)
