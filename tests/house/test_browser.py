"""Every browser library and sheet loads under the strict policy, in a real Chromium."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


STOLEN = """() => {
  const script = document.createElement("script");
  script.textContent = "window.stolen = 1";
  document.body.append(script);
}"""


@pytest.fixture
def complaints(page):
    """What the browser complains of: blocked by the policy, not found, or an error in a script."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: said.append(response.url) if response.status >= 500 else None)
    return said


def test_the_sign_in_page_opens_without_a_complaint(page, live_server, complaints):
    page.goto(f"{live_server.url}/accounts/login/")
    assert page.locator("form input[type=password]").count() == 1
    assert page.evaluate("typeof htmx") == "object"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"PingFang SC"')
    assert complaints == []


def test_the_policy_blocks_a_script_that_is_put_into_a_page(page, live_server, complaints):
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate(STOLEN)
    assert page.evaluate("window.stolen") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)


def test_a_page_that_does_not_exist_is_told_in_the_look_of_the_house(page, live_server):
    response = page.goto(f"{live_server.url}/nothing/")
    assert response.status == 404
    assert page.locator("h1").inner_text() == "没有这个页面"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "640px"
