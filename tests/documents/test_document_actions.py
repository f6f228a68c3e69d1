"""Correcting, entering and counting documents; deriving them again; the scope table."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import translation

from documents import rederiving, tasks
from documents.actions import Refused, Stale, correct, count_extent, enter, set_scope
from documents.counting_files import Extent
from documents.models import Document, ScopeTable
from documents.rederiving import Cause, rederive
from documents.tasks import derive_again
from organizations.models import Form, InNameOf, Level
from registers.lease import Lease
from registers.models import Change, Coverage, OutboxJob
from registers.outbox import enqueue, run_job
from registers.values import document_number
from tests import make
from tests.documents.importer import TODAY, imported, planned

pytestmark = pytest.mark.django_db

HEADINGS = "发文字号、标题、发文机关、成文日期"
ROW = ("示发〔2019〕5号", "关于印发示例实施方案的通知", "示例厅", "2019-03-05")


@pytest.fixture
def document(province):
    """One that came by import."""
    make.series(province.department, "示发", default_level=Level.CITY)
    imported("documents", HEADINGS, ROW)
    return Document.objects.get()


@pytest.fixture
def put_right(document, department):
    """Corrects the document as its department's clerk."""

    def put_right(*, version=None, automatic=(), by=department.user, **changes):
        return correct(
            document=document.pk,
            version=version or Document.objects.get().version,
            changes=changes,
            automatic=automatic,
            reason="核对原件",
            by=by,
            today=TODAY,
        )

    return put_right


def announced():
    return [job.payload for job in OutboxJob.objects.filter(topic="records_changed").order_by("pk")]


def test_a_correction_leaves_its_line_and_its_news(put_right, document, department):
    corrected = put_right(level=Level.COUNTY)
    assert (corrected.level, corrected.version, corrected.corrected) == (Level.COUNTY, 2, ["level"])
    line = Change.objects.order_by("-sequence").first()
    assert (line.action, line.actor, line.key, line.reason) == ("corrected", department.user, document.key, "核对原件")
    assert line.changes["level"] == [Level.CITY, Level.COUNTY]
    assert announced()[-1] == {"register": "documents", "organizations": [document.organization_id], "years": [2019]}


def test_a_correction_sticks_and_can_be_handed_back(put_right):
    put_right(level=Level.COUNTY)
    assert planned("documents", HEADINGS, ROW).counts()["unchanged"] == 1
    assert put_right(automatic={"level"}).level == Level.CITY
    assert Document.objects.get().corrected == []


def test_what_follows_from_a_correction_follows(put_right):
    corrected = put_right(doc_type="批复")
    assert (corrected.counted, corrected.supporting) == (False, False)
    assert "批复" in corrected.uncounted_reason


def test_a_stated_value_sticks_even_where_deriving_comes_to_the_same(put_right):
    assert put_right(supporting=True).corrected == ["supporting"]


def test_a_correction_of_the_date_moves_the_day_within_the_year_of_the_number(put_right):
    corrected = put_right(issued_on=date(2020, 1, 3))
    assert (corrected.year, corrected.day) == (2019, date(2019, 12, 31))


def test_a_stale_save_changes_nothing(put_right):
    put_right(pages=5)
    with pytest.raises(Stale) as caught, transaction.atomic():
        put_right(version=1, pages=7)
    assert caught.value.current.pages == 5
    assert Document.objects.get().pages == 5


def test_nothing_new_is_no_new_version(put_right):
    put_right(pages=5)
    lines = Change.objects.count()
    assert put_right(pages=5).version == 2
    assert Change.objects.count() == lines


def test_another_s_document_cannot_be_corrected(put_right, other_department, county):
    for member in (other_department, county):
        with pytest.raises(Document.DoesNotExist):
            put_right(by=member.user, pages=5)


def test_a_counted_file_sticks_too(document, department):
    counted = count_extent(document=document.pk, version=1, extent=Extent(9, 4321), by=department.user)
    assert (counted.pages, counted.characters) == (9, 4321)
    counted = count_extent(document=document.pk, version=2, extent=Extent(None, 4000), by=department.user)
    assert (counted.pages, counted.characters, counted.corrected) == (9, 4000, ["characters", "pages"])
    assert Change.objects.filter(action="counted").count() == 2


def entered(by, province, covers=None, **fields):
    fields = {
        "organization_id": province.department.pk,
        "number": None,
        "title": "关于某事的通知",
        "issued_on": date(2019, 3, 5),
        "recipients": "各县人民政府",
    } | fields
    return enter(fields=fields, covers=covers, by=by.user, today=TODAY)


def test_a_document_typed_by_hand_is_derived_like_an_imported_one(department, province):
    made = entered(department, province)
    assert (made.level, made.doc_type, made.counted, made.key) == (
        Level.COUNTY,
        "通知",
        True,
        "D1 2019-03-05 关于某事的通知",
    )
    assert Change.objects.get(action="created").key == made.key
    assert Coverage.objects.get().starts == date(2019, 3, 5)
    assert announced() == [{"register": "documents", "organizations": [province.department.pk], "years": [2019]}]


def test_the_days_covered_can_be_stated(department, province):
    entered(department, province, covers=(date(2018, 1, 1), date(2019, 6, 30)))
    assert announced()[0]["years"] == [2018, 2019]


def test_the_same_document_is_not_entered_twice(department, province):
    entered(department, province)
    with pytest.raises(Refused):
        entered(department, province)
    assert Document.objects.count() == 1


def test_a_number_of_another_organ_s_series_is_refused(department, province):
    make.series(province.other_department, "另发")
    with pytest.raises(Refused):
        entered(department, province, number=document_number("另发〔2019〕1号"))
    assert not Document.objects.exists()


def test_the_refusal_does_not_tell_whether_another_has_such_a_document(department, province):
    theirs = make.document(province.other_department, number="甲发〔2019〕1号")
    make.series(province.other_department, "乙发")
    sentences = set()
    for number in (theirs.number, "乙发〔2019〕9号"):
        with pytest.raises(Refused) as refused:
            entered(department, province, number=document_number(number))
        sentences.add(refused.value.message)
    assert len(sentences) == 1


def again(documents=None):
    documents = Document.objects.all() if documents is None else documents
    return rederive(documents, Cause("代字调整"), today=TODAY)


def test_documents_follow_a_series_that_changes_hands(document, province):
    document.series.organization = province.other_department
    document.series.form, document.series.counted = Form.LETTER, False
    document.series.save()
    assert again() == 1
    fresh = Document.objects.get()
    assert (fresh.organization, fresh.form, fresh.counted) == (province.other_department, Form.LETTER, False)
    assert fresh.version == 2
    line = Change.objects.order_by("-sequence").first()
    assert (line.action, line.key, line.reason) == ("rederived", fresh.key, "代字调整")
    assert set(announced()[-1]["organizations"]) == {province.department.pk, province.other_department.pk}


def test_a_series_registered_later_takes_its_documents(province):
    imported("documents", HEADINGS, ROW)
    make.series(province.other_department, "示发", in_name_of=InNameOf.COORDINATION)
    assert again() == 1
    fresh = Document.objects.get()
    assert (fresh.organization, fresh.in_name_of) == (province.other_department, InNameOf.COORDINATION)


def test_deriving_again_leaves_alone_what_a_sheet_or_a_person_stated(province):
    imported("documents", f"{HEADINGS}、发至层级", (*ROW, "村"))
    Document.objects.update(doc_type="函", corrected=["doc_type"])
    make.series(province.department, "示发", default_level=Level.CITY)
    again()
    fresh = Document.objects.get()
    assert (fresh.level, fresh.doc_type) == (Level.VILLAGE, "函")


def test_deriving_again_twice_changes_nothing(document):
    document.series.default_level = Level.VILLAGE
    document.series.save()
    assert (again(), again()) == (1, 0)


def test_deriving_many_asks_once_a_batch(province, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(rederiving, "BATCH", 20)
    imported(
        "documents",
        HEADINGS,
        *((f"示发〔2019〕{n}号", f"关于第{n}事的通知", "示例厅", "2019-03-05") for n in range(1, 60)),
    )
    make.series(province.department, "示发", default_level=Level.COUNTY)
    with django_assert_max_num_queries(90, connection=connection):
        assert again() == 59
    assert Document.objects.filter(level=Level.COUNTY).count() == 59


def signed(by, **fields):
    table = ScopeTable(signed_by="示例处长", signed_on=date(2019, 4, 1), **{"excluded_types": [], **fields})
    return set_scope(table=table, by=by.user)


def test_the_default_is_version_one_and_the_first_signed_is_two(clerk):
    assert ScopeTable.objects.in_force().version == 1
    assert not ScopeTable.objects.exists()
    assert signed(clerk).version == 2
    assert list(ScopeTable.objects.values_list("version", flat=True)) == [2, 1]
    assert Change.objects.get(action="signed").subject == "documents.scopetable"


def test_documents_are_derived_again_under_the_new_scope(clerk, document):
    signed(clerk, excluded_types=["通知"])
    job = OutboxJob.objects.get(topic="derivation_changed")
    derive_again.effect(Lease(job), **job.payload)
    fresh = Document.objects.get()
    assert (fresh.counted, fresh.uncounted_reason) == (False, "文种“通知”不计入统计")
    assert Change.objects.filter(action="rederived").get().reason == "口径第2版"


def test_what_is_kept_is_chinese_whoever_works_in_english(clerk, department, document):
    with translation.override("en"):
        count_extent(document=document.pk, version=1, extent=Extent(9, 4321), by=department.user)
        signed(clerk, excluded_types=["通知"])
        job = OutboxJob.objects.get(topic="derivation_changed")
        derive_again.effect(Lease(job), **job.payload)
    reasons = dict(Change.objects.filter(action__in=("counted", "rederived")).values_list("action", "reason"))
    assert reasons == {"counted": "由文件清点", "rederived": "口径第2版"}
    assert ScopeTable.objects.get(version=1).signed_by == "系统默认"


def test_only_the_documents_of_a_changed_series_are_looked_at(document, province):
    document.series.default_level = Level.VILLAGE
    document.series.save()
    job = make.outbox_job("derivation_changed")
    derive_again.effect(Lease(job), series=["别的代字"])
    assert Document.objects.get().level == Level.CITY
    derive_again.effect(Lease(job), series=["示发"])
    assert Document.objects.get().level == Level.VILLAGE


def test_a_long_derivation_goes_on_in_a_job_of_its_own(province, monkeypatch):
    monkeypatch.setattr(rederiving, "BATCH", 2)
    monkeypatch.setattr(tasks, "PIECES", 2)
    rows = [(f"示发〔2019〕{n}号", f"关于第{n}事的通知", "示例厅", "2019-03-05") for n in range(1, 10)]
    imported("documents", HEADINGS, *rows)
    make.series(province.department, "示发", default_level=Level.COUNTY)
    with transaction.atomic():
        enqueue("derivation_changed", series=["示发"])
    jobs = 0
    while job := OutboxJob.objects.filter(topic="derivation_changed", done_at=None).first():
        assert run_job(job.pk, derive_again.effect, own_transactions=True)
        jobs += 1
    assert jobs == 3
    assert Document.objects.filter(level=Level.COUNTY, version=2).count() == 9
