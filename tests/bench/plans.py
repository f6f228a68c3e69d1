"""A plan of 300 meetings: checked while somebody types, opened, and saved (performance.md 17; issue of meetings)."""

from collections.abc import Callable
from datetime import date, timedelta
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from config.run.programs import answers
from meetings.models import MeetingClass, MeetingForm, Plan, PlannedMeeting, planned_key
from organizations.models import InNameOf, Level, Organization
from tests.bench.filling import YEAR, fill, office
from tests.bench.measured import Ground, Measured, benchmark
from tests.bench.pages import EMPTY, p95, seconds_of, signed_in
from tests.bench.starting import web
from tests.throwaway import wait_until

LINES = 300
TIMES = 40
# an empty page takes some 7 ms on a quiet machine: so many of them are a wait that nobody notices
OPENED, SAVED = 16, 24
TOKEN = "a" * 32
TYPED = {
    "name": "公路养护推进会",
    "category": MeetingClass.THREE.value,
    "planned_text": "3月10日",
    "duration_text": "半天",
    "form": MeetingForm.ON_SITE.value,
    "scope_text": "市局分管负责人，14人",
}


def lay_in(ground: Ground) -> Plan:
    """The office's own plan: every day of the year a meeting, every third a whole day long."""
    fill(ground)
    unit = Organization.objects.get(pk=office().assignments.get().organization_id)
    plan, new = Plan.objects.get_or_create(organization=unit, year=YEAR + 1)
    if new:
        first = date(plan.year, 1, 1)
        PlannedMeeting.objects.bulk_create(
            _line(plan, number, first + timedelta(days=number)) for number in range(LINES)
        )
    return plan


def _line(plan: Plan, number: int, day: date) -> PlannedMeeting:
    name = f"第{number}项工作推进会"
    return PlannedMeeting(
        plan=plan,
        organization=plan.organization,
        year=plan.year,
        day=date(plan.year, 1, 1),
        key=planned_key(plan.organization.code, plan.year, name),
        position=number,
        name=name,
        category=MeetingClass.THREE,
        in_name_of=InNameOf.DEPARTMENT,
        planned_text=f"{day.month}月{day.day}日",
        planned_from=day,
        planned_to=day,
        duration_text="半天" if number % 3 else "1天",
        half_days=1 if number % 3 else 2,
        form=MeetingForm.ON_SITE,
        level=Level.CITY,
        province_wide=True,
        scope_text=TYPED["scope_text"],
        people=14,
        heads_called=False,
    )


def posted(port: int, cookie: str, path: str, typed: Callable[[int], dict], expected: int) -> list[float]:
    """Seconds of each of TIMES forms sent; where the answer leads on, the page that it leads to is part of it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    taken = []
    for number in range(TIMES):
        began = perf_counter()
        connection.request("POST", path, urlencode(typed(number)), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != expected:
            raise RuntimeError(f"{path} answered {answer.status}")
        if onward := answer.headers.get("Location"):
            connection.request("GET", onward.partition("#")[0], headers=headers)
            connection.getresponse().read()
        taken.append(perf_counter() - began)
    connection.close()
    return taken


def serve(measure: Callable[[int, str], tuple[float, float]]) -> tuple[float, float]:
    cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in().cookies[settings.SESSION_COOKIE_NAME].value}"
    with web() as (port, _):
        wait_until(lambda: answers(port), "the web server")
        seconds_of(port, cookie, EMPTY, 3)
        return measure(port, cookie)


@benchmark("17", f"plan check while typing, {LINES} lines, p95", against="an empty signed-in page", goal=4)
def typing(ground: Ground) -> Measured:
    plan = lay_in(ground)
    address = reverse("dashboard:plan_check", args=[plan.pk])

    def measure(port: int, cookie: str) -> tuple[float, float]:
        ours = p95(posted(port, cookie, address, lambda number: TYPED | {"planned_text": f"{1 + number % 12}月"}, 200))
        return ours, p95(seconds_of(port, cookie, EMPTY, TIMES))

    return Measured(*serve(measure), "s")


@benchmark("17b", f"opening a plan of {LINES} lines, p95", against="an empty signed-in page", goal=OPENED)
def opening(ground: Ground) -> Measured:
    plan = lay_in(ground)
    address = reverse("dashboard:plan", args=[plan.pk])
    figures = serve(lambda port, cookie: tuple(p95(seconds_of(port, cookie, path, TIMES)) for path in (address, EMPTY)))
    return Measured(*figures, "s")


@benchmark(
    "17c",
    f"saving one line of {LINES} and seeing the plan again, p95",
    against="an empty signed-in page",
    goal=SAVED,
)
def saving(ground: Ground) -> Measured:
    plan = lay_in(ground)
    line = plan.lines.order_by("position")[LINES // 2]
    address = reverse("dashboard:plan_save", args=[line.pk])

    def typed(number: int) -> dict:
        text = f"市局分管负责人，{14 + number}人"
        return TYPED | {"name": line.name, "version": line.version + number, "scope_text": text}

    def measure(port: int, cookie: str) -> tuple[float, float]:
        return p95(posted(port, cookie, address, typed, 302)), p95(seconds_of(port, cookie, EMPTY, TIMES))

    return Measured(*serve(measure), "s")
