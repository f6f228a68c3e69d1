"""The database itself refuses to alter or delete a line of the change history.

SQLite drops triggers when a later migration rebuilds the table: such a migration must run `install` again
(tests/registers/test_history_append_only.py notices).
"""

from django.db import migrations

POSTGRESQL = """
CREATE OR REPLACE FUNCTION registers_change_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the change history is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE OR REPLACE TRIGGER registers_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_change
    FOR EACH STATEMENT EXECUTE FUNCTION registers_change_refuse();
ALTER TABLE registers_change ENABLE ALWAYS TRIGGER registers_change_append_only;
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS registers_change_no_{verb} BEFORE {verb} ON registers_change
BEGIN SELECT RAISE(ABORT, 'the change history is append-only'); END
"""


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(SQLITE.format(verb=verb))


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS registers_change_refuse CASCADE")
        return
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS registers_change_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_chain_head")]
    operations = [migrations.RunPython(install, remove)]
