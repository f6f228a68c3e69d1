"""What the tests of plans share: a planned meeting of which nothing is to be said, and presses on its page."""

from datetime import date

from django.urls import reverse

from meetings.models import MeetingClass
from organizations.models import InNameOf, Level
from tests import make

TYPED = {
    "version": 0,
    "name": "农村公路建设推进会",
    "category": "3",
    "planned_text": "5月",
    "duration_text": "半天",
    "form": "on_site",
    "scope_text": "市局分管负责人，14人",
}


def text(response):
    return response.content.decode()


def page(plan, query=""):
    return reverse("dashboard:plan", args=[plan.pk]) + query


def sound(plan, name="公路养护推进会", **fields):
    """A planned meeting of which nothing is to be said."""
    usual = {
        "category": MeetingClass.THREE,
        "in_name_of": InNameOf.DEPARTMENT,
        "planned_text": "3月10日",
        "duration_text": "半天",
        "half_days": 1,
        "level": Level.CITY,
        "scope_text": "市局分管负责人，14人",
        "people": 14,
        "heads_called": False,
        "province_wide": True,
    }
    return make.planned(plan.organization, name, plan=plan, **usual | fields)


def in_august(plan, name="公路养护现场会"):
    return sound(plan, name, day=date(2020, 8, 20), planned_text="8月20日")


def press(member, line, warning, way, **typed):
    line.refresh_from_db()
    data = {"version": line.version, "warning": warning, "way": way} | typed
    return member.post(reverse("dashboard:plan_way", args=[line.pk]), data, follow=True)


def act(member, name, record, **typed):
    """A press on the page of a plan as it stands now."""
    record.refresh_from_db()
    return member.post(reverse(f"meetings:{name}", args=[record.pk]), {"version": record.version} | typed, follow=True)


def submit(member, plan):
    plan.refresh_from_db()
    return member.post(reverse("dashboard:plan_submit", args=[plan.pk]), {"version": plan.version}, follow=True)


def add(member, plan, **typed):
    return member.post(reverse("dashboard:plan_add", args=[plan.pk]), TYPED | typed)


def save(member, line, **typed):
    data = TYPED | {"name": line.name, "version": line.version} | typed
    return member.post(reverse("dashboard:plan_save", args=[line.pk]), data)
