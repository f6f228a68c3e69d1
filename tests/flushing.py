"""Emptying the tables after a transactional test, past the triggers of the change history and not the holidays."""

from importlib import import_module

import pytest
from django.core.management.commands import flush
from django.db import connection

from registers.models import Change, Holiday

append_only = import_module("registers.migrations.0003_append_only")


@pytest.fixture(scope="session", autouse=True)
def flush_knows_the_append_only_table():
    usual = flush.sql_flush
    flush.sql_flush = sql_flush
    yield
    flush.sql_flush = usual


def sql_flush(style, connection, reset_sequences=True, allow_cascade=False):
    kept = {Holiday._meta.db_table}
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - kept
    emptied = connection.ops.sql_flush(
        style, sorted(tables), reset_sequences=reset_sequences, allow_cascade=allow_cascade
    )
    return [*triggers_off(), *emptied, *triggers_on()] if emptied else []


def triggers_off():
    table = Change._meta.db_table
    if connection.vendor == "postgresql":
        return [f"ALTER TABLE {table} DISABLE TRIGGER registers_change_append_only"]
    return [f"DROP TRIGGER registers_change_no_{verb}" for verb in ("UPDATE", "DELETE")]


def triggers_on():
    table = Change._meta.db_table
    if connection.vendor == "postgresql":
        return [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER registers_change_append_only"]
    return [append_only.SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]
