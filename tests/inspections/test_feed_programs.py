"""A calendar program that is not ours subscribes: vdirsyncer fetches the address, khal opens what came."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from inspections.feed import renew
from inspections.models import PlannedInspection
from tests import make
from tests.inspections.county import approved, at

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAMS = Path(sys.executable).parent
YEAR = date.today().year  # noqa: DTZ011 (the programs look at the clock too)
DAY = date(YEAR, 6, 3)

SYNCER = """
[general]
status_path = "{folder}/status/"
[pair county]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{folder}/county"
fileext = ".ics"
[storage there]
type = "http"
url = "{address}"
"""
READER = """
[calendars]
[[county]]
path = {folder}/county
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
firstweekday = 0
"""


class Program:
    """vdirsyncer and khal with settings and files of their own in a folder."""

    def __init__(self, folder, address):
        self.folder = folder
        (folder / "county").mkdir()
        (folder / "khal").write_text(READER.format(folder=folder), encoding="utf-8")
        self.subscribe(address)

    def subscribe(self, address):
        (self.folder / "vdirsyncer").write_text(SYNCER.format(folder=self.folder, address=address), encoding="utf-8")
        self.run("vdirsyncer", "-c", self.folder / "vdirsyncer", "discover")

    def run(self, program, *arguments):
        environment = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": str(self.folder), "PATH": "/usr/bin:/bin"}
        command = [str(PROGRAMS / program), *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    def fetch(self):
        """Whether the address was answered; what it answered is in the folder then."""
        return self.run("vdirsyncer", "-c", self.folder / "vdirsyncer", "sync").returncode == 0

    def shows(self, first=date(YEAR, 6, 1), days=30):
        """Lines "first day|last day|title|status" of what khal lists."""
        form = "{start-date}|{end-date}|{title}|{status}|{categories}"
        listed = self.run(
            "khal",
            "-c",
            self.folder / "khal",
            "list",
            "--format",
            form,
            "--day-format",
            "",
            "--once",
            first,
            f"{days}d",
        )
        assert listed.returncode == 0, listed.stderr
        return [line.replace(" |", "|").strip() for line in listed.stdout.splitlines() if line.strip()]


@pytest.fixture
def place(live_server, tmp_path):
    city = make.organization("示例市", kind="city", parent=make.organization("示例省委", kind="leading"))
    county = make.organization("示例县", kind="county", parent=city)
    clerk = make.user("county", role="county_clerk", organization=county)
    department = make.organization("示例厅")

    def address():
        secret = renew(county=county, by=clerk, now=at(DAY))
        return live_server.url + reverse("dashboard:calendar_feed", args=[secret])

    item = approved(department, county, first=DAY, days=3)
    return item, Program(tmp_path, address()), address


def test_the_feed_opens_in_the_program_changes_with_a_date_and_dies_with_the_secret(place):
    item, program, address = place
    assert program.fetch()
    assert program.shows() == [f"{YEAR}-06-03|{YEAR}-06-05|检 食品经营检查|CONFIRMED|检"]

    PlannedInspection.objects.filter(pk=item.pk).update(
        planned_from=date(YEAR, 6, 10), planned_to=date(YEAR, 6, 10), days=1, sequence=1
    )
    assert program.fetch()
    assert program.shows() == [f"{YEAR}-06-10|{YEAR}-06-10|检 食品经营检查|CONFIRMED|检"]

    PlannedInspection.objects.filter(pk=item.pk).update(state="cancelled", sequence=2)
    assert program.fetch()
    assert program.shows() == [f"{YEAR}-06-10|{YEAR}-06-10|检 食品经营检查|CANCELLED|检"]

    newer = address()
    assert not program.fetch()
    program.subscribe(newer)
    assert program.fetch()
    assert program.shows() == [f"{YEAR}-06-10|{YEAR}-06-10|检 食品经营检查|CANCELLED|检"]
