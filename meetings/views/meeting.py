"""One meeting held: all that is known, and correcting it by hand; and entering one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.held import EDITABLE, correct, enter
from meetings.actions.refused import Refused, Stale
from meetings.forms.held import CorrectionForm, EntryForm
from meetings.models import Meeting
from meetings.showing import groups, in_words, planned_in_words, scope_line, why_counted
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.models import Change
from registers.showing import changes_in_words

# lines of its history, and meetings held because of it, that a meeting shows
HISTORY, BELOW = 20, 50


class OneMeeting(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = _visible(request, pk)
        return _show(request, meeting, CorrectionForm(meeting) if _editable(request, pk) else None)


class Correction(PermittedView):
    """Correct a meeting by hand; a stale save is refused with both versions shown."""

    powers = frozenset({Power.EDIT_RECORDS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not _editable(request, pk):
            raise Http404
        meeting = _visible(request, pk)
        form = CorrectionForm(meeting, request.POST)
        if not form.is_valid():
            return _show(request, meeting, form, status=422)
        try:
            correct(
                meeting=pk,
                version=form.cleaned_data["version"],
                changes=form.changes,
                automatic=form.automatic,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
        except Stale as stale:
            return _show(request, stale.current, form, status=409, conflict=_conflict(form, stale.current))
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
            return _show(request, meeting, form, status=422)
        messages.success(request, _("已更正。相关数字随后自动更新。"))
        return redirect("meetings:meeting", pk)


class Entry(PermittedView):
    """One meeting typed by hand, where there is no sheet to import."""

    powers = frozenset({Power.EDIT_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "meetings/entry.html", {"form": EntryForm(_organizations(request))})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EntryForm(_organizations(request), request.POST)
        if form.is_valid():
            try:
                made = enter(fields=form.said, covers=form.covers, by=request.user, today=timezone.localdate())
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("已录入。"))
                return redirect("meetings:meeting", made.pk)
        return render(request, "meetings/entry.html", {"form": form}, status=422)


def _visible(request: HttpRequest, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "planned", "imported_by"), pk=pk)


def _editable(request: HttpRequest, pk: int) -> bool:
    return Meeting.objects.editable_by(request.user).filter(pk=pk).exists()


def _organizations(request: HttpRequest) -> Any:
    return Organization.objects.reached_by(request.user, Power.EDIT_RECORDS).in_order()


def _show(
    request: HttpRequest,
    meeting: Meeting,
    form: CorrectionForm | None,
    *,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
) -> HttpResponse:
    visible = Meeting.objects.visible_to(request.user).select_related("organization")
    context = {
        "meeting": meeting,
        "groups": groups(meeting),
        "why": why_counted(meeting),
        "planned": planned_in_words(meeting),
        "above": visible.filter(pk=meeting.superior_id).first() if meeting.superior_id else None,
        "below": visible.filter(superior=meeting.pk).order_by("day", "pk")[:BELOW],
        "scope": scope_line(),
        "form": form,
        "conflict": conflict,
        "current_version": meeting.version,
        "history": _history(request, meeting),
    }
    return render(request, "meetings/meeting.html", context, status=status)


def _history(request: HttpRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """The meeting's own lines of the change history, for who may see the meeting; the newest first."""
    lines = (
        Change.objects.reached_by(request.user, Power.SEE_RECORDS)
        .filter(subject=Meeting._meta.label_lower, key=meeting.key)
        .select_related("actor")[:HISTORY]
    )
    return [{"line": line, "changes": list(changes_in_words(Meeting, line.changes))} for line in lines]


def _conflict(form: CorrectionForm, current: Meeting) -> list[dict[str, str]]:
    """Field by field, what stands now and what the person wanted, where they differ."""
    wanted = form.changes
    return [
        {
            "label": str(Meeting._meta.get_field(name).verbose_name),
            "now": in_words(name, getattr(current, name)),
            "wanted": in_words(name, wanted[name]),
        }
        for name in EDITABLE
        if name in wanted and wanted[name] != getattr(current, name)
    ]
