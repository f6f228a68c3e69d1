"""The pages of accountability beside each other, as many as the person may open."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organizations.roles import Power
from organizations.scoping import has_power

register = template.Library()

# name used in templates, route, label, power
PAGES = (
    ("cases", "accountability:cases", _("问责事项"), Power.SEE_CASES),
    ("complaints", "accountability:complaints", _("检举控告"), Power.SEE_CASES),
    ("talks", "accountability:talks", _("谈话函询"), Power.SEE_CASES),
    ("deadlines", "accountability:deadlines", _("期限"), Power.SEE_CASES),
    ("reference", "accountability:reference", _("参考表"), Power.SEE_CASES),
)


@register.inclusion_tag("accountability/tabs.html", takes_context=True)
def accountability_tabs(context: dict[str, Any], here: str = "") -> dict[str, Any]:
    """{% accountability_tabs "cases" %}."""
    user = context["request"].user
    pages = [
        {"label": label, "address": reverse(route), "here": name == here}
        for name, route, label, power in PAGES
        if has_power(user, power)
    ]
    return {"pages": pages}
