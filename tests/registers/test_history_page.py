from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from registers import history
from registers.history import Line
from registers.models import Change

ADDRESS = "/registers/history/"


def write(*lines, actor=None, path="page", at=None):
    with transaction.atomic():
        history.write(lines, actor=actor, path=path, at=at)


def document(key="测发〔2019〕1号", action="changed", **more):
    return Line(action, "documents.document", key, **more)


def test_the_auditor_reads_who_changed_what_and_why(auditor, department, province):
    changes = {"title": ("旧题", "新题"), "supporting": (False, True), "pages": (None, 3), "level": (0, 3)}
    write(document(changes=changes, reason="原登记有误", organization=province.department.pk), actor=department.user)
    page = auditor.get(ADDRESS).content.decode()
    for text in (
        "修改",
        "发文",
        "测发〔2019〕1号",
        "示例厅",
        "旧题 → 新题",
        "否 → 是",
        "空 → 3",
        "不明 → 县",
        "原登记有误",
    ):
        assert text in page


def test_of_a_confidential_field_the_auditor_reads_the_name_only(auditor):
    write(Line("password_reset", "organizations.user", changes={"password": ("canary-old", "canary-new")}))
    page = auditor.get(ADDRESS).content.decode()
    assert "（保密）" in page
    assert "canary" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"since": "2019-03-06"}, {"乙", "丙"}),
        ({"until": "2019-03-05"}, {"甲"}),
        ({"since": "2019-03-06", "until": "2019-03-06"}, {"乙"}),
        ({"action": "created"}, {"甲"}),
        ({"subject": "documents.incoming"}, {"丙"}),
        ({"key": "乙"}, {"乙"}),
        ({"key": " 乙 "}, {"乙"}),
        ({"who": "department"}, {"甲", "乙"}),
        ({"who": "department", "action": "changed"}, {"乙"}),
    ],
)
def test_the_auditor_filters_by_day_action_subject_key_and_person(auditor, department, query, found):
    # 23:59 and 00:01 in Shanghai
    write(document("甲", "created"), actor=department.user, at=datetime(2019, 3, 5, 15, 59, tzinfo=UTC))
    write(document("乙"), actor=department.user, at=datetime(2019, 3, 5, 16, 1, tzinfo=UTC))
    write(Line("changed", "documents.incoming", "丙"), at=datetime(2019, 3, 7, 1, tzinfo=UTC))
    answer = auditor.get(ADDRESS, query)
    assert {row["line"].key for row in answer.context["rows"]} == found


@pytest.mark.parametrize("query", [{"since": "2019-02-30"}, {"action": "x"}, {"subject": "x"}])
def test_a_filter_that_cannot_be_understood_says_so_and_finds_nothing(auditor, query):
    write(document())
    answer = auditor.get(ADDRESS, query)
    assert (answer.status_code, answer.context["rows"]) == (200, [])
    assert "筛选条件有误" in answer.content.decode()


@pytest.mark.parametrize("mark", ["x", "-1", "9" * 40, "１"])
def test_a_mark_that_is_no_number_of_a_line_is_no_error(auditor, mark):
    write(document())
    assert auditor.get(ADDRESS, {"before": mark}).status_code == 200
    assert auditor.get(ADDRESS, {"after": mark}).status_code == 200


def numbers(answer):
    return [row["line"].sequence for row in answer.context["rows"]]


def test_pages_go_on_where_they_ended_and_back_again(auditor):
    write(*(document(str(n)) for n in range(1, 121)))
    first = auditor.get(ADDRESS, {"action": "changed"})
    second = auditor.get(first.context["older"])
    third = auditor.get(second.context["older"])
    assert numbers(first) == list(range(120, 70, -1))
    assert numbers(second) == list(range(70, 20, -1))
    assert numbers(third) == list(range(20, 0, -1))
    assert (first.context["newer"], third.context["older"]) == ("", "")
    assert "action=changed" in second.context["newer"]
    back = auditor.get(third.context["newer"])
    assert numbers(back) == numbers(second)
    assert numbers(auditor.get(back.context["newer"])) == numbers(first)


def test_fifty_lines_cost_as_many_queries_as_one(auditor, department, province, django_assert_num_queries):
    lines = [document(str(n), organization=province.department.pk) for n in range(50)]
    write(lines[0], actor=department.user)
    auditor.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        auditor.get(ADDRESS)
    write(*lines[1:], actor=department.user)
    with django_assert_num_queries(len(one)):
        auditor.get(ADDRESS)


def test_the_export_holds_exactly_what_is_filtered_and_leaves_its_own_line(auditor):
    write(document("甲", changes={"title": ("旧", "新")}), document("乙", "created"))
    answer = auditor.get(ADDRESS, {"action": "changed", "export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "标题：旧 → 新" in text
    assert "甲" in text
    assert "乙" not in text
    assert Change.objects.order_by("sequence").last().action == "exported"


def test_an_unknown_form_of_export_is_not_found(auditor):
    assert auditor.get(ADDRESS, {"export": "pdf"}).status_code == 404


def test_what_no_model_is_called_any_more_still_shows(auditor, monkeypatch):
    write(document(changes={"gone": ("a", "b")}))
    monkeypatch.setattr("registers.history_shown._model", lambda label: None)
    page = auditor.get(ADDRESS).content.decode()
    assert "documents.document" in page
    assert "gone" in page
