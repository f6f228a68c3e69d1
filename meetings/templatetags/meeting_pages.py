"""The pages of meetings beside each other, as many as the person may open."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from organizations.roles import Power
from organizations.scoping import has_power

register = template.Library()

# name used in templates, route, label, power
PAGES = (
    ("list", "meetings:list", _("会议"), Power.SEE_RECORDS),
    ("plans", "meetings:plans", _("年度计划"), Power.SEE_RECORDS),
    ("singles", "dashboard:singles", _("计划外报批"), Power.SEE_RECORDS),
    ("exceptions", "meetings:exceptions", _("例外清单"), Power.SEE_RECORDS),
    ("matching", "meetings:matching", _("对计划"), Power.EDIT_RECORDS),
    ("chains", "meetings:chains", _("层层开会"), Power.SEE_RECORDS),
    ("conferences", "meetings:conferences", _("联席会议"), Power.CHECK_PLANS),
    ("decisions", "meetings:decisions", _("审定结果"), Power.CHECK_PLANS),
)


@register.inclusion_tag("meetings/tabs.html", takes_context=True)
def meeting_tabs(context: dict[str, Any], here: str = "") -> dict[str, Any]:
    """{% meeting_tabs "exceptions" %}."""
    user = context["request"].user
    pages = [
        {"label": label, "address": address, "here": name == here}
        for name, route, label, power in PAGES
        if has_power(user, power) and (address := _address(route))
    ]
    return {"pages": pages}


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
