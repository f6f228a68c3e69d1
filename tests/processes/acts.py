"""Acts on a site from a process of their own: `python -m tests.processes.acts ACT ARGUMENTS`, answered in JSON."""

import json
import sys
import time
from collections import Counter

import django

django.setup()

from django.db import transaction  # noqa: E402

from documents.models import Document  # noqa: E402
from measures.models import Standing  # noqa: E402
from organizations.models import Level, Organization  # noqa: E402
from registers import history  # noqa: E402
from registers.history import Line  # noqa: E402
from registers.models import Change, OutboxJob  # noqa: E402
from registers.outbox import announce, enqueue  # noqa: E402
from tests import make  # noqa: E402
from tests.processes.tasks import SUBJECT  # noqa: E402
from tests.throwaway import wait_until  # noqa: E402


def ask(first: str, count: str = "1", hang: str = "") -> float:
    """Ask for work with the tags first, first+1 …; the longest that one of them took, in seconds."""
    longest = 0.0
    for tag in range(int(first), int(first) + int(count)):
        began = time.monotonic()
        with transaction.atomic():
            enqueue("probe", tag=str(tag), **({"hang": hang} if hang else {}))
        longest = max(longest, time.monotonic() - began)
    return longest


def wait(seconds: str) -> dict[str, int]:
    """Until no job is open; how many effects each tag has."""
    wait_until(lambda: not OutboxJob.objects.filter(done_at=None).exists(), "open jobs", float(seconds))
    return dict(Counter(Change.objects.filter(subject=SUBJECT).values_list("key", flat=True)))


def unsent() -> int:
    return OutboxJob.objects.filter(sent_at=None).count()


def write(first: str, count: str) -> int:
    """So many transactions, each with two lines of history."""
    for tag in range(int(first), int(first) + int(count)):
        with transaction.atomic():
            lines = [Line("probed", SUBJECT, f"{tag}{side}") for side in "ab"]
            history.write(lines, actor=None, path="command")
    return Change.objects.count()


def found() -> str:
    """A department whose register of 2019 is complete."""
    organization = make.organization("探针厅", code="PROBE")
    make.coverage(organization)
    return organization.code


def change() -> float:
    """One document more; seconds until the department's standing says so."""
    organization = Organization.objects.get(code="PROBE")
    with transaction.atomic():
        number = Document.objects.count() + 1
        # counted up across processes
        make.document(organization, number=f"探针发〔2019〕{number}号", serial=number, level=Level.COUNTY)
        announce("documents", [organization.pk], [2019])
    began = time.monotonic()
    mine = Standing.objects.filter(organization=organization, obligation="4.1", year=2019)
    wait_until(lambda: mine.filter(value=number).exists(), f"a standing of {number}")
    return time.monotonic() - began


if __name__ == "__main__":
    act, *arguments = sys.argv[1:]
    acts = {"ask": ask, "wait": wait, "unsent": unsent, "write": write, "found": found, "change": change}
    sys.stdout.write(json.dumps(acts[act](*arguments)))
