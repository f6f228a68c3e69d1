"""Pages give up on a lock after a second and on a statement after fifteen; background work may take longer."""

from django.db import connection

STATEMENT = "540s"
LOCK = "60s"


def without_page_limits() -> None:
    """Lift the page limits on this process's connection (PostgreSQL; SQLite has none). For jobs and commands."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false)",
            [STATEMENT, LOCK],
        )
