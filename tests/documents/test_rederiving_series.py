"""A series imported after its documents: they are derived again, whose they are and whether they count."""

from django.core.management import call_command

from documents.models import Document
from documents.tasks import derive_again
from registers.models import OutboxJob
from tests import make


def test_a_series_imported_later_gives_its_documents_their_name_and_owner(db, tmp_path):
    office = make.organization("示例厅办公室", code="D7")
    other = make.organization("另一厅", code="D8")
    document = make.document(other, series_text="示办函", number="示办函〔2019〕3号")
    sheet = tmp_path / "series.csv"
    sheet.write_text("代字,机构,名义,形式,计入统计\n示办函,D7,部门,函,否\n", encoding="utf-8")
    call_command("import_register", "series", str(sheet))
    derive_again(OutboxJob.objects.get(topic="derivation_changed").pk)
    document.refresh_from_db()
    assert (document.organization, document.form, document.counted) == (office, "letter", False)
    call_command("import_register", "series", str(sheet))
    assert OutboxJob.objects.filter(topic="derivation_changed").count() == 1
    assert Document.objects.count() == 1
