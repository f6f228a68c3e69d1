"""曝光台: exposures and good examples for everybody, on pages and as a feed."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accountability.forms.showcase import SearchForm
from accountability.models import Exposure
from accountability.showcase import found, published, years_of
from accountability.views.open import OpenView
from registers.listing import around
from registers.paging import Order, page

ORDER = Order("day", falling=True)
SHOWN = ("pk", "day", "title", "kind", "level", "body", "published_on")
# the newest in the feed
LATEST = 30


class Exposures(OpenView):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = published(timezone.localdate())
        form = SearchForm(years_of(rows), request.GET)
        said = form.cleaned_data if form.is_valid() else {}
        chosen = found(rows, words=said.get("q", ""), kind=said.get("kind", ""), year=said.get("year"))
        listed = page(
            chosen.values(*SHOWN), ORDER, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
        context = {
            "form": form,
            "rows": [Exposure(**row) for row in listed.rows],
            "filtered": any(said.values()),
            **around(request, listed),
        }
        return self.show(request, "exposures.html", context)


class OneExposure(OpenView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        exposure = get_object_or_404(published(timezone.localdate()).select_related("organization"), pk=pk)
        return self.show(request, "exposure.html", {"exposure": exposure})


class ExposuresFeed(Feed):
    """Atom; `updated` is the day of publication at 00:00."""

    feed_type = Atom1Feed
    title = _("曝光台：为基层减负的通报曝光与先进典型")
    subtitle = _("查实的典型问题和怎么改的，以及可以照着做的好做法")

    def link(self) -> str:
        return reverse("public:exposures")

    def feed_url(self) -> str:
        return reverse("public:feed")

    def items(self) -> list[Exposure]:
        return list(published(timezone.localdate()).order_by("-day", "-pk")[:LATEST])

    def item_title(self, item: Exposure) -> str:
        return item.title

    def item_description(self, item: Exposure) -> str:
        return Truncator(item.body).chars(400)

    def item_link(self, item: Exposure) -> str:
        return reverse("public:exposure", args=[item.pk])

    def item_categories(self, item: Exposure) -> list[str]:
        return [item.get_kind_display()]

    def item_updateddate(self, item: Exposure) -> datetime:
        return datetime.combine(item.published_on, time(), timezone.get_default_timezone())

    item_pubdate = item_updateddate


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return ExposuresFeed()(request)
