"""Since when a feed is as it is: what If-None-Match and If-Modified-Since are held against."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import Q

from inspections.models import CalendarFeed


def unchanged_since(feed: CalendarFeed, content: bytes, now: datetime) -> tuple[str, datetime]:
    """The tag of the content, and when it was first answered; noted with the feed when it is new.

    Of two requests that see the change at once the first one's time stays.
    """
    tag = hashlib.sha256(content).hexdigest()
    moment = now.replace(microsecond=0)
    if feed.content_hash == tag and feed.changed_at is not None:
        return tag, feed.changed_at
    same = Q(content_hash=tag, changed_at__isnull=False)
    CalendarFeed.objects.filter(pk=feed.pk).exclude(same).update(content_hash=tag, changed_at=moment)
    feed.refresh_from_db(fields=["content_hash", "changed_at"])
    return tag, feed.changed_at or moment
