"""The list of documents through the front: search, filters, pages, export."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Document
from documents.searching import initials
from organizations.models import Level
from registers.models import Change
from registers.paging import SIZE
from registers.values import search_key
from tests import make
from tests.documents.importer import imported

LIST = "/documents/"


def titled(organization, title, number="", **fields):
    fields |= {"number_search": search_key(number) if number else "", "title_search": initials(title)}
    return make.document(organization, title=title, number=number, key=number or title, **fields)


def titles(response):
    return [row["title"] for row in response.context["rows"]]


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("query", ["示发201912", "示发[2019]12", "示发【2019】12号", "〔2019〕12号", "示发2019"])
def test_a_number_is_found_in_any_bracket(department, province, query):
    titled(province.department, "关于甲事的通知", "示发〔2019〕12号")
    titled(province.department, "关于乙事的通知", "他发〔2018〕3号")
    assert titles(department.get(LIST, {"q": query})) == ["关于甲事的通知"]


@pytest.mark.parametrize("query", ["乡村", "村振兴的", "xczx", "GYXC"])
def test_a_title_is_found_by_a_part_of_it_and_by_initials(department, province, query):
    titled(province.department, "关于乡村振兴的通知")
    titled(province.department, "关于另一件事的通知")
    assert titles(department.get(LIST, {"q": query})) == ["关于乡村振兴的通知"]


def test_a_character_of_two_readings_is_read_as_in_its_word():
    assert initials("关于银行的通知") == "gyyhdtz"
    assert initials("重庆市") == "cqs"


FILTERS = [
    ({"year": "2018"}, {"day": date(2018, 5, 5)}),
    ({"level": "3"}, {"level": Level.COUNTY}),
    ({"level": "grassroots"}, {"level": Level.VILLAGE}),
    ({"doc_type": "意见"}, {"doc_type": "意见"}),
    ({"form": "letter"}, {"form": "letter"}),
    ({"series": "示发"}, {"series_text": "示发"}),
    ({"counted": "no"}, {"counted": False}),
    ({"supporting": "yes"}, {"supporting": True}),
    ({"joint": "yes"}, {"joint": True}),
]


@pytest.mark.parametrize(("query", "fields"), FILTERS)
def test_each_filter_lets_through_what_it_names(department, province, query, fields):
    make.document(province.department, title="别的", level=Level.CITY)
    make.document(province.department, title="找的", **fields)
    assert titles(department.get(LIST, query)) == ["找的"]


def test_the_filter_by_organ_offers_only_what_one_may_see(department, clerk, province):
    make.document(province.other_department, title="另一厅的")
    assert titles(clerk.get(LIST, {"organization": "D2"})) == ["另一厅的"]
    response = department.get(LIST, {"organization": "D2"})
    assert titles(response) == []
    assert "另一厅" not in text(response)


@pytest.mark.parametrize("query", [{"year": "abc"}, {"year": "99999999999999999999"}, {"level": "9"}, {"counted": "x"}])
def test_a_wrong_filter_is_said_and_shows_nothing(department, province, query):
    make.document(province.department)
    response = department.get(LIST, query)
    assert response.status_code == 200
    assert response.context["filter"].errors
    assert titles(response) == []


def test_on_paper_the_list_says_its_filters(department, province):
    page = text(department.get(LIST, {"year": "2019", "level": "grassroots", "organization": "D1"}))
    assert "年度 2019；机关 示例厅；发至层级 县及以下" in page


@pytest.fixture
def many(province):
    """Three pages and a bit, several on a day."""
    for number in range(SIZE * 3 + 7):
        day = date(2019, 1 + number % 12, 1 + number % 3)
        titled(province.department, f"第{number}件", f"示发〔2019〕{number + 1}号", day=day)


def turned(member, query, direction="next"):
    """Titles of every page from this one on."""
    found, response = [], member.get(LIST, query)
    while True:
        page = titles(response)
        found = found + page if direction == "next" else page + found
        if not response.context[direction]:
            return found, response
        response = member.get(LIST + response.context[direction])


@pytest.mark.parametrize("sort", ["-day", "day", "number", "-number"])
def test_pages_hold_every_document_once_in_order_there_and_back(department, many, sort):
    column = sort.strip("-").replace("number", "number_search")
    sign = "-" if sort.startswith("-") else ""
    expected = list(Document.objects.order_by(f"{sign}{column}", f"{sign}pk").values_list("title", flat=True))
    found, last = turned(department, {"sort": sort})
    assert found == expected
    # the last page itself is walked as well
    back, _first = turned(department, dict(last.wsgi_request.GET.items()), "previous")
    assert back == expected


@pytest.mark.parametrize("mark", ["x", "2019-13-01.4", "2019-01-01.x", ".", "2019-01-01.²", f"2019-01-01.{'9' * 40}"])
def test_a_mark_that_is_none_begins_at_the_first_row(department, many, mark):
    assert len(titles(department.get(LIST, {"after": mark}))) == SIZE


def queries(member, query=None):
    with CaptureQueriesContext(connection) as captured:
        member.get(LIST, query or {})
    return [one["sql"] for one in captured]


def test_the_list_asks_as_often_for_many_as_for_one_and_never_counts(department, province):
    make.document(province.department)
    queries(department)  # the first request of a session keeps things that later ones find
    few = queries(department)
    for _ in range(SIZE * 2):
        make.document(province.department)
    many = queries(department, {"year": "2019"})
    assert len(few) == len(many) <= 12
    assert not [sql for sql in many if "COUNT(" in sql and "documents_document" in sql]


def test_an_export_holds_all_pages_of_what_is_shown_and_can_be_imported_again(department, province, many):
    make.document(province.other_department)
    response = department.get(reverse("documents:export", args=["csv"]), {"q": "示发〔2019〕1号"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert {row["发文机关"] for row in rows} == {"示例厅"}
    assert len(rows) == Document.objects.filter(number_search__contains="示发20191").count() > SIZE
    made = imported("documents", "、".join(rows[0]), *(row.values() for row in rows))
    assert made.counts()["new"] == 0
    assert Change.objects.filter(action="exported").exists()


def test_an_unknown_form_of_export_is_not_there(department, province):
    assert department.get(reverse("documents:export", args=["pdf"])).status_code == 404


def test_an_empty_register_says_what_to_do_next(department, county):
    button = f'class="jf-button" href="{reverse("registers:import_new")}"'
    assert button in text(department.get(LIST))
    assert button not in text(county.get(LIST))


def test_the_scope_and_its_version_stand_under_every_table(department, province):
    for name in ("list", "incoming", "classified", "counting", "scope"):
        assert "口径第1版" in text(department.get(reverse(f"documents:{name}")))
    make.scope_table(version=7, excluded_types=["函"])
    assert "口径第7版" in text(department.get(LIST))
