"""One record of registers 9 to 12: all that is known, correcting it by hand, and entering one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.books import correct, enter
from inspections.actions.refusals import Refused, Stale
from inspections.books import VISITS, Book
from inspections.forms.books import CorrectionForm, EntryForm
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.models import Change, Record
from registers.showing import changes_in_words

# lines of its history that a record shows
HISTORY = 20


class OneRecord(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})
    book: Book = VISITS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = _visible(request, self.book, pk)
        form = CorrectionForm(self.book, record) if _editable(request, self.book, record) else None
        return _show(request, self.book, record, form)


class Correction(PermittedView):
    """Correct a record by hand; a stale save is refused with both versions shown."""

    powers = frozenset({Power.EDIT_RECORDS})
    book: Book = VISITS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        book = self.book
        record = _visible(request, book, pk)
        if not _editable(request, book, record):
            raise Http404
        form = CorrectionForm(book, record, request.POST)
        if not form.is_valid():
            return _show(request, book, record, form, status=422)
        try:
            correct(
                book=book,
                record=pk,
                version=form.cleaned_data["version"],
                changes=form.changes,
                automatic=form.automatic,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
        except Stale as stale:
            return _show(request, book, stale.current, form, status=409, conflict=_conflict(form, stale.current))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            return _show(request, book, record, form, status=422)
        messages.success(request, _("已更正。相关数字随后自动更新。"))
        return redirect(f"inspections:{book.route}", pk)


class Entry(PermittedView):
    """One record typed by hand, where there is no sheet to import."""

    powers = frozenset({Power.EDIT_RECORDS})
    book: Book = VISITS

    def get(self, request: HttpRequest) -> HttpResponse:
        return _entry(request, self.book, EntryForm(self.book, _organizations(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EntryForm(self.book, _organizations(request), request.POST)
        if form.is_valid():
            today = timezone.localdate()
            try:
                made = enter(book=self.book, fields=form.said, covers=form.covers, by=request.user, today=today)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            else:
                messages.success(request, _("已录入。"))
                return redirect(f"inspections:{self.book.route}", made.pk)
        return _entry(request, self.book, form, status=422)


def _entry(request: HttpRequest, book: Book, form: EntryForm, *, status: int = 200) -> HttpResponse:
    context = {"book": book, "form": form, "list_address": reverse(f"inspections:{book.route}s")}
    return render(request, "inspections/entry.html", context, status=status)


def _visible(request: HttpRequest, book: Book, pk: int) -> Record:
    visible = book.model._default_manager.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "imported_by"), pk=pk)


def _editable(request: HttpRequest, book: Book, record: Record) -> bool:
    within = book.model._default_manager.editable_by(request.user)
    return not book.locked(record) and within.filter(pk=record.pk).exists()


def _organizations(request: HttpRequest) -> Any:
    return Organization.objects.reached_by(request.user, Power.EDIT_RECORDS).in_order()


def _show(
    request: HttpRequest,
    book: Book,
    record: Record,
    form: CorrectionForm | None,
    *,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
) -> HttpResponse:
    values = {field.attname: getattr(record, field.attname) for field in book.subject.concrete_fields}
    context = {
        "book": book,
        "record": record,
        "day": book.over(values).get("day") or record.day.isoformat(),
        "groups": book.fields_of(record),
        "why": book.why(record),
        "list_address": reverse(f"inspections:{book.route}s"),
        "correct_address": reverse(f"inspections:{book.route}_correct", args=[record.pk]),
        "form": form,
        "conflict": conflict,
        "current_version": record.version,
        "history": _history(request, book, record),
    }
    return render(request, "inspections/record.html", context, status=status)


def _history(request: HttpRequest, book: Book, record: Record) -> list[dict[str, Any]]:
    """The record's own lines of the change history, for who may see the record; the newest first."""
    lines = (
        Change.objects.reached_by(request.user, Power.SEE_RECORDS)
        .filter(subject=book.label, key=record.key)
        .select_related("actor")[:HISTORY]
    )
    return [{"line": line, "changes": list(changes_in_words(book.model, line.changes))} for line in lines]


def _conflict(form: CorrectionForm, current: Record) -> list[dict[str, str]]:
    """Field by field, what stands now and what the person wanted, where they differ."""
    book, wanted = form.book, form.changes
    return [
        {
            "label": book.heading(name),
            "now": book.in_words(name, getattr(current, name)),
            "wanted": book.in_words(name, wanted[name]),
        }
        for name in book.editable
        if name in wanted and wanted[name] != getattr(current, name)
    ]
