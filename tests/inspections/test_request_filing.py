"""Forms asked of the grassroots: who holds it already comes first, then filing by the office."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import DataRequest, RequestState, ResultUse
from tests import make

HELD = "农村危房改造户数统计成果"
WANTED = "危房改造户数统计表"


@pytest.fixture
def form(province):
    return make.data_request(province.department, name=WANTED, state="draft")


@pytest.fixture
def result(province):
    return make.shared_result(province.other_department, name=HELD)


def text_of(response):
    return response.content.decode()


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def submit(member, form, **data):
    return member.post(reverse("inspections:filing_submit", args=[form.pk]), {"version": fresh(form).version} | data)


def test_a_new_form_leads_to_who_holds_it_already(department, province, result):
    data = {
        "organization": province.department.pk,
        "name": WANTED,
        "requested_on": "2019-06-03",
        "object_level": "county",
        "basis": "测试条例",
    }
    answer = department.client.post(reverse("inspections:filing_new"), data, follow=True)
    form = DataRequest.objects.get()
    assert (form.state, form.day) == (RequestState.DRAFT, date(2019, 6, 3))
    assert HELD in text_of(answer)
    assert "很可能已有" in text_of(answer)


def test_a_form_that_is_itself_a_trace_is_refused_at_the_field(department, province):
    data = {
        "organization": province.department.pk,
        "name": "帮扶工作台账",
        "requested_on": "2019-06-03",
        "object_level": "county",
        "basis": "测试条例",
    }
    answer = department.post(reverse("inspections:filing_new"), data)
    assert answer.status_code == 422
    assert "属于台账记录，不得向基层要求" in text_of(answer)
    assert not DataRequest.objects.exists()


def test_one_press_uses_the_result_and_the_form_is_not_sent_out(department, form, result):
    address = reverse("inspections:use_result", args=[result.pk])
    for _time in range(2):
        department.post(address, {"request": form.pk})
    use = ResultUse.objects.get()
    assert (use.result, use.request, use.wanted, use.used_by) == (result, form, WANTED, department.user)
    assert (fresh(form).state, fresh(form).result) == (RequestState.WITHDRAWN, result)
    assert not DataRequest.objects.asked().exists()
    assert WANTED in text_of(department.get(reverse("inspections:library")))


def test_what_the_library_holds_is_asked_for_only_with_a_reason(department, form, result):
    answer = submit(department, form)
    assert answer.status_code == 422
    assert "为什么不能用" in text_of(answer)
    submit(department, form, reason="成果只到市，这次要分县")
    assert (fresh(form).state, fresh(form).unfit_reason) == (RequestState.SUBMITTED, "成果只到市，这次要分县")


def test_what_nobody_holds_is_filed_without_a_reason(department, form):
    assert "没有查到相近的" in text_of(department.get(reverse("inspections:filing", args=[form.pk])))
    submit(department, form)
    assert fresh(form).state == RequestState.SUBMITTED


def test_the_office_files_it_with_a_number_once(clerk, department, form):
    submit(department, form)
    address = reverse("inspections:filing_decide", args=[form.pk])
    clerk.post(address, {"verdict": "file"})
    assert (fresh(form).state, fresh(form).filing_number) == (RequestState.FILED, "督检表〔2019〕001号")
    assert clerk.post(address, {"verdict": "refuse", "line": "再想想"}).status_code == 409
    assert fresh(form).state == RequestState.FILED


def test_not_filing_says_why(clerk, department, form):
    submit(department, form)
    address = reverse("inspections:filing_decide", args=[form.pk])
    assert clerk.post(address, {"verdict": "refuse", "line": " "}).status_code == 422
    clerk.post(address, {"verdict": "refuse", "line": "已有报表"})
    assert (fresh(form).state, fresh(form).decision_line) == (RequestState.REFUSED, "已有报表")


def test_the_office_does_not_file_its_own_form(clerk, province):
    form = make.data_request(province.office, state="submitted", submitted_by=clerk.user)
    assert clerk.post(reverse("inspections:filing_decide", args=[form.pk]), {"verdict": "file"}).status_code == 409
    assert fresh(form).state == RequestState.SUBMITTED


def test_a_submitted_form_is_withdrawn_and_handed_in_again(department, form):
    submit(department, form)
    department.post(reverse("inspections:filing_withdraw", args=[form.pk]))
    assert fresh(form).state == RequestState.WITHDRAWN
    submit(department, form)
    assert fresh(form).state == RequestState.SUBMITTED


def test_a_stale_page_hands_nothing_in(department, form):
    DataRequest.objects.filter(pk=form.pk).update(version=2)
    answer = department.post(reverse("inspections:filing_submit", args=[form.pk]), {"version": 1})
    assert answer.status_code == 409
    assert fresh(form).state == RequestState.DRAFT


def test_the_list_shows_what_is_on_its_way(department, form, province):
    make.data_request(province.department, name="已经下发的报表")
    filed = make.data_request(
        province.department, name="备案过的报表", state="filed", filing_number="督检表〔2019〕009号"
    )
    address = reverse("inspections:filings")
    page = text_of(department.get(address))
    assert WANTED in page
    assert "已经下发的报表" not in page
    assert filed.name not in page
    assert filed.name in text_of(department.get(address, {"state": "filed"}))
