"""Random histories: what is judged change by change is what one full run finds.

Every act goes the way that the pages and commands go, and the jobs that it leaves in the outbox are done as the
worker does them. A full run at the end must find nothing to change.
"""

from datetime import date, datetime, time
from unittest.mock import patch

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from documents.actions import correct
from documents.importing import CLASSIFIED_COUNTS, DOCUMENTS, INCOMING
from documents.models import Document
from measures import tasks
from measures.actions import Refused, decide, explain
from measures.engine import judge
from measures.issuing import draft, issue
from measures.models import Flag, Standing
from organizations.models import Kind, Level
from organizations.roles import Role
from registers.importing.context import Context
from registers.importing.planning import plan
from registers.importing.reading import read_sheets
from registers.importing.saving import Confirmation, save
from registers.jobs import run_job
from registers.models import Import, OutboxJob
from registers.organizations import SUCCESSIONS
from registers.sheets import Sheet
from registers.sheets.rows import Row as SheetRow
from tests import make
from tests.histories import (
    COUNT_HEADINGS,
    DOCUMENT_HEADINGS,
    INCOMING_HEADINGS,
    ORGANS,
    SUCCESSION_HEADINGS,
    TODAY,
    code,
    histories,
)

pytestmark = pytest.mark.django_db


class World:
    """Three departments, a city and a county, and whoever acts; the clock stands at TODAY."""

    def __init__(self):
        root = make.organization("省政府", kind=Kind.LEADING, code="R")
        for name in ORGANS:
            organ = make.organization(name, code=code(name), parent=root)
            make.series(organ, f"示{name[0]}发")
        city = make.organization("丁市", kind=Kind.CITY, code=code("丁市"), parent=root)
        make.organization("戊县", kind=Kind.COUNTY, code=code("戊县"), parent=city)
        self.clerk = make.user(role=Role.GENERAL_OFFICE, organization=root)
        self.author = make.user(role=Role.DEPARTMENT_CLERK, organization=organ)

    def act(self, name, *what):
        registers = {
            "documents": (DOCUMENTS, DOCUMENT_HEADINGS),
            "incoming": (INCOMING, INCOMING_HEADINGS),
            "classified_counts": (CLASSIFIED_COUNTS, COUNT_HEADINGS),
            "successions": (SUCCESSIONS, SUCCESSION_HEADINGS),
        }
        if name in registers:
            self.bring(*registers[name], *what)
        else:
            getattr(self, name)(*what)

    def bring(self, register, headings, rows):
        sheet = Sheet(
            str(register.title), [SheetRow(number, tuple(row)) for number, row in enumerate([headings, *rows], 1)]
        )
        plans = plan(read_sheets([sheet], register), Context.load(TODAY))
        at = timezone.make_aware(datetime.combine(TODAY, time(12)))
        save(plans, Import(register=register.name, user=self.clerk), Confirmation(self.clerk, at))

    def correct(self, at, changes):
        documents = list(Document.objects.order_by("pk"))
        if documents:
            one = documents[at % len(documents)]
            correct(document=one.pk, version=one.version, changes=changes, reason="核对", by=self.clerk, today=TODAY)

    def explain(self, at, obligation, accept):
        documents = list(Document.objects.filter(year__gte=2019).order_by("pk"))
        if not documents:
            return
        one = documents[at % len(documents)]
        try:
            made = explain(
                obligation=obligation,
                organization=one.organization_id,
                register="documents",
                record_key=one.key,
                year=one.year,
                reason="情况属实",
                user=self.author,
                on=TODAY,
            )
        except Refused:
            return
        decide(explanation=made, accept=accept, note="已核", user=self.clerk, on=TODAY)

    def targets(self, year):
        draft(year, date(year, 1, 5))
        issue(year=year, by="签发人", on=date(year, 1, 5), actor=self.clerk, path="page")


def work_off():
    """Do what waits in the outbox, as the worker would."""
    effects = {"records_changed": tasks.judge_changed.effect, "judging_wanted": tasks.judge_again.effect}
    for job in OutboxJob.objects.filter(done_at=None).order_by("pk"):
        assert run_job(job.pk, effects[job.topic])


def kept():
    """Standings and open flags, by what they say."""
    standings = Standing.objects.order_by("year", "organization", "obligation").values()
    flags = Flag.objects.open().order_by("year", "organization", "obligation").values()
    return [{**one, "id": None} for one in standings], [{**one, "id": None} for one in flags]


def nightly():
    for year in (2019, 2020):
        judge(year, min(TODAY, date(year, 12, 31)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories)
def test_judging_change_by_change_equals_judging_everything(history):
    with patch("django.utils.timezone.localdate", return_value=TODAY), transaction.atomic():
        world = World()
        nightly()
        for act in history:
            world.act(*act)
            work_off()
        step_by_step = kept()
        nightly()
        assert step_by_step == kept()
        transaction.set_rollback(True)


def test_a_succession_noted_on_the_page_is_judged_too(system_admin, province):
    before, after = province.department, province.other_department
    make.document(before, day=date(2019, 3, 1), level=Level.COUNTY)
    judge(2019, date(2019, 12, 31))
    noted = {"successor": after.pk, "effective": "2019-02-01", "share": "1"}
    address = reverse("organizations:directory_succeed", args=[before.code])
    assert system_admin.post(address, noted).status_code == 302
    work_off()
    assert Standing.objects.get(organization=after, obligation="4.1", year=2019).value == 1
