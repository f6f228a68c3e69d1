"""A department draws up its plan in a real browser; presses and typed fields are counted (DESIGN §10, row 04)."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import LineState, Plan, PlanState
from meetings.views.plans import year_to_plan
from organizations.models import Level, Organization
from tests import make
from tests.browser.test_every_page import DESKTOP, PHONE, found_by_axe
from tests.meetings.plans import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLERK_OF = "交通运行厅"


@dataclass
class Hand:
    """Somebody at the page: every press and every field filled in is counted."""

    page: object
    clicks: int = 0
    fields: int = 0

    def press(self, role, name):
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state("networkidle")

    def fill(self, label, value):
        self.fields += 1
        field = self.page.locator(".jf-editor").get_by_label(label, exact=True)
        field.select_option(label=value) if field.evaluate("one => one.tagName") == "SELECT" else field.fill(value)


@pytest.fixture
def hand(site):
    return Hand(site.page)


@pytest.fixture
def year():
    return year_to_plan(timezone.localdate())


@pytest.fixture
def unit(site):
    return Organization.objects.get(name=CLERK_OF)


@pytest.fixture
def plan(unit, year):
    return make.plan(unit, year=year)


def on(year, month, day):
    """A planned day and the words for it."""
    return {"day": date(year, month, day), "planned_text": f"{month}月{day}日"}


def test_last_year_s_plan_is_drawn_up_by_one_press_and_submitted_by_another(site, hand, unit, year):
    for name, month in (("公路养护推进会", 3), ("道路运输安全会", 6)):
        facts = {"category": 3, "half_days": 1, "level": Level.CITY, "people": 14, "heads_called": False}
        make.meeting(unit, name, day=date(year - 1, month, 12), province_wide=True, **facts)
    site.sign_in("clerk")
    site.open(reverse("meetings:plans"))
    hand.press("button", f"起草{year}年计划")
    assert (hand.clicks, hand.fields) == (1, 0)
    assert "已带入" in site.page.locator("main").inner_text()
    hand.clicks = 0
    hand.press("button", "提交核稿")
    assert (hand.clicks, hand.fields) == (1, 0)
    assert "已报送" in site.page.locator("main").inner_text()
    plan = Plan.objects.get(organization=unit, year=year)
    assert (plan.state, plan.lines.count()) == (PlanState.SUBMITTED, 2)
    assert site.complaints == []


def test_a_fix_is_one_press_and_is_undone_by_another_and_keeps_the_focus(site, hand, plan, year):
    line = sound(plan, "公路养护现场会", **on(year, 8, 19))
    site.sign_in("clerk")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    fix = site.page.get_by_role("button", name="改到7月").first.inner_text()
    hand.press("button", fix)
    assert (hand.clicks, hand.fields) == (1, 0)
    undo = site.page.get_by_role("button", name="撤销")
    expect(undo).to_be_focused()
    line.refresh_from_db()
    assert line.planned_from.month == 7
    site.page.keyboard.press("Enter")
    expect(site.page.get_by_role("button", name=fix)).to_be_visible()
    line.refresh_from_db()
    assert line.planned_from.month == 8
    assert site.complaints == []


def test_a_meeting_is_added_by_two_presses_and_six_fields(site, hand, plan):
    site.sign_in("clerk")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    hand.press("link", "加一次")
    expect(site.page.get_by_label("会议名称", exact=True)).to_be_focused()
    for label, value in (
        ("会议名称", "农村公路建设推进会"),
        ("会议类别", "三类"),
        ("拟开时间", "5月"),
        ("会期", "半天"),
        ("形式", "现场"),
        ("参会范围", "市局分管负责人，14人"),
    ):
        hand.fill(label, value)
    hand.press("button", "保存")
    assert (hand.clicks, hand.fields) == (2, 6)
    line = plan.lines.get()
    assert (line.people, line.level, line.half_days) == (14, Level.CITY, 1)
    assert site.complaints == []


def test_the_server_checks_while_somebody_types(site, plan, year):
    line = sound(plan, **on(year, 3, 10))
    page = site.page
    site.sign_in("clerk")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    page.get_by_role("link", name=line.name).click()
    # the first field takes the focus once the row is open
    expect(page.get_by_label("会议名称", exact=True)).to_be_focused()
    page.locator(".jf-editor").get_by_label("拟开时间").fill("8月19日")
    expect(page.locator(".jf-typed")).to_contain_text("无会月")
    page.locator(".jf-editor").get_by_label("拟开时间").fill("9月9日")
    expect(page.locator(".jf-typed")).to_contain_text("没有提示")
    line.refresh_from_db()
    assert line.planned_text == "3月10日"
    assert site.complaints == []


def test_enter_opens_a_row_and_escape_shuts_it_and_keeps_the_focus(site, plan, year):
    line = sound(plan, **on(year, 3, 10))
    page = site.page
    site.sign_in("clerk")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    row = page.get_by_role("link", name=line.name)
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jf-editor").get_by_label("会议名称", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".jf-editor")).to_have_count(0)
    expect(row).to_be_focused()
    assert site.complaints == []


def test_what_stops_the_plan_takes_the_focus(site, hand, plan, year):
    sound(plan, "公路养护现场会", **on(year, 8, 19))
    site.sign_in("clerk")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    hand.press("button", "提交核稿")
    summary = site.page.locator("#errors")
    expect(summary).to_be_focused()
    assert "提交前要改1处" in summary.inner_text()
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_the_office_checks_and_passes_on_by_one_press(site, hand, plan, year):
    line = sound(plan, **on(year, 3, 10))
    site.sign_in("clerk")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    hand.press("button", "提交核稿")
    site.sign_in("office")
    site.open(reverse("dashboard:plan", args=[plan.pk]))
    hand.clicks = 0
    hand.press("button", "审核通过，转请审批")
    assert (hand.clicks, hand.fields) == (1, 0)
    line.refresh_from_db()
    assert line.state == LineState.CHECKED
    assert site.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_plan_is_sound_wide_and_on_a_telephone(site, plan, year, size):
    worst = sound(plan, "公路养护现场会", half_days=2, people=180, heads_called=True, **on(year, 8, 19))
    sound(plan, "已批的会", state=LineState.APPROVED, **on(year, 4, 15))
    site.page.set_viewport_size(size)
    site.sign_in("clerk")
    faults = {}
    for path in (
        reverse("meetings:plans"),
        reverse("dashboard:plan", args=[plan.pk]),
        f"{reverse('dashboard:plan', args=[plan.pk])}?open={worst.pk}",
    ):
        site.open(path)
        found = found_by_axe(site.page)
        if site.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("sticks out to the right")
        if found:
            faults[path] = found
    assert faults == {}
    assert site.complaints == []
