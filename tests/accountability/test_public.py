"""The public form: one field, no account, text only, and what must not be kept is sent elsewhere."""

from datetime import date, timedelta
from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accountability.models import Tip
from accountability.sources import TIPS, sources
from accountability.token import new_token
from organizations.models import RoleAssignment

TELL, LOOK = reverse("public:tell"), reverse("public:look")


def test_a_tip_needs_one_field_and_is_given_a_receipt_once(visitor, clerk):
    response = visitor.tell("要求每天填三张一样的表")
    assert response.status_code == 200
    receipt = response.context["receipt"]
    page = response.content.decode()
    assert "只显示这一次" in page
    assert all(f"<span>{group}</span>" in page for group in receipt.split())
    for address in (TELL, LOOK):
        assert receipt.split()[0] not in visitor.get(address).content.decode()


def test_a_tip_may_name_a_city_and_nothing_finer(visitor, clerk, province):
    assert visitor.tell(city="C1").status_code == 200
    assert Tip.objects.get().city == province.city
    response = visitor.tell(city="X1")
    assert response.status_code == 422
    assert "没有这个市" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "said"), [("", "请写一句"), ("  ", "请写一句"), ("多" * 4001, "最多4000字，现在有4001字")]
)
def test_a_text_that_is_missing_or_too_long_is_told_at_the_field(visitor, clerk, text, said):
    response = visitor.tell(text)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Tip.objects.exists()


def test_what_was_written_stays_when_something_is_wrong(visitor, clerk):
    assert "写了很久的话" in visitor.tell("写了很久的话", city="nowhere").content.decode()


def test_a_tip_about_the_level_above_is_told_where_to_go_and_not_kept(visitor, clerk, settings):
    settings.TIPS_DIVERTED_TO = "示例省纪委监委信访室"
    response = visitor.tell("反映主要负责人", about="yes")
    assert "示例省纪委监委信访室" in response.content.decode()
    assert "没有记下任何内容" in response.content.decode()
    assert "反映主要负责人" not in response.content.decode()
    assert not Tip.objects.exists()


@pytest.mark.parametrize("text", ["省委书记要求的", "办公厅主任让我们报", "省长来调研时", "中央部委要的表"])
def test_words_that_sound_like_the_level_above_are_asked_about_before_anything_is_kept(visitor, clerk, text):
    response = visitor.tell(text)
    assert "反映的是他们本人吗" in response.content.decode()
    assert text in response.content.decode()
    assert not Tip.objects.exists()
    assert visitor.tell(text, about="no").context["receipt"]


def test_other_words_are_not_asked_about(visitor, clerk):
    assert visitor.tell("县委书记要求村支部书记每天拍照").context["receipt"]


def test_a_file_is_refused_in_words(visitor, clerk):
    response = visitor.tell(photo=SimpleUploadedFile("photo.jpg", b"\xff\xd8 somebody", "image/jpeg"))
    assert response.status_code == 422
    assert "不收照片和文件" in response.content.decode()
    assert not Tip.objects.exists()


def test_a_large_file_is_refused_before_it_is_read(visitor, clerk):
    response = visitor.tell(photo=SimpleUploadedFile("photo.jpg", b"0" * 70_000, "image/jpeg"))
    assert response.status_code == 413
    assert "不收照片和文件" in response.content.decode()


def test_without_an_office_nothing_is_kept_and_the_page_says_so(visitor, province):
    RoleAssignment.objects.all().delete()
    response = visitor.tell()
    assert response.status_code == 503
    assert "还没有单位受理" in response.content.decode()


@pytest.mark.parametrize("age", [2, -1])
def test_a_mark_of_another_day_is_not_taken(visitor, clerk, age):
    token = new_token(timezone.localdate() - timedelta(days=age))
    assert visitor.send("tell", token=token, text="文").status_code == 403


@pytest.mark.parametrize("token", ["", "2026-11-25", "2026-11-25:forged", "garbage"])
def test_a_mark_that_is_not_ours_is_not_taken(visitor, clerk, token):
    response = visitor.send("tell", token=token, text="文")
    assert response.status_code == 403
    assert "重新打开本页" in response.content.decode()
    assert not Tip.objects.exists()


def test_a_form_on_another_site_sends_nothing_here(visitor, clerk):
    assert visitor.tell(headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_yesterday_s_page_can_still_be_sent(visitor, clerk):
    assert visitor.send("tell", token=new_token(timezone.localdate() - timedelta(days=1)), text="文").status_code == 200


def test_one_source_cannot_send_without_end(visitor, clerk):
    for _tip in range(TIPS):
        assert visitor.tell().status_code == 200
    response = visitor.tell()
    assert response.status_code == 429
    assert "十分钟后再来" in response.content.decode()
    assert Tip.objects.count() == TIPS
    assert (
        Client(REMOTE_ADDR="192.0.2.7")
        .post(TELL, {"token": new_token(timezone.localdate()), "text": "别处来的"})
        .status_code
        == 200
    )


def test_sources_are_forgotten_with_their_key(monkeypatch):
    before = sources.keyed("192.0.2.7")
    assert sources.keyed("192.0.2.7") == before
    now = monotonic()
    monkeypatch.setattr("accountability.sources.monotonic", lambda: now + 601)
    assert sources.keyed("192.0.2.7") != before


@pytest.mark.parametrize("route", ["tell", "look", "exposures"])
def test_a_public_page_sets_no_cookie_and_speaks_both_languages(visitor, clerk, route):
    response = visitor.get(reverse(f"public:{route}"))
    assert not response.cookies
    assert not visitor.client.cookies
    assert 'lang="zh-Hans"' in response.content.decode()
    english = visitor.get(reverse(f"public:{route}"), {"lang": "en"})
    assert '<html lang="en">' in english.content.decode()
    assert not english.cookies
    assert f"{reverse('public:look')}?lang=en" in english.content.decode()


def test_the_way_out_leaves_this_page_without_script_too(visitor, clerk):
    page = visitor.tell().content.decode()
    assert f'href="{reverse("public:exposures")}" data-leave' in page


def test_the_day_is_the_day_in_shanghai(visitor, clerk, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2027, 1, 1))
    visitor.tell()
    assert Tip.objects.get().received_on == date(2027, 1, 1)
