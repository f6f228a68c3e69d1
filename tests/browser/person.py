"""Somebody at a browser, on a desktop and on a phone, with every tap counted."""

from django.conf import settings
from django.test import Client

SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


class Person:
    """Somebody at the browser; `taps` counts what was pressed since the page was opened."""

    def __init__(self, page, url):
        self.page, self.url, self.taps, self.complaints = page, url, 0, []
        page.set_default_timeout(30_000)
        page.on("console", lambda one: self.complaints.append(one.text) if one.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda answer: self.complaints.append(answer.url) if answer.status >= 400 else None)

    def is_(self, user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.url}])

    def opens(self, path):
        self.page.goto(self.url + path)
        self.page.wait_for_load_state("networkidle")
        self.taps = 0

    def taps_on(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")
        self.taps += 1

    def reads(self):
        return self.page.locator("main").inner_text()
