"""Judging a province, one organization, and the way from a commit to the new standing (performance.md 4, 6, 7)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from time import perf_counter

from django.conf import settings
from django.db import connection, transaction

from documents.actions import correct
from documents.models import Document
from measures.catalogue import rule_set_for
from measures.engine import judge
from measures.models import Standing
from metrics.registry import registry
from organizations.models import Level
from tests.bench.filling import TODAY, YEAR, fill, office
from tests.bench.measured import Ground, Measured, benchmark, median_seconds
from tests.throwaway import wait_until

CHANGES = 20
SAME_DAY = date(YEAR - 1, TODAY.month, TODAY.day)
ONCE = "NOT repeats_number"
BY_HAND = (
    f"""SELECT organization_id, count(organization_id) FILTER (WHERE counted AND level >= 3 AND {ONCE}),
        count(organization_id) FILTER (WHERE supporting AND required_by = '' AND {ONCE}),
        count(organization_id) FILTER (WHERE joint AND matter <> 'shared' AND {ONCE}),
        count(organization_id) FILTER (WHERE openness IN ('closed', '') AND closed_reason = '' AND {ONCE}),
        count(organization_id) FILTER (WHERE conveying_report AND required_by = '' AND {ONCE}),
        count(organization_id) FILTER (WHERE policy AND pages > 10 AND {ONCE}),
        count(organization_id) FILTER (WHERE policy AND characters > 5000 AND {ONCE}), count(organization_id)
      FROM documents_document WHERE year = {YEAR} AND day <= '{TODAY}' GROUP BY organization_id""",
    f"""SELECT organization_id, count(organization_id) FILTER (WHERE counted AND level >= 3 AND {ONCE}),
        count(organization_id) FILTER (WHERE counted AND level >= 3 AND {ONCE} AND day <= '{SAME_DAY}')
      FROM documents_document WHERE year = {YEAR - 1} GROUP BY organization_id""",
    f"""SELECT organization_id, sum(issued) FILTER (WHERE year = {YEAR}),
        sum(due - reviewed) FILTER (WHERE year = {YEAR}),
        sum(issued) FILTER (WHERE year = {YEAR - 1})
      FROM documents_classifiedcount WHERE year IN ({YEAR - 1}, {YEAR}) GROUP BY organization_id""",
)


def by_hand() -> None:
    with connection.cursor() as cursor:
        for statement in BY_HAND:
            cursor.execute(statement)
            cursor.fetchall()


def live(findings: bool) -> set[str]:
    """The obligations on documents; those counted by more than conditions only where wanted."""
    found = {one for one in rule_set_for(YEAR).obligations if not one.awaits and one.metric in registry}
    return {one.key for one in found if findings or not registry[one.metric].findings}


def full_run(keys: set[str]) -> float:
    """Every run is of another day, so that every standing is written."""
    days = (TODAY - timedelta(days=at % 2) for at in count())
    return median_seconds(lambda: judge(YEAR, next(days), obligations=keys))


@benchmark("4", "judging the province: every condition on documents, stored", against="three SELECTs", goal=1.3)
def judging(ground: Ground) -> Measured:
    fill(ground)
    return Measured(full_run(live(findings=False)), median_seconds(by_hand), "s")


@benchmark("4b", "the same with holes in series and what was received", against="three SELECTs", goal=1.3)
def judging_everything(ground: Ground) -> Measured:
    fill(ground)
    return Measured(full_run(live(findings=True)), median_seconds(by_hand), "s", "the SELECTs count no holes")


@benchmark("6", "one changed record: its organization judged again", against="the full run", goal=1 / 50)
def one_organization(ground: Ground) -> Measured:
    fill(ground)
    keys = live(findings=True)
    whose = {Document.objects.filter(year=YEAR).values_list("organization", flat=True)[0]}
    days = (TODAY - timedelta(days=at % 2) for at in count())
    ours = median_seconds(lambda: judge(YEAR, next(days), whose, keys))
    return Measured(ours, full_run(keys), "s")


@contextmanager
def background() -> Iterator[None]:
    """One worker and one relay."""
    words = [["-m", "celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=ERROR", "--without-mingle"]]
    words += [["manage.py", "relay"]]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [
        subprocess.Popen([sys.executable, *some], cwd=settings.BASE_DIR, env=dict(os.environ), **quiet)
        for some in words
    ]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


@benchmark("7", "from the commit of a change to the new standing, p95", against="limit")
def to_the_standing(ground: Ground) -> Measured:
    fill(ground)
    judge(YEAR, TODAY)
    user = office()
    found = Document.objects.filter(year=YEAR, counted=True, level__gte=Level.COUNTY).order_by("pk")
    with background():
        # the first change waits for the worker to start
        taken = [change(one, user) for one in found[: CHANGES + 1]][1:]
    return Measured(sorted(taken)[int(len(taken) * 0.95) - 1], 2, "s", f"{CHANGES} changes")


def change(document: Document, user: object) -> float:
    standings = Standing.objects.filter(organization=document.organization_id, obligation="4.1", year=YEAR)
    before = standings.get().value
    with transaction.atomic():
        correct(
            document=document.pk,
            version=document.version,
            changes={"level": Level.PROVINCE},
            reason="核对",
            by=user,
            today=TODAY,
        )
    began = perf_counter()
    wait_until(lambda: standings.get().value != before, "the new standing", seconds=60)
    return perf_counter() - began
