"""What every answer carries, the probes, and the pages for what went wrong."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from config import health, middleware
from config.broker import Broker


@contextmanager
def silent_server():
    """The address of a server that accepts and never answers, as a frozen Redis does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@contextmanager
def answering_server():
    """The address of a server that answers everything as Redis answers a ping."""

    def serve(server):
        connection, _ = server.accept()
        with connection:
            while connection.recv(1024):
                connection.sendall(b"+PONG\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=[server], daemon=True)
        thread.start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        thread.join(timeout=5)


def redis_at(address):
    return Broker("redis", address, address, {})


def test_the_process_says_that_it_is_alive_without_asking_the_database():
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


@pytest.mark.django_db
def test_readiness_names_the_database_and_the_broker(settings):
    with answering_server() as address:
        settings.BROKER = redis_at(address)
        response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json()["broker"] == {"kind": "redis", "answers": True}
    assert response.json()["database"]["answers"]


@pytest.mark.django_db
def test_a_frozen_broker_costs_two_seconds_and_is_told(settings):
    with silent_server() as address:
        settings.BROKER = redis_at(address)
        response = Client().get("/readyz")
        began = time.monotonic()
        health.broker_answers(settings.BROKER)
        waited = time.monotonic() - began
    assert response.status_code == 503
    assert response.json()["broker"] == {"kind": "redis", "answers": False}
    # one try, not two
    assert health.ANSWER_SECONDS <= waited < 2 * health.ANSWER_SECONDS


@pytest.mark.django_db
def test_a_database_that_is_down_is_told(settings, monkeypatch, tmp_path):
    def down(*args):
        raise OperationalError("server closed the connection")

    settings.BROKER = Broker("files", "filesystem://", "", {"data_folder_in": str(tmp_path)})
    monkeypatch.setattr("config.health.connection.cursor", down)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert not response.json()["database"]["answers"]
    assert response.json()["broker"] == {"kind": "files", "answers": True}


@pytest.mark.django_db
def test_no_page_is_kept_by_a_browser():
    response = Client().get("/accounts/login/")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.django_db
def test_the_policy_names_the_nonce_of_the_page():
    response = Client().get("/accounts/login/")
    nonce = response.content.decode().partition('nonce="')[2].partition('"')[0]
    assert nonce
    assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]


def test_the_page_of_nothing_is_the_same_to_the_byte_wherever_it_is_asked():
    first, second = Client().get("/nothing/"), Client().get("/nothing/else/?q=x")
    assert (first.status_code, second.status_code) == (404, 404)
    assert first.content == second.content
    assert "没有这个页面" in first.content.decode()


def test_a_request_that_announces_too_much_is_refused_before_it_is_read():
    response = Client().post(
        "/accounts/login/",
        data=b"x",
        content_type="application/octet-stream",
        CONTENT_LENGTH=str(middleware.REQUEST_BYTES + 1),
    )
    assert response.status_code == 413
    assert "50 MB" in response.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(OperationalError("down"), 503, "数据库暂时没有应答"), (ZeroDivisionError("secret title"), 500, "系统出错")],
)
def test_what_goes_wrong_on_our_side_is_told_without_details(monkeypatch, error, status, words):
    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr("config.middleware.bounded", lambda get_response: broken)
    response = Client(raise_request_exception=False).get("/healthz")
    assert response.status_code == status
    assert words in response.content.decode()
    assert str(error) not in response.content.decode()


def test_a_form_without_its_token_is_told_that_the_page_is_old():
    response = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


@override_settings(ALLOWED_HOSTS=["qingzhuang.example"])
def test_a_host_that_is_not_ours_is_told_so_in_chinese():
    response = Client(headers={"host": "elsewhere.example"}).get("/nothing/")
    assert response.status_code == 400
    assert "请求有误" in response.content.decode()


@pytest.mark.django_db
def test_only_the_named_files_of_a_browser_library_are_served():
    served = Client().get("/static/libraries/htmx.org/dist/htmx.min.js")
    served.close()
    assert served.status_code == 200
    assert Client().get("/static/libraries/htmx.org/package.json").status_code == 404
    assert Client().get("/static/libraries/../package.json").status_code == 404
