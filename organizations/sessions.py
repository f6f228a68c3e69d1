"""How long a session lasts, and what must be done before anything else (trust.md, 9)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter as second_factors
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from organizations.roles import ADMINISTRATORS, CONFIDENTIAL
from organizations.scoping import grants

IDLE = timedelta(minutes=30)
# for the discipline bodies and the three administrators
SHORT_IDLE = timedelta(minutes=10)
LONGEST = timedelta(hours=8)
# the session is written at most once in this time for being used
PRECISION = timedelta(minutes=1)

# a request that a page makes by itself carries this header (hx-headers) and does not count as use
POLLING_HEADER = "X-Polling"

SENSITIVE = ADMINISTRATORS | CONFIDENTIAL

# what stays open to a person who must first change the password or set up a second factor
OPEN_ROUTES = frozenset(
    {"account_logout", "account_change_password", "account_reauthenticate", "set_language", "healthz", "readyz"}
)


class SessionLimits:
    """Ends a session after 8 hours, or idle: 30 minutes, 10 for discipline and the three administrators."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _keep_or_end(request, int(timezone.now().timestamp()))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or _is_open(request):
            return None
        if request.user.must_change_password and _came_by_password(request):
            return redirect("account_change_password")
        if settings.SECOND_FACTOR_DEMANDED and _is_sensitive(request) and not _has_second_factor(request):
            return redirect("mfa_index")
        return None


class SignInRequired(LoginRequiredMiddleware):
    """Sends to the sign-in page; a fragment is told to load its whole page anew instead of swapping it in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        return super().handle_no_permission(request, view_func)


def _keep_or_end(request: HttpRequest, now: int) -> None:
    session = request.session
    began = session.setdefault("began", now)
    used = session.setdefault("used", now)
    idle = SHORT_IDLE if _is_sensitive(request) else IDLE
    if now - began >= LONGEST.total_seconds() or now - used >= idle.total_seconds():
        logout(request)
    elif now - used >= PRECISION.total_seconds() and POLLING_HEADER not in request.headers:
        session["used"] = now


def _is_sensitive(request: HttpRequest) -> bool:
    return any(grant.role in SENSITIVE for grant in grants(request.user))


def _has_second_factor(request: HttpRequest) -> bool:
    return second_factors().is_mfa_enabled(request.user)


def _came_by_password(request: HttpRequest) -> bool:
    """Whoever comes by single sign-on or a passkey may never have known the first password."""
    return any(record["method"] == "password" for record in get_authentication_records(request, request.user))


def _is_open(request: HttpRequest) -> bool:
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    return name in OPEN_ROUTES or name.startswith("mfa_")
