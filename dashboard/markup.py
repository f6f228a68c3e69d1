"""Safe pieces of HTML put together."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def joined(parts: Iterable[SafeString]) -> SafeString:
    """The pieces one after the other; a piece that is not marked safe is escaped."""
    return format_html_join("", "{}", ((part,) for part in parts))
