"""A small invented province on a live server, whoever of it in a real Chromium, and what the browser complains of."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from dashboard.demo.building import build
from dashboard.demo.scale import Scale
from dashboard.demo.seats import PASSWORD, PREFIX
from measures import tasks
from organizations.models import User
from registers.jobs import run_job
from registers.models import OutboxJob

SMALL = Scale(departments=18, cities=3, counties=12, documents=600, received=5)
TODAY = date(2025, 10, 15)


@pytest.fixture
def site(live_server, page, transactional_db):
    """`sign_in` as one of the demo's accounts, `open` a page of it; `complaints` stays empty on a sound page."""
    build(SMALL, TODAY)
    complaints = []
    page.set_default_timeout(30_000)
    page.on("console", lambda one: complaints.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)

    def sign_in(name):
        """By a session, as after the form: a good hash takes its time."""
        client = Client()
        client.force_login(User.objects.get(username=PREFIX + name))
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
        page.context.clear_cookies()
        page.context.add_cookies([cookie])

    def open_(path):
        answer = page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        return answer

    return SimpleNamespace(
        url=live_server.url, page=page, complaints=complaints, sign_in=sign_in, open=open_, password=PASSWORD
    )


@pytest.fixture
def work_off():
    """Does what waits in the outbox, as the worker would."""
    effects = {"records_changed": tasks.judge_changed.effect, "judging_wanted": tasks.judge_again.effect}

    def work():
        for job in OutboxJob.objects.filter(done_at=None, topic__in=effects).order_by("pk"):
            assert run_job(job.pk, effects[job.topic])

    return work
