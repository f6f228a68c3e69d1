"""A passkey in a real browser: set up on the page, then signed in with instead of a password."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long and odd passphrase"


@pytest.fixture
def page(page):
    """A page of Chromium with an authenticator of its own, as a telephone or a key would be."""
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    driver.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return page


def test_a_passkey_replaces_the_password(page, live_server):
    make.user("zhang.san", password=PASSWORD)
    # passkeys want a name, not a number
    base = live_server.url.replace("127.0.0.1", "localhost")

    page.goto(base + reverse("account_login"))
    page.fill("#id_login", "zhang.san")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()
    page.goto(base + reverse("mfa_add_webauthn"))
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")

    page.context.clear_cookies()
    page.goto(base + reverse("account_login"))
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(base + "/")
    page.goto(base + reverse("account_change_password"))
    assert page.get_by_text("zhang.san").first.is_visible()
