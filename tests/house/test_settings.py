"""Wrong values are refused at start, with a sentence that says how to put them right."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.broker import SOCKET_PATH_BYTES, broker, socket_path
from config.environment import (
    caches,
    database,
    email,
    environment,
    process_counts,
    redis_url,
    rule_sets,
    secret_key,
    switch,
)
from config.headers import content_security_policy
from config.startup import refuse_wrong_start, wrong_settings
from organizations.models import Kind, Organization

SOUND_KEY = "k7Qz-vR2mX9_bN4wT6yU8pL1sD3fG5hJ0aC-eK7iO9qW2xZ4nM6"


@pytest.fixture
def env(monkeypatch, tmp_path):
    """The environment with the given values and no others of ours."""

    def env(**values):
        for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "RULE_SETS", "PAGE_LIMITS", "EMAIL_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return environment(tmp_path)

    return env


@pytest.fixture
def production():
    """Settings with which a production system would start."""
    return SimpleNamespace(
        PRODUCTION=True,
        DEBUG=False,
        SECRET_KEY=SOUND_KEY,
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql"}},
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
    )


def names(settings, web=2, background=2):
    return [name for name, _ in wrong_settings(settings, web, background)]


@pytest.mark.parametrize("url", ["mysql://root@localhost/x", "postgres//host", "nonsense"])
def test_a_database_that_is_not_understood_is_refused_without_its_password(env, tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
        database(env(DATABASE_URL=url), tmp_path)
    assert "root@" not in str(refused.value)


def test_an_empty_database_setting_means_the_embedded_one(env, tmp_path):
    assert database(env(DATABASE_URL=""), tmp_path)["NAME"] == str(tmp_path / "qingzhuang.sqlite3")


def test_only_pages_give_up_on_slow_statements(env, tmp_path):
    url = "postgres://a:b@localhost/c"
    assert "options" not in database(env(DATABASE_URL=url), tmp_path)["OPTIONS"]
    limited = database(env(DATABASE_URL=url, PAGE_LIMITS="1"), tmp_path)["OPTIONS"]["options"]
    assert "statement_timeout=15s" in limited
    assert "lock_timeout=1s" in limited


@pytest.mark.parametrize("url", ["localhost:6379", "amqp://localhost", "redis://"])
def test_a_broker_that_is_not_understood_is_refused(env, url):
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        redis_url(env(REDIS_URL=url))


def test_celery_and_redis_are_told_of_a_socket_each_in_its_own_way(env, tmp_path):
    used = broker(redis_url(env(REDIS_URL="unix:///run/redis.sock")), tmp_path)
    assert (used.url, used.address) == ("redis+socket:///run/redis.sock", "unix:///run/redis.sock")


def test_without_redis_an_embedded_broker_is_used(env, tmp_path):
    used = broker(redis_url(env(REDIS_URL="")), tmp_path)
    assert (used.kind, used.url) == ("embedded", f"redis+socket://{tmp_path}/broker.sock")


def test_without_an_embedded_server_files_carry_the_work(monkeypatch, tmp_path):
    monkeypatch.setattr("config.broker.embedded_server", lambda: None)
    used = broker("", tmp_path)
    assert (used.kind, used.url) == ("files", "filesystem://")
    assert (tmp_path / "queue" / "messages").is_dir()


def test_a_folder_too_deep_for_a_socket_gets_its_socket_elsewhere(tmp_path):
    deep = tmp_path / ("d" * 120)
    assert len(str(socket_path(deep)).encode()) <= SOCKET_PATH_BYTES
    assert socket_path(deep) != socket_path(deep / "e")


def test_a_cache_without_redis_is_the_memory_of_the_process():
    assert caches("")["BACKEND"].endswith("LocMemCache")


@pytest.mark.parametrize(("value", "on"), [("1", True), ("yes", True), ("0", False), ("", False), ("off", False)])
def test_a_switch_is_on_or_off(env, value, on):
    assert switch(env(PAGE_LIMITS=value), "PAGE_LIMITS") is on


def test_a_switch_that_is_neither_on_nor_off_is_refused(env):
    with pytest.raises(ImproperlyConfigured, match="PAGE_LIMITS=ja is not understood"):
        switch(env(PAGE_LIMITS="ja"), "PAGE_LIMITS")


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5"])
def test_a_number_of_processes_that_is_none_is_refused(env, monkeypatch, value):
    monkeypatch.setenv("WEB_CONCURRENCY", value)
    with pytest.raises(ImproperlyConfigured, match=f"WEB_CONCURRENCY={value} is not understood"):
        process_counts()


def test_mail_is_sent_where_an_address_is_given_and_nowhere_else(env):
    assert email(env())["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    given = email(env(EMAIL_URL="smtp+tls://a:b@mail.example.org:587"))
    assert (given["EMAIL_HOST"], given["EMAIL_PORT"], given["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        email(env(EMAIL_URL="pigeon://roof"))


@pytest.mark.parametrize("text", ["2019", "2019:", "x:2019", "2019:2019;2020:2020,"])
def test_rule_sets_that_are_not_understood_are_refused(env, text):
    with pytest.raises(ImproperlyConfigured, match="RULE_SETS"):
        rule_sets(env(RULE_SETS=text))


def test_a_key_is_made_once_and_only_readable_to_us(env, tmp_path):
    made = secret_key(env(), tmp_path, production=False)
    assert secret_key(env(), tmp_path, production=False) == made
    assert len(made) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_demands_a_key(env, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        secret_key(env(), tmp_path, production=True)


def test_sound_settings_of_a_production_system_are_accepted(production):
    assert names(production) == []


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + SOUND_KEY, "change-me-" + SOUND_KEY])
def test_production_refuses_a_known_key(production, key):
    production.SECRET_KEY = key
    assert names(production) == ["secret_key"]


def test_production_refuses_debugging(production):
    production.DEBUG = True
    assert names(production) == ["debug"]


@pytest.mark.parametrize(("web", "background", "refused"), [(1, 1, []), (2, 1, ["sqlite"]), (1, 2, ["sqlite"])])
def test_production_refuses_sqlite_with_several_workers(production, web, background, refused):
    production.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    assert names(production, web, background) == refused


def test_production_refuses_another_time_zone(production):
    production.TIME_ZONE = "UTC"
    assert names(production) == ["time_zone"]


@pytest.mark.django_db
def test_production_refuses_the_accounts_of_the_invented_province(production):
    refuse_wrong_start(production, 2, 2)
    Organization.objects.create(code="DEMO", name="示例省", kind=Kind.LEADING)
    with pytest.raises(ImproperlyConfigured, match="invented province"):
        refuse_wrong_start(production, 2, 2)


@pytest.mark.django_db
def test_production_refuses_pending_migrations(production, monkeypatch):
    monkeypatch.setattr("config.startup.MigrationExecutor.migration_plan", lambda *args: [("documents.0009", False)])
    with pytest.raises(ImproperlyConfigured, match=r"1 migrations are pending \(documents.0009"):
        refuse_wrong_start(production, 2, 2)


def test_a_system_that_is_not_production_starts_with_anything(settings):
    settings.PRODUCTION = False
    settings.SECRET_KEY = "short"
    refuse_wrong_start(settings, 8, 8)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "change-me"}, "SECRET_KEY is known or too simple"),
        ({"SECRET_KEY": SOUND_KEY, "DEBUG": "1"}, "DEBUG is on"),
        ({"SECRET_KEY": SOUND_KEY}, "SQLite is used with several workers"),
    ],
)
def test_the_system_check_tells_a_production_system_what_is_wrong(tmp_path, values, sentence):
    environment = {**os.environ, "VAR": str(tmp_path), "DATABASE_URL": "", "PRODUCTION": "1", **values}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert checked.returncode == 1
    assert sentence in checked.stderr


def test_the_policy_of_the_browser_allows_no_inline_script():
    directives = content_security_policy(production=True, sign_on="")["DIRECTIVES"]
    assert "'unsafe-inline'" not in str(directives)
    assert "'unsafe-eval'" not in str(directives)
    assert directives["default-src"] == ["'none'"]


def test_the_sign_in_form_may_lead_to_the_provinces_single_sign_on():
    directives = content_security_policy(production=True, sign_on="https://sso.example.org/realms/x")["DIRECTIVES"]
    assert directives["form-action"] == ["'self'", "https://sso.example.org"]
