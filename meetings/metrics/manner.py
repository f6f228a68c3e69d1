"""13.1–13.3: how long meetings take, and how many of them need no travel."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.metrics.sources import IN_SCOPE, MEETINGS
from meetings.models import REMOTE
from metrics.decorators import metric


@metric("meetings.over_half_day", unit=_("场"), source=MEETINGS)
def over_half_day(*, minutes: int = 240) -> Q:
    """13.1: on a single topic (单项工作) and longer than half a day.

    Where only days are known, more than one half day is longer; of unknown length nothing is said.
    """
    days_only = Q(minutes=None, half_days__gt=1)
    return IN_SCOPE & Q(single_topic=True) & (Q(minutes__gt=minutes) | days_only)


@metric("meetings.over_90_minutes", unit=_("场"), source=MEETINGS)
def over_90_minutes(*, minutes: int = 90) -> Q:
    """13.2: by video or telephone and longer than that. Where only days are known, more than half a day is longer."""
    days_only = Q(minutes=None, half_days__gt=1)
    return IN_SCOPE & Q(form__in=REMOTE) & (Q(minutes__gt=minutes) | days_only)


@metric("meetings.by_video", unit=_("场"), source=MEETINGS)
def by_video() -> Q:
    """13.3: meetings in scope by video or telephone (视频, 电视电话): nobody travels."""
    return IN_SCOPE & Q(form__in=REMOTE)
