"""Exposures and good examples: one prepares, a second person approves, everybody reads, the office takes down."""

import csv
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accountability.actions import exposures
from accountability.actions.refused import Refused, Stale
from accountability.models import Exposure, State
from organizations.roles import Role
from registers.models import Change
from tests import make
from tests.conftest import PASSWORD, Member

LIST = reverse("openness:exposures")


@pytest.fixture
def second(province):
    """Another person of the same office."""
    from django.test import Client

    user = make.user("second", role=Role.GENERAL_OFFICE, organization=province.office, password=PASSWORD)
    client = Client()
    client.force_login(user)
    return Member("second", user, client, province.office)


def typed(**fields):
    return {
        "title": "关于两起示例问题的通报",
        "kind": "exposure",
        "published_on": timezone.localdate().isoformat(),
        "level": "3",
        "body": "停用日报，改为按季抽查。",
    } | fields


def prepared(clerk, **fields):
    response = clerk.post(reverse("openness:exposure_new"), typed(**fields))
    assert response.status_code == 302, response.context["form"].errors
    return Exposure.objects.get()


def act(member, exposure, name, **data):
    exposure = Exposure.objects.get(pk=exposure.pk)
    data = {"version": exposure.version} | data
    return member.post(reverse(f"openness:{name}", args=[exposure.pk]), data)


def shown(anonymous, exposure):
    return anonymous.get(reverse("public:exposure", args=[exposure.pk])).status_code == 200


def test_the_public_reads_it_from_the_second_person_s_approval_until_it_is_taken_down(clerk, second, anonymous):
    one = prepared(clerk)
    assert not shown(anonymous, one)
    act(second, one, "exposure_approve")
    assert shown(anonymous, one)
    assert one.title in anonymous.get(reverse("public:exposures")).content.decode()
    act(clerk, one, "exposure_withdraw", reason="数字有误")
    assert not shown(anonymous, one)
    assert one.title not in anonymous.get(reverse("public:exposures")).content.decode()
    assert list(Change.objects.order_by("sequence").values_list("action", "actor__username", "reason")) == [
        ("created", "clerk", ""),
        ("approved", "second", ""),
        ("withdrawn", "clerk", "数字有误"),
    ]


def test_who_prepared_it_cannot_approve_it(clerk, anonymous):
    one = prepared(clerk)
    assert "审核发布" not in clerk.get(reverse("openness:exposure", args=[one.pk])).content.decode()
    response = act(clerk, one, "exposure_approve")
    assert response.status_code == 409
    assert "由另一人审核" in response.content.decode()
    assert not shown(anonymous, one)


def test_who_changed_it_last_cannot_approve_it(clerk, second):
    one = prepared(clerk)
    assert act(second, one, "exposure", **typed(body="改过的")).status_code == 302
    assert act(second, one, "exposure_approve").status_code == 409
    assert act(clerk, one, "exposure_approve").status_code == 302


def test_the_database_refuses_an_approval_by_whoever_prepared_it(clerk):
    one = prepared(clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exposure.objects.filter(pk=one.pk).update(
            state=State.PUBLISHED, approved_by=clerk.user, approved_on=date(2026, 3, 5)
        )


def test_an_imported_one_waits_for_a_second_person_as_well(clerk, second, province, anonymous):
    imported = make.import_(province.office, user=clerk.user)
    one = make.exposure(province.office, imported_by=imported)
    assert act(clerk, one, "exposure_approve").status_code == 409
    assert not shown(anonymous, one)
    assert act(second, one, "exposure_approve").status_code == 302
    assert shown(anonymous, one)


@pytest.fixture
def import_(tmp_path, capsys):
    """Takes one row of register 20 by `import_register` and returns what the command said."""

    def import_(body="", refused=False):
        path = tmp_path / "exposures.csv"
        headings = ["标题", "类别", "发布日期", "单位层级", "发布单位", "正文"]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, ["示例通报", "曝光", "2019-03-05", "县", "示例省委办公厅", body]])
        if refused:
            with pytest.raises(SystemExit):
                call_command("import_register", "exposures", str(path))
        else:
            call_command("import_register", "exposures", str(path))
        return "".join(capsys.readouterr())

    return import_


def test_what_a_command_imported_is_not_shown_before_it_is_approved(province, anonymous, import_):
    import_()
    assert Exposure.objects.get().state == State.PREPARED
    assert "示例通报" not in anonymous.get(reverse("public:exposures")).content.decode()


def test_no_import_changes_what_was_approved(province, clerk, anonymous, import_):
    import_(body="审核过的")
    one = Exposure.objects.get()
    act(clerk, one, "exposure_approve")
    assert "已审核" in import_(body="悄悄改的", refused=True)
    assert "审核过的" in anonymous.get(reverse("public:exposure", args=[one.pk])).content.decode()
    import_(body="审核过的")


def test_an_import_may_still_change_what_waits(province, import_):
    import_(body="先写的")
    import_(body="改好的")
    assert Exposure.objects.get().body == "改好的"


def test_what_is_shown_cannot_be_changed(clerk, second):
    one = prepared(clerk)
    act(second, one, "exposure_approve")
    assert act(clerk, one, "exposure", **typed(body="悄悄改的")).status_code == 409
    assert Exposure.objects.get().body == one.body


def test_an_older_version_is_neither_approved_nor_saved(clerk, second):
    one = prepared(clerk)
    act(clerk, one, "exposure", **typed(body="审核前又改了"))
    with pytest.raises(Stale):
        exposures.approve(exposure=one.pk, version=one.version, by=second.user, today=date(2026, 3, 5))
    response = clerk.post(reverse("openness:exposure", args=[one.pk]), typed(version=one.version, body="迟到的"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "审核前又改了" in page
    assert "迟到的" in page


def test_the_same_one_twice_is_refused_at_its_title(clerk):
    prepared(clerk)
    response = clerk.post(reverse("openness:exposure_new"), typed())
    assert response.status_code == 422
    assert "同一天已有" in response.content.decode()


def test_only_what_is_shown_can_be_taken_down_and_with_a_reason(clerk, second):
    one = prepared(clerk)
    assert act(clerk, one, "exposure_withdraw", reason="无").status_code == 409
    act(second, one, "exposure_approve")
    response = act(clerk, one, "exposure_withdraw")
    assert response.status_code == 422
    assert "请写一句为什么撤下" in response.content.decode()
    act(clerk, one, "exposure_withdraw", reason="有误")
    withdrawn = Exposure.objects.get()
    with pytest.raises(Refused):
        exposures.approve(exposure=one.pk, version=withdrawn.version, by=second.user, today=date(2026, 3, 5))


@pytest.mark.parametrize("day", ["2017-12-31", "2027-01-01", "2106-03-05"])
def test_a_day_far_off_is_refused_in_words(clerk, day, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 25))
    response = clerk.post(reverse("openness:exposure_new"), typed(published_on=day))
    assert response.status_code == 422
    assert "请核对年份" in response.content.decode()


def test_one_with_a_day_to_come_is_not_shown_before_it(clerk, second, anonymous, province):
    tomorrow = timezone.localdate() + timedelta(days=1)
    one = published(province, second, clerk, day=tomorrow)
    assert not shown(anonymous, one)
    assert one.title not in anonymous.get(reverse("public:feed")).content.decode()


def published(province, second, clerk, **fields):
    approved = {"state": "published", "approved_by": second.user, "approved_on": date(2019, 3, 5)}
    return make.exposure(province.office, prepared_by=clerk.user, **{**approved, **fields})


def test_the_public_list_is_searched_by_word_year_and_kind(clerk, second, anonymous, province):
    address = reverse("public:exposures")
    assert "还没有发布" in anonymous.get(address).content.decode()
    first = published(province, second, clerk, title="停用人居环境日报", day=date(2019, 3, 5))
    other = published(province, second, clerk, title="三级会议合并", kind="example", day=date(2020, 3, 5))
    for query, found in (
        ({}, [other, first]),
        ({"q": "日报 停用"}, [first]),
        ({"year": "2020"}, [other]),
        ({"kind": "exposure"}, [first]),
    ):
        assert [row.pk for row in anonymous.get(address, query).context["rows"]] == [one.pk for one in found], query
    assert "没有找到" in anonymous.get(address, {"q": "没有这个词"}).content.decode()
    assert anonymous.get(address, {"year": "abc", "after": "x"}).status_code == 200


def test_the_office_s_list_is_filtered_and_says_when_it_is_empty(clerk, province):
    assert "还没有曝光或典型" in clerk.get(LIST).content.decode()
    make.exposure(province.office, kind="example")
    assert clerk.get(LIST, {"kind": "example"}).context["rows"]
    assert "没有符合条件的" in clerk.get(LIST, {"state": "withdrawn"}).content.decode()
