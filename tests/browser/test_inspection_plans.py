"""A plan of inspections from last year's items to the county that scans its number, in a real Chromium.

The presses and typed fields of DESIGN.md §10 (督检考计划: the same pattern as 04) are counted here.
"""

from datetime import date

import pytest
from django.urls import reverse

from dashboard.demo.seats import PREFIX
from inspections.models import InspectionPlan, ItemState, PlannedInspection, PlanState
from organizations.models import User
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
# two years after the last plan of the invented province: nothing but the own item is carried over
YEAR = 2028


class Counted:
    """Counts what a person presses and which fields they fill."""

    def __init__(self, page):
        self.page, self.presses, self.fields = page, 0, 0

    def press(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")
        self.presses += 1

    def fill(self, name, value):
        field = self.page.locator(f"main [name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
        self.fields += 1

    def so_far(self):
        """(presses, fields) since the last time this was asked."""
        counted = self.presses, self.fields
        self.presses = self.fields = 0
        return counted


def at_work(name):
    return User.objects.get(username=PREFIX + name).assignments.get().organization


@pytest.fixture
def plan(site):
    """An empty plan of the clerk's unit; last year one item, too many people strong, reached the county."""
    unit, county = at_work("clerk"), at_work("county")
    # nothing of the invented province waits for the leader
    PlannedInspection.objects.filter(state=ItemState.CHECKED).update(state=ItemState.WITHDRAWN)
    make.planned_inspection(
        unit,
        year=YEAR - 1,
        name="示例安全检查",
        counties=[county],
        state=ItemState.DONE,
        filing_number=f"督检〔{YEAR - 1}〕901号",
        people=30,
        days=2,
        planned_from=date(YEAR - 1, 11, 4),
        planned_to=date(YEAR - 1, 11, 6),
        time_text="11月4日至6日",
    )
    return make.inspection_plan(unit, year=YEAR)


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_last_years_items_to_the_county_that_types_the_number(window, site, plan):
    page, hand = site.page, Counted(site.page)
    page.set_viewport_size(window)
    site.sign_in("clerk")
    site.open(reverse("dashboard:inspection_plan", args=[plan.pk]))
    hand.press(f"带入{YEAR - 1}年")
    assert hand.so_far() == (1, 0)
    hand.press("改为10人")
    assert hand.so_far() == (1, 0)
    hand.press("加一项", role="link")
    for name, value in (
        ("name", "河湖治理督查"),
        ("kind", "supervision"),
        ("time_text", "12月上旬"),
        ("objects_text", at_work("county").name),
        ("people", "5"),
        ("basis", "示例条例"),
    ):
        hand.fill(name, value)
    hand.press("保存")
    assert hand.so_far() == (2, 6)
    page.get_by_label("保留的理由：依据不是中央或省委、省政府的明确规定，一般不列入计划。").fill("条例要求每年一次")
    hand.press("保留")
    hand.press("报送办公厅")
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED

    site.sign_in("office")
    site.open(reverse("dashboard:inspection_plan", args=[plan.pk]))
    hand.so_far()
    hand.press("审核通过，送领导审批")
    assert hand.so_far() == (1, 0)

    page.set_viewport_size(PHONE)
    site.sign_in("leader")
    site.open(reverse("dashboard:inspection_decisions"))
    for _item in range(2):
        hand.press("同意")
    assert hand.so_far() == (2, 0)
    assert "都批完了" in page.locator("main").inner_text()
    plan.refresh_from_db()
    assert plan.state == PlanState.DECIDED
    number = plan.items.order_by("planned_from").first().filing_number

    site.sign_in("county")
    site.open(reverse("inspections:filed"))
    hand.fill("number", number)
    hand.press("查")
    assert hand.so_far() == (1, 1)
    said = page.locator("main").inner_text()
    for text in ("示例安全检查", number, "10人以内", at_work("county").name):
        assert text in said
    assert site.complaints == []


def test_what_is_typed_is_checked_at_once_and_struck_when_it_is_saved(site, plan):
    page = site.page
    site.sign_in("clerk")
    site.open(reverse("dashboard:inspection_plan", args=[plan.pk]) + "?open=new")
    page.locator("[name=name]").fill("示例检查")
    page.locator("[name=people]").fill("40")
    page.locator("[name=objects_text]").fill(at_work("county").name)
    page.locator("#typed", has_text="工作组一般不超过10人").wait_for()
    page.locator("#typed .jf-month").first.wait_for()
    assert not InspectionPlan.objects.get(pk=plan.pk).items.exists()
    page.locator("[data-line-editor] summary").click()
    page.locator("[name=papers]").fill("总结、台账")
    page.locator("#typed s", has_text="台账").wait_for()
    page.locator("[name=time_text]").fill("11月")
    page.locator("[name=basis]").fill("示例条例")
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator(".jf-struck s", has_text="台账").wait_for()
    assert InspectionPlan.objects.get(pk=plan.pk).items.get().papers == "总结"
    assert site.complaints == []


def test_escape_folds_the_editor(site, plan):
    page = site.page
    site.sign_in("clerk")
    address = reverse("dashboard:inspection_plan", args=[plan.pk])
    site.open(f"{address}?open=new")
    page.locator("[name=name]").press("Escape")
    page.wait_for_url(f"**{address}")
    assert page.locator("[data-line-editor]").count() == 0
