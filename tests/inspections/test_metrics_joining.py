"""15.3: alike items of different departments in one county, against a loop over all pairs; and what ends them."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from inspections.models import MergeMember, MergeProposal, PlannedInspection
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Kind
from tests import make

pytestmark = pytest.mark.django_db
YEAR = Period.year(2019)
NAMES = ["农村厕所改造督查", "农村厕所改造检查", "营商环境督查", "秋粮收购检查"]


def alike(one, other):
    """The two names that are alike, stock words aside, by hand."""
    return one == other or {one, other} == {NAMES[0], NAMES[1]}


def unjoined(period=YEAR, **parameters):
    return list(registry["inspections.unjoined"].find(period, **parameters))


def item(organization, county, first, *, days=3, decided=date(2019, 1, 10), **fields):
    number = f"督检〔2019〕{PlannedInspection.objects.count() + 1:03}号"
    span = {"planned_from": first, "planned_to": first + timedelta(days=days - 1), "day": first}
    decided_at = timezone.make_aware(timezone.datetime(decided.year, decided.month, decided.day, 9))
    fields = {"name": NAMES[0], "kind": "supervision", "state": "approved", "filing_number": number} | fields
    return make.planned_inspection(organization, counties=[county], decided_at=decided_at, **span, **fields)


@pytest.fixture
def pair(province):
    """Two alike items in one county, 14 days apart; the second approved later."""
    first = item(province.other_department, province.county, date(2019, 3, 1), days=2)
    return first, item(province.department, province.county, date(2019, 3, 16), decided=date(2019, 1, 20))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pairs_are_those_that_a_loop_over_all_of_them_finds(province, seed):
    chance = random.Random(seed)
    organs = [province.department, province.other_department, make.organization("第三厅")]
    counties = [province.county, make.organization("示例二县", kind=Kind.COUNTY, parent=province.city)]
    for _number in range(40):
        item(
            chance.choice(organs),
            chance.choice(counties),
            date(2019, chance.randint(1, 6), chance.randint(1, 28)),
            days=chance.randint(1, 6),
            decided=date(2019, 1, chance.randint(1, 28)),
            name=chance.choice(NAMES),
            kind=chance.choice(["supervision", "inspection"]),
        )
    items = list(PlannedInspection.objects.order_by("pk"))
    expected = Counter()
    for at, one in enumerate(items):
        for other in items[at + 1 :]:
            gap = max((other.planned_from - one.planned_to).days, (one.planned_from - other.planned_to).days, 0)
            same = set(one.counties.values_list("pk")) & set(other.counties.values_list("pk"))
            foreign = one.organization != other.organization and one.kind == other.kind
            if foreign and same and gap <= 14 and alike(one.name, other.name):
                later = max(one, other, key=lambda i: (i.decided_at, i.planned_from, f"#{i.pk}"))
                expected[later.organization_id] += 1
    assert Counter(one.organization for one in unjoined()) == expected
    assert expected.total() > 3


def test_the_later_approved_of_a_pair_is_the_one_to_join(province, pair):
    (found,) = unjoined()
    assert (found.organization, found.day) == (province.department.pk, date(2019, 3, 16))


def test_before_its_day_it_can_still_be_joined(pair):
    assert unjoined(Period.year_to(date(2019, 3, 15))) == []
    assert len(unjoined(Period.year_to(date(2019, 3, 16)))) == 1


def test_days_and_likeness_are_parameters(pair):
    assert unjoined(days=13) == []
    assert unjoined(days=14, alike=1.0) != []


def test_what_was_carried_out_elsewhere_in_time_is_no_longer_judged_by_the_plan(province, pair):
    _first, second = pair
    make.visit(province.department, day=date(2019, 5, 6), name=second.name, planned=second, place=province.county)
    assert unjoined() == []


def test_two_units_of_one_team_do_not_overlap(province, pair):
    first, second = pair
    PlannedInspection.objects.filter(pk=second.pk).update(state="merged", merged_into=first)
    assert unjoined() == []


def proposal(first, second, state="sent"):
    decided = {"decided_by": make.user(), "decided_at": timezone.now()} if state in ("decided", "rejected") else {}
    made = MergeProposal.objects.create(
        year=2019,
        organization=first.organization,
        lead=first,
        state=state,
        first_day=date(2019, 3, 1),
        last_day=date(2019, 3, 3),
        days=3,
        saved=2,
        **decided,
    )
    return made, [MergeMember.objects.create(proposal=made, item=one) for one in (first, second)]


@pytest.mark.parametrize(
    ("state", "open_"),
    [("proposed", 1), ("sent", 1), ("refused", 1), ("accepted", 0), ("decided", 0), ("rejected", 0)],
)
def test_a_proposal_ends_an_overlap_when_it_is_accepted_or_decided_on(pair, state, open_):
    proposal(*pair, state=state)
    assert len(unjoined()) == open_


def test_a_refusal_ends_it_once_its_reason_is_accepted(pair):
    _made, (member, _other) = proposal(*pair, state="refused")
    member.answer, member.reason = "refused", "对象不同"
    member.save()
    assert len(unjoined()) == 1
    member.excuse_accepted_at = timezone.now()
    member.save()
    assert unjoined() == []


def test_the_finding_names_no_other_department(province, pair):
    (found,) = unjoined()
    assert province.other_department.name not in found.title + found.key
    assert province.other_department.code not in found.key
