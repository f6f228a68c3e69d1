"""Lists as sheets, by the one writer of exports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from registers.exporting import export


def answer(
    request: HttpRequest, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], subject: str
) -> HttpResponseBase:
    """What `?export=xlsx` or `?export=csv` asks for. `subject`: the label of the model listed."""
    return export(name, headings, rows, request.GET.get("export", ""), user=request.user, subject=subject)
