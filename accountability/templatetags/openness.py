"""What the pages of measure 30 share."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.roles import Power
from organizations.scoping import has_power

register = template.Library()


@register.simple_tag(takes_context=True)
def openness_tabs(context: Any) -> list[dict[str, str]]:
    """The pages that the person may open, and the public's own."""
    user = context["request"].user
    tabs = [
        ("tips", "openness:tips", _("群众反映"), Power.HANDLE_TIPS),
        ("exposures", "openness:exposures", _("曝光与典型"), Power.PUBLISH),
        ("public", "public:tell", _("公开页面"), None),
    ]
    return [
        {"name": name, "address": reverse(route), "text": text}
        for name, route, text, power in tabs
        if power is None or has_power(user, power)
    ]
