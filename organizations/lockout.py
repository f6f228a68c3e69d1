"""Five failures in 15 minutes lock for 15 (trust.md, 9), in the database, so across web processes and restarts.

A browser that has once signed in under a name keeps a signed cookie and is counted by itself:
others who try the name from elsewhere lock themselves out, not its holder.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from organizations.models import SignInTrouble

LIMIT = 5
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)

DEVICE_COOKIE = "device"
DEVICE_AGE = timedelta(days=180)
_SALT = "organizations.lockout"


@transaction.atomic
def spend_attempt(key: str, now: datetime) -> bool:
    """Whether an attempt may be made; it is booked as failed before the password is looked at.

    So guesses at the same time cannot slip past the limit. `forget` clears it after a success.
    """
    SignInTrouble.objects.filter(first_at__lt=now - WINDOW - LOCK).delete()
    trouble, _made = SignInTrouble.objects.select_for_update(no_key=True).get_or_create(
        key=key, defaults={"first_at": now}
    )
    if trouble.locked_until and trouble.locked_until > now:
        return False
    if trouble.locked_until or trouble.first_at <= now - WINDOW:
        trouble.failures, trouble.first_at, trouble.locked_until = 0, now, None
    trouble.failures += 1
    if trouble.failures >= LIMIT:
        trouble.locked_until = now + LOCK
    trouble.save()
    return True


def forget(key: str) -> None:
    SignInTrouble.objects.filter(key=key).delete()


def attempt_key(request: HttpRequest, username: str) -> str:
    """One key for a name from all unknown browsers, another for each browser that knows it."""
    return _hashed(f"{username.strip().lower()}:{known_device(request, username)}")


def known_device(request: HttpRequest, username: str) -> str:
    """The identifier of this browser when it has signed in under the name before, else ''."""
    name, _colon, device = request.get_signed_cookie(
        DEVICE_COOKIE, default="", salt=_SALT, max_age=int(DEVICE_AGE.total_seconds())
    ).partition(":")
    return device if name == _hashed(username.strip().lower()) else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    device = known_device(request, username) or secrets.token_hex(16)
    response.set_signed_cookie(
        DEVICE_COOKIE,
        f"{_hashed(username.strip().lower())}:{device}",
        salt=_SALT,
        max_age=int(DEVICE_AGE.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _hashed(text: str) -> str:
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
