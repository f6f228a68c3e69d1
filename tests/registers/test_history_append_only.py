import threading

import pytest
from django.db import DatabaseError, connection, transaction

from registers import history
from registers.history import Line
from registers.models import ChainHead, Change
from registers.models.history import AppendOnlyError

DOCUMENT = "documents.document"


def write(*keys):
    with transaction.atomic():
        history.write([Line("created", DOCUMENT, key) for key in keys], actor=None, path="page")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda: Change.objects.all().update(reason="x"),
        lambda: Change.objects.all().delete(),
        lambda: Change.objects.bulk_update([Change.objects.get()], ["reason"]),
        lambda: Change.objects.bulk_create([Change(sequence=2)]),
        lambda: Change.objects.create(sequence=2),
        lambda: Change.objects.get().save(),
        lambda: Change.objects.get().delete(),
    ],
)
def test_code_can_neither_alter_nor_delete_nor_smuggle_in_a_line(act):
    write("1")
    with pytest.raises(AppendOnlyError):
        act()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE registers_change SET reason = 'x'", "DELETE FROM registers_change"])
def test_the_database_refuses_to_alter_or_delete_a_line(statement):
    write("1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Change.objects.get().reason == ""


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_refuses_to_truncate_the_history():
    if connection.vendor != "postgresql":
        pytest.fail("run with DATABASE_URL naming PostgreSQL")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE registers_change")


def in_parallel(number, act):
    """Run `act(n)` in threads that start together, each with its own connection; answers what went wrong."""
    barrier = threading.Barrier(number)
    failed = []

    def run(n):
        try:
            barrier.wait()
            act(n)
        except (DatabaseError, threading.BrokenBarrierError) as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_make_one_chain():
    def act(n):
        for turn in range(5):
            write(f"{n}-{turn}-a", f"{n}-{turn}-b")

    assert in_parallel(20, act) == []
    lines = list(Change.objects.order_by("sequence").values_list("sequence", "previous", "digest"))
    assert [sequence for sequence, _previous, _digest in lines] == list(range(1, 201))
    assert [previous for _sequence, previous, _digest in lines] == ["", *(digest for *_rest, digest in lines[:-1])]
    assert ChainHead.objects.get().count == 200
