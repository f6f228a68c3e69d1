"""Several at once: two confirmations, two imports of one file, a worker that dies half way. Needs PostgreSQL."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from documents.models import Document
from organizations.models import User
from registers import actions
from registers.importing.register import registers
from registers.importing.running import Request, plan_request, save_request
from registers.importing.saving import Confirmation
from registers.importing.tasks import run_import
from registers.models import Change, Coverage, Import, OutboxJob
from tests.registers.sample import SAMPLE, context, workbook

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROWS = [(f"例办发〔2019〕{n}号", f"关于第{n}事的通知", "示例厅", "2019-01-05") for n in range(1, 41)]


@pytest.fixture(autouse=True)
def _sample(monkeypatch):
    monkeypatch.setitem(registers._registers, "sample", SAMPLE)


def at_once(*functions):
    """Run the functions in threads that start together; answers what each returned."""
    barrier, answers = threading.Barrier(len(functions)), [None] * len(functions)

    def run(place, function):
        barrier.wait()
        try:
            answers[place] = function()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def staged(department):
    file = SimpleUploadedFile("发文.xlsx", workbook(*ROWS))
    fields = {"register": "sample", "year": 2019, "organization": department.organization.pk, "file": file}
    assert department.post(reverse("registers:import_new"), fields).status_code == 302
    return Import.objects.latest("pk")


def confirm_as(user, imported):
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return lambda: client.post(reverse("registers:import_confirm", args=[imported.pk])).status_code


def test_of_several_confirmations_at_once_one_imports(department):
    imported = staged(department)
    answers = at_once(*(confirm_as(department.user, imported) for _time in range(4)))
    assert answers == [302] * 4
    imported.refresh_from_db()
    assert (imported.state, Document.objects.count(), Coverage.objects.count()) == ("saved", 40, 1)
    # one job read the file and one saved it: the other confirmations asked for nothing
    assert OutboxJob.objects.filter(topic="import_requested").count() == 2
    assert Change.objects.filter(action="imported").count() == 1


def test_one_file_imported_twice_at_once_is_there_once(department):
    def bring():
        known = context(department.organization)
        request = Request(SAMPLE, workbook(*ROWS), "发文.xlsx")
        confirmation = Confirmation(None, datetime(2019, 12, 1, tzinfo=UTC))
        (plan,) = save_request(request, known, plan_request(request, known), confirmation)
        return plan.counts()

    answers = at_once(bring, bring, bring)
    assert sorted((counts["new"], counts["unchanged"]) for counts in answers) == [(0, 40), (0, 40), (40, 0)]
    assert Document.objects.count() == 40


DIES = """
import os, signal, sys
import django
django.setup()
from registers.importing import saving
from registers.importing.register import registers
from tests.registers.sample import SAMPLE
registers._registers["sample"] = SAMPLE

def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

saving._remember = die
from registers.importing.tasks import run_import
run_import.run(int(sys.argv[1]))
"""


@pytest.mark.services
def test_a_worker_killed_half_way_leaves_nothing_and_its_retry_everything(department, monkeypatch):
    monkeypatch.setattr(actions, "IN_THE_PAGE", 0)
    imported = staged(department)
    run_import.run(OutboxJob.objects.filter(topic="import_requested").latest("pk").pk)
    imported.refresh_from_db()
    assert imported.state == "preview"
    confirm_as(department.user, imported)()
    job = OutboxJob.objects.filter(topic="import_requested").latest("pk")
    killed = subprocess.run([sys.executable, "-c", DIES, str(job.pk)], env=same_database(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not Document.objects.exists()
    OutboxJob.objects.filter(pk=job.pk).update(leased_until=None)
    for _time in range(2):
        run_import.run(job.pk)
    imported.refresh_from_db()
    assert (imported.state, Document.objects.count()) == ("saved", 40)


def same_database():
    """The environment in which another process works on the database of this test."""
    parts = connection.settings_dict
    url = f"postgres://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}/{parts['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": "."}
