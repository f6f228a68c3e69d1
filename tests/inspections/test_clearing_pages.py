"""The lists to be cleared: the unit proposes, the office decides once, and looks again whether it is dead."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.actions.clearing import decide
from inspections.actions.refusals import Refused
from inspections.cleared import figures, signs_of_life
from inspections.models import ClearanceItem, Decision
from registers.models import Change
from tests import make


@pytest.fixture
def item(province):
    return make.clearance_item(province.department, name="档案管理考核指标", indicators_before=10)


def text_of(response):
    return response.content.decode()


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def propose(member, item, **data):
    address = reverse("inspections:clearing_propose", args=[item.pk])
    return member.post(address, {"version": fresh(item).version} | data)


def ruling(member, item, **data):
    address = reverse("inspections:clearing_decide", args=[item.pk])
    return member.post(address, {"version": fresh(item).version} | data)


def test_the_unit_proposes_and_the_office_decides(department, clerk, item):
    propose(department, item, decision="cancel", reason="与省里重复")
    assert (fresh(item).proposed, fresh(item).proposed_by, fresh(item).decision) == (
        "cancel",
        department.user,
        "pending",
    )
    page = text_of(clerk.get(reverse("inspections:clearing_item", args=[item.pk])))
    assert "与省里重复" in page
    assert '<option value="cancel" selected>' in page
    ruling(clerk, item, decision="cancel")
    assert (fresh(item).decision, fresh(item).decided_on, fresh(item).indicators_after) == (
        Decision.CANCEL,
        timezone.localdate(),
        0,
    )
    assert Change.objects.filter(action="decided", key=item.key).exists()


def test_a_second_decision_changes_nothing(clerk, item):
    ruling(clerk, item, decision="cancel")
    answer = ruling(clerk, item, decision="keep", line="还是要")
    assert answer.status_code == 422
    assert "没有重复处理" in text_of(answer)
    assert fresh(item).decision == Decision.CANCEL


def test_a_stale_page_decides_nothing(clerk, item):
    ClearanceItem.objects.filter(pk=item.pk).update(version=5)
    address = reverse("inspections:clearing_decide", args=[item.pk])
    assert clerk.post(address, {"version": 1, "decision": "cancel"}).status_code == 422
    assert fresh(item).decision == Decision.PENDING


def test_nobody_decides_on_their_own_proposal(clerk, item):
    ClearanceItem.objects.filter(pk=item.pk).update(proposed="keep", proposed_by=clerk.user)
    with pytest.raises(Refused, match="自己提的建议"):
        decide(
            item=item.pk,
            version=1,
            decision="cancel",
            line="",
            indicators_after=None,
            merged_into=None,
            by=clerk.user,
            today=date(2019, 6, 3),
        )


@pytest.mark.parametrize(("level", "status"), [("department", 422), ("none", 422), ("province", 302), ("centre", 302)])
def test_what_centre_and_province_did_not_set_is_kept_only_with_a_reason(level, status, clerk, item):
    ClearanceItem.objects.filter(pk=item.pk).update(basis_level=level)
    assert ruling(clerk, item, decision="keep", indicators_after=6).status_code == status
    if status == 422:
        ruling(clerk, item, decision="keep", line="法律要求", indicators_after=6)
    assert (fresh(item).decision, fresh(item).indicators_after) == (Decision.KEEP, 6)


def test_merging_names_an_item_of_the_same_kind_that_goes_on(clerk, item, province):
    other = make.clearance_item(province.department, name="综合考核指标")
    veto = make.clearance_item(province.department, kind="veto")
    assert ruling(clerk, item, decision="merge").status_code == 422
    assert ruling(clerk, item, decision="merge", merged_into=veto.pk).status_code == 422
    assert ruling(clerk, item, decision="merge", merged_into=item.pk).status_code == 422
    ruling(clerk, item, decision="merge", merged_into=other.pk)
    assert fresh(item).merged_into == other


def test_a_decided_item_takes_no_more_proposals(department, clerk, item):
    ruling(clerk, item, decision="cancel")
    assert propose(department, item, decision="keep").status_code == 422
    assert fresh(item).proposed == ""


def test_the_office_looks_again_and_finds_it_dead_or_running(clerk, item):
    address = reverse("inspections:clearing_look_again", args=[item.pk])
    clerk.post(address, {"version": 1, "found": "running"})
    assert fresh(item).still_running is None
    ruling(clerk, item, decision="cancel")
    clerk.post(address, {"version": fresh(item).version, "found": "running"})
    assert (fresh(item).still_running, fresh(item).checked_by) == (True, clerk.user)
    assert "仍在执行" in text_of(clerk.get(reverse("inspections:clearing")))
    clerk.post(address, {"version": fresh(item).version, "found": "dead"})
    assert fresh(item).still_running is False


def test_what_still_bears_its_name_after_the_decision_is_a_sign_of_life(province, item):
    ClearanceItem.objects.filter(pk=item.pk).update(decision="cancel", decided_on=date(2019, 3, 1))
    make.planned_inspection(
        province.department, name="2019年档案管理考核", state="approved", filing_number="督检〔2019〕001号"
    )
    make.planned_inspection(province.other_department, name="档案管理考核", state="approved", filing_number="2")
    make.data_request(province.department, name="档案管理情况", day=date(2019, 2, 1))
    make.data_request(province.department, name="河道采砂情况")
    assert [sign.name for sign in signs_of_life(fresh(item))] == ["2019年档案管理考核"]


def test_figures_before_and_after_by_kind(province, item):
    make.clearance_item(
        province.department, decision="keep", indicators_before=20, indicators_after=12, decided_on=date(2019, 3, 1)
    )
    make.clearance_item(
        province.department, decision="cancel", indicators_before=7, indicators_after=0, still_running=True
    )
    make.clearance_item(province.department, kind="veto", decision="cancel")
    indicator, veto = figures(ClearanceItem.objects.all())
    assert (indicator.before, indicator.after, indicator.cancelled, indicator.pending) == (3, 2, 1, 1)
    assert (indicator.indicators_before, indicator.indicators_after, indicator.still_running) == (37, 22, 1)
    assert (veto.before, veto.after) == (1, 0)


def test_a_unit_sees_only_its_own_inventory_in_list_and_figures(other_department, item):
    page = text_of(other_department.get(reverse("inspections:clearing")))
    assert item.name not in page
    assert "清单还是空的" in page
