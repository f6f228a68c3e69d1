"""The county's calendar as a calendar program asks for it: nobody signs in, the address is the secret."""

from __future__ import annotations

import hashlib
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from dashboard.calendar.sources import to_follow
from inspections.entries import CalendarEntry
from inspections.feed import calendar, holder_of, unchanged_since

KEPT_SECONDS = 24 * 60 * 60


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """From 1 January of this year on. 404 for a secret that is none, was renewed, or whose owner may no longer."""
    now = timezone.now()
    today = localdate(now)
    feed = holder_of(secret, today)
    if feed is None:
        raise Http404
    # whoever asks and in whichever language: the same bytes
    with override("zh-hans"):
        entries = to_follow(feed.owner, feed.organization, date(today.year, 1, 1), date(today.year + 1, 12, 31))
        content = _written(_("%(county)s日历") % {"county": feed.organization}, entries)
    tag, changed = unchanged_since(feed, content, now)
    stamp, etag = int(changed.timestamp()), quote_etag(tag)
    response = get_conditional_response(request, etag=etag, last_modified=stamp)
    if response is None:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(stamp)
    # kept by the program that asked, and asked about each time
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _written(name: str, entries: list[CalendarEntry]) -> bytes:
    """Written once and kept while nothing of it changes: programs ask every hour, and most often for the same."""
    key = hashlib.sha256(repr((name, entries)).encode()).hexdigest()
    kept = cache.get_or_set(f"calendar:{key}", lambda: calendar(name, entries), KEPT_SECONDS)
    return kept or calendar(name, entries)
