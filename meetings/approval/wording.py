"""A planned meeting in the words of an invitation: when, how long, in what form, who comes."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import PlannedMeeting
from organizations.models import Level

HALF_DAY = 240


def day_of(planned: PlannedMeeting) -> str:
    """11月20日 周三; for a span the words in which it was planned (3月中旬), else its days."""
    first, last = planned.planned_from, planned.planned_to
    if first is None:
        return planned.planned_text or _("时间未定")
    if first == last or last is None:
        return f"{_shown(first)} {date_format(first, 'D')}"
    return planned.planned_text or _("%(first)s至%(last)s") % {"first": _shown(first), "last": _shown(last)}


def _shown(day: date) -> str:
    return date_format(day, pgettext("day format", "n月j日"))


def length_of(planned: PlannedMeeting) -> str:
    """90分钟; 半天; 1天半; as it was written where it was not understood."""
    if planned.minutes is not None and planned.minutes < HALF_DAY:
        return _("%(minutes)s分钟") % {"minutes": planned.minutes}
    halves = planned.half_days
    if halves is None and planned.minutes is not None:
        halves = -(-planned.minutes // HALF_DAY)
    if halves is None:
        return planned.duration_text or _("会期未定")
    if halves == 1:
        return _("半天")
    return (_("%(days)s天半") if halves % 2 else _("%(days)s天")) % {"days": halves // 2}


def when(planned: PlannedMeeting) -> str:
    return _("%(day)s，%(length)s") % {"day": day_of(planned), "length": length_of(planned)}


def form_of(planned: PlannedMeeting) -> str:
    """视频，开到县."""
    form = planned.get_form_display() or _("形式未定")
    if planned.level == Level.UNKNOWN:
        return _("%(form)s，层级不明") % {"form": form}
    return _("%(form)s，开到%(level)s") % {"form": form, "level": planned.get_level_display()}


def who_comes(planned: PlannedMeeting) -> str:
    """市、县分管负责人 76人."""
    people = _("%(people)s人") % {"people": planned.people} if planned.people is not None else _("人数不明")
    return f"{planned.scope_text} {people}".strip()
