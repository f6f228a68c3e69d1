"""Addresses that no link of ours holds."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class WithoutNul:
    """404 for a NUL in path or query: PostgreSQL takes none in a text, so every look-up with one would be a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)
