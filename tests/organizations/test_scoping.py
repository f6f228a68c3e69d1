"""Who reaches whose records: `visible_to` and `editable_by`, looked up when they are used."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from documents.models import Document
from organizations.models import Organization, RoleAssignment, User
from organizations.roles import Power, Role
from organizations.scoping import has_power
from tests import make


@pytest.fixture
def documents(province):
    """One document of each organ."""
    return {name: make.document(organ) for name, organ in vars(province).items()}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("clerk", {"root", "office", "department", "other_department", "city", "county", "discipline"}),
        ("leader", {"root", "office", "department", "other_department", "city", "county", "discipline"}),
        ("department", {"department"}),
        ("colleague", {"department"}),
        ("other_department", {"other_department"}),
        ("city", {"city", "county"}),
        ("county", {"county"}),
        ("discipline", {"discipline"}),
        ("system_admin", set()),
        ("security_admin", set()),
        ("auditor", set()),
        ("stranger", set()),
    ],
)
def test_a_person_sees_the_own_organ_and_those_below_only(request, documents, who, sees):
    user = request.getfixturevalue(who).user
    assert set(Document.objects.visible_to(user)) == {documents[name] for name in sees}


@pytest.mark.parametrize(
    ("who", "keeps"),
    [("department", {"department"}), ("city", {"city"}), ("county", set()), ("leader", set()), ("auditor", set())],
)
def test_a_person_keeps_the_records_of_the_own_organ_only(request, documents, who, keeps):
    user = request.getfixturevalue(who).user
    assert set(Document.objects.editable_by(user)) == {documents[name] for name in keeps}


def test_nobody_signed_in_sees_nothing(documents):
    assert not Document.objects.visible_to(AnonymousUser()).exists()


def test_a_role_that_ended_yesterday_shows_nothing_today(province):
    make.document(province.department)
    today = timezone.localdate()
    user = make.user(role=Role.DEPARTMENT_CLERK, organization=province.department, ends=today - timedelta(days=1))
    assert not Document.objects.visible_to(user).exists()
    assert Document.objects.visible_to(user, today - timedelta(days=1)).exists()


def test_a_role_shows_nothing_before_its_first_day(province):
    make.document(province.department)
    user = make.user(role=Role.DEPARTMENT_CLERK, organization=province.department, starts=date(2019, 3, 1))
    assert not Document.objects.visible_to(user, date(2019, 2, 28)).exists()
    assert Document.objects.visible_to(user, date(2019, 3, 1)).exists()


def test_a_deactivated_account_sees_nothing(province, department):
    make.document(province.department)
    department.user.is_active = False
    assert not Document.objects.visible_to(department.user).exists()


def test_administrator_and_business_role_together_grant_nothing_however_they_came_about(province, clerk):
    RoleAssignment.objects.create(
        user=clerk.user, role=Role.AUDITOR, organization=province.office, starts=date(2018, 1, 1)
    )
    user = User.objects.get(pk=clerk.user.pk)
    assert not any(has_power(user, power) for power in Power)
    assert not Organization.objects.visible_to(user).exists()


def test_scoping_costs_one_query_for_the_rights_and_none_more(province, city, django_assert_num_queries):
    make.document(province.county)
    user = User.objects.get(pk=city.user.pk)
    with django_assert_num_queries(2):
        assert len(Document.objects.visible_to(user)) == 1
    with django_assert_num_queries(1):
        assert len(Document.objects.editable_by(user)) == 0


def test_a_city_whose_path_begins_like_another_does_not_reach_it(province):
    """/1/7/ is not above /1/71/."""
    below = make.document(province.county)
    Organization.objects.filter(pk=province.county.pk).update(path=province.city.path[:-1] + "1/")
    user = make.user(role=Role.CITY_CLERK, organization=province.city)
    assert below not in Document.objects.visible_to(user)
