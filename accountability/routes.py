"""The addresses of one of the three registers: list, entry, one record and the acts on it."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path


def addresses(name: str, views: Any, prefix: str, *, circled: bool) -> list[URLPattern]:
    """`name`: of the register, in addresses and routes; `views`: the module; `prefix`: of its classes."""

    def at(end: str, view: str, act: str = "") -> URLPattern:
        shown = getattr(views, f"{prefix}{view}").as_view()
        return path(f"{name}/{end}", shown, name=f"{name}_{act}" if act else name)

    found = [
        at("", "List"),
        at("new/", "Entry", "entry"),
        at("<int:pk>/", "Page", "one"),
        at("<int:pk>/steps/<slug:step>/", "Step", "step"),
        at("<int:pk>/take-back/", "TakeBack", "take_back"),
    ]
    if circled:
        found += [
            at("<int:pk>/circle/", "Name", "circle"),
            at("<int:pk>/circle/<int:entry>/end/", "End", "circle_end"),
            at("<int:pk>/withdraw/", "Withdraw", "withdraw"),
        ]
    return found
