"""The second factor by an authenticator app, from setting it up to signing in with it."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organizations.models import User
from registers.models import Change
from tests import make

PASSWORD = "a long and odd passphrase"


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(db):
    """Of a person who has set up the app through the pages."""
    make.user("zhang.san", password=PASSWORD)
    client = Client()
    client.post(reverse("account_login"), {"login": "zhang.san", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert done.status_code == 302
    # one code is good for one use; the next one comes after 30 seconds, which no test waits for
    cache.clear()
    return secret


def test_the_password_alone_is_not_enough_any_more(secret):
    client = Client()
    response = client.post(reverse("account_login"), {"login": "zhang.san", "password": PASSWORD})
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert "_auth_user_id" in client.session


def test_a_lost_telephone_is_cleared_by_the_system_administrator_and_leaves_a_line(secret, system_admin):
    user = User.objects.get(username="zhang.san")
    address = reverse("organizations:account_second_factors", args=[user.pk])
    assert system_admin.post(address).status_code == 302
    again = system_admin.post(address)
    assert again.status_code == 422
    assert "没有启用两步验证" in again.content.decode()
    client = Client()
    client.post(reverse("account_login"), {"login": "zhang.san", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    assert Change.objects.get().action == "second_factors_cleared"


def test_the_page_to_set_it_up_shows_the_secret_to_nobody_without_the_password(department):
    assert department.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
