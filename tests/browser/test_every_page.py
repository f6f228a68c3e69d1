"""Every main page, wide and on a telephone: nothing for axe to find, no complaint, nothing sticks out."""

import pytest
from django.conf import settings
from django.urls import reverse

from documents.models import Document
from measures.models import Flag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"


def addresses():
    """Who looks, and at what."""
    flag = Flag.objects.open().filter(year=2025).first()
    document = Document.objects.filter(year=2025).first()
    department = "DEMO-D02"
    office = [
        reverse("dashboard:overview"),
        reverse("dashboard:measures"),
        reverse("dashboard:measure", args=[4]),
        reverse("dashboard:organizations"),
        reverse("dashboard:organization", args=[department]),
        reverse("dashboard:evidence", args=["8.1", department, 2025]),
        reverse("dashboard:explanations"),
        reverse("dashboard:flags"),
        reverse("dashboard:flag", args=[flag.pk]),
        reverse("dashboard:targets"),
        reverse("dashboard:scope"),
        reverse("documents:list"),
        reverse("documents:document", args=[document.pk]),
        reverse("documents:counting"),
        reverse("documents:incoming"),
        reverse("documents:classified"),
        reverse("registers:imports"),
        reverse("registers:import_new"),
    ]
    return {
        "office": office,
        "system": [reverse("organizations:accounts"), reverse("organizations:directory")],
        "auditor": [reverse("registers:history")],
    }


def found_by_axe(page):
    """One line for each violation: the rule, and where."""
    # by the protocol, past the policy that lets no script into the page
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN)["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_is_sound(site, size):
    site.page.set_viewport_size(size)
    faults = {}
    for who, paths in addresses().items():
        site.sign_in(who)
        for path in paths:
            site.complaints.clear()
            site.open(path)
            found = [*found_by_axe(site.page), *site.complaints]
            if site.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append("sticks out to the right")
            if found:
                faults[path] = found
    assert faults == {}


def test_the_sign_in_page_is_sound(site):
    site.page.set_viewport_size(PHONE)
    site.open(reverse("account_login"))
    assert [*found_by_axe(site.page), *site.complaints] == []
    assert not site.page.evaluate("document.documentElement.scrollWidth > innerWidth")
