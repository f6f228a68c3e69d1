"""One document and its siblings through the front: correcting, counting, entering, scope, other lists."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.models import Document, ScopeTable
from organizations.models import Level
from registers.models import OutboxJob
from tests import make
from tests.documents import files
from tests.documents.importer import imported

LIST = "/documents/"


def text(response):
    return response.content.decode()


@pytest.fixture
def one(province):
    """A document of the department that came by import."""
    make.series(province.department, "示发", default_level=Level.CITY)
    headings = "发文字号、标题、发文机关、成文日期"
    imported("documents", headings, ("示发[2019]5号", "关于印发示例实施方案的通知", "示例厅", "2019-03-05"))
    return Document.objects.get()


def address(document, name="document"):
    return reverse(f"documents:{name}", args=[document.pk])


def test_a_document_says_where_each_value_came_from_and_why_it_counts(department, one):
    page = text(department.get(address(one)))
    for words in ("由机关代字推出", "由标题推出", "示发[2019]5号", "只发到市"):
        assert words in page


def test_a_county_sees_no_form(county, leader, one, province):
    assert "人工更正" not in text(leader.get(address(one)))
    own = make.document(province.county)
    assert "人工更正" not in text(county.get(address(own)))


def filled(member, document, **changes):
    """The correction form as the page shows it, with some of it changed."""
    form = member.get(address(document)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | {"reason": "核对原件"} | changes


def test_a_correction_by_hand_is_saved_and_shown(department, one):
    response = department.post(address(one, "correct"), filled(department, one, level="3"))
    assert response.status_code == 302
    one.refresh_from_db()
    assert (one.level, one.corrected) == (Level.COUNTY, ["level"])
    page = text(department.get(address(one)))
    assert "人工更正" in page
    assert "市 → 县" in page
    assert "核对原件" in page


def test_a_correction_wants_a_reason(department, one):
    response = department.post(address(one, "correct"), filled(department, one, level="3", reason=""))
    assert response.status_code == 422
    one.refresh_from_db()
    assert one.level == Level.CITY


def test_not_counting_wants_a_reason_too(department, one):
    response = department.post(address(one, "correct"), filled(department, one, counted="no"))
    assert response.status_code == 422
    assert "请写明原因" in text(response)


def test_a_stale_save_is_refused_with_both_versions_shown(department, colleague, one):
    mine = filled(department, one, pages="12")
    colleague.post(address(one, "correct"), filled(colleague, one, pages="9"))
    response = department.post(address(one, "correct"), mine)
    assert response.status_code == 409
    assert {"label": "页数", "now": "9", "wanted": "12"} in response.context["conflict"]
    one.refresh_from_db()
    assert one.pages == 9
    again = mine | {"version": response.context["current_version"]}
    assert department.post(address(one, "correct"), again).status_code == 302
    one.refresh_from_db()
    assert one.pages == 12


def dropped(member, document, data, name="正文.pdf"):
    data = {"version": document.version, "file": SimpleUploadedFile(name, data)}
    return member.post(address(document, "extent"), data, follow=True)


def test_a_dropped_file_is_counted(department, one):
    assert "共3页" in text(dropped(department, one, files.pdf(3)))
    one.refresh_from_db()
    assert one.pages == 3


def test_a_docx_gives_no_pages(department, one):
    assert "没有采用" in text(dropped(department, one, files.word("关于某事的通知"), "正文.docx"))
    one.refresh_from_db()
    assert (one.pages, one.characters) == (None, 7)


def test_a_file_that_cannot_be_counted_gives_a_sentence(department, one):
    response = dropped(department, one, b"nothing")
    assert response.status_code == 422
    assert "只能清点 PDF、OFD 和 DOCX" in text(response)


def test_a_file_for_a_version_that_is_gone_is_refused(department, one):
    Document.objects.update(version=5)
    response = dropped(department, one, files.pdf(3))
    assert response.status_code == 422
    assert "刚刚被别人更正" in text(response)


def entered(member, province, **fields):
    data = {
        "organization": province.department.pk,
        "number": "示发【2019】7号",
        "title": "关于某事的通知",
        "issued_on": "2019-03-05",
        "recipients": "各县人民政府",
        "covers_from": "",
        "covers_to": "",
    } | fields
    return member.post(reverse("documents:entry"), data)


def test_a_document_is_entered_by_hand(department, province):
    assert entered(department, province).status_code == 302
    made = Document.objects.get()
    assert (made.number, made.level) == ("示发〔2019〕7号", Level.COUNTY)


WRONG = [
    ({"number": "七号文"}, "看不出发文字号"),
    ({"title": " "}, "这个字段是必填项"),
    ({"issued_on": "2031-01-01"}, "在今天之后"),
    ({"covers_from": "2019-01-01"}, "有起有止"),
    ({"covers_from": "2019-02-01", "covers_to": "2019-01-01"}, "早于起日"),
]


@pytest.mark.parametrize(("fields", "sentence"), WRONG)
def test_a_wrong_entry_is_refused_with_a_sentence(department, province, fields, sentence):
    response = entered(department, province, **fields)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not Document.objects.exists()


def test_nobody_enters_for_another_organ(department, province):
    assert entered(department, province, organization=province.other_department.pk).status_code == 422
    assert not Document.objects.exists()


def test_the_general_office_signs_a_new_scope_and_everything_is_derived_again(clerk, one):
    data = {
        "excluded_types": ["通知", "函"],
        "excluded_title_words": "任免，免职",
        "without_series": "on",
        "note": "按省里规定",
        "signed_by": "示例处长",
        "signed_on": "2019-04-01",
    }
    assert clerk.post(reverse("documents:sign"), data).status_code == 302
    table = ScopeTable.objects.in_force()
    assert (table.version, table.excluded_title_words, table.without_series) == (2, ["任免", "免职"], True)
    assert OutboxJob.objects.filter(topic="derivation_changed").exists()
    page = text(clerk.get(reverse("documents:scope")))
    assert "第1版" in page
    assert "示例处长" in page


def test_only_the_general_office_sees_the_form_of_the_scope(clerk, department):
    assert "签发新版本" in text(clerk.get(reverse("documents:scope")))
    assert "签发新版本" not in text(department.get(reverse("documents:scope")))


def test_incoming_and_classified_lists_show_only_what_one_may_see(county, department, province):
    make.incoming(province.county, title="县里收到的")
    make.classified_count(province.county, issued=4321)
    for name, words in (("incoming", "县里收到的"), ("classified", "4321")):
        assert words in text(county.get(reverse(f"documents:{name}")))
        assert words not in text(department.get(reverse(f"documents:{name}")))


def test_the_other_lists_export_too(county, province):
    make.incoming(province.county, title="县里收到的")
    response = county.get(reverse("documents:incoming"), {"export": "csv"})
    assert "县里收到的" in b"".join(response.streaming_content).decode()
    response = county.get(reverse("documents:classified"), {"export": "xlsx"})
    assert response["Content-Disposition"].endswith(".xlsx")


def test_classified_counts_that_are_switched_off_are_not_there(county, settings):
    settings.CLASSIFIED_COUNTS = False
    assert county.get(reverse("documents:classified")).status_code == 404
    assert "涉密文件数" not in text(county.get(LIST))
