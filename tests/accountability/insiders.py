"""More people of one organ than the cast has."""

from types import SimpleNamespace

from django.test import Client

from tests import make

PASSWORD = "a long and odd passphrase"


def member(name, role, organization):
    """Signed in, with `get` and `post` of their own browser."""
    user = make.user(name, role=role, organization=organization, password=PASSWORD)
    client = Client()
    client.force_login(user)
    return SimpleNamespace(
        name=name, user=user, client=client, organization=organization, get=client.get, post=client.post
    )
