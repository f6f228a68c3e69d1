"""One document: all that is known, correcting it, counting its pages; and entering one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.actions import EDITABLE, Refused, Stale, correct, count_extent, enter
from documents.counting_files import Uncountable, count_file
from documents.extents.limits import MAX_UPLOAD
from documents.forms import CorrectionForm, EntryForm, FileForm
from documents.models import Document, ScopeTable
from documents.showing import groups, scope_in_words, value_in_words, why_counted
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.models import Change
from registers.showing import changes_in_words

# lines of its history that a document shows
HISTORY = 20


class OneDocument(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = _visible(request, pk)
        form = CorrectionForm(document) if _editable(request, pk) else None
        return _show(request, document, form)


class Correction(PermittedView):
    """Correct a document by hand; a stale save is refused with both versions shown."""

    powers = frozenset({Power.EDIT_RECORDS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not _editable(request, pk):
            raise Http404
        document = _visible(request, pk)
        form = CorrectionForm(document, request.POST)
        if not form.is_valid():
            return _show(request, document, form, status=422)
        try:
            correct(
                document=pk,
                version=form.cleaned_data["version"],
                changes=form.changes,
                automatic=form.automatic,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
        except Stale as stale:
            return _show(request, stale.current, form, status=409, conflict=_conflict(form, stale.current))
        messages.success(request, _("已更正。相关数字随后自动更新。"))
        return redirect("documents:document", pk)


class Extents(PermittedView):
    """A file dropped on a document: counted, and thrown away."""

    powers = frozenset({Power.EDIT_RECORDS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not _editable(request, pk):
            raise Http404
        form = FileForm(request.POST, request.FILES)
        refused = _("请选择一个 PDF、OFD 或 DOCX 文件。")
        if form.is_valid():
            try:
                extent = _count(form.cleaned_data["file"])
                count_extent(document=pk, version=form.cleaned_data["version"], extent=extent, by=request.user)
            except Uncountable as uncountable:
                refused = uncountable.message
            except Stale:
                refused = _("这一件刚刚被别人更正过；请看过之后再选文件。")
            else:
                messages.success(request, _counted(extent.pages, extent.characters))
                return redirect("documents:document", pk)
        document = _visible(request, pk)
        return _show(request, document, CorrectionForm(document), status=422, refused_file=refused)


class Entry(PermittedView):
    """One document typed by hand, where there is no sheet to import."""

    powers = frozenset({Power.EDIT_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "documents/entry.html", {"form": EntryForm(_organizations(request))})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EntryForm(_organizations(request), request.POST)
        if form.is_valid():
            fields = dict(form.cleaned_data)
            starts, ends = fields.pop("covers_from"), fields.pop("covers_to")
            fields["organization_id"] = fields.pop("organization").pk
            fields["recipients"] = fields["recipients"] or None
            try:
                made = enter(
                    fields=fields,
                    covers=(starts, ends) if starts else None,
                    by=request.user,
                    today=timezone.localdate(),
                )
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("已录入。"))
                return redirect("documents:document", made.pk)
        return render(request, "documents/entry.html", {"form": form}, status=422)


def _visible(request: HttpRequest, pk: int) -> Document:
    visible = Document.objects.visible_to(request.user).select_related("organization", "series", "imported_by")
    return get_object_or_404(visible, pk=pk)


def _editable(request: HttpRequest, pk: int) -> bool:
    return Document.objects.editable_by(request.user).filter(pk=pk).exists()


def _organizations(request: HttpRequest) -> Any:
    return Organization.objects.reached_by(request.user, Power.EDIT_RECORDS).in_order()


def _show(
    request: HttpRequest,
    document: Document,
    form: CorrectionForm | None,
    *,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
    refused_file: str = "",
) -> HttpResponse:
    scope = ScopeTable.objects.in_force()
    context = {
        "document": document,
        "groups": groups(document),
        "why": why_counted(document, scope),
        "scope": scope_in_words(scope),
        "form": form,
        "file_form": FileForm(initial={"version": document.version}) if form else None,
        "conflict": conflict,
        "current_version": document.version,
        "refused_file": refused_file,
        "history": _history(request, document),
    }
    return render(request, "documents/document.html", context, status=status)


def _history(request: HttpRequest, document: Document) -> list[dict[str, Any]]:
    """The document's own lines of the change history, for who may see the document; the newest first."""
    lines = (
        Change.objects.reached_by(request.user, Power.SEE_RECORDS)
        .filter(subject=Document._meta.label_lower, key=document.key)
        .select_related("actor")[:HISTORY]
    )
    return [{"line": line, "changes": list(changes_in_words(Document, line.changes))} for line in lines]


def _conflict(form: CorrectionForm, current: Document) -> list[dict[str, str]]:
    """Field by field, what stands now and what the person wanted, where they differ."""
    wanted = form.changes
    return [
        {
            "label": str(Document._meta.get_field(name).verbose_name),
            "now": value_in_words(name, getattr(current, name)),
            "wanted": value_in_words(name, wanted[name]),
        }
        for name in EDITABLE
        if name in wanted and wanted[name] != getattr(current, name)
    ]


def _count(file: Any) -> Any:
    if file.size > MAX_UPLOAD:
        raise Uncountable("too_large")
    return count_file(file.read())


def _counted(pages: int | None, characters: int | None) -> str:
    if pages is None:
        return _("共%(characters)s字。DOCX 里的页数不可信，没有采用。") % {"characters": characters or 0}
    if characters is None:
        return _("共%(pages)s页；没有数出字数（扫描件或用时过长）。") % {"pages": pages}
    return _("共%(pages)s页、%(characters)s字。") % {"pages": pages, "characters": characters}
