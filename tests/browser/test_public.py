"""The public pages in a real browser: one press and one field to tell, the same to look up, nothing left behind."""

import pytest
from django.urls import reverse

from accountability.models import Tip
from accountability.sources import sources
from organizations.models import User
from tests.browser.test_emergency import Hand
from tests.browser.test_every_page import DESKTOP, PHONE, found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "每天在群里上传三张巡河照片"


@pytest.fixture
def hand(site):
    sources.forget()
    site.page.set_viewport_size(DESKTOP)
    return Hand(site.page)


def test_a_tip_takes_one_press_and_one_field_and_so_does_looking_it_up(site, hand):
    site.open(reverse("public:tell"))
    hand.fill("发生了什么", TEXT)
    hand.press("提交")
    assert hand.counted() == (1, 1)
    receipt = site.page.locator("#code").inner_text()
    assert Tip.objects.filter(text=TEXT).count() == 1
    site.open(reverse("public:look"))
    hand.fill("回执码", receipt)
    hand.press("查")
    assert hand.counted() == (1, 1)
    assert TEXT in site.page.locator("main").inner_text()
    assert site.page.context.cookies() == []
    assert site.complaints == []


def test_leaving_takes_the_page_out_of_the_history(site, hand):
    site.open(reverse("public:exposures"))
    site.open(reverse("public:tell"))
    hand.fill("发生了什么", TEXT)
    hand.press("提交")
    code = site.page.locator("#code").inner_text()
    hand.press("清空本页并离开", role="link")
    assert site.page.url.endswith(reverse("public:exposures"))
    for _step in range(3):
        site.page.go_back()
        assert code.split()[0] not in site.page.content()


def test_without_script_everything_works(site, live_server, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + reverse("public:tell"))
    page.get_by_label("发生了什么").fill(TEXT)
    page.get_by_role("button", name="提交").click()
    receipt = page.locator("#code").inner_text()
    page.get_by_label("回执码").fill(receipt)
    page.get_by_role("button", name="查").click()
    assert TEXT in page.locator("main").inner_text()
    page.get_by_label("补充一句").fill("还在报")
    page.get_by_role("button", name="补充").click()
    assert "还在报" in page.locator("main").inner_text()
    page.get_by_role("link", name="清空本页并离开").click()
    assert page.url.endswith(reverse("public:exposures"))
    page.context.close()


def test_the_office_answers_what_the_public_told(site, hand):
    site.open(reverse("public:tell"))
    hand.fill("发生了什么", TEXT)
    hand.press("提交")
    hand.counted()
    name = User.objects.filter(assignments__role="general_office").earliest("pk").username.removeprefix("demo-")
    site.sign_in(name)
    site.open(reverse("openness:tip", args=[Tip.objects.get(text=TEXT).pk]))
    hand.fill("写给反映人", "已要求停报")
    hand.press("答复")
    assert hand.counted() == (1, 1)
    assert Tip.objects.get(text=TEXT).answered_on
    assert site.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "telephone"])
def test_nothing_hinders_anybody_on_the_public_pages(site, hand, size):
    site.page.set_viewport_size(size)
    for route in ("tell", "look", "exposures"):
        site.open(reverse(f"public:{route}"))
        assert found_by_axe(site.page) == [], route
        assert site.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), route
    site.open(reverse("public:tell"))
    hand.fill("发生了什么", TEXT)
    hand.press("提交")
    assert found_by_axe(site.page) == []
