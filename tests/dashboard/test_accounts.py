"""The pages over accounts, roles and organizations, through the front."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import RoleAssignment, User
from organizations.roles import Role
from registers.models import Change
from tests import make


def address(name, *args):
    return reverse(f"organizations:{name}", args=args)


def test_a_new_account_signs_in_with_the_password_shown_once_and_must_change_it(system_admin):
    page = system_admin.post(address("account_new"), {"username": "li.si", "display_name": "综合处"})
    password = page.context["password"]
    assert password in page.content.decode()
    user = User.objects.get(username="li.si")
    assert password not in system_admin.get(address("account", user.pk)).content.decode()
    client = Client()
    client.post(reverse("account_login"), {"login": "li.si", "password": password})
    assert client.get(address("accounts"))["Location"] == reverse("account_change_password")
    assert Change.objects.get(subject="organizations.user", action="created").actor == system_admin.user


def test_a_taken_name_is_told_at_its_field(system_admin, stranger):
    page = system_admin.post(address("account_new"), {"username": "STRANGER"})
    assert page.status_code == 422
    assert "已有人使用" in page.context["form"].errors["username"][0]


def test_accounts_are_found_by_name_role_and_state(security_admin, department, county):
    make.user("off", is_active=False)

    def found(**filters):
        page = security_admin.get(address("accounts"), filters)
        return {row.record.username for row in page.context["table"].rows}

    assert {"security_admin", "department", "county", "off"} <= found()
    assert found(q="count") == {"county"}
    assert found(role=Role.DEPARTMENT_CLERK) == {"department"}
    assert found(is_active="false") == {"off"}
    assert "没有符合条件的账号" in security_admin.get(address("accounts"), {"q": "zzz"}).content.decode()


def test_a_filter_does_not_tell_who_keeps_accounts_about_roles(system_admin, department):
    page = system_admin.get(address("accounts"), {"role": Role.GENERAL_OFFICE})
    assert {row.record.username for row in page.context["table"].rows} == {"system_admin", "department"}
    assert "角色" not in page.content.decode()


def test_a_deactivated_account_is_out_at_its_next_request(system_admin, department):
    assert department.get(address("directory")).status_code == 200
    system_admin.post(address("account_deactivate", department.user.pk))
    assert reverse("account_login") in department.get(address("directory"))["Location"]
    again = system_admin.post(address("account_deactivate", department.user.pk))
    assert again.status_code == 422
    assert "已经停用" in again.content.decode()
    system_admin.post(address("account_activate", department.user.pk))
    assert User.objects.get(pk=department.user.pk).is_active


def test_a_reset_password_ends_the_sessions_and_works(system_admin, department):
    page = system_admin.post(address("account_password", department.user.pk))
    assert reverse("account_login") in department.get(address("directory"))["Location"]
    assert User.objects.get(pk=department.user.pk).check_password(page.context["password"])


def test_a_role_given_on_the_page_works_at_once_and_leaves_a_line(security_admin, stranger, province):
    given = security_admin.post(
        address("account_roles", stranger.user.pk),
        {
            "role": Role.COUNTY_CLERK,
            "organization": province.county.pk,
            "starts": timezone.localdate().isoformat(),
        },
    )
    assert given.status_code == 302
    stranger.client.force_login(User.objects.get(pk=stranger.user.pk))
    assert stranger.get(address("directory")).status_code == 200
    assert Change.objects.filter(action="role_assigned", key="stranger county_clerk").exists()


def test_what_stands_against_a_role_is_said_on_the_page(security_admin, department, province):
    page = security_admin.post(
        address("account_roles", department.user.pk),
        {"role": Role.AUDITOR, "organization": province.office.pk, "starts": "2019-01-01"},
    )
    assert page.status_code == 422
    assert "兼任" in page.content.decode()
    assert RoleAssignment.objects.filter(user=department.user).count() == 1
    assert not Change.objects.exists()


def test_an_ended_role_ends_the_session_and_the_access(security_admin, department):
    held = department.user.assignments.get()
    security_admin.post(address("account_role_end", held.pk))
    assert reverse("account_login") in department.get(address("directory"))["Location"]
    department.client.force_login(User.objects.get(pk=department.user.pk))
    assert department.get(address("directory")).status_code == 403


def test_the_system_administrator_sees_no_roles_and_the_security_administrator_no_switches(
    system_admin, security_admin, department
):
    kept = system_admin.get(address("account", department.user.pk)).content.decode()
    assigned = security_admin.get(address("account", department.user.pk)).content.decode()
    assert "停用账号" in kept
    assert "授予角色" not in kept
    assert "授予角色" in assigned
    assert "停用账号" not in assigned


def test_the_directory_keeps_administrative_order_and_is_searched_by_initials(department):
    page = department.get(address("directory"))
    assert [row.record.code for row in page.context["table"].rows][:2] == ["P0", "P1"]
    found = department.get(address("directory"), {"q": "lyt"}).context["table"].rows
    assert [row.record.code for row in found] == ["D2"]


def test_an_organization_is_shown_with_its_series_and_successions(department, province):
    make.series(province.department, "示发")
    make.succession(province.department, province.other_department, effective=date(2018, 10, 1))
    page = department.get(address("directory_entry", "D1")).content.decode()
    assert "示发" in page
    assert "2018-10-01起由“另一厅”承接，份额1" in page
    assert "修改名称" not in page


def test_the_system_administrator_renames_and_notes_successions(system_admin, province):
    page = system_admin.get(address("directory_entry", "D1"))
    form = page.context["form"]
    seen = form["seen"].value()
    changed = {"name": "新名厅", "short_name": "", "position": 5, "seen": seen}
    assert system_admin.post(address("directory_amend", "D1"), changed).status_code == 302
    late = system_admin.post(address("directory_amend", "D1"), changed | {"name": "旧改厅"})
    assert late.status_code == 422
    assert "改为“新名厅”" in late.content.decode()
    succession = {"successor": province.other_department.pk, "effective": "2019-01-01", "share": "0.7"}
    assert system_admin.post(address("directory_succeed", "D1"), succession).status_code == 302
    beyond = system_admin.post(address("directory_succeed", "D1"), succession | {"effective": "2019-02-01"})
    assert beyond.status_code == 422
    assert Change.objects.count() == 2


def test_a_changed_password_leaves_its_name_in_the_history(db):
    old, new = "a long and odd passphrase", "another long and odd passphrase"
    make.user("zhang.san", password=old)
    client = Client()
    client.post(reverse("account_login"), {"login": "zhang.san", "password": old})
    client.post(reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new})
    line = Change.objects.get()
    assert (line.action, line.changes) == ("password_changed", {"password": None})


@pytest.mark.parametrize("who", ["accounts", "directory"])
def test_lists_do_not_ask_more_with_more_rows(system_admin, province, who, django_assert_max_num_queries):
    for number in range(30):
        make.user(f"many{number}")
        make.organization(f"第{number}厅", parent=province.root)
    with django_assert_max_num_queries(12):
        system_admin.get(address(who))
