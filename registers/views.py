"""The import pages: what was imported, a new file, its columns, its preview, and the end of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.roles import Power
from organizations.views import PermittedView
from registers.actions import begin_import, cancel_import, confirm_import, place_columns, work_in_page
from registers.exporting import workbook
from registers.forms import Days, NewImport, PlaceColumns, importable
from registers.importing.register import registers
from registers.importing.sheets_back import rejected_sheet, template_sheet
from registers.importing.staging import staged_readings
from registers.models import Import
from registers.preview import Preview, progress, summary

IMPORTERS = frozenset({Power.EDIT_RECORDS, Power.SET_SCOPE, Power.MANAGE_ACCOUNTS, Power.KEEP_CASES})
PAGE = 50
RUNNING = (Import.State.READING, Import.State.SAVING)


class Imports(PermittedView):
    """What was imported, newest first; `?before=` goes on below an import."""

    powers = IMPORTERS

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Import.objects.visible_to(request.user).select_related("organization", "user")
        before = request.GET.get("before", "")
        if before.isdecimal() and len(before) < 19:
            rows = rows.filter(pk__lt=int(before))
        found = list(rows[: PAGE + 1])
        context = {
            "imports": [summary(one) for one in found[:PAGE]],
            "next": found[PAGE - 1].pk if len(found) > PAGE else None,
            "before": before,
            "registers": importable(request.user),
        }
        return render(request, "registers/imports.html", context)


class New(PermittedView):
    """A file for a register: read at once, within limits; nothing is saved before the preview is confirmed."""

    powers = IMPORTERS

    def get(self, request: HttpRequest) -> HttpResponse:
        last = Import.objects.visible_to(request.user).filter(user=request.user).first()
        register = request.GET.get("register") or (last.register if last else "documents")
        initial = {"year": timezone.localdate().year, "register": register}
        return self.answer(request, NewImport(user=request.user, initial=initial), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewImport(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.answer(request, form, 422)
        imported, job = begin_import(
            user=request.user,
            register=form.chosen,
            organization=form.cleaned_data["organization"],
            filename=form.cleaned_data["file"].name,
            readings=form.readings,
            by_hand=form.remembered,
            year=form.cleaned_data["year"],
            covers=form.covers(),
        )
        work_in_page(imported=imported, job=job, now=timezone.now())
        return redirect("registers:import", imported.pk)

    def answer(self, request: HttpRequest, form: NewImport, status: int) -> HttpResponse:
        context = {"form": form, "registers": importable(request.user)}
        return render(request, "registers/import_new.html", context, status=status)


class One(PermittedView):
    """One import wherever it stands: being read, columns to place, preview, being written, or over."""

    powers = IMPORTERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = import_of(request, pk)
        if imported.state in RUNNING:
            return self.running(request, imported)
        if request.htmx:
            return HttpResponse(headers={"HX-Refresh": "true"})
        if imported.state == Import.State.MAPPING:
            return redirect("registers:import_columns", pk)
        if imported.state == Import.State.PREVIEW:
            return show_preview(request, imported, None)
        return render(request, "registers/import_done.html", {"import": summary(imported)})

    def running(self, request: HttpRequest, imported: Import) -> HttpResponse:
        template = "registers/import_running.html" + ("#progress" if request.htmx else "")
        return render(request, template, {"import": summary(imported), "progress": progress(imported)})


class Columns(PermittedView):
    """Which column of the register each heading is, and one value for a column that the file lacks."""

    powers = IMPORTERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = import_of(request, pk)
        if imported.state not in (Import.State.MAPPING, Import.State.PREVIEW):
            return redirect("registers:import", pk)
        return self.answer(request, imported, self.form(imported), 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = import_of(request, pk)
        if imported.state not in (Import.State.MAPPING, Import.State.PREVIEW):
            return redirect("registers:import", pk)
        form = self.form(imported, request.POST)
        if not form.is_valid():
            return self.answer(request, imported, form, 422)
        job = place_columns(imported=imported, by_hand=form.by_hand(), fixed=form.fixed())
        if job is not None:
            work_in_page(imported=imported, job=job, now=timezone.now())
        return redirect("registers:import", pk)

    def form(self, imported: Import, data: Any = None) -> PlaceColumns:
        fixed = imported.options.get("fixed", {})
        readings = staged_readings(imported, imported.options.get("by_hand", {}), fixed, rows=False)
        return PlaceColumns(data, readings=readings, fixed=fixed)

    def answer(self, request: HttpRequest, imported: Import, form: PlaceColumns, status: int) -> HttpResponse:
        context = {"import": summary(imported), "form": form}
        return render(request, "registers/import_columns.html", context, status=status)


class Confirm(PermittedView):
    """Save what the preview shows; the second of two confirmations changes nothing."""

    powers = IMPORTERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = import_of(request, pk)
        form = Days(request.POST)
        if not form.is_valid():
            return show_preview(request, imported, form)
        job = confirm_import(imported=imported, covers=form.covers())
        if job is None:
            messages.info(request, _("这次导入已经处理过了。"))
        else:
            work_in_page(imported=imported, job=job, now=timezone.now())
        return redirect("registers:import", pk)


class Cancel(PermittedView):
    powers = IMPORTERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = import_of(request, pk)
        if cancel_import(imported=imported, now=timezone.now()):
            messages.success(request, _("已放弃这次导入，没有写入任何数据。"))
        return redirect("registers:imports")


class Rejected(PermittedView):
    """The rejected rows as the same sheet, with a column that says why."""

    powers = IMPORTERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        imported = import_of(request, pk)
        if imported.state != Import.State.PREVIEW:
            raise Http404
        headings, rows = rejected_sheet(imported)
        return workbook(_("要改的行"), headings, rows)


class Template(PermittedView):
    """An empty sheet with the right headings and one example."""

    powers = IMPORTERS

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        register = registers.get(name)
        if register is None or register not in importable(request.user):
            raise Http404
        headings, rows = template_sheet(register)
        return workbook(_("%(register)s模板") % {"register": register.title}, headings, rows)


def import_of(request: HttpRequest, pk: int) -> Import:
    rows = Import.objects.visible_to(request.user).select_related("organization", "user")
    return get_object_or_404(rows, pk=pk)


def show_preview(request: HttpRequest, imported: Import, form: Days | None) -> HttpResponse:
    """What would be imported; with a form that was refused it answers 422."""
    days = {"covers_from": imported.covers_from, "covers_to": imported.covers_to}
    preview = Preview(imported, request.GET.get("show", ""), request.GET.get("page", ""))
    context = {"import": summary(imported), "preview": preview, "form": form or Days(initial=days)}
    return render(request, "registers/import_preview.html", context, status=422 if form else 200)
