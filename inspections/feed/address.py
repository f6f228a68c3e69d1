"""The secret address of one person's feed of one county: shown once, kept as a hash, renewed at will."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime

from django.db import transaction

from inspections.models import CalendarFeed
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history

# 256 bits: a hash without a key is enough, nobody guesses them
SECRET_BYTES = 32
SUBJECT = CalendarFeed._meta.label_lower


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def renew(*, county: Organization, by: User, now: datetime) -> str:
    """A new secret for the person's feed of the county, the first or in place of the old one, which is gone at once."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed, made = CalendarFeed.objects.select_for_update(no_key=True).get_or_create(
        organization=county, owner=by, defaults={"secret_hash": hashed(secret), "created_at": now}
    )
    if not made:
        feed.secret_hash, feed.renewed_at = hashed(secret), now
        feed.save(update_fields=["secret_hash", "renewed_at"])
    action = "created" if made else "renewed"
    history.write([history.Line(action, SUBJECT, str(feed.pk), county.pk)], actor=by, path="page")
    return secret


def holder_of(secret: str, today: date) -> CalendarFeed | None:
    """The feed of a secret, while its county exists and its owner may see that county's calendar; else None.

    Rights are looked up when the address is used: a role that ended yesterday answers nothing today.
    """
    known = CalendarFeed.objects.filter(secret_hash=hashed(secret)).select_related("owner", "organization")
    feed = known.first()
    if feed is None:
        return None
    seen = Organization.objects.existing_on(today).reached_by(feed.owner, Power.SEE_CALENDAR, today)
    return feed if seen.filter(pk=feed.organization_id).exists() else None
