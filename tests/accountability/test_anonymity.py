"""After a tip from a marked address with a marked browser neither is anywhere; its text is with the office alone."""

import json
import logging
import tempfile
from io import StringIO

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accountability.models import Tip
from accountability.token import new_token
from config import server
from registers.models import Change, OutboxJob
from tests.routes import ROUTES, no_args

ADDRESS = "203.0.113.77"
BROWSER = "MarkedBrowser/77.7"
MARKS = (ADDRESS, BROWSER, "MarkedBrowser", "markedreferer", "markedcookie")
CANARY = "金丝雀在反映里"


@pytest.fixture
def logs():
    """Everything that any logger says, formatted as in production."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    configured = logging.getLogger().handlers
    handler.setFormatter(next((one.formatter for one in configured if one.formatter), None))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def marked_browser():
    client = Client(
        REMOTE_ADDR=ADDRESS,
        HTTP_USER_AGENT=BROWSER,
        HTTP_X_FORWARDED_FOR=ADDRESS,
        HTTP_X_REAL_IP=ADDRESS,
        HTTP_FORWARDED=f"for={ADDRESS}",
        HTTP_REFERER="https://markedreferer.example/",
        HTTP_X_REQUEST_ID=f"{BROWSER}",
    )
    client.cookies["marked"] = "markedcookie"
    return client


def database():
    """Every value of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row))


@pytest.fixture
def told(clerk, logs, tmp_path, monkeypatch):
    """A tip and a look at it by the marked browser, with a temporary folder of its own; returns when it began."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = marked_browser()
    token = new_token(timezone.localdate())
    # with the cookie of somebody who is signed in
    client.cookies["sessionid"] = clerk.client.cookies["sessionid"].value
    client.get(reverse("public:tell"))
    photo = SimpleUploadedFile("photo.jpg", CANARY.encode() * 2000, "image/jpeg")
    client.post(reverse("public:tell"), {"token": token, "text": CANARY, "photo": photo})
    answer = client.post(reverse("public:tell"), {"token": token, "text": CANARY})
    receipt = answer.context["receipt"]
    client.post(reverse("public:look"), {"token": token, "receipt": receipt, "text": f"{CANARY}又"})
    client.get(reverse("public:exposures"), {"q": CANARY})
    return receipt


def test_neither_address_nor_browser_is_in_any_table(told):
    found = [(table, mark) for table, row in database() for mark in MARKS if mark in row]
    assert not found


def test_neither_address_nor_browser_nor_text_is_in_any_log(told, logs):
    said = logs.getvalue()
    assert [mark for mark in (*MARKS, CANARY, told, told.replace(" ", "")) if mark in said] == []


def test_no_line_of_the_log_says_that_anything_was_told(told, logs):
    assert "/public/" not in logs.getvalue()
    assert "request_finished" not in logs.getvalue()


def test_neither_is_in_the_cache_the_broker_or_a_temporary_file(told, tmp_path):
    kept = json.dumps([str(key) for key in vars(cache).get("_cache", {})]) + str(getattr(cache, "_cache", ""))
    assert [mark for mark in (*MARKS, CANARY) if mark in kept] == []
    assert not OutboxJob.objects.exists()
    assert list(tmp_path.rglob("*")) == []
    assert not mail.outbox


def test_no_table_knows_the_hour_of_a_tip(told):
    """No row with a time of day, be it of the history, the outbox or a session, was made by the tip."""
    assert not Change.objects.exists()
    timed = [field.name for field in Tip._meta.get_fields() if "Time" in type(field).__name__]
    assert timed == []
    assert [model for model in apps.get_models() if model.__name__ == "Session" and model.objects.count() > 1] == []


def test_a_visitor_who_is_signed_in_is_a_visitor_like_any_other(clerk):
    response = clerk.get(reverse("public:tell"))
    assert not response.wsgi_request.user.is_authenticated
    assert not response.cookies


def test_what_a_view_can_see_of_a_visitor_tells_nothing(db):
    request = marked_browser().get(reverse("public:tell")).wsgi_request
    seen = f"{request.META} {request.COOKIES} {vars(request).get('source')}"
    assert [mark for mark in MARKS if mark in seen] == []


def test_the_words_of_a_tip_are_nowhere_but_with_those_who_handle_it(told, cast, province):
    """Every page without an argument, as everybody; and every table but those of tips."""
    pages = [name for name, route in ROUTES.items() if route.args is no_args and route.get == 200]
    assert "openness:tips" in pages
    for name, member in cast.items():
        for page in pages:
            response = member.get(reverse(page))
            content = b"".join(response.streaming_content) if response.streaming else response.content
            assert CANARY not in content.decode(errors="replace"), f"{page} as {name}"


def test_the_words_of_a_tip_are_in_no_table_but_those_of_tips(told, clerk):
    clerk.get(reverse("openness:tip", args=[Tip.objects.get().pk]))
    tables = {table for table, row in database() if CANARY in row}
    assert tables == {"accountability_tip", "accountability_tipmessage"}
    assert not any(told.replace(" ", "") in row for _table, row in database())


def test_no_server_of_ours_keeps_a_log_of_who_came():
    """Gunicorn writes none unless told to; the server for development leaves the public pages out."""
    assert not hasattr(server, "accesslog")
    told, other = (
        logging.LogRecord("django.server", logging.INFO, "", 0, '"%s" %s', (f"POST {path} HTTP/1.1", 200), None)
        for path in ("/public/tell/", "/measures/")
    )
    kept = logging.getLogger("django.server")
    assert not kept.filter(told)
    assert kept.filter(other)


def test_a_failure_on_a_public_page_says_neither_who_nor_what(clerk, logs, monkeypatch):
    def fail(**said):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("accountability.views.public.tell", fail)
    client = marked_browser()
    client.raise_request_exception = False
    response = client.post(reverse("public:tell"), {"token": new_token(timezone.localdate()), "text": CANARY})
    assert response.status_code == 500
    assert "RuntimeError" in logs.getvalue()
    assert [mark for mark in (*MARKS, CANARY) if mark in logs.getvalue()] == []
