"""The mark of a public form: signed, kept nowhere, good for the day it was made and the day after.

It stands in for the cookie of Django's protection against forged requests. Nobody is signed in on these pages,
so there is nothing to forge with but what anybody may send; the mark holds back what is sent blindly.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core import signing

_SALT = "accountability.token"


def new_token(today: date) -> str:
    return signing.Signer(salt=_SALT).sign(today.isoformat())


def is_ours(token: str, today: date) -> bool:
    try:
        day = date.fromisoformat(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return False
    return today - timedelta(days=1) <= day <= today
