"""Single sign-on against a small OpenID Connect provider on this machine."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from config.identity import openid_connect
from organizations.models import User
from tests import make

LOGIN = reverse("openid_connect_login", args=["province"])
CALLBACK = reverse("openid_connect_callback", args=["province"])


class Provider(BaseHTTPRequestHandler):
    """Discovery, token and userinfo; whoever asks is the person in `claims`."""

    claims: dict = {}

    def answer(self):
        base = f"http://127.0.0.1:{self.server.server_port}"
        body = {
            "/.well-known/openid-configuration": {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo",
                "jwks_uri": f"{base}/keys",
            },
            "/token": {"access_token": "token", "token_type": "Bearer", "expires_in": 300},
            "/userinfo": self.claims,
        }[self.path]
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    do_GET = do_POST = answer

    def log_message(self, *args):
        """Nothing on the test's output."""


@pytest.fixture
def provider(settings, db):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever)
    thread.start()
    app = {
        "provider_id": "province",
        "name": "统一身份认证",
        "client_id": "qingzhuang",
        "secret": "secret",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}", "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def arrive(client, provider, **claims):
    """From the button through the provider and back."""
    provider.claims = claims
    away = client.post(LOGIN)
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(CALLBACK, {"code": "code", "state": asked["state"][0]})


def signed_in_as(client):
    pk = client.session.get("_auth_user_id")
    return pk and User.objects.get(pk=pk).username


def test_the_sign_in_page_offers_it(provider):
    assert "统一身份认证" in Client().get(reverse("account_login")).content.decode()


def test_an_existing_account_is_found_by_its_name_once_and_by_its_identity_later(provider):
    user = make.user("zhang.san")
    first = Client()
    assert arrive(first, provider, sub="4711", preferred_username="Zhang.San").status_code == 302
    assert signed_in_as(first) == "zhang.san"
    User.objects.filter(pk=user.pk).update(username="renamed")
    later = Client()
    arrive(later, provider, sub="4711", preferred_username="Zhang.San")
    assert signed_in_as(later) == "renamed"


def test_no_account_is_made(provider):
    client = Client()
    page = arrive(client, provider, sub="4712", preferred_username="nobody")
    assert "没有对应的账号" in page.content.decode()
    assert signed_in_as(client) is None
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_a_deactivated_account_stays_outside(provider):
    user = make.user("zhang.san")
    arrive(Client(), provider, sub="4711", preferred_username="zhang.san")
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    arrive(client, provider, sub="4711", preferred_username="zhang.san")
    assert signed_in_as(client) is None


def test_an_identity_without_the_claim_is_nobody(provider):
    make.user("zhang.san")
    client = Client()
    arrive(client, provider, sub="4711")
    assert signed_in_as(client) is None


def test_whoever_comes_by_it_need_not_change_a_password_never_known(provider, province):
    make.user("zhang.san", role="county_clerk", organization=province.county, must_change_password=True)
    client = Client()
    arrive(client, provider, sub="4711", preferred_username="zhang.san")
    assert client.get(reverse("organizations:directory")).status_code == 200


class Env:
    def __init__(self, **values):
        self.values = values

    def str(self, name, default=""):
        return self.values.get(name, default)


def test_without_a_server_there_is_no_single_sign_on():
    assert openid_connect(Env()) == {}


@pytest.mark.parametrize(
    "values", [{"OIDC_SERVER_URL": "ldap://x", "OIDC_CLIENT_ID": "a"}, {"OIDC_SERVER_URL": "https://x"}]
)
def test_a_half_set_single_sign_on_is_refused_at_start(values):
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_ID"):
        openid_connect(Env(**values))


def test_the_environment_names_the_provider():
    found = openid_connect(Env(OIDC_SERVER_URL="https://sso.example", OIDC_CLIENT_ID="qz", OIDC_NAME="省统一认证"))
    app = found["openid_connect"]["APPS"][0]
    assert (app["name"], app["client_id"], app["settings"]["server_url"]) == ("省统一认证", "qz", "https://sso.example")
