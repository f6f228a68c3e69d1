"""Two departments plan alike inspections: joined by office and departments, approved, seen and tapped by the county.

Taps are counted for each of the people involved (DESIGN.md §10, 12: sending takes one).
"""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.merging.problem import Limits
from inspections.models import ItemState, MergeProposal, MergeRun, PlannedInspection
from inspections.proposing.run import carry_out
from organizations.models import Kind
from registers.models import Holiday
from tests import make
from tests.browser.person import SIZES, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def person(request, live_server, page):
    page.set_viewport_size(request.param)
    return Person(page, live_server.url)


@pytest.fixture
def people(transactional_db):
    """Two departments whose items of next March wait for the leader and overlap in one county, and who is at work."""
    today = timezone.localdate()
    first = date(today.year + 1, 3, 2)
    root = make.organization("示例省委", kind=Kind.LEADING)
    office = make.organization("示例省委办公厅", kind=Kind.LEADING, parent=root)
    city = make.organization("示例市", kind=Kind.CITY, parent=root)
    county = make.organization("示例县", kind=Kind.COUNTY, parent=city)
    units = [make.organization(name, parent=root) for name in ("示例厅", "另一厅")]
    clerks = [make.user(f"clerk{at}", role="department_clerk", organization=unit) for at, unit in enumerate(units)]
    for unit, clerk in zip(units, clerks, strict=True):
        make.planned_inspection(
            unit, year=first.year, counties=[county], name="全省安全生产专项检查", state=ItemState.CHECKED, days=2,
            people=4, planned_from=first, planned_to=first + timedelta(days=9), day=first, object_level="county",
            submitted_by=clerk, submitted_at=timezone.now(), checked_at=timezone.now(),
        )  # fmt: skip
    # years whose only day off is known: every weekday is worked
    Holiday.objects.all().delete()
    for year in (today.year, first.year):
        make.holiday(date(year, 1, 1))
    return SimpleNamespace(
        today=today,
        year=first.year,
        office=make.user("office", role="general_office", organization=office),
        leader=make.user("leader", role="leader", organization=root),
        county=make.user("county", role="county_clerk", organization=county),
        clerks=clerks,
    )


def test_from_two_plans_to_one_team_that_the_county_sees_and_taps(person, people):
    person.is_(people.office)
    person.opens(f"{reverse('inspections:merging')}?year={people.year}")
    person.taps_on("开始测算")
    assert person.taps == 1
    # what the worker does with it
    carry_out(MergeRun.objects.get().pk, lambda: None, timezone.now())
    proposal = MergeProposal.objects.get()
    assert proposal.saved > 0
    person.opens(reverse("inspections:merge_proposal", args=[proposal.pk]))
    person.taps_on("发出建议")
    assert person.taps == 1

    for clerk in people.clerks:
        person.is_(clerk)
        person.opens(reverse("inspections:merge_proposal", args=[proposal.pk]))
        person.taps_on("同意")
        assert person.taps == 1

    person.is_(people.office)
    person.opens(reverse("inspections:merge_proposal", args=[proposal.pk]))
    person.taps_on("合并")
    assert person.taps == 1
    (lead,) = PlannedInspection.objects.filter(state=ItemState.CHECKED)
    assert PlannedInspection.objects.filter(state=ItemState.MERGED, merged_into=lead).count() == 1

    person.is_(people.leader)
    person.opens(reverse("dashboard:inspection_decisions"))
    person.taps_on("同意")
    assert person.taps == 1
    lead.refresh_from_db()
    assert lead.state == ItemState.APPROVED

    # on the first day of the joint team the county looks, and says that more came than was approved
    PlannedInspection.objects.filter(pk=lead.pk).update(planned_from=people.today, planned_to=people.today)
    person.is_(people.county)
    person.opens("/calendar/")
    assert person.reads().count("全省安全生产专项检查") >= 1
    assert people.clerks[1].assignments.get().organization.name not in person.reads()
    person.taps_on("超出计划")
    assert person.taps == 1
    assert person.complaints == []


def test_the_limits_of_a_run_are_those_of_the_page(person, people):
    person.is_(people.office)
    person.opens(f"{reverse('inspections:merging')}?year={people.year}")
    person.taps_on("开始测算")
    assert MergeRun.objects.get().options["within"] == Limits().within
