"""Canary words in the numbers of a case, a complaint and a talk, looked for everywhere as everybody else."""

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse

from measures.engine import judge
from organizations.roles import Role
from registers.models import Change, OutboxJob
from tests import make
from tests.accountability.insiders import member
from tests.routes import REFUSED, ROUTES
from tests.test_url_walk import a_broker_that_answers, ask, world  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = date(2019, 3, 5)
JUDGED = date(2019, 12, 31)
CANARY = "金丝雀"
# the history has to keep that something happened, for the auditor alone; it never says what
KEPT_BY_LAW = {"registers:history"}


@pytest.fixture
def outsider(discipline):
    return member("outsider", Role.DISCIPLINE, discipline.organization)


@pytest.fixture
def secrets(world, discipline):  # noqa: F811
    """Breaches of 22 to 25 with canaries in their numbers, in the circle of one insider, and judged."""
    organ = discipline.organization
    for register in ("cases", "complaints", "talks"):
        make.coverage(organ, register=register)
    case = make.case(organ, day=DAY, organization_heard_on=None, number=f"{CANARY}2019-1")
    talk = make.talk(organ, day=DAY, circle_size=0, number=f"{CANARY}2019-3")
    make.complaint(organ, day=DAY, named=True, number=f"{CANARY}2019-2")
    insider = member(f"insider{CANARY}", Role.DISCIPLINE, organ)
    for about in ({"case": case}, {"talk": talk}):
        make.circle_member(insider.user, insider.user, **about)
    judge(2019, JUDGED)
    return {"case": case, "talk": talk, "insider": insider, "organ": organ}


def addresses(world):  # noqa: F811
    """Every page of the table that can be read, and what it exports."""
    for name, route in ROUTES.items():
        if route.get != REFUSED:
            place = reverse(name, args=route.args(world))
            yield name, place
            for query in ("?export=csv", "?year=2019", "?year=2019&as_of=2019-06-30"):
                yield name, place + query


def pages_of(who, world):  # noqa: F811
    return {place: ask(who, "GET", place)[1] for name, place in addresses(world) if name not in KEPT_BY_LAW}


OTHERS = ["clerk", "principal", "leader", "department", "city", "county", "system_admin", "security_admin", "stranger"]


@pytest.mark.parametrize("who", [*OTHERS, "anonymous"])
def test_no_canary_sings_to_others(who, world, secrets, cast):  # noqa: F811
    heard = [place for place, content in pages_of(cast[who], world).items() if CANARY.encode() in content]
    assert heard == []


def test_no_canary_sings_to_the_auditor_either(secrets, auditor):
    secrets["insider"].get(f"/accountability/cases/{secrets['case'].pk}/")
    for query in ("", "?export=csv", "?key=" + secrets["case"].key):
        said = auditor.get("/registers/history/" + query)
        content = b"".join(said.streaming_content) if said.streaming else said.content
        assert f"{CANARY}2019".encode() not in content


def test_inside_the_organ_only_the_circle_hears_of_what_is_in_it(world, secrets, outsider):  # noqa: F811
    numbers = [f"{CANARY}2019-1".encode(), f"{CANARY}2019-3".encode()]
    heard = [place for place, content in pages_of(outsider, world).items() if any(one in content for one in numbers)]
    assert heard == []
    evidence = f"/evidence/25.1/{secrets['organ'].code}/2019/"
    assert "限知悉" in outsider.get(evidence).content.decode()
    assert f"{CANARY}2019-3" in secrets["insider"].get(evidence).content.decode()


def test_evidence_of_the_own_organ_is_not_exported(secrets):
    place = f"/evidence/22.1/{secrets['organ'].code}/2019/"
    assert secrets["insider"].get(place).status_code == 200
    assert secrets["insider"].get(place + "?export=csv").status_code == 404


def test_acts_leave_no_canary_in_history_jobs_letters_or_logs(secrets, discipline, caplog):
    said = io.StringIO()
    today = date(2019, 3, 6).isoformat()
    with redirect_stdout(said), redirect_stderr(said):
        secrets["insider"].get(f"/accountability/cases/{secrets['case'].pk}/")
        secrets["insider"].get(f"/accountability/cases/?q={CANARY}")
        sent = {"organization": discipline.organization.pk, "number": f"{CANARY}2019-9", "sent_on": today}
        assert secrets["insider"].post("/accountability/talks/new/", sent).status_code == 302
    assert "request_finished" in caplog.text
    kept = list(Change.objects.values_list("changes", "key", "reason"))
    jobs = list(OutboxJob.objects.values_list("payload", flat=True))
    letters = [f"{one.subject} {one.body}" for one in mail.outbox]
    for text in (json.dumps([kept, jobs, letters], ensure_ascii=False, default=str), said.getvalue(), caplog.text):
        assert CANARY not in text


@pytest.mark.parametrize("who", OTHERS)
def test_one_case_more_changes_no_page_of_others(who, world, secrets, cast):  # noqa: F811
    before = pages_of(cast[who], world)
    make.case(secrets["organ"], day=DAY, organization_heard_on=None)
    make.complaint(secrets["organ"], day=DAY, named=True)
    make.talk(secrets["organ"], day=DAY, circle_size=0)
    make.coverage(secrets["organ"], register="cases", starts=date(2020, 1, 1), ends=date(2020, 2, 1))
    judge(2019, JUDGED)
    after = pages_of(cast[who], world)
    assert {place: bare(content) for place, content in after.items()} == {
        place: bare(content) for place, content in before.items()
    }


def bare(content):
    """A page without what is new in each answer: tokens and nonces; a workbook without when it was made."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as book:
            return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
    return re.sub(rb'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"', b"", content)
