"""Tell of a problem and look it up again, without being anybody (trust.md, rule 6)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability.actions.refused import Refused
from accountability.actions.telling import add_word, cities, look_up, tell
from accountability.forms.telling import ReceiptForm, TipForm, WordForm
from accountability.models import Tip
from accountability.progress import progress
from accountability.receipts import grouped
from accountability.sources import LOOKS, TIPS, sources
from accountability.views.open import OpenView


def source_of(request: HttpRequest) -> str:
    return str(request.__dict__["source"])


class Tell(OpenView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._form(request, TipForm(cities(timezone.localdate())), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        form = TipForm(cities(today), request.POST)
        if form.diverted:
            return self.show(request, "diverted.html", {"address": settings.TIPS_DIVERTED_TO})
        if not form.is_valid():
            return self._form(request, form, 422)
        if form.to_be_asked:
            return self.show(request, "asked.html", {"form": form})
        if not sources.spend("tip", source_of(request), TIPS):
            return self.too_often(request)
        try:
            receipt = tell(text=form.cleaned_data["text"], city=form.cleaned_data["city"], today=today)
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._form(request, form, 503)
        context = {"groups": grouped(receipt), "receipt": " ".join(grouped(receipt)), "today": today}
        return self.show(request, "receipt.html", {**context, "look": ReceiptForm()})

    def _form(self, request: HttpRequest, form: TipForm, status: int) -> HttpResponse:
        return self.show(request, "tell.html", {"form": form}, status)


class Look(OpenView):
    """GET: where the receipt is typed. POST: what came of it; with a word more, that first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, "look.html", {"form": ReceiptForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReceiptForm(request.POST)
        if not form.is_valid():
            return self.show(request, "look.html", {"form": form}, 422)
        if not sources.spend("look", source_of(request), LOOKS):
            return self.too_often(request)
        receipt = form.cleaned_data["receipt"]
        word = WordForm(request.POST) if "text" in request.POST else WordForm()
        if word.is_bound and word.is_valid():
            try:
                add_word(typed=receipt, text=word.cleaned_data["text"], today=timezone.localdate())
                word = WordForm()
            except Refused as refused:
                word.add_error("text", refused.message)
            except Tip.DoesNotExist:
                return self._unknown(request, form)
        tip = look_up(receipt)
        if tip is None:
            return self._unknown(request, form)
        context = {"tip": tip, "progress": progress(tip), "word": word, "receipt": receipt}
        return self.show(request, "progress.html", context, 422 if word.errors else 200)

    def _unknown(self, request: HttpRequest, form: ReceiptForm) -> HttpResponse:
        """The same words whether it never was, was mistyped or has been deleted."""
        form.add_error("receipt", _("没有查到。请核对回执码；办结满90天的已经删除，也查不到。"))
        return self.show(request, "look.html", {"form": form}, 422)
