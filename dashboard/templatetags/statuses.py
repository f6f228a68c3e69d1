"""Glyph, tone and word of a status (DESIGN.md §7; evaluation.md, Rules). Colour never speaks alone."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from measures.status import Status

register = template.Library()

# beside the statuses of rules: what a cell of the matrix or a record can be
WORDS = {
    **{status.value: status.label for status in Status},
    "na": _("不适用"),
    "restricted": _("限知悉"),
    "waived": _("已豁免"),
}
# status → tone, the last part of its CSS class and of its symbol in components/glyphs.html
TONES = {
    Status.ON_TRACK.value: "ok",
    Status.AT_RISK.value: "warn",
    Status.BREACHED.value: "over",
    Status.TO_EXPLAIN.value: "ask",
    Status.NOT_DUE.value: "due",
    Status.NO_BASELINE.value: "base",
    Status.NO_DATA.value: "none",
    "na": "na",
    "restricted": "lock",
    "waived": "waived",
}


@register.filter
def tone(status: str) -> str:
    """ok, warn, over, ask, due, base, none, na, lock or waived; for class names."""
    return TONES[str(status)]


@register.filter
def word(status: str) -> str:
    return str(WORDS[str(status)])


@register.filter
def counted(status: str, amount: int) -> str:
    """超标7: how many have the status, in the spacing of the language."""
    return gettext("%(word)s%(amount)s") % {"word": word(status), "amount": amount}


@register.simple_tag
def glyph(status: str, size: int = 12) -> SafeString:
    """The shape alone. Put its word beside it, or give the element around it an accessible name."""
    return format_html(
        '<svg class="jf-glyph jf-tone-{tone}" width="{size}" height="{size}" aria-hidden="true">'
        '<use href="#jf-glyph-{tone}"/></svg>',
        tone=TONES[str(status)],
        size=size,
    )
