"""Signing in and out through the front: what is told, what locks, what ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.lockout import LIMIT, LOCK, WINDOW, attempt_key, spend_attempt
from organizations.models import SignInTrouble, User
from organizations.roles import Role
from tests import make

PASSWORD = "a long and odd passphrase"
SIGN_IN = reverse("account_login")
PAGE = reverse("organizations:directory")


@pytest.fixture
def person(db):
    return make.user("zhang.san", password=PASSWORD)


def sign_in(client, username="zhang.san", password=PASSWORD, **data):
    return client.post(SIGN_IN, {"login": username, "password": password} | data)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def told(response):
    """What the page says about the failure."""
    return [str(error) for error in response.context["form"].non_field_errors()]


def lapse(client, span, key="used"):
    """As if the session had been begun or used that much earlier."""
    session = client.session
    session[key] -= int(span.total_seconds())
    session.save()


def test_the_right_password_signs_in(person):
    client = Client()
    assert sign_in(client).status_code == 302
    assert is_signed_in(client)


def test_passwords_are_kept_with_argon2(person):
    assert person.password.startswith("argon2$argon2id$")


def test_a_name_is_the_same_whatever_its_case(person):
    client = Client()
    sign_in(client, " Zhang.San ")
    assert is_signed_in(client)


def test_unknown_wrong_locked_and_deactivated_get_the_same_answer(person):
    wrong = sign_in(Client(), password="wrong")
    unknown = sign_in(Client(), "nobody")
    for _attempt in range(LIMIT):
        sign_in(Client(), password="wrong")
    locked = sign_in(Client())
    make.user("li.si", password=PASSWORD, is_active=False)
    deactivated = sign_in(Client(), "li.si")
    answers = [wrong, unknown, locked, deactivated]
    assert {answer.status_code for answer in answers} == {200}
    assert len({tuple(told(answer)) for answer in answers}) == 1
    assert "不正确" in told(wrong)[0]


def test_the_fifth_failure_locks_even_for_the_right_password(person):
    for _attempt in range(LIMIT - 1):
        sign_in(Client(), password="wrong")
    client = Client()
    sign_in(client)
    assert is_signed_in(client)
    for _attempt in range(LIMIT):
        sign_in(Client(), password="wrong")
    other = Client()
    sign_in(other)
    assert not is_signed_in(other)


def test_a_success_clears_the_failures(person):
    for _round in range(2):
        for _attempt in range(LIMIT - 1):
            sign_in(Client(), password="wrong")
        client = Client()
        sign_in(client)
        assert is_signed_in(client)
    assert not SignInTrouble.objects.exists()


def test_a_known_device_is_not_locked_out_by_others(person):
    known = Client()
    sign_in(known)
    known.post(reverse("account_logout"))
    for _attempt in range(LIMIT + 2):
        sign_in(Client(), password="wrong")
    sign_in(known)
    assert is_signed_in(known)


def test_a_known_device_is_locked_by_its_own_failures(person):
    known = Client()
    sign_in(known)
    known.post(reverse("account_logout"))
    for _attempt in range(LIMIT):
        sign_in(known, password="wrong")
    sign_in(known)
    assert not is_signed_in(known)


def test_a_device_known_to_one_name_is_unknown_to_another(person):
    make.user("li.si", password=PASSWORD)
    client = Client()
    sign_in(client)
    client.post(reverse("account_logout"))
    for _attempt in range(LIMIT):
        sign_in(Client(), "li.si", "wrong")
    sign_in(client, "li.si")
    assert not is_signed_in(client)


def test_a_lock_lasts_fifteen_minutes_from_the_fifth_failure(db):
    now = timezone.now()
    assert all(spend_attempt("key", now + timedelta(minutes=minute)) for minute in range(LIMIT))
    locked = now + timedelta(minutes=LIMIT - 1)
    assert not spend_attempt("key", locked + LOCK - timedelta(seconds=1))
    assert spend_attempt("key", locked + LOCK)


def test_failures_longer_ago_than_fifteen_minutes_do_not_count(db):
    now = timezone.now()
    for _attempt in range(LIMIT - 1):
        spend_attempt("key", now)
    assert spend_attempt("key", now + WINDOW)
    assert spend_attempt("key", now + WINDOW)


def test_old_failures_are_cleared_away(db):
    now = timezone.now()
    spend_attempt("old", now)
    spend_attempt("new", now + WINDOW + LOCK + timedelta(seconds=1))
    assert list(SignInTrouble.objects.values_list("key", flat=True)) == ["new"]


def test_the_table_of_failures_holds_no_names(rf):
    assert "zhang" not in attempt_key(rf.get(PAGE), "zhang.san")


def test_nothing_outside_is_reached_by_next(person):
    for address in ("https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)"):
        client = Client()
        response = sign_in(client, next=address)
        assert response.status_code == 302
        assert response["Location"] == "/"


def test_administrators_begin_where_there_is_something_for_them(province):
    office = province.office
    make.user("keeper", role=Role.SYSTEM_ADMIN, organization=office, password=PASSWORD)
    make.user("giver", role=Role.SECURITY_ADMIN, organization=office, password=PASSWORD)
    make.user("reader", role=Role.AUDITOR, organization=office, password=PASSWORD)
    for name in ("keeper", "giver"):
        assert sign_in(Client(), name)["Location"] == reverse("organizations:accounts")
    assert sign_in(Client(), "reader")["Location"] == reverse("registers:history")
    assert sign_in(Client(), "keeper", next=PAGE)["Location"] == PAGE


def test_signing_out_needs_a_post(stranger):
    stranger.get(reverse("account_logout"))
    assert is_signed_in(stranger.client)
    stranger.post(reverse("account_logout"))
    assert not is_signed_in(stranger.client)


def test_nobody_signs_up(anonymous):
    assert anonymous.get("/accounts/signup/").status_code == 404
    assert anonymous.get("/accounts/password/reset/").status_code == 404


def test_the_sign_in_page_names_no_account(person):
    assert "zhang" not in Client().get(SIGN_IN).content.decode()


def test_an_idle_session_ends_after_thirty_minutes(department):
    department.get(PAGE)
    lapse(department.client, timedelta(minutes=29))
    department.get(PAGE)
    assert is_signed_in(department.client)
    lapse(department.client, timedelta(minutes=30))
    assert SIGN_IN in department.get(PAGE)["Location"]
    assert not is_signed_in(department.client)


@pytest.mark.parametrize("who", ["discipline", "system_admin", "security_admin", "auditor"])
def test_sensitive_roles_are_out_after_ten_idle_minutes(request, who):
    member = request.getfixturevalue(who)
    member.get(PAGE)
    lapse(member.client, timedelta(minutes=10))
    member.get(PAGE)
    assert not is_signed_in(member.client)


def test_polling_does_not_keep_a_session_alive(department):
    department.get(PAGE)
    for _minute in range(3):
        lapse(department.client, timedelta(minutes=10))
        department.get(PAGE, headers={"X-Polling": "1"})
    assert not is_signed_in(department.client)


def test_use_keeps_a_session_alive_for_eight_hours_and_no_longer(department):
    department.get(PAGE)
    lapse(department.client, timedelta(hours=8) - timedelta(minutes=1), "began")
    department.get(PAGE)
    assert is_signed_in(department.client)
    lapse(department.client, timedelta(minutes=1), "began")
    department.get(PAGE)
    assert not is_signed_in(department.client)


def test_a_fragment_of_an_ended_session_loads_its_page_anew(anonymous):
    response = anonymous.get(PAGE, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["HX-Refresh"] == "true"


def test_a_changed_password_ends_every_other_session(person):
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    new = "another long and odd passphrase"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert User.objects.get(pk=person.pk).check_password(new)
    elsewhere.get(PAGE)
    assert not is_signed_in(elsewhere)
    assert here.get(reverse("account_change_password")).status_code == 200


def test_a_first_password_opens_nothing_but_the_page_to_change_it(person):
    User.objects.filter(pk=person.pk).update(must_change_password=True)
    client = Client()
    sign_in(client)
    assert client.get(PAGE)["Location"] == reverse("account_change_password")
    new = "another long and odd passphrase"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert not User.objects.get(pk=person.pk).must_change_password


@pytest.mark.parametrize("who", ["discipline", "system_admin", "security_admin", "auditor"])
def test_sensitive_roles_cannot_go_on_without_a_second_factor_in_production(request, settings, who):
    settings.SECOND_FACTOR_DEMANDED = True
    member = request.getfixturevalue(who)
    assert member.get(PAGE)["Location"] == reverse("mfa_index")
    assert member.get(reverse("mfa_index")).status_code == 200


def test_other_roles_may_do_without_a_second_factor(settings, department):
    settings.SECOND_FACTOR_DEMANDED = True
    assert department.get(PAGE).status_code != 302
