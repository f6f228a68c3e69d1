"""An unplanned visit in two taps, what the office makes of it, and when it becomes a record."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.actions.confirming import tell
from inspections.models import UnplannedReport, Visit, VisitMark
from inspections.tasks import tell_departments
from inspections.told import CROWD, is_told, told_from
from organizations.models import Kind
from registers.models import Change, OutboxJob
from tests import make
from tests.inspections.county import TODAY, approved, at

pytestmark = pytest.mark.usefixtures("clock")

UNPLANNED = reverse("inspections:unplanned")
# what was said about November is told from here on
TELLING = date(2026, 12, 15)


def report(member, department, **data):
    return member.post(UNPLANNED, {"department": department if isinstance(department, str) else department.code} | data)


def decide(member, one, verdict="confirm", **data):
    return member.post(reverse("inspections:decide_report", args=[one.pk]), {"verdict": verdict} | data, follow=True)


def decide_mark(member, one, verdict="confirm"):
    return member.post(reverse("inspections:decide_mark", args=[one.pk]), {"verdict": verdict}, follow=True)


# ----- two taps


def test_one_tap_on_a_department_tells_it_with_today_and_inspection_set(province, county):
    page = county.get(UNPLANNED).content.decode()
    assert 'name="department" value="D1"' in page
    assert "市里" in page
    answer = report(county, province.department)
    assert answer["Location"] == "/calendar/"
    told = UnplannedReport.objects.get()
    assert (told.county, told.department, told.day, told.kind, told.state) == (
        province.county,
        province.department,
        TODAY,
        "inspection",
        "reported",
    )
    assert "示例厅" in county.get("/calendar/").content.decode()


def test_nothing_on_the_page_can_be_typed(county):
    page = county.get(UNPLANNED).content.decode()
    main = page[page.index("<main") :]
    assert "<textarea" not in main
    assert 'type="text"' not in main
    assert all('type="hidden"' in part[: part.index(">")] for part in main.split("<input")[1:])


def test_yesterday_and_a_meeting_can_be_said(province, county):
    page = county.get(f"{UNPLANNED}?kind=meeting&day=yesterday").content.decode()
    assert 'name="kind" value="meeting"' in page
    assert 'name="day" value="yesterday"' in page
    report(county, province.city, kind="meeting", day="yesterday")
    told = UnplannedReport.objects.get()
    assert (told.department, told.day, told.kind) == (province.city, TODAY - timedelta(days=1), "meeting")


def test_the_same_told_twice_is_told_once(province, county):
    for _tap in range(2):
        report(county, province.department)
    assert UnplannedReport.objects.count() == 1
    assert Change.objects.filter(subject="inspections.unplannedreport").count() == 1


@pytest.mark.parametrize("code", ["", "nobody", "X1", "J1"])
def test_only_who_is_listed_can_have_come(county, code):
    answer = county.post(UNPLANNED, {"department": code}, follow=True)
    assert "请从列出的单位里选一个" in answer.content.decode()
    assert not UnplannedReport.objects.exists()


def test_a_report_is_taken_back_within_24_hours_and_not_after(province, county, clock):
    report(county, province.department)
    take_back = reverse("inspections:take_back", args=[UnplannedReport.objects.get().pk])
    clock.set(TODAY + timedelta(days=1), 9, county)
    assert "已过可撤回的时间" in county.post(take_back, follow=True).content.decode()
    clock.set(TODAY + timedelta(days=1), 8, county)
    county.post(take_back)
    assert not UnplannedReport.objects.exists()


def test_another_county_s_report_is_nothing(province, county):
    other = make.organization("邻县", kind=Kind.COUNTY, parent=province.city)
    made = make.unplanned_report(other, province.department, make.user())
    for name in ("take_back", "agree_to_be_named"):
        assert county.post(reverse(f"inspections:{name}", args=[made.pk])).status_code == 404
    assert UnplannedReport.objects.filter(pk=made.pk, county_agrees_to_be_named=False).exists()


# ----- the office


def test_the_office_sees_which_county_and_decides_after_the_24_hours(province, county, clerk, clock):
    report(county, province.department)
    made = UnplannedReport.objects.get()
    page = clerk.get(reverse("inspections:reports")).content.decode()
    assert "示例县" in page
    assert "前县里可撤回" in page
    assert "24小时内县里可以撤回" in decide(clerk, made).content.decode()
    clock.set(TODAY + timedelta(days=1), 10, clerk)
    decide(clerk, made)
    made.refresh_from_db()
    assert (made.state, made.confirmed_by) == ("confirmed", clerk.user)


def test_of_two_decisions_one_stands(province, clerk):
    made = make.unplanned_report(province.county, province.department, make.user())
    decide(clerk, made)
    assert "已由别人核实" in decide(clerk, made, "reject", reason="查无此事").content.decode()
    made.refresh_from_db()
    assert made.state == "confirmed"


def test_a_rejection_needs_a_reason_which_the_county_reads(province, county, clerk):
    made = make.unplanned_report(province.county, province.department, make.user(), day=TODAY)
    assert "要写一句理由" in decide(clerk, made, "reject").content.decode()
    decide(clerk, made, "reject", reason="是经批准的应急检查")
    assert "是经批准的应急检查" in county.get("/calendar/").content.decode()
    assert tell(TELLING) == 0


def test_where_the_county_cannot_tell_the_office_names_who_came(province, county, clerk):
    made = make.unplanned_report(province.county, None, make.user())
    assert "请先选定再确认" in decide(clerk, made).content.decode()
    decide(clerk, made, department=province.department.code)
    made.refresh_from_db()
    assert (made.state, made.department) == ("confirmed", province.department)


def test_whoever_reported_does_not_confirm(province):
    both = make.user(role="general_office", organization=province.office)
    made = make.unplanned_report(province.county, province.department, both)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnplannedReport.objects.filter(pk=made.pk).update(state="confirmed", confirmed_by=both, confirmed_at=at(TODAY))


# ----- when it becomes a record


def test_a_month_is_told_together_from_the_15th_of_the_next():
    assert told_from(date(2026, 11, 1)) == told_from(date(2026, 11, 30)) == TELLING
    assert told_from(date(2026, 12, 31)) == date(2027, 1, 15)
    assert not is_told(date(2026, 11, 1), date(2026, 12, 14))
    assert is_told(date(2026, 11, 30), TELLING)


def test_a_confirmed_report_becomes_one_visit_when_its_month_is_told(province, clerk):
    made = make.unplanned_report(province.county, province.department, make.user(), day=date(2026, 11, 20))
    decide(clerk, made)
    assert not Visit.objects.exists()
    assert tell(TELLING - timedelta(days=1)) == 0
    assert tell(TELLING) == 1
    assert tell(TELLING) == 0
    visit = Visit.objects.get()
    assert (visit.organization, visit.year, visit.day, visit.first_day, visit.last_day) == (
        province.department,
        2026,
        date(2026, 11, 1),
        date(2026, 11, 1),
        None,
    )
    assert (visit.place, visit.place_text, visit.place_shown, visit.origin) == (None, "", False, "county_report")
    job = OutboxJob.objects.get(topic="records_changed")
    assert job.payload == {"register": "visits", "organizations": [province.department.pk], "years": [2026]}


def test_confirmed_after_its_month_was_told_it_is_a_visit_at_once(province, clerk):
    decide(clerk, make.unplanned_report(province.county, province.department, make.user(), day=date(2026, 9, 30)))
    assert Visit.objects.get().day == date(2026, 9, 1)


def test_a_county_that_agrees_is_named_at_once(province, county, clerk):
    made = make.unplanned_report(province.county, province.department, make.user(), day=date(2026, 11, 20))
    county.post(reverse("inspections:agree_to_be_named", args=[made.pk]), {"agrees": "yes"})
    decide(clerk, made)
    visit = Visit.objects.get()
    assert (visit.place, visit.first_day, visit.place_shown) == (province.county, date(2026, 11, 20), True)


def test_a_county_takes_its_agreement_back_until_the_office_has_decided(province, county, clerk):
    made = make.unplanned_report(province.county, province.department, make.user(), county_agrees_to_be_named=True)
    address = reverse("inspections:agree_to_be_named", args=[made.pk])
    county.post(address, {"agrees": "no"})
    decide(clerk, made)
    assert "不再改动" in county.post(address, {"agrees": "yes"}, follow=True).content.decode()
    made.refresh_from_db()
    assert not made.county_agrees_to_be_named


def test_a_meeting_becomes_no_visit(province, clerk):
    decide(clerk, make.unplanned_report(province.county, province.department, make.user(), kind="meeting"))
    assert tell(TELLING) == 0


def test_the_schedule_tells_once_a_day(province, clerk, clock):
    decide(clerk, make.unplanned_report(province.county, province.department, make.user(), day=TODAY))
    clock.set(TELLING)
    tell_departments()
    assert Visit.objects.count() == 1
    decide_later = make.unplanned_report(
        province.county, province.other_department, make.user(), day=TODAY, state="confirmed",
        confirmed_by=clerk.user, confirmed_at=at(TODAY),
    )  # fmt: skip
    tell_departments()
    decide_later.refresh_from_db()
    assert decide_later.visit is None


# ----- taps on items


def counties(province, amount):
    return [make.organization(f"第{n}县", kind=Kind.COUNTY, parent=province.city) for n in range(amount)]


def marked(province, amount, mark="beyond_plan"):
    """A tap of the county on an item that reaches so many counties."""
    item = approved(
        province.department, province.county, *counties(province, amount - 1), first=date(2026, 11, 3), days=2
    )
    return make.visit_mark(province.county, item, make.user(), mark=mark)


def test_a_tap_is_decided_when_it_can_no_longer_be_changed(province, clerk, clock):
    mark = marked(province, CROWD)
    VisitMark.objects.update(until=at(TODAY, 12))
    assert "过后再核实" in decide_mark(clerk, mark).content.decode()
    clock.set(TODAY, 12, clerk)
    decide_mark(clerk, mark)
    mark.refresh_from_db()
    assert mark.state == "confirmed"


@pytest.mark.parametrize(("mark", "beyond"), [("beyond_plan", True), ("not_in_plan", False)])
def test_a_confirmed_tap_becomes_a_visit_without_its_item(province, clerk, mark, beyond):
    decide_mark(clerk, marked(province, CROWD, mark))
    assert tell(TELLING) == 1
    visit = Visit.objects.get()
    assert (visit.beyond_plan, visit.planned, visit.place, visit.day) == (beyond, None, None, date(2026, 11, 1))


def test_a_tap_that_few_could_have_made_is_never_told(province, clerk):
    mark = marked(province, CROWD - 1)
    decide_mark(clerk, mark)
    assert tell(TELLING) == tell(date(2030, 1, 1)) == 0
    assert "不告知，由办公厅掌握" in clerk.get(reverse("inspections:reports")).content.decode()


def test_a_tap_not_in_plan_reads_like_any_county_s_report_and_needs_no_crowd(province, clerk):
    decide_mark(clerk, marked(province, 1, "not_in_plan"))
    decide(clerk, make.unplanned_report(province.county, province.department, make.user(), day=date(2026, 11, 9)))
    assert tell(TELLING) == 2
    differ = {"id", "key"}
    one, other = ({k: v for k, v in row.items() if k not in differ} for row in Visit.objects.values())
    assert one == other


def test_the_crowd_is_counted_once_a_county_over_the_items_of_the_month(province, clerk):
    some = [province.county, *counties(province, 2)]
    for n in range(3):
        approved(province.department, *some, name=f"第{n}项", first=date(2026, 11, 3 + n))
    item = approved(province.department, *some, name="第四项", first=date(2026, 11, 9))
    decide_mark(clerk, make.visit_mark(province.county, item, make.user()))
    assert tell(TELLING) == 0
    approved(province.department, *counties(province, 2), name="第五项", first=date(2026, 11, 30))
    assert tell(TELLING) == 1


def test_as_planned_asks_nobody_for_a_decision(province, clerk):
    mark = marked(province, CROWD, "planned")
    assert clerk.post(reverse("inspections:decide_mark", args=[mark.pk]), {"verdict": "confirm"}).status_code == 404
    assert "第0县" not in clerk.get(reverse("inspections:reports")).content.decode()
