from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.db.models.query import QuerySet

from registers import history
from registers.history import Line
from registers.models import ChainHead, Change
from tests.flushing import triggers_off, triggers_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(province):
    """Five lines; what follows is done to them behind the application's back."""
    for n in range(1, 6):
        changes = {"title": ("旧", "新"), "pages": (None, n)}
        line = Line("changed", "documents.document", f"{n}号", province.department.pk, changes, "更正")
        with transaction.atomic():
            history.write([line], actor=None, path="page")
    run(triggers_off())
    yield QuerySet(Change)
    run(triggers_on())


def run(statements):
    # PostgreSQL alters no table while foreign keys are still to be checked
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def verified():
    out = StringIO()
    call_command("verify_history", stdout=out)
    return out.getvalue()


def test_an_untouched_history_is_whole(lines):
    assert f"共 5 条，末条封印 {lines.get(sequence=5).digest}" in verified()


def test_an_empty_history_is_whole():
    assert "共 0 条" in verified()


@pytest.mark.parametrize(
    "alteration",
    [
        {"reason": "另一理由"},
        {"key": "x"},
        {"action": "created"},
        {"path": "api"},
        {"subject": "documents.incoming"},
        {"changes": {"title": ["旧", "改"], "pages": [None, 3]}},
        {"organization": None},
        {"at": F("at") + timedelta(microseconds=1)},
    ],
)
def test_an_altered_line_is_named(lines, alteration):
    lines.filter(sequence=3).update(**alteration)
    with pytest.raises(CommandError, match="第 3 条的内容被改动") as stopped:
        verified()
    assert stopped.value.returncode == 1


def test_another_actor_is_noticed(lines, department):
    lines.filter(sequence=3).update(actor=department.user)
    with pytest.raises(CommandError, match="第 3 条的内容被改动"):
        verified()


def test_a_line_that_is_altered_and_sealed_anew_breaks_the_next(lines):
    lines.filter(sequence=3).update(digest="0" * 64, previous=F("previous"))
    with pytest.raises(CommandError, match="第 3 条"):
        verified()
    lines.filter(sequence=4).update(previous="0" * 64)
    with pytest.raises(CommandError, match="第 3 条"):
        verified()


@pytest.mark.parametrize(
    ("missing", "sentence"), [([1], "缺第 1 条。"), ([3], "缺第 3 条。"), ([2, 3], "缺第 2 条至第 3 条。")]
)
def test_missing_lines_are_named(lines, missing, sentence):
    lines.filter(sequence__in=missing)._raw_delete(lines.db)
    with pytest.raises(CommandError, match=sentence):
        verified()


def test_a_tail_that_was_cut_off_is_noticed(lines):
    lines.filter(sequence__gte=4)._raw_delete(lines.db)
    with pytest.raises(CommandError, match="缺第 4 条至第 5 条"):
        verified()


def test_a_history_that_was_emptied_is_noticed(lines):
    lines.all()._raw_delete(lines.db)
    with pytest.raises(CommandError, match="缺第 1 条至第 5 条"):
        verified()


def test_a_line_smuggled_in_behind_the_last_is_noticed(lines):
    ChainHead.objects.update(count=4, digest=lines.get(sequence=4).digest)
    with pytest.raises(CommandError, match="第 5 条起不是经系统写入的"):
        verified()


def test_exchanged_lines_are_noticed(lines):
    lines.filter(sequence=2).update(sequence=99)
    lines.filter(sequence=3).update(sequence=2)
    lines.filter(sequence=99).update(sequence=3)
    with pytest.raises(CommandError, match="第 2 条与上一条不衔接"):
        verified()
