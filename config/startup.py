"""What a production system refuses to start with (trust.md, rule 12)."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from dashboard.context import DEMO_ROOT
from organizations.models import Organization

KEY_CHARACTERS = 50
KEY_DIFFERENT_CHARACTERS = 10
# keys that stand in documentation and examples
KNOWN_KEYS = ("django-insecure", "change", "example", "secret")
TIME_ZONE = "Asia/Shanghai"


def wrong_settings(settings: LazySettings, web_workers: int, background_workers: int) -> Iterator[tuple[str, str]]:
    """(name, sentence) of each setting that production must not have. Asks nothing outside the settings."""
    key = str(settings.SECRET_KEY)
    if len(key) < KEY_CHARACTERS or len(set(key)) < KEY_DIFFERENT_CHARACTERS or key.lower().startswith(KNOWN_KEYS):
        yield "secret_key", "SECRET_KEY is known or too simple. Set it to a random text of at least 50 characters."
    if settings.DEBUG:
        yield "debug", "DEBUG is on. Remove it: error pages would show records and settings."
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and max(web_workers, background_workers) > 1:
        yield (
            "sqlite",
            "SQLite is used with several workers. Set DATABASE_URL=postgres://…, or WEB_CONCURRENCY=1 and "
            "WORKER_CONCURRENCY=1.",
        )
    if not settings.USE_TZ or settings.TIME_ZONE != TIME_ZONE or not _zone_known():
        yield "time_zone", f"The time zone {TIME_ZONE} is missing: days and years would be wrong. Install tzdata."


def wrong_database() -> Iterator[tuple[str, str]]:
    """(name, sentence) of what the database must not hold or lack in production."""
    executor = MigrationExecutor(connections["default"])
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        names = ", ".join(str(migration) for migration, _ in pending[:3])
        yield "migrations", f"{len(pending)} migrations are pending ({names} …). Run: python manage.py migrate"
    elif Organization.objects.filter(code=DEMO_ROOT).exists():
        yield "demo", "The database holds the invented province and its accounts. Use an empty database for real work."


def refuse_wrong_start(settings: LazySettings, web_workers: int, background_workers: int) -> None:
    """Raises ImproperlyConfigured with every sentence that applies; nothing outside PRODUCTION=1."""
    if not settings.PRODUCTION:
        return
    wrong = [*wrong_settings(settings, web_workers, background_workers), *wrong_database()]
    if wrong:
        raise ImproperlyConfigured("Production is not started:\n" + "\n".join(f"* {text}" for _, text in wrong))


def _zone_known() -> bool:
    try:
        ZoneInfo(TIME_ZONE)
    except ZoneInfoNotFoundError:
        return False
    return True
