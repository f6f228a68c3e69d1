"""Holes in a series and what counties received, against plain loops."""

import random
from datetime import date, timedelta

import pytest

from documents.models import Document, Incoming
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Numbering
from tests import make

pytestmark = pytest.mark.django_db

YEAR = Period.year(2019)


def keys(name, period=YEAR, organizations=None, **parameters):
    return [finding.key for finding in registry[name].find(period, organizations, **parameters)]


def numbered(series, serial, day=date(2019, 6, 3), **fields):
    number = f"{series.text}〔{day.year}〕{serial}号"
    fields = {"organization": series.organization, "key": number, "number": number} | fields
    return make.document(day=day, series=series, series_text=series.text, serial=serial, **fields)


def test_a_hole_is_a_serial_that_no_record_bears():
    series = make.series(make.organization(), "测发")
    for serial in (2, 3, 6):
        numbered(series, serial)
    assert keys("documents.missing_serials") == ["测发〔2019〕1号", "测发〔2019〕4号", "测发〔2019〕5号"]


def test_a_hole_is_seen_when_a_higher_serial_is_issued():
    series = make.series(make.organization(), "测发")
    numbered(series, 1, date(2019, 1, 10))
    numbered(series, 3, date(2019, 5, 10))
    numbered(series, 4, date(2019, 4, 10))
    assert keys("documents.missing_serials", Period.year_to(date(2019, 4, 9))) == []
    assert keys("documents.missing_serials", Period.year_to(date(2019, 4, 10))) == ["测发〔2019〕2号"]


def test_two_documents_with_one_number_make_no_hole():
    series = make.series(make.organization(), "测发")
    numbered(series, 1)
    numbered(series, 1, key="again", repeats_number=True)
    numbered(series, 2)
    assert keys("documents.missing_serials") == []


def test_running_numbers_and_unregistered_series_have_no_holes():
    orders = make.series(make.organization(), "测令", numbering=Numbering.CONTINUOUS)
    numbered(orders, 219)
    make.document(make.organization(), serial=7)
    assert keys("documents.missing_serials") == []


def test_holes_count_against_the_organ_of_the_series():
    office, other = make.organization(), make.organization()
    numbered(make.series(office, "测发"), 2)
    numbered(make.series(other, "另发"), 2)
    found = list(registry["documents.missing_serials"].find(YEAR, frozenset({office.pk})))
    assert [(finding.organization, finding.key) for finding in found] == [(office.pk, "测发〔2019〕1号")]


def test_a_slip_of_the_pen_does_not_fill_the_list():
    numbered(make.series(make.organization(), "测发"), 2_019_123)
    (finding,) = registry["documents.missing_serials"].find(YEAR)
    assert finding.weight == 2_019_122


def test_holes_are_those_of_a_plain_loop():
    chance = random.Random(7)
    series = [make.series(make.organization(), text) for text in ("甲发", "乙发")]
    for one in series:
        for serial in chance.sample(range(1, 60), 30):
            numbered(one, serial, date(2019, chance.randint(1, 12), 5))
    end = date(2019, 8, 1)
    expected = set()
    for one in series:
        rows = Document.objects.filter(series=one)
        borne = {row.serial for row in rows}
        highest = max(row.serial for row in rows if row.day <= end)
        expected |= {f"{one.text}〔2019〕{serial}号" for serial in range(1, highest) if serial not in borne}
    found = keys("documents.missing_serials", Period.year_to(end))
    assert set(found) == expected
    assert len(found) == len(expected) > 10


def test_the_highest_serial_is_the_second_way_of_counting():
    series = make.series(make.organization(), "测发")
    numbered(series, 3, date(2019, 2, 1))
    numbered(series, 9, date(2019, 9, 1))
    assert [finding.weight for finding in registry["documents.by_serial"].find(YEAR)] == [9]
    assert [f.weight for f in registry["documents.by_serial"].find(Period.year_to(date(2019, 3, 1)))] == [3]


@pytest.fixture
def county():
    return make.organization("示例县")


@pytest.fixture
def sender():
    return make.organization("示例厅")


def test_a_document_received_without_a_number_is_outside_the_register(county, sender):
    row = make.incoming(county, sender=sender, number="")
    assert keys("documents.received_unregistered") == [row.key]


def test_a_number_that_the_covered_register_lacks_is_outside_it(county, sender):
    row = make.incoming(county, sender=sender, number="测发〔2019〕4号")
    assert keys("documents.received_unregistered") == []
    make.coverage(sender)
    assert keys("documents.received_unregistered") == [row.key]
    make.document(sender, number="测发〔2019〕4号")
    assert keys("documents.received_unregistered") == []


def test_another_organ_s_register_does_not_excuse_the_sender(county, sender):
    make.coverage(sender)
    row = make.incoming(county, sender=sender, number="测发〔2019〕4号")
    make.document(make.organization(), number="测发〔2019〕4号")
    assert keys("documents.received_unregistered") == [row.key]


def test_last_year_s_number_wants_last_year_s_coverage(county, sender):
    make.coverage(sender)
    make.incoming(county, sender=sender, number="测发〔2018〕90号", day=date(2019, 1, 4))
    assert keys("documents.received_unregistered") == []
    make.coverage(sender, starts=date(2018, 1, 1), ends=date(2018, 12, 31))
    assert len(keys("documents.received_unregistered")) == 1


def test_a_sender_that_is_not_known_is_nobody_s_fault(county):
    make.incoming(county, sender=None, number="")
    assert keys("documents.received_unregistered") == []


def test_the_same_number_from_another_forwarder_within_thirty_days_counts(county, sender):
    other = make.organization()
    make.incoming(county, sender=sender, number="测发〔2019〕4号", day=date(2019, 3, 1))
    again = make.incoming(county, sender=other, number="测发〔2019〕4号", day=date(2019, 3, 31))
    found = list(registry["documents.received_twice"].find(YEAR))
    assert [(finding.organization, finding.key) for finding in found] == [(other.pk, again.key)]
    assert keys("documents.received_twice", days=29) == []


def test_the_same_title_counts_and_each_after_the_first(county, sender):
    for day in (1, 2, 3):
        make.incoming(county, sender=make.organization(), title="关于某事的通知", day=date(2019, 3, day))
    assert len(keys("documents.received_twice")) == 2


def test_the_same_organ_twice_and_other_receivers_do_not_count(county, sender):
    for receiver, day in ((county, 1), (county, 2), (make.organization(), 3)):
        make.incoming(receiver, sender=sender, title="关于某事的通知", day=date(2019, 3, day))
    make.incoming(make.organization(), sender=make.organization(), title="关于某事的通知", day=date(2019, 3, 4))
    assert keys("documents.received_twice") == []


def test_what_came_before_the_period_still_makes_a_second(county, sender):
    make.incoming(county, sender=None, sender_text="某部", title="关于某事的通知", day=date(2018, 12, 20))
    make.incoming(county, sender=sender, title="关于某事的通知", day=date(2019, 1, 10))
    assert len(keys("documents.received_twice", organizations=frozenset({sender.pk}))) == 1


def test_documents_passed_on_are_those_of_a_plain_loop(county):
    chance = random.Random(11)
    senders = [make.organization() for _ in range(4)]
    receivers = [county, make.organization()]
    for _ in range(150):
        make.incoming(
            chance.choice(receivers),
            sender=chance.choice(senders),
            number=chance.choice(["", *(f"测发〔2019〕{serial}号" for serial in range(20))]),
            title=f"关于第{chance.randint(1, 40)}项的通知",
            day=date(2019, 1, 1) + timedelta(days=chance.randint(0, 364)),
        )
    rows = list(Incoming.objects.order_by("day", "pk"))
    expected = []
    for index, row in enumerate(rows):
        for before in rows[:index]:
            alike = (row.number and row.number == before.number) or row.title == before.title
            near = (row.day - before.day).days <= 30
            if before.organization_id == row.organization_id and before.sender_id != row.sender_id and alike and near:
                expected.append(row.key)
                break
    assert keys("documents.received_twice") == expected
    assert expected
