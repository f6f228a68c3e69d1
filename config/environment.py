"""What the environment says, checked at start. A wrong value stops with a sentence that says how to put it right."""

import re
import secrets
import warnings
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from config.broker import ANSWER_SECONDS

# answers from the database later than this are given up, so that a page can say what still works
CONNECT_SECONDS = 3
ON, OFF = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
PAGE_OPTIONS = "-c lock_timeout=1s -c statement_timeout=15s"


def environment(base: Path) -> environ.Env:
    """The environment, with `.env` beside manage.py read first where there is one."""
    env = environ.Env()
    file = base / ".env"
    if file.exists():
        env.read_env(file)
    return env


def switch(env: environ.Env, name: str, default: bool = False) -> bool:
    """A setting that is on or off. What is neither stops the start: PRODUCTION=ja must not mean off."""
    value = env.str(name, default="").strip().lower()
    if value and value not in ON | OFF:
        raise ImproperlyConfigured(f"{name}={value} is not understood. Write {name}=1 or {name}=0.")
    return value in ON if value else default


def number(env: environ.Env, name: str, default: int) -> int:
    """A setting that counts something, at least 1."""
    value = env.str(name, default="").strip() or str(default)
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name}={value} is not understood. Write a whole number from 1 on.")
    return int(value)


def database(env: environ.Env, var: Path) -> dict[str, Any]:
    """PostgreSQL when DATABASE_URL says so, else SQLite under `var/` that survives many writers.

    Statements and locks are limited where PAGE_LIMITS is set: the web process sets it (config/wsgi.py),
    commands and workers may take their time.
    """
    # an empty value is none
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{var / 'qingzhuang.sqlite3'}"
    with warnings.catch_warnings():
        # what is not understood is refused below; the warning would show the password
        warnings.simplefilter("ignore")
        try:
            settings: dict[str, Any] = dict(environ.Env.db_url_config(url))
        except ValueError:
            settings = {}
    if settings.get("ENGINE") == "django.db.backends.sqlite3":
        Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        settings["OPTIONS"] = {
            # writers queue at BEGIN instead of failing half way
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif settings.get("ENGINE") == "django.db.backends.postgresql":
        settings["CONN_HEALTH_CHECKS"] = True
        settings["CONN_MAX_AGE"] = 60
        settings["OPTIONS"] = {"connect_timeout": CONNECT_SECONDS}
        if switch(env, "PAGE_LIMITS"):
            settings["OPTIONS"]["options"] = PAGE_OPTIONS
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL is not understood. Write postgres://USER:PASSWORD@HOST:5432/NAME, or sqlite:////PATH."
        )
    return settings


def secret_key(env: environ.Env, var: Path, production: bool) -> str:
    """SECRET_KEY; in development made once and kept under `var/`, in production demanded."""
    key: str = env.str("SECRET_KEY", default="")
    if key:
        return key
    if production:
        raise ImproperlyConfigured("SECRET_KEY is missing. Set it to a random text of at least 50 characters.")
    file = var / "secret_key"
    if not file.exists():
        var.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def redis_url(env: environ.Env) -> str:
    """REDIS_URL as redis-py reads it (redis://, rediss://, unix://), empty when none is given."""
    url: str = env.str("REDIS_URL", default="")
    url = re.sub(r"^redis\+socket://", "unix://", url)
    if url and not re.match(r"^(rediss?|unix)://\S", url):
        raise ImproperlyConfigured("REDIS_URL is not understood. Write redis://HOST:6379/0 or unix:///PATH/TO/SOCKET.")
    return url


def email(env: environ.Env) -> dict[str, Any]:
    """Django's EMAIL_ settings from EMAIL_URL; without one nothing is sent."""
    url = env.str("EMAIL_URL", default="") or "dummymail://"
    try:
        return dict(environ.Env.email_url_config(url))
    except (ImproperlyConfigured, ValueError, KeyError) as error:
        raise ImproperlyConfigured("EMAIL_URL is not understood. Write smtp+tls://USER:PASSWORD@HOST:587.") from error


def rule_sets(env: environ.Env) -> dict[int, str]:
    """`RULE_SETS=2019:2019,2020:2020` as {2019: "2019", 2020: "2020"}: the rule set used from each year on."""
    pairs = {}
    for part in env.str("RULE_SETS", default="2019:2019").split(","):
        year, colon, name = part.strip().partition(":")
        if not (colon and year.isdigit() and name):
            raise ImproperlyConfigured(f"RULE_SETS is not understood at {part!r}. Write YEAR:NAME,YEAR:NAME.")
        pairs[int(year)] = name
    return pairs


def caches(redis: str) -> dict[str, Any]:
    """Django's cache: Redis where REDIS_URL names one (a Redis that is down is a miss), else memory of each process."""
    if not redis:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    limits = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
    return {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": redis,
        "KEY_PREFIX": "qingzhuang",
        "OPTIONS": limits,
    }


def process_counts() -> tuple[int, int]:
    """How many web and how many background processes are wanted: WEB_CONCURRENCY (2) and WORKER_CONCURRENCY (2)."""
    env = environ.Env()
    return number(env, "WEB_CONCURRENCY", 2), number(env, "WORKER_CONCURRENCY", 2)
