"""Days of the week as calendars write them."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

WEEKDAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))


@register.filter
def weekday(value: date) -> str:
    """周三."""
    return str(WEEKDAYS[value.weekday()])
