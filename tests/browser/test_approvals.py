"""From the unit's plan to the county's list; the leader decides on a telephone, presses and fields are counted (05)."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Decision, LineState, PlannedMeeting, Portfolio
from meetings.views.plans import year_to_plan
from organizations.models import Level, Organization, User
from tests import make
from tests.browser.test_every_page import DESKTOP, PHONE, found_by_axe
from tests.browser.test_plans import on
from tests.meetings.plans import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNIT = "交通运行厅"


@dataclass
class Finger:
    """The leader's: every tap and every field filled in is counted."""

    page: object
    taps: int = 0
    fields: int = 0

    def tap(self, name, role="button"):
        self.taps += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def write(self, text):
        self.fields += 1
        self.page.get_by_label("批示").fill(text)


@pytest.fixture
def finger(site):
    site.page.set_viewport_size(PHONE)
    return Finger(site.page)


@pytest.fixture
def plan(site):
    """A plan that the leader is in charge of; nothing is said of its lines, and nothing else waits."""
    unit = Organization.objects.get(name=UNIT)
    leader = User.objects.get(username="demo-leader")
    Portfolio.objects.update_or_create(organization=unit, defaults={"leader": leader})
    PlannedMeeting.objects.filter(state=LineState.CHECKED).update(state=LineState.DRAFT)
    return make.plan(unit, year=year_to_plan(timezone.localdate()))


@pytest.fixture
def waiting(plan):
    """Three lines that wait for the leader."""
    clerk = User.objects.get(username="demo-clerk")
    submitted = {"submitted_by": clerk, "submitted_at": timezone.now() - timedelta(days=2)}
    type(plan).objects.filter(pk=plan.pk).update(state="checked", submitted_on=timezone.localdate(), **submitted)
    names = ("公路养护推进会", "道路运输安全会", "港口建设调度会")
    return [
        sound(plan, name, level=Level.COUNTY, state=LineState.CHECKED, **submitted, **on(plan.year, month, 12))
        for month, name in enumerate(names, start=3)
    ]


def fits(page):
    return not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_unit_submits_the_office_checks_the_leader_approves_and_the_county_sees_it(site, finger, plan):
    line = sound(
        plan,
        "农村公路会",
        level=Level.COUNTY,
        scope_text="县分管负责人，40人",
        people=40,
        excuses={"below_city": "直接面向县"},
        **on(plan.year, 3, 10),
    )
    page = site.page
    for who, button in (("clerk", "提交核稿"), ("office", "审核通过，转请审批")):
        site.sign_in(who)
        site.open(reverse("dashboard:plan", args=[plan.pk]))
        page.get_by_role("button", name=button).first.click()
        page.wait_for_load_state("networkidle")
    site.sign_in("county")
    site.open(reverse("meetings:coming"))
    assert line.name not in page.locator("main").inner_text()

    site.sign_in("leader")
    site.open(reverse("dashboard:approvals"))
    assert line.name in page.locator("h1").inner_text()
    below = page.locator(".jf-approval-effect").inner_text()
    assert "个县" in below
    assert page.get_by_text("批准后该单位全年").is_visible()
    finger.tap("同意")
    assert (finger.taps, finger.fields) == (1, 0)
    assert "都批完了" in page.locator("main").inner_text()
    line.refresh_from_db()
    assert (line.state, line.number) == (LineState.APPROVED, f"{line.organization.code}-{plan.year}-1")

    # ten minutes later it stands
    Decision.objects.update(decided_at=timezone.now() - timedelta(minutes=11))
    site.sign_in("county")
    site.open(reverse("meetings:coming"))
    listed = page.locator("main").inner_text()
    assert line.name in listed
    assert "40人" in listed
    assert fits(page)
    assert site.complaints == []


def test_a_tap_approves_and_a_note_is_one_field_more(site, finger, waiting):
    site.sign_in("leader")
    site.open(reverse("dashboard:approvals"))
    finger.tap("同意")
    assert (finger.taps, finger.fields) == (1, 0)
    # the next one has opened, with the way back above it
    assert waiting[1].name in site.page.locator("h1").inner_text()
    assert "前可撤回" in site.page.locator(".jf-approval-undo").inner_text()

    finger.taps = finger.fields = 0
    finger.write("压到一小时")
    finger.tap("同意")
    assert (finger.taps, finger.fields) == (1, 1)
    assert Decision.objects.get(planned=waiting[1]).line == "压到一小时"
    assert waiting[0].plan.lines.filter(state=LineState.APPROVED).count() == 2
    assert site.complaints == []


def test_a_decision_is_taken_back_by_one_tap(site, finger, waiting):
    site.sign_in("leader")
    site.open(reverse("dashboard:approvals"))
    finger.tap("同意")
    finger.taps = 0
    finger.tap(f"撤回 {waiting[0].name}")
    assert (finger.taps, finger.fields) == (1, 0)
    assert waiting[0].name in site.page.locator("h1").inner_text()
    waiting[0].refresh_from_db()
    assert waiting[0].state == LineState.CHECKED
    assert site.complaints == []


def test_returning_asks_for_a_line_and_puts_the_cursor_there(site, finger, waiting):
    site.sign_in("leader")
    site.open(reverse("dashboard:approvals"))
    finger.tap("退回修改")
    line = site.page.get_by_label("批示")
    expect(line).to_be_focused()
    assert "请写一句" in site.page.get_by_role("alert").inner_text()
    site.complaints.clear()
    finger.write("改为视频会")
    finger.tap("退回修改")
    waiting[0].refresh_from_db()
    assert (waiting[0].state, waiting[0].returned_reason) == (LineState.RETURNED, "改为视频会")
    assert site.complaints == []


def test_the_return_key_of_a_telephone_decides_nothing(site, finger, waiting):
    site.sign_in("leader")
    site.open(reverse("dashboard:approvals"))
    finger.write("同意")
    site.page.keyboard.press("Enter")
    site.page.wait_for_load_state("networkidle")
    assert not Decision.objects.filter(planned__in=waiting).exists()
    assert waiting[0].name in site.page.locator("h1").inner_text()


def test_the_buttons_are_large_and_always_in_reach(site, finger, waiting):
    site.sign_in("leader")
    site.open(reverse("dashboard:approvals"))
    page = site.page
    boxes = {name: page.get_by_role("button", name=name, exact=True).bounding_box() for name in ("不同意", "同意")}
    for box in boxes.values():
        assert box["height"] >= 48
        assert box["y"] + box["height"] <= PHONE["height"]
    assert boxes["同意"]["width"] > boxes["不同意"]["width"]
    # what it does to the counties is read before the buttons without scrolling
    effect = page.locator(".jf-approval-effect").bounding_box()
    assert effect["y"] + effect["height"] < boxes["同意"]["y"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_of_deciding_are_sound_wide_and_on_a_telephone(site, waiting, size):
    leader, office = User.objects.get(username="demo-leader"), User.objects.get(username="demo-office")
    make.decision(waiting[2], leader, waiting[2].submitted_by)
    today = timezone.localdate()
    make.deputy(leader, office, waiting[0].organization, starts=today, ends=today)
    sound(waiting[0].plan, "已批的会", level=Level.COUNTY, state=LineState.APPROVED, **on(waiting[0].plan.year, 9, 2))
    sound(
        waiting[0].plan,
        "二类会",
        category=2,
        state=LineState.CHECKED,
        submitted_by=waiting[0].submitted_by,
        submitted_at=waiting[0].submitted_at,
        **on(waiting[0].plan.year, 10, 9),
    )
    pages = {
        "leader": [
            reverse("dashboard:approval", args=[waiting[0].pk]),
            reverse("dashboard:approval", args=[waiting[2].pk]),
            reverse("dashboard:approvals_list"),
        ],
        "principal": [reverse("dashboard:approvals")],
        "office": [reverse(f"meetings:{name}") for name in ("decisions", "deputies", "portfolios", "coming")],
        "city": [reverse("meetings:coming")],
        "county": [reverse("meetings:coming")],
    }
    site.page.set_viewport_size(size)
    faults = {}
    for who, paths in pages.items():
        site.sign_in(who)
        for path in paths:
            site.open(path)
            found = found_by_axe(site.page) + ([] if fits(site.page) else ["sticks out to the right"])
            if found:
                faults[f"{who} {path}"] = found
    assert faults == {}
    assert site.complaints == []
