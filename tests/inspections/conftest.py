"""A clock that tests set: a county's taps depend on the hour."""

from datetime import date

import pytest

from registers.models import Holiday
from tests.inspections.county import TODAY, at


class Clock:
    def __init__(self):
        self.moment = at(TODAY)

    def set(self, day, hour=9, *members):
        """Later, the members sign in again: no session lasts so long."""
        self.moment = at(day, hour)
        for member in members:
            member.client.logout()
            member.client.force_login(member.user)


@pytest.fixture
def clock(monkeypatch, db):
    """Ask for it by a mark of the module, so that it stands before anybody signs in. The year's holidays are known."""
    stands = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: stands.moment)
    Holiday.objects.get_or_create(day=date(2026, 10, 1), defaults={"name": "国庆节"})
    return stands
