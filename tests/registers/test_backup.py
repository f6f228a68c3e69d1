import json
import zipfile
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from documents.models import Document
from measures.models import Standing
from organizations.models import Organization, User
from registers import history
from registers.backup import MANIFEST, columns, tables
from registers.history import Line
from registers.models import Change, Holiday, OutboxJob
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worked():
    """A database in which somebody has worked."""
    organization = make.organization("示例厅", code="D1")
    user = make.user("clerk")
    make.document(organization, title="关于“引号”与\n换行的通知", corrected=["level"])
    make.standing(organization, value=Decimal("12.333333"))
    make.outbox_job(payload={"years": [2019]})
    Holiday.objects.create(day=date(2031, 1, 1), name="元旦")
    with transaction.atomic():
        history.write([Line("created", "documents.document", str(n)) for n in range(3)], actor=user, path="page")
    yield organization
    Holiday.objects.filter(day=date(2031, 1, 1)).delete()


@pytest.fixture
def file(worked, tmp_path):
    call_command("backup", tmp_path / "copy.zip", stdout=StringIO())
    return tmp_path / "copy.zip"


def contents():
    """Every row of every table that a backup carries."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list(*columns(model)))
        for model in tables()
    }


def emptied():
    call_command("flush", interactive=False, verbosity=0)
    Holiday.objects.filter(day=date(2031, 1, 1)).delete()


def restored(file):
    out = StringIO()
    call_command("restore", file, stdout=out)
    return out.getvalue()


def altered(file, target, member, change):
    """The same backup, one member changed."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(old.read(name)) if name == member else old.read(name)
            if data is not None:
                new.writestr(name, data)
    return target


def test_what_is_restored_is_what_was_backed_up_to_the_last_row(file):
    before = contents()
    emptied()
    assert "行数与清单一致，变更记录完整" in restored(file)
    assert contents() == before
    assert Document.objects.get().corrected == ["level"]
    assert Standing.objects.get().value == Decimal("12.333333")


def test_work_goes_on_after_a_restore(file):
    emptied()
    restored(file)
    with transaction.atomic():
        history.write([Line("created", "documents.document", "next")], actor=None, path="page")
    assert make.organization("新设厅").pk > Organization.objects.get(code="D1").pk
    assert OutboxJob.objects.get().payload == {"years": [2019]}
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "共 4 条" in out.getvalue()


def test_a_backup_is_for_the_eyes_of_its_owner_only(file):
    assert file.stat().st_mode & 0o077 == 0


def test_sign_ins_in_progress_are_left_out(file):
    with zipfile.ZipFile(file) as archive:
        assert "sessions.session" not in json.loads(archive.read(MANIFEST))["rows"]


def test_a_backup_overwrites_nothing(file):
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", file)


def test_a_backup_into_a_folder_that_is_not_there_says_so(worked, tmp_path):
    with pytest.raises(CommandError, match="写不了"):
        call_command("backup", tmp_path / "nowhere" / "copy.zip")


def test_a_database_in_which_somebody_has_worked_is_not_overwritten(file):
    before = contents()
    with pytest.raises(CommandError, match="不是空的"):
        restored(file)
    assert contents() == before


@pytest.mark.parametrize(
    ("member", "change", "sentence"),
    [
        (MANIFEST, lambda data: None, "没有备份清单"),
        (MANIFEST, lambda data: b"[]", "没有备份清单"),
        (MANIFEST, lambda data: data.replace(b'"format": 1', b'"format": 9'), "格式是 9"),
        (MANIFEST, lambda data: data.replace(b'"registers.0001_initial"', b'"registers.0001_other"'), "结构不同"),
        (MANIFEST, lambda data: data.replace(b'"display_name"', b'"shown_name"'), "列不同"),
        ("organizations.user.jsonl", lambda data: None, "缺表 organizations.user"),
        ("organizations.organization.jsonl", lambda data: data + data, "数据库不接受"),
        ("documents.document.jsonl", lambda data: b"", "documents.document 的行数与清单不符"),
        ("documents.document.jsonl", lambda data: data[:-5], "打不开"),
        ("registers.change.jsonl", lambda data: data.replace(b"created", b"deleted", 1), "第 1 条的内容被改动"),
        ("registers.change.jsonl", lambda data: data.replace(b'"2"', b'"3"'), "第 3 条的内容被改动"),
    ],
)
def test_a_damaged_or_altered_backup_leaves_the_database_as_it_was(file, tmp_path, member, change, sentence):
    damaged = altered(file, tmp_path / "damaged.zip", member, change)
    emptied()
    with pytest.raises(CommandError, match=sentence):
        restored(damaged)
    assert not any(model.objects.exists() for model in (Organization, User, Document, Change))
    assert connection.in_atomic_block is False


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "copy.zip"
    file.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(CommandError, match="打不开"):
        restored(file)
    with pytest.raises(CommandError, match="打不开"):
        restored(tmp_path / "absent.zip")
