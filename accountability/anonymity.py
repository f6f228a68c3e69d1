"""On public pages nobody is told apart: what would tell of the visitor is gone before anything else runs.

Cookies go as well: a visitor who is signed in in the same browser is a visitor like any other, so neither a
session nor a line of the log ties an account to what is told. The request log leaves these pages out
(config/logs.py), since the time of its line would be finer than the day.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accountability.sources import sources

PUBLIC = "/public/"
# all that a public page needs of what a browser says
KEPT = frozenset(
    {"HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_SEC_FETCH_SITE"}
    | {"HTTP_X_FORWARDED_PROTO", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH"}
)
TELLING = frozenset({"REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER"})


class WithoutTraces:
    """Takes address, browser and cookies off every request for a public page; keeps a keyed source for limits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PUBLIC):
            return self.get_response(request)
        request.__dict__["source"] = sources.keyed(_address(request))
        request.__dict__["unlogged"] = True
        for name in [name for name in request.META if _tells(name)]:
            del request.META[name]
        request.META["REMOTE_ADDR"] = ""
        response = self.get_response(request)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def _tells(name: str) -> bool:
    return name in TELLING or (name.startswith("HTTP_") and name not in KEPT)


def _address(request: HttpRequest) -> str:
    """Behind a proxy of ours the last address that it wrote down, else the other end of the connection."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
