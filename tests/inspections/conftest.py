"""A file through `import_register`, for tests that judge what it holds; a clock, since taps depend on the hour."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from organizations.models import Kind
from registers.models import Holiday
from tests import make
from tests.inspections.county import TODAY, at


@pytest.fixture
def take(tmp_path, province):
    """take(register, headings, *rows): the file through the command; nothing may be rejected. There is a 示例二县."""
    make.organization("示例二县", kind=Kind.COUNTY, code="X2", parent=province.city)

    def take(register, headings, *rows, covers="2019-01-01..2019-12-31", year="2019"):
        file = tmp_path / f"{register}.csv"
        text = StringIO()
        csv.writer(text).writerows([headings.split("、"), *rows])
        file.write_bytes(text.getvalue().encode())
        call_command("import_register", register, str(file), "--covers", covers, "--year", year, stdout=StringIO())

    return take


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
