"""What every answer carries, and how large a request may be."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# the largest upload is a workbook of 50 MB, with a little for the form around it
REQUEST_BYTES = 52 * 1024 * 1024
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"

Answer = Callable[[HttpRequest], HttpResponse]


def kept_nowhere(get_response: Answer) -> Answer:
    """No browser or proxy keeps a page; a view that says otherwise (a public page, the probes) is left alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def bounded(get_response: Answer) -> Answer:
    """Refuses a request whose announced body is too large with 413, before a byte of it is read.

    A body that announces no length is not read by Django at all.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > REQUEST_BYTES:
            return HttpResponse(render_to_string("413.html"), status=413)
        return get_response(request)

    return middleware
