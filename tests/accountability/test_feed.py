"""The feed of exposures: Atom, for everybody, only what is shown."""

from datetime import date
from xml.etree import ElementTree

from django.urls import reverse

from tests import make

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(anonymous):
    response = anonymous.get(reverse("public:feed"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def test_the_feed_holds_what_is_shown_the_newest_first(anonymous, clerk, province):
    approved = {"state": "published", "approved_by": clerk.user, "approved_on": date(2019, 3, 5)}
    for day, title in ((date(2019, 3, 5), "先发布的"), (date(2019, 4, 5), "后发布的<b>")):
        make.exposure(province.office, title=title, day=day, **approved)
    make.exposure(province.office, title="还没审核的")
    make.exposure(province.office, title="撤下的", **(approved | {"state": "withdrawn"}))
    entries = feed(anonymous).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["后发布的<b>", "先发布的"]
    assert entries[0].findtext(f"{ATOM}updated") == "2019-04-05T00:00:00+08:00"
    address = entries[0].find(f"{ATOM}link").get("href")
    assert anonymous.get("/" + address.split("/", 3)[3]).status_code == 200


def test_an_empty_feed_is_a_feed(anonymous):
    root = feed(anonymous)
    assert root.tag == f"{ATOM}feed"
    assert root.findall(f"{ATOM}entry") == []
