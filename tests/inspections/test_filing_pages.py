"""Single items outside the plan, the letter with its code, and what a county finds behind a filing number."""

import re

import pytest
import segno
from django.urls import reverse
from django.utils import timezone

from inspections.filed import as_given
from inspections.models import ItemState, PlannedInspection
from tests import make

TYPED = {
    "version": "0",
    "name": "安全生产检查",
    "kind": "inspection",
    "time_text": "6月3日至5日",
    "objects_text": "示例县",
    "people": "6",
    "basis": "安全生产法",
    "basis_level": "centre",
}
NUMBER = "督检〔2019〕012号"


@pytest.fixture
def approved(province):
    return make.planned_inspection(
        province.department,
        counties=[province.county],
        state=ItemState.APPROVED,
        filing_number=NUMBER,
        decided_at=timezone.now(),
        days=2,
        people=6,
        papers="年度总结",
    )


def text_of(response):
    return response.content.decode()


def search(member, typed):
    return member.client.get(reverse("inspections:filed"), {"number": typed}, follow=True)


def test_a_single_item_goes_the_whole_way_to_a_number(department, clerk, leader, province):
    data = TYPED | {"organization": province.department.pk, "year": 2019}
    department.post(reverse("dashboard:inspection_single"), data)
    item = PlannedInspection.objects.get()
    assert (item.plan, item.reached.count()) == (None, 1)
    department.post(reverse("dashboard:inspection_item_submit", args=[item.pk]), {"version": item.version})
    clerk.post(reverse("dashboard:inspection_item_pass_on", args=[item.pk]))
    leader.post(reverse("dashboard:inspection_decision", args=[item.pk]), {"verdict": "approve"})
    item.refresh_from_db()
    assert (item.state, item.filing_number) == (ItemState.APPROVED, "督检〔2019〕001号")


def test_a_single_item_with_something_to_put_right_is_not_handed_in(department, province):
    item = make.planned_inspection(province.department, basis="")
    answer = department.client.post(
        reverse("dashboard:inspection_item_submit", args=[item.pk]), {"version": 1}, follow=True
    )
    assert "改好才能报送" in text_of(answer)
    item.refresh_from_db()
    assert item.state == ItemState.DRAFT


def test_the_office_returns_a_single_item_with_a_reason(department, clerk, province):
    item = make.planned_inspection(
        province.department, state=ItemState.SUBMITTED, submitted_by=department.user, submitted_at=timezone.now()
    )
    address = reverse("dashboard:inspection_item_return", args=[item.pk])
    assert clerk.post(address, {"reason": ""}).status_code == 422
    clerk.post(address, {"reason": "已在年度计划内"})
    item.refresh_from_db()
    assert (item.state, item.returned_reason) == (ItemState.RETURNED, "已在年度计划内")


def test_the_letter_bears_the_number_as_text_and_as_a_code_that_leads_to_what_was_approved(
    department, county, approved
):
    page = text_of(department.get(reverse("inspections:letter", args=[approved.pk])))
    assert NUMBER in page
    assert "style=" not in re.search(r"<svg[^>]*class=\"segno\".*?</svg>", page, re.DOTALL)[0]
    address = "http://testserver/inspections/filed/?number=%E7%9D%A3%E6%A3%80%E3%80%942019%E3%80%95012%E5%8F%B7"
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2, omitsize=True)
    assert drawn in page
    assert approved.name in text_of(county.client.get(address, follow=True))


def test_there_is_no_letter_before_the_approval(department, approved):
    PlannedInspection.objects.filter(pk=approved.pk).update(state=ItemState.CANCELLED)
    assert department.get(reverse("inspections:letter", args=[approved.pk])).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        "督检〔2019〕012号",
        "督检2019-12",
        "督检［2019］12号",
        "督检(2019)012",
        "２０１９〕１２号",
        " 督检 〔2019〕 0012 号 ",
    ],
)
def test_a_county_types_the_number_as_it_likes_and_sees_what_was_approved(typed, county, approved):
    page = text_of(search(county, typed))
    for said in (approved.name, "示例厅", "6月3日–5日", "每处2天以内", "6人以内", "年度总结", "示例县"):
        assert said in page


@pytest.mark.parametrize("text", ["", "督检", "2019", "12号", "督检〔2019〕", "〔2019〕12号又及"])
def test_what_is_no_number_is_none(text):
    assert as_given(text) == ""


def test_one_that_does_not_come_here_is_as_unknown_as_one_that_was_never_given(county, approved):
    approved.reached.all().delete()
    there, nowhere = search(county, NUMBER), search(county, "督检〔2019〕013号")
    assert "没有查到" in text_of(there)
    assert approved.name not in text_of(there)
    assert text_of(there).replace("012", "013") == text_of(nowhere).replace("012", "013") or same(there, nowhere)
    assert county.get(reverse("inspections:filed_number", args=[NUMBER])).status_code == 404


def same(one, other):
    """The same page but for the number and the token of its forms."""
    return plain(one) == plain(other)


def plain(response):
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"', "", text_of(response))
    return re.sub(r"01[23]|nonce=\"[^\"]*\"", "", text)


@pytest.mark.parametrize("state", [ItemState.CHECKED, ItemState.REFUSED, ItemState.CANCELLED, ItemState.MERGED])
def test_only_what_stands_approved_is_found(state, county, department, approved):
    PlannedInspection.objects.filter(pk=approved.pk).update(state=state)
    for member in (county, department):
        assert "没有查到" in text_of(search(member, NUMBER))


def test_the_number_of_a_merged_item_leads_to_the_joint_one(county, approved, province):
    merged = make.planned_inspection(
        province.other_department,
        counties=[province.county],
        state=ItemState.MERGED,
        merged_into=approved,
        filing_number="督检〔2019〕044号",
    )
    page = text_of(search(county, merged.filing_number))
    assert approved.name in page
    assert merged.name not in page
    approved.reached.all().delete()
    assert "没有查到" in text_of(search(county, merged.filing_number))


def test_a_filed_form_is_found_by_its_number_too(county, province):
    form = make.data_request(province.department, state="filed", filing_number="督检表〔2019〕003号")
    page = text_of(search(county, "督检表2019-3"))
    assert form.name in page
    assert "示例厅" in page


def test_strange_characters_in_a_number_are_no_number(county, approved):
    for typed in ("督检〔2019〕" + "9" * 80, "<script>", "'; --", "\u200b😀"):
        answer = search(county, typed)
        assert answer.status_code == 200
        assert "没有查到" in text_of(answer)
        assert "<script>。" not in text_of(answer)


def test_a_line_with_a_nul_is_kept_without_it(leader, province):
    """PostgreSQL stores none."""
    item = make.planned_inspection(province.department, state=ItemState.CHECKED, checked_at=timezone.now())
    address = reverse("dashboard:inspection_decision", args=[item.pk])
    leader.post(address, {"verdict": "refuse", "line": "山区\0县多"})
    item.refresh_from_db()
    assert item.decision_line == "山区 县多"
