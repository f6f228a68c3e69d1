"""Search by part of a title, by initials and by part of a number over millions of rows on PostgreSQL.

`pg_trgm` is a trusted extension since PostgreSQL 13: whoever owns the database may create it. Where the account
may not, search works without these indexes and is slower; whoever keeps the database creates the extension and
runs the statements below.
"""

from django.db import migrations

INDEXES = {
    "document_title_trigrams": 'UPPER("title"::text)',
    "document_initials_trigrams": '"title_search"',
    "document_number_trigrams": '"number_search"',
}
MAY_CREATE = """
SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')
    OR (EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm')
        AND has_database_privilege(current_database(), 'CREATE'))
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(MAY_CREATE)
        (may,) = cursor.fetchone()
        if not may:
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for name, expression in INDEXES.items():
            cursor.execute(f"CREATE INDEX {name} ON documents_document USING gin (({expression}) gin_trgm_ops)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_scope_and_given")]

    operations = [migrations.RunPython(create, drop)]
