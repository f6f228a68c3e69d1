"""Short texts that a page sends outside a form of its own."""

from __future__ import annotations

from django.http import QueryDict


def text_of(sent: QueryDict, name: str, longest: int) -> str:
    """One line, never longer than its column, without what no database stores."""
    return " ".join(sent.get(name, "").replace("\0", " ").split())[:longest]
