"""An August meeting is stopped, excused as an emergency by its approver, and stands in the list of exceptions.

Presses and typed fields are counted, as in DESIGN §10: a new meeting 6 fields, a way out one press and what it asks.
"""

from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.metrics.amounts import in_quiet_month
from meetings.models import LineState, Match, Meeting, PlannedMeeting
from organizations.models import Organization
from tests import make
from tests.browser.test_every_page import DESKTOP, PHONE, found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "全省防汛视频调度会"


@dataclass
class Hand:
    """Somebody at the page: every press and every field filled in is counted."""

    page: object
    clicks: int = 0
    fields: int = 0

    def press(self, name, role="button"):
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def open(self, text):
        self.clicks += 1
        self.page.locator("summary", has_text=text).first.click()

    def fill(self, label, value):
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(value)

    def choose(self, label, value):
        self.page.get_by_label(label, exact=True).select_option(label=value)

    def counted(self):
        found = (self.clicks, self.fields)
        self.clicks = self.fields = 0
        return found


@pytest.fixture
def hand(site):
    site.page.set_viewport_size(DESKTOP)
    return Hand(site.page)


def main(site):
    return site.page.locator("main").inner_text()


def typed(hand):
    hand.fill("会议名称", NAME)
    hand.choose("会议类别", "三类")
    hand.fill("拟开时间", "8月20日")
    hand.fill("会期", "60分钟")
    hand.choose("形式", "视频")
    hand.fill("参会范围", "市局分管负责人，40人")
    hand.fill("为什么计划外召开", "汛情提前")


def test_an_august_meeting_is_stopped_excused_by_its_approver_and_listed(site, hand):
    site.sign_in("clerk")
    site.open(reverse("dashboard:single_new"))
    typed(hand)
    hand.press("报送")
    assert "8月是无会月" in main(site)
    assert not PlannedMeeting.objects.filter(name=NAME).exists()
    assert hand.counted() == (1, 5)

    hand.open("按应急申请例外")
    # the leader in charge stands there already
    assert site.page.get_by_label("由谁批准").input_value() == "沈望"
    hand.fill("理由", "防汛Ⅱ级响应")
    hand.press("确定")
    assert "8月是无会月" not in main(site)
    assert hand.counted() == (2, 1)
    hand.press("报送")
    assert "已报送" in main(site)
    assert hand.counted() == (1, 0)
    assert [text for text in site.complaints if "422" not in text and "/singles/" not in text] == []
    site.complaints.clear()

    line = PlannedMeeting.objects.get(name=NAME)
    site.sign_in("office")
    site.open(reverse("dashboard:single", args=[line.pk]))
    hand.press("审核通过")
    assert hand.counted() == (1, 0)

    site.page.set_viewport_size(PHONE)
    site.sign_in("leader")
    site.open(reverse("dashboard:approval", args=[line.pk]))
    hand.press("同意")
    assert hand.counted() == (1, 0)
    line.refresh_from_db()
    assert line.state == LineState.APPROVED

    site.page.set_viewport_size(DESKTOP)
    site.sign_in("office")
    site.open(reverse("meetings:exceptions") + "?kind=quiet_month")
    row = site.page.locator("tbody tr", has_text=NAME).inner_text()
    for said in ("8月全省性会议，应急", "防汛Ⅱ级响应", "汛情提前", "沈望", "陶禾", "已批准"):
        assert said in row
    assert hand.counted() == (0, 0)
    assert site.complaints == []


def test_moving_it_out_of_august_is_one_press(site, hand):
    site.sign_in("clerk")
    site.open(reverse("dashboard:single_new"))
    typed(hand)
    # checked while typing, without a press
    site.page.get_by_label("会议名称", exact=True).click()
    way = site.page.locator(".jf-way-button", has_text="改到7月")
    name = way.inner_text()
    hand.counted()
    hand.press(name)
    assert "8月是无会月" not in main(site)
    assert hand.counted() == (1, 0)
    assert site.page.get_by_label("拟开时间", exact=True).input_value() == name.removeprefix("改到")
    assert site.page.get_by_label("会议名称", exact=True).input_value() == NAME
    assert site.complaints == []


def test_what_is_typed_into_a_way_out_is_not_checked_away(site, hand):
    site.page.clock.install()
    site.sign_in("clerk")
    site.open(reverse("dashboard:single_new"))
    typed(hand)
    site.page.get_by_label("会议名称", exact=True).click()
    site.page.clock.run_for(1_000)
    hand.open("按应急申请例外")
    checked = []
    site.page.on("request", lambda request: checked.append(request.url) if "/check/" in request.url else None)
    hand.fill("由谁批准", "顾衡")
    hand.fill("理由", "溃堤")
    site.page.keyboard.press("Tab")
    site.page.clock.run_for(1_000)
    assert checked == []
    assert site.page.get_by_label("由谁批准").input_value() == "顾衡"
    assert site.complaints == []


def test_an_emergency_is_entered_afterwards_on_one_page(site, hand):
    day = timezone.localdate().replace(month=8, day=10, year=2025)
    site.sign_in("clerk")
    site.open(reverse("meetings:emergency"))
    hand.fill("会议名称", NAME)
    hand.fill("召开日期", day.isoformat())
    hand.fill("应急批准人", "顾衡")
    hand.fill("应急事由", "防汛Ⅱ级响应")
    hand.choose("形式", "视频")
    hand.choose("开到层级", "县")
    hand.press("补录")
    assert hand.counted() == (1, 4)
    assert NAME in main(site)
    meeting = Meeting.objects.get(name=NAME)
    assert not Meeting.objects.filter(in_quiet_month(), pk=meeting.pk).exists()
    assert site.complaints == []


def test_a_held_meeting_is_matched_with_one_press(site, hand):
    unit = Organization.objects.get(name="交通运行厅")
    line = make.planned(unit, "抢险救灾会", year=2025, state=LineState.APPROVED)
    held = make.meeting(unit, "全省抢险救灾现场会", day=line.planned_from, match=Match.PROPOSED, planned=line)
    site.sign_in("clerk")
    site.open(reverse("meetings:matching"))
    row = site.page.locator("tbody tr", has_text=held.name)
    hand.clicks += 1
    row.get_by_role("button", name="是这次").click()
    site.page.wait_for_load_state("networkidle")
    assert hand.counted() == (1, 0)
    line.refresh_from_db()
    assert line.state == LineState.HELD
    assert site.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_beside_the_plan_are_sound(site, hand, size):
    unit = Organization.objects.get(name="交通运行厅")
    sitting = make.joint_conference(unit, day=timezone.localdate())
    fields = {"year": 2025, "state": LineState.APPROVED, "half_days": 1}
    lines = [make.planned(unit, name, **fields) for name in ("抢险救灾会", "地质灾害会")]
    make.agenda_item(sitting, *lines, proposal="join", lead=lines[0])
    first = make.meeting(unit, "抢险救灾会", minutes=90, people=20)
    make.meeting(Organization.objects.filter(kind="city").first(), "市抢险会", superior=first)
    asked = make.planned(unit, "防汛会", year=2025, state=LineState.SUBMITTED, excuses={"half_day": "内容多"})
    paths = [
        reverse("dashboard:singles"),
        reverse("dashboard:single_new"),
        reverse("dashboard:single", args=[asked.pk]),
        reverse("meetings:emergency"),
        reverse("meetings:exceptions"),
        reverse("meetings:matching") + "?match=none",
        reverse("meetings:chains"),
        reverse("meetings:chain", args=[first.pk]),
        reverse("meetings:conferences"),
        reverse("meetings:convene"),
        reverse("meetings:conference", args=[sitting.pk]),
        reverse("meetings:agenda_add", args=[sitting.pk]),
    ]
    site.page.set_viewport_size(size)
    site.sign_in("office")
    faults = {}
    for path in paths:
        site.complaints.clear()
        site.open(path)
        found = [*found_by_axe(site.page), *site.complaints]
        if site.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("sticks out to the right")
        if found:
            faults[path] = found
    assert faults == {}
