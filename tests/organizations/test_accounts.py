"""Acts on accounts and roles: what is refused, what is left in the history, what ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations.actions import activate, assign_role, create_account, deactivate, end_role, reset_password
from organizations.models import RoleAssignment, User
from organizations.roles import ADMINISTRATORS, HELD_AT, Power, Role
from organizations.scoping import has_power
from tests import make


@pytest.fixture
def lines():
    return []


@pytest.fixture
def write_line(lines):
    return lambda **line: lines.append(line)


@pytest.fixture
def give(province, write_line):
    """Gives a role at a fitting organ of the province."""

    def give(user, role, *, starts=date(2019, 1, 1), ends=None, by=None, at=None):
        fitting = at or next(organ for organ in vars(province).values() if organ.kind in HELD_AT[role])
        return assign_role(
            user=user, role=role, organization=fitting, starts=starts, ends=ends, by=by, write_line=write_line
        )

    return give


def test_a_new_account_can_do_nothing_and_must_change_its_password(db, write_line, lines):
    user, password = create_account(username=" Zhang.San ", display_name="综合处", write_line=write_line)
    assert user.username == "zhang.san"
    assert user.check_password(password)
    assert user.must_change_password
    assert not any(has_power(user, power) for power in Power)
    assert lines[0]["key"] == "zhang.san"
    assert password not in str(lines)


def test_a_name_is_taken_whatever_its_case(db, write_line, lines):
    make.user("Zhang.San")
    with pytest.raises(ValidationError, match="已有人使用"):
        create_account(username="zhang.san", display_name="", write_line=write_line)
    assert lines == []


def test_a_name_that_cannot_be_typed_at_the_sign_in_is_refused(db, write_line):
    with pytest.raises(ValidationError):
        create_account(username="zhang san", display_name="", write_line=write_line)


def test_an_account_is_deactivated_once_and_comes_back(stranger, system_admin, write_line, lines):
    stamp = stranger.user.security_stamp
    deactivate(user=stranger.user, by=system_admin.user, write_line=write_line)
    stranger.user.refresh_from_db()
    assert not stranger.user.is_active
    assert stranger.user.security_stamp != stamp
    with pytest.raises(ValidationError, match="已经停用"):
        deactivate(user=stranger.user, by=system_admin.user, write_line=write_line)
    activate(user=stranger.user, write_line=write_line)
    assert [line["action"] for line in lines] == ["deactivated", "activated"]


def test_nobody_deactivates_the_own_account(system_admin, write_line):
    with pytest.raises(ValidationError, match="自己"):
        deactivate(user=system_admin.user, by=system_admin.user, write_line=write_line)


def test_a_reset_password_leaves_its_name_only_in_the_history(stranger, write_line, lines):
    password = reset_password(user=stranger.user, write_line=write_line)
    assert User.objects.get(pk=stranger.user.pk).check_password(password)
    assert lines[0]["changes"] == {"password": (None, None)}


@pytest.mark.parametrize("held", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("wanted", sorted(Role))
def test_nobody_holds_two_of_the_three_or_one_with_a_business_role(give, stranger, held, wanted):
    give(stranger.user, held)
    with pytest.raises(ValidationError):
        give(stranger.user, wanted)
    assert stranger.user.assignments.count() == 1


def test_an_administrator_is_refused_to_a_person_with_a_business_role(give, department):
    with pytest.raises(ValidationError, match="兼任"):
        give(department.user, Role.AUDITOR)


def test_business_roles_may_be_held_together(give, stranger):
    give(stranger.user, Role.DEPARTMENT_CLERK)
    give(stranger.user, Role.DEPARTMENT_HEAD)
    assert stranger.user.assignments.count() == 2


def test_roles_one_after_the_other_do_not_meet_but_overlapping_by_a_day_do(give, stranger):
    give(stranger.user, Role.DEPARTMENT_CLERK, ends=date(2019, 6, 30))
    with pytest.raises(ValidationError):
        give(stranger.user, Role.AUDITOR, starts=date(2019, 6, 30))
    give(stranger.user, Role.AUDITOR, starts=date(2019, 7, 1))
    with pytest.raises(ValidationError):
        give(stranger.user, Role.DEPARTMENT_HEAD, starts=date(2019, 5, 1), ends=date(2019, 7, 1))


def test_a_role_cannot_be_held_where_it_would_reach_too_far(give, stranger, province):
    with pytest.raises(ValidationError, match="不能授予"):
        give(stranger.user, Role.CITY_CLERK, at=province.root)


def test_nobody_gives_or_ends_a_role_of_the_own(give, security_admin, write_line):
    with pytest.raises(ValidationError, match="自己"):
        give(security_admin.user, Role.SECURITY_ADMIN, by=security_admin.user)
    own = security_admin.user.assignments.get()
    with pytest.raises(ValidationError, match="自己"):
        end_role(assignment=own, today=timezone.localdate(), by=security_admin.user, write_line=write_line)


def test_an_ended_role_is_gone_on_the_same_day(department, security_admin, write_line, lines):
    today = timezone.localdate()
    held = department.user.assignments.get()
    end_role(assignment=held, today=today, by=security_admin.user, write_line=write_line)
    user = User.objects.get(pk=department.user.pk)
    assert not has_power(user, Power.SEE_RECORDS)
    assert has_power(user, Power.SEE_RECORDS, today - timedelta(days=1))
    assert lines[0]["action"] == "role_ended"
    with pytest.raises(ValidationError, match="已经终止"):
        end_role(assignment=held, today=today, by=security_admin.user, write_line=write_line)


def test_a_role_that_has_not_begun_leaves_nothing_when_it_ends(give, stranger, write_line):
    today = timezone.localdate()
    held = give(stranger.user, Role.DEPARTMENT_CLERK, starts=today)
    end_role(assignment=held, today=today, by=None, write_line=write_line)
    assert not RoleAssignment.objects.filter(pk=held.pk).exists()


def test_a_new_role_ends_the_sessions_of_its_holder(give, stranger):
    stamp = stranger.user.security_stamp
    give(stranger.user, Role.DEPARTMENT_CLERK)
    stranger.user.refresh_from_db()
    assert stranger.user.security_stamp != stamp
