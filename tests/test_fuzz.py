"""Whatever is sent to whichever route, it is never answered with a 500 (trust.md)."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.routes import ROUTES
from tests.test_url_walk import a_broker_that_answers, world  # noqa: F401

# what breaks databases, parsers and pages rather than what chance brings
NASTY = [
    "",
    "-1",
    "9" * 40,
    "1e999",
    "NaN",
    "2019-02-30",
    "10000-01-01",
    "0001-01-01",
    "\0",
    "\ud800",
    "\u202e",
    "'\";--",
    "%",
    "\\",
    "{{ 1 }}",
    "<script>",
    "../../etc/passwd",
    "汉" * 3000,
]
# every name at once: what a page reads it finds, the others it ignores
QUERY = [
    "q",
    "page",
    "sort",
    "year",
    "as_of",
    "cell",
    "organization",
    "role",
    "kind",
    "next",
    "after",
    "before",
    "only",
]
FORM = ["name", "username", "organization", "successor", "share", "starts", "effective", "reason", "version", "seen"]


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_nothing_that_is_sent_is_a_500(name, world, cast):  # noqa: F811
    route = ROUTES[name]
    member = cast[next((who for who in ("clerk", "department", "system_admin") if who in route.may), min(route.may))]
    args = route.args(world)
    form = [*FORM, *route.data(world)]

    @settings(max_examples=3, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=12))
    def send_anything(word):
        send(word)

    def send(word):
        # a browser sends UTF-8; half a surrogate pair goes out as a question mark
        word = word.encode("utf-8", "replace").decode()
        address = _address(name, args, word)
        query = dict.fromkeys(QUERY, word)
        for method, data in (("get", query), ("post", dict.fromkeys(form, word))):
            status = _answer(member, method, address, data, query)
            assert status < 500, f"{method} {address} with {word!r}: {status}"

    for word in NASTY:
        send(word)
    send_anything()


def _address(name, args, word):
    """With the word in place of every text of the address, where the route takes it."""
    try:
        return reverse(name, args=[word if isinstance(value, str) else value for value in args])
    except NoReverseMatch:
        return reverse(name, args=args)


def _answer(member, method, address, data, query):
    cache.clear()
    client = Client()
    for cookie, morsel in member.client.cookies.items():
        client.cookies[cookie] = morsel.value
    with transaction.atomic():
        response = client.get(address, data) if method == "get" else client.post(address, data, query_params=query)
        transaction.set_rollback(True)
    return response.status_code
