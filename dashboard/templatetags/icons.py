"""`{% icon "search" %}`: an outline drawing of @tabler/icons, inlined so that it takes the colour of its text."""

from __future__ import annotations

import re
from functools import cache

from django import template
from django.conf import settings
from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DRAWN = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
# every drawing begins with an invisible path over the whole square
SQUARE = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


@cache
def _drawing(name: str) -> SafeString:
    path = settings.BASE_DIR / "node_modules" / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        raise TemplateSyntaxError(f"there is no outline icon named {name!r} in @tabler/icons")
    drawn = DRAWN.search(path.read_text(encoding="utf-8"))
    if drawn is None:
        raise TemplateSyntaxError(f"{path.name} holds no drawing")
    lines = (line.strip() for line in drawn[1].replace(SQUARE, "").splitlines())
    return mark_safe("".join(lines))


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """The drawing, `size` pixels square, without a name of its own: the words beside it say what it means."""
    return format_html(
        '<svg class="jf-icon" width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{drawing}</svg>',
        size=size,
        drawing=_drawing(name),
    )
