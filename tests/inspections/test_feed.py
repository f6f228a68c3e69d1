"""The county's calendar as a feed: what stands in it, who may have it, and when it is answered anew."""

import logging
import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from inspections.feed import renew
from inspections.feed.address import hashed
from inspections.models import CalendarFeed, PlannedInspection
from organizations.models import Organization, RoleAssignment
from registers.models import Change
from tests import make
from tests.inspections.county import TODAY, approved, at

pytestmark = pytest.mark.usefixtures("clock")

RENEW = reverse("dashboard:calendar_renew")


def subscribe(member, county):
    """The address as the page shows it, by one press."""
    page = member.post(RENEW, {"county": county.code}).content.decode()
    return re.search(r"/calendar/[\w-]+\.ics", page)[0]


def events(address, **headers):
    answer = Client().get(address, **headers)
    assert answer.status_code == 200
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.fixture
def address(province, county):
    return subscribe(county, province.county)


def test_a_program_reads_what_is_approved_and_reaches_the_county(province, address):
    approved(province.department, province.county, first=date(2026, 12, 3), days=2)
    approved(province.department, make.organization("邻县", kind="county", parent=province.city), name="邻县的检查")
    approved(province.department, province.county, name="没批准的检查", state="checked", filing_number="")
    (title, event), *others = events(address).items()
    assert (title, others) == ("检 食品经营检查", [])
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 3), date(2026, 12, 5))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["CATEGORIES"].cats == ["检"]
    assert str(event["STATUS"]) == "CONFIRMED"
    assert "ATTENDEE" not in event
    assert "ORGANIZER" not in event
    assert "示例厅 · 2天" in event["DESCRIPTION"]


def test_days_that_are_not_fixed_are_tentative(province, address):
    approved(province.department, province.county, days=30, planned_to=TODAY + timedelta(days=29))
    PlannedInspection.objects.update(days=2)
    event = events(address)["检 食品经营检查"]
    assert str(event["STATUS"]) == "TENTATIVE"
    assert "具体哪天另行通知" in event["DESCRIPTION"]


def test_a_moved_item_keeps_its_uid_and_raises_its_sequence(province, address):
    item = approved(province.department, province.county)
    before = events(address)["检 食品经营检查"]
    PlannedInspection.objects.filter(pk=item.pk).update(
        planned_from=date(2026, 12, 7), planned_to=date(2026, 12, 7), sequence=1
    )
    after = events(address)["检 食品经营检查"]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == date(2026, 12, 7)


@pytest.mark.parametrize("state", ["withdrawn", "cancelled", "merged", "replaced"])
def test_what_was_approved_and_is_off_is_cancelled_not_gone(province, address, state):
    item = approved(province.department, province.county)
    uid = events(address)["检 食品经营检查"]["UID"]
    PlannedInspection.objects.filter(pk=item.pk).update(state=state, sequence=1)
    event = events(address)["检 食品经营检查"]
    assert (event["UID"], str(event["STATUS"])) == (uid, "CANCELLED")


def test_the_old_address_is_unknown_as_soon_as_there_is_a_new_one(province, county, address):
    approved(province.department, province.county)
    newer = subscribe(county, province.county)
    assert newer != address
    assert events(newer)
    old, nothing = Client().get(address), Client().get(reverse("dashboard:calendar_feed", args=["never-was"]))
    assert (old.status_code, old.content) == (404, nothing.content)
    assert dict(old.headers) == dict(nothing.headers)


def test_the_address_is_shown_once_and_kept_as_a_hash(province, county, address):
    secret = address.split("/")[-1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert feed.secret_hash == hashed(secret) != secret
    assert len(secret) >= 40
    for page in ("/calendar/", "/inspections/unplanned/"):
        assert secret not in county.get(page).content.decode()
    assert not any(secret in str(line.changes) + line.key for line in Change.objects.all())


def test_the_secret_stands_in_no_log(province, address, caplog):
    secret = address.split("/")[-1].removesuffix(".ics")
    caplog.set_level(logging.DEBUG)
    Client().get(address)
    Client().get(reverse("dashboard:calendar_feed", args=["guessed-secret"]))
    assert caplog.records
    said = "\n".join(str(record.msg) + record.getMessage() for record in caplog.records)
    assert secret not in said
    assert "guessed-secret" not in said


def test_rights_are_looked_up_when_the_address_is_used(province, county, address, clock):
    assert Client().get(address).status_code == 200
    RoleAssignment.objects.filter(user=county.user).update(ends=TODAY)
    assert Client().get(address).status_code == 200
    clock.set(TODAY + timedelta(days=1))
    assert Client().get(address).status_code == 404


def test_a_closed_account_and_a_closed_county_end_the_feed(province, county, address):
    county.user.is_active = False
    county.user.save()
    assert Client().get(address).status_code == 404
    county.user.is_active = True
    county.user.save()
    Organization.objects.filter(pk=province.county.pk).update(ends=TODAY)
    assert Client().get(address).status_code == 404


def test_a_city_subscribes_to_its_counties_and_to_no_other(province, city):
    elsewhere = make.organization("别市", kind="city", parent=province.root)
    foreign = make.organization("别市的县", kind="county", parent=elsewhere)
    approved(province.department, province.county)
    assert "检 食品经营检查" in events(subscribe(city, province.county))
    assert city.post(RENEW, {"county": foreign.code}).status_code == 404
    assert city.post(RENEW).status_code == 404


def test_two_people_of_a_county_have_an_address_each(province, county, address):
    colleague = make.user(role="county_clerk", organization=province.county)
    other = renew(county=province.county, by=colleague, now=at(TODAY))
    assert Client().get(address).status_code == 200
    assert Client().get(reverse("dashboard:calendar_feed", args=[other])).status_code == 200


def test_an_unchanged_feed_is_not_sent_again(province, address):
    approved(province.department, province.county)
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304


def test_a_changed_feed_is_sent_again_by_either_question(province, address, clock):
    item = approved(province.department, province.county)
    first = Client().get(address)
    clock.set(TODAY, 10)
    PlannedInspection.objects.filter(pk=item.pk).update(name="改了名的检查", sequence=1)
    for question in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert "改了名的检查" in Client().get(address, headers=question).content.decode()
    later = Client().get(address)
    assert later["ETag"] != first["ETag"]
    assert parsedate_to_datetime(later["Last-Modified"]) == at(TODAY, 10)


def test_an_item_taken_from_the_county_changes_the_feed_too(province, address, clock):
    item = approved(province.department, province.county)
    first = Client().get(address)
    clock.set(TODAY, 10)
    item.reached.all().delete()
    answer = Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert answer.status_code == 200
    assert b"VEVENT" not in answer.content


def test_whoever_asks_in_whichever_language_gets_the_same_bytes(province, address):
    approved(province.department, province.county)
    answers = {Client().get(address, headers={"Accept-Language": one}).content for one in ("en", "zh-CN", "")}
    assert len(answers) == 1


def test_asking_takes_as_many_queries_for_a_hundred_items_as_for_one(province, address, django_assert_max_num_queries):
    for n in range(100):
        approved(province.department, province.county, name=f"第{n}项", first=date(2026, 1, 5) + timedelta(days=n))
    with django_assert_max_num_queries(10):
        assert len(events(address)) == 100


def test_the_feed_is_read_only(address):
    for method in ("post", "put", "delete", "patch"):
        assert getattr(Client(), method)(address).status_code == 405


def test_long_names_are_folded_as_the_standard_says(province, address):
    name = "关于" + "很长" * 60 + "；含,逗号\\和分号;的检查"
    approved(province.department, province.county, name=name, filing_number="示督检〔2026〕1号")
    content = Client().get(address).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert f"检 {name}" in events(address)
