"""What a county does, in a real browser on a desktop and on a phone, with every tap counted (0 or 1, 2, 1)."""

import re
import urllib.request
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from inspections.actions.confirming import tell
from inspections.models import UnplannedReport, VisitMark
from inspections.told import told_from
from measures.engine import judge
from measures.models import Flag
from organizations.models import Kind
from tests import make
from tests.browser.person import SIZES, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def person(request, live_server, page):
    page.set_viewport_size(request.param)
    return Person(page, live_server.url)


@pytest.fixture
def place(transactional_db):
    """A county that one department reaches today and in two days, and who is at work there."""
    today = timezone.localdate()
    root = make.organization("示例省委", kind=Kind.LEADING)
    office = make.organization("示例省委办公厅", kind=Kind.LEADING, parent=root)
    city = make.organization("示例市", kind=Kind.CITY, parent=root)
    county = make.organization("示例县", kind=Kind.COUNTY, parent=city)
    department = make.organization("示例厅", parent=root)
    items = [
        make.planned_inspection(
            department, year=day.year, counties=[county], name=name, state="approved", planned_from=day,
            planned_to=day + timedelta(days=1), day=day, days=2, people=4, decided_at=timezone.now(),
            filing_number=f"示督检〔{day.year}〕{name}号",
        )
        for name, day in (("食品经营检查", today), ("河湖巡查", today + timedelta(days=2)))
    ]  # fmt: skip
    return SimpleNamespace(
        today=today,
        county=county,
        department=department,
        items=items,
        clerk=make.user("county", role="county_clerk", organization=county),
        office=make.user("office", role="general_office", organization=office),
        unit=make.user("unit", role="department_clerk", organization=department),
    )


AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"


def faults(page):
    """What axe finds, and whether anything sticks out."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN)["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found] + (
        [] if fits(page) else ["sticks out to the right"]
    )


def test_every_page_of_the_county_and_its_words_is_sound(person, place):
    make.unplanned_report(place.county, place.department, place.clerk, day=place.today)
    make.unplanned_report(place.county, None, place.clerk, day=place.today)
    make.visit_mark(place.county, place.items[0], place.clerk, mark="beyond_plan")
    day = place.today.isoformat()
    looked_at = {
        place.clerk: [
            f"/calendar/?day={day}",
            "/calendar/?view=month",
            "/calendar/?view=year",
            "/inspections/unplanned/",
        ],
        place.office: ["/calendar/?county=" + place.county.code, "/inspections/reports/"],
        place.unit: ["/inspections/told/"],
    }
    found = {}
    for who, paths in looked_at.items():
        person.is_(who)
        for path in paths:
            person.opens(path)
            if wrong := faults(person.page):
                found[path] = wrong
    assert found == {}
    assert person.complaints == []


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_look_takes_no_tap_and_a_confirmation_one(person, place):
    person.is_(place.clerk)
    person.opens("/calendar/")
    assert "食品经营检查" in person.reads()
    assert "不点也行" in person.reads()
    assert fits(person.page)
    person.taps_on("按计划")
    assert person.taps == 1
    assert VisitMark.objects.get().mark == "planned"
    assert "已记下，明天24时前可改" in person.reads()
    # it is changed as lightly
    person.taps_on("超出计划")
    assert VisitMark.objects.get().mark == "beyond_plan"
    pressed = person.page.locator('.jf-tap[aria-pressed="true"]')
    assert pressed.inner_text() == "超出计划"
    assert person.complaints == []


def test_an_unplanned_visit_takes_two_taps(person, place):
    person.is_(place.clerk)
    person.opens("/calendar/")
    person.taps_on("来了没在日历上的", "link")
    assert fits(person.page)
    person.taps_on("示例厅")
    assert person.taps == 2
    told = UnplannedReport.objects.get()
    assert (told.county, told.department, told.day, told.kind) == (
        place.county,
        place.department,
        place.today,
        "inspection",
    )
    person.taps_on("撤回")
    assert not UnplannedReport.objects.exists()
    assert person.complaints == []


def test_subscribing_takes_one_tap_and_the_address_answers(person, place):
    person.is_(place.clerk)
    person.opens("/calendar/")
    person.taps_on("生成订阅地址")
    assert person.taps == 1
    address = person.page.locator("#address").input_value()
    with urllib.request.urlopen(address) as answer:
        feed = answer.read().decode()
    assert "SUMMARY:检 食品经营检查" in feed
    assert "SUMMARY:检 河湖巡查" in feed
    assert person.complaints == []


def test_everything_works_without_scripts(live_server, browser, place):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport=SIZES["phone"])
    person = Person(context.new_page(), live_server.url)
    person.is_(place.clerk)
    person.opens("/calendar/")
    person.taps_on("不在计划内")
    assert VisitMark.objects.get().mark == "not_in_plan"
    person.taps_on("月历", "link")
    assert person.page.locator(".jf-month").is_visible()
    person.taps_on("全年", "link")
    assert person.page.locator(".jf-heat").is_visible()
    context.close()


def test_the_phone_shows_one_part_and_the_desktop_all(person, place):
    person.is_(place.clerk)
    person.opens("/calendar/")
    phone = person.page.viewport_size["width"] < 721
    assert person.page.locator(".jf-month").is_visible() != phone
    assert person.page.locator(".jf-heat").is_visible() != phone
    assert person.page.locator(".jf-looks").is_visible()
    sizes = person.page.evaluate(
        "[...document.querySelectorAll('.jf-tap')].map(one => one.getBoundingClientRect().height)"
    )
    assert min(sizes) >= (44 if phone else 24)


def test_from_the_county_s_taps_to_the_flag_of_the_department(person, place):
    year_end = date(place.today.year, 12, 31)
    make.coverage(place.department, register="visits", starts=date(place.today.year, 1, 1), ends=year_end)
    person.is_(place.clerk)
    person.opens("/calendar/")
    person.taps_on("来了没在日历上的", "link")
    person.taps_on("示例厅")
    # a day goes by, in which the county could have taken it back
    UnplannedReport.objects.update(until=timezone.now() - timedelta(minutes=1))

    person.is_(place.office)
    person.opens(reverse("inspections:reports"))
    assert "示例县" in person.reads()
    person.taps_on("确认")
    assert person.taps == 1
    # and a month
    tell(told_from(place.today))
    judge(place.today.year, year_end)

    person.is_(place.unit)
    person.opens(f"/flags/?year={place.today.year}")
    assert Flag.objects.filter(obligation="15.1", organization=place.department).exists()
    person.opens(reverse("dashboard:evidence", args=["15.1", place.department.code, place.today.year]))
    assert "有县反映" in person.reads()
    assert "示例县" not in person.page.content()
    person.opens(reverse("inspections:told"))
    assert re.search(rf"{place.today:%Y-%m}\s+1", person.reads())
    assert "示例县" not in person.page.content()
    assert person.complaints == []
