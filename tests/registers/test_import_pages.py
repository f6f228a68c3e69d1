"""The import pages: read, look, put right, confirm. Nothing is saved before the confirmation."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from registers import actions
from registers.importing.register import registers
from registers.importing.staging import unpack
from registers.importing.tasks import forget_staged, run_import
from registers.models import ColumnMapping, Coverage, Import, OutboxJob, StagedChunk
from registers.sheets import read
from tests import make
from tests.registers.sample import HEADINGS, SAMPLE, workbook

pytestmark = pytest.mark.django_db
GOOD = ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")
BAD = ("例办发〔2019〕2号", "关于乙事的通知", "示例厅", "2019-13-05")


@pytest.fixture(autouse=True)
def _sample(monkeypatch):
    monkeypatch.setitem(registers._registers, "sample", SAMPLE)


def upload(member, data, *, name="发文.xlsx", **fields):
    file = SimpleUploadedFile(name, data)
    fields = {"register": "sample", "year": 2019, "organization": member.organization.pk, "file": file} | fields
    return member.post(reverse("registers:import_new"), fields)


def staged(member, data, **fields):
    assert upload(member, data, **fields).status_code == 302
    return Import.objects.get()


def page(member, imported, name="import", **query):
    return member.get(reverse(f"registers:{name}", args=[imported.pk]), query)


def act(member, imported, name, data=None):
    return member.post(reverse(f"registers:{name}", args=[imported.pk]), data or {})


def test_nothing_is_saved_before_the_confirmation(department):
    imported = staged(department, workbook(GOOD, BAD))
    body = page(department, imported).content.decode()
    assert "导入1行（新增1，更新0）" in body
    assert "1＋0＋0＋0＋1＝2" in body
    assert "2019-13-05" in body
    assert not Document.objects.exists()


def test_a_wrong_cell_is_told_with_its_column(department):
    imported = staged(department, workbook(GOOD, BAD))
    assert "成文日期：“2019-13-05”里的13月不存在" in page(department, imported, show="rejected").content.decode()


def test_confirmed_rows_are_saved_once_and_nothing_stays_staged(department):
    imported = staged(department, workbook(GOOD, BAD))
    for _time in range(2):
        act(department, imported, "import_confirm", {"covers_from": "2019-01-01", "covers_to": "2019-06-30"})
    imported.refresh_from_db()
    assert (imported.state, Document.objects.count()) == ("saved", 1)
    assert Document.objects.get().imported_by == imported
    assert str(Coverage.objects.get()) == "sample 2019-01-01–2019-06-30"
    assert not StagedChunk.objects.exists()
    assert "共2行：新增1" in page(department, imported).content.decode()


def test_a_person_imports_for_the_own_organization_only(department, other_department):
    theirs = ("例办发〔2019〕3号", "关于丙事的通知", "另一厅", "2019-01-05")
    imported = staged(department, workbook(GOOD, theirs))
    assert imported.counts["rejected"] == 1
    assert "属于别的机构" in page(department, imported, show="rejected").content.decode()
    other = {"organization": other_department.organization.pk}
    assert upload(department, workbook(GOOD), **other).status_code == 422


def test_the_general_office_imports_for_all(clerk, province):
    theirs = ("例办发〔2019〕3号", "关于丙事的通知", "另一厅", "2019-01-05")
    imported = staged(clerk, workbook(GOOD, theirs), organization="")
    assert imported.counts["new"] == 2


def test_another_organizations_import_is_not_there(department, other_department, clerk):
    imported = staged(department, workbook(GOOD))
    assert page(other_department, imported).status_code == 404
    assert act(other_department, imported, "import_confirm").status_code == 404
    assert page(clerk, imported).status_code == 200


def test_counties_import_nothing(county):
    assert county.get(reverse("registers:imports")).status_code == 403
    assert county.get(reverse("registers:import_new")).status_code == 403


def test_a_role_that_ended_before_the_confirmation_saves_nothing(department):
    imported = staged(department, workbook(GOOD))
    imported.user.assignments.update(ends=timezone.localdate() - timedelta(days=1))
    actions.confirm_import(imported=imported, covers=None)
    run_import.run(OutboxJob.objects.filter(topic="import_requested").latest("pk").pk)
    imported.refresh_from_db()
    assert (imported.state, Document.objects.count()) == ("preview", 0)


def test_a_cancelled_import_leaves_nothing(department):
    imported = staged(department, workbook(GOOD))
    act(department, imported, "import_cancel")
    assert not StagedChunk.objects.exists()
    assert act(department, imported, "import_confirm").status_code == 302
    assert not Document.objects.exists()


def test_a_changed_row_shows_old_and_new(department):
    act(department, staged(department, workbook(GOOD)), "import_confirm")
    Import.objects.update(state="cancelled")
    upload(department, workbook((*GOOD[:3], "2019-01-06")))
    body = page(department, Import.objects.latest("pk"), show="changed").content.decode()
    assert "<del>2019-01-05</del> → <ins>2019-01-06</ins>" in body


def test_data_that_changed_after_the_preview_is_shown_again(department):
    imported = staged(department, workbook(GOOD))
    make.document(department.organization, number=GOOD[0], title="关于甲事的通知", day=date(2019, 1, 4))
    act(department, imported, "import_confirm")
    imported.refresh_from_db()
    assert imported.state == "preview"
    assert imported.counts["changed"] == 1
    assert "请再看一遍" in page(department, imported).content.decode()


def test_rejected_rows_come_back_as_a_sheet_with_reasons_and_can_be_imported_again(department):
    imported = staged(department, workbook(GOOD, BAD))
    answer = page(department, imported, "import_rejected")
    (sheet,) = read(answer.getvalue(), "要改的行.xlsx")
    header, row = (row.cells for row in sheet.rows)
    assert header[:4] == HEADINGS
    assert row[:4] == BAD
    assert row[4].startswith("3 ")
    right = workbook((*row[:3], "2019-03-05", row[4]), headings=header)
    upload(department, right)
    assert Import.objects.latest("pk").counts["new"] == 1


def test_columns_are_placed_by_hand_and_remembered(department):
    data = workbook(GOOD[:2] + GOOD[3:], headings=("发文字号", "事由", "成文日期"))
    imported = staged(department, data)
    assert imported.state == "mapping"
    assert page(department, imported).url == reverse("registers:import_columns", args=[imported.pk])
    assert "事由" in page(department, imported, "import_columns").content.decode()
    placed = {"heading_0": "number", "heading_1": "title", "heading_2": "issued_on"}
    refused = act(department, imported, "import_columns", placed | {"heading_1": ""})
    assert refused.status_code == 422
    assert "还缺少“标题”" in refused.content.decode()
    act(department, imported, "import_columns", placed)
    imported.refresh_from_db()
    assert imported.counts["new"] == 1
    act(department, imported, "import_confirm")
    assert ColumnMapping.objects.get(heading="事由").column == "title"
    upload(department, data)
    assert Import.objects.latest("pk").state == "preview"


def test_a_column_that_the_sheet_lacks_is_given_one_value(department):
    imported = staged(department, workbook(GOOD))
    placed = {f"heading_{number}": name for number, name in enumerate(["number", "title", "organization", "issued_on"])}
    act(department, imported, "import_columns", placed | {"fixed_level": "县"})
    act(department, imported, "import_confirm")
    assert Document.objects.get().level == 3


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "空.xlsx"),
        (b"PK\x03\x04 broken", "坏.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "旧.xls"),
        ("没有,表头\n1,2\n".encode(), "无.csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(department, data, name):
    answer = upload(department, data, name=name)
    assert answer.status_code == 422
    assert "jf-field-error" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_classified_row_is_staged_nowhere(department):
    secret = ("例办发〔2019〕9号", "金丝雀鸣叫", "示例厅", "2019-01-05", "机密")
    imported = staged(department, workbook((*GOOD, ""), secret, headings=(*HEADINGS, "密级")))
    body = page(department, imported, show="rejected").content.decode()
    assert "标有密级" in body
    assert "金丝雀" not in body
    assert page(department, imported, "import_rejected").getvalue()
    for chunk in StagedChunk.objects.all():
        assert "金丝雀" not in repr(unpack(chunk.body))
        assert "9号" not in repr(unpack(chunk.body))


def test_a_mark_in_a_column_placed_by_hand_empties_what_was_staged(department):
    secret = ("例办发〔2019〕9号", "金丝雀鸣叫", "示例厅", "2019-01-05", "此件属机密范围")
    imported = staged(department, workbook(secret, headings=(*HEADINGS, "定密")))
    names = ["number", "title", "organization", "issued_on", "classification"]
    act(department, imported, "import_columns", {f"heading_{number}": name for number, name in enumerate(names)})
    for chunk in StagedChunk.objects.all():
        assert "金丝雀" not in repr(unpack(chunk.body))


def test_a_large_file_is_read_in_the_background_with_progress(department, monkeypatch):
    monkeypatch.setattr(actions, "IN_THE_PAGE", 0)
    imported = staged(department, workbook(GOOD))
    whole = page(department, imported).content.decode()
    assert "every 1s" in whole
    assert "X-Polling" in whole
    fragment = department.get(reverse("registers:import", args=[imported.pk]), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert "已处理 0 行，共 1 行" in fragment.content.decode()
    run_import.run(OutboxJob.objects.get(topic="import_requested").pk)
    done = department.get(reverse("registers:import", args=[imported.pk]), headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    imported.refresh_from_db()
    assert imported.state == "preview"


def test_an_import_that_is_done_is_not_done_again_by_its_job(department):
    imported = staged(department, workbook(GOOD))
    act(department, imported, "import_confirm")
    job = OutboxJob.objects.filter(topic="import_requested").latest("pk")
    OutboxJob.objects.filter(pk=job.pk).update(done_at=None, leased_until=None)
    run_import.run(job.pk)
    assert Document.objects.count() == 1
    assert OutboxJob.objects.get(pk=job.pk).done_at


def test_what_nobody_confirmed_within_a_day_is_thrown_away(department):
    imported = staged(department, workbook(GOOD))
    forget_staged(timezone.now())
    assert StagedChunk.objects.exists()
    forget_staged(timezone.now() + timedelta(hours=25))
    imported.refresh_from_db()
    assert (imported.state, StagedChunk.objects.count()) == ("cancelled", 0)


def test_the_preview_is_paged(department):
    rows = [(f"例办发〔2019〕{n}号", f"关于第{n}事的通知", "示例厅", "2019-01-05") for n in range(1, 122)]
    imported = staged(department, workbook(*rows))
    last = page(department, imported, show="new", page=3).content.decode()
    assert "关于第121事的通知" in last
    assert "关于第100事的通知" not in last
    assert page(department, imported, show="new", page="99999").status_code == 200
    assert page(department, imported, show="<script>", page="-1").status_code == 200


def test_templates_have_the_headings_and_read_as_their_register(department, system_admin):
    answer = department.get(reverse("registers:import_template", args=["sample"]))
    (sheet,) = read(answer.getvalue(), "模板.xlsx")
    assert "标题*" in sheet.rows[0].cells
    hidden = department.get(reverse("registers:import_template", args=["organizations"]))
    assert hidden.status_code == 404
    assert system_admin.get(reverse("registers:import_template", args=["organizations"])).status_code == 200


def test_the_system_administrator_sees_imports_of_organizations_only(system_admin, department):
    staged(department, workbook(GOOD))
    body = system_admin.get(reverse("registers:imports")).content.decode()
    assert "发文.xlsx" not in body


def test_the_number_of_queries_does_not_grow_with_imports(department, django_assert_max_num_queries):
    for _time in range(8):
        Import.objects.create(register="sample", organization=department.organization, user=department.user)
    with django_assert_max_num_queries(8):
        department.get(reverse("registers:imports"))
