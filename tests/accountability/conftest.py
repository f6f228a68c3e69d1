"""What tests of the public site share."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accountability.sources import sources
from accountability.token import new_token


@pytest.fixture(autouse=True)
def _no_source_has_asked_before():
    sources.forget()


@pytest.fixture
def visitor(db):
    """Somebody at the public pages: `tell` answers the page after sending, `look` the one of a receipt."""
    client = Client()

    def send(route, headers=None, **data):
        token = {"token": new_token(timezone.localdate())}
        return client.post(reverse(f"public:{route}"), token | data, headers=headers or {})

    def tell(text="要求每天填三张一样的表", **data):
        return send("tell", text=text, **data)

    def look(receipt, **data):
        return send("look", receipt=receipt, **data)

    def receipt(text="要求每天填三张一样的表", **data):
        return tell(text, **data).context["receipt"]

    return SimpleNamespace(client=client, send=send, tell=tell, look=look, receipt=receipt, get=client.get)
