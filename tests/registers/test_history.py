from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from documents.models import Document
from registers import history
from registers.history import Line, difference
from registers.models import ChainHead, Change

DOCUMENT = "documents.document"


def write(*lines, actor=None, path="page"):
    with transaction.atomic():
        history.write(lines, actor=actor, path=path)


def test_a_line_says_who_when_what_and_why(department, province):
    at = datetime(2019, 3, 5, 1, 2, 3, 456789, tzinfo=UTC)
    line = Line("changed", DOCUMENT, "测发〔2019〕1号", province.department.pk, {"pages": (3, 5)}, "原登记有误")
    with transaction.atomic():
        history.write([line], actor=department.user, path="page", at=at)
    written = Change.objects.get()
    assert (written.actor, written.at, written.path) == (department.user, at, "page")
    assert (written.action, written.subject, written.key) == ("changed", DOCUMENT, "测发〔2019〕1号")
    assert (written.changes, written.reason) == ({"pages": [3, 5]}, "原登记有误")
    assert written.organization == province.department


@pytest.mark.django_db
def test_lines_count_without_a_hole_and_each_seals_the_one_before():
    write(Line("created", DOCUMENT, "1"), Line("created", DOCUMENT, "2"))
    write(Line("changed", DOCUMENT, "1"))
    first, second, third = Change.objects.order_by("sequence")
    assert [line.sequence for line in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == ("", first.digest, second.digest)
    head = ChainHead.objects.get()
    assert (head.count, head.digest) == (3, third.digest)


@pytest.mark.django_db(transaction=True)
def test_history_outside_the_transaction_of_its_cause_is_refused():
    with pytest.raises(TransactionManagementError):
        history.write([Line("created", DOCUMENT)], actor=None, path="page")


@pytest.mark.django_db(transaction=True)
def test_a_cause_that_fails_leaves_no_line_and_no_hole():
    def cause():
        with transaction.atomic():
            history.write([Line("created", DOCUMENT, "lost")], actor=None, path="page")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cause()
    write(Line("created", DOCUMENT, "kept"))
    assert list(Change.objects.values_list("sequence", "key")) == [(1, "kept")]


@pytest.mark.django_db
def test_of_a_confidential_field_only_the_name_is_left(monkeypatch):
    monkeypatch.setattr(Document, "CONFIDENTIAL", frozenset({"title"}), raising=False)
    write(Line("changed", DOCUMENT, changes={"title": ("金丝雀甲", "金丝雀乙"), "pages": (1, 2)}))
    written = Change.objects.get()
    assert written.changes == {"title": None, "pages": [1, 2]}


@pytest.mark.django_db
def test_a_password_is_confidential_whatever_the_model_says():
    write(Line("changed", "organizations.user", changes={"password": ("old-hash", "new-hash")}))
    assert Change.objects.get().changes == {"password": None}


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["documents", "documents.nothing", "documents.Document"])
def test_a_subject_that_is_no_model_is_refused(subject):
    # which fields are confidential is looked up by it
    with pytest.raises(ValueError, match=subject):
        write(Line("created", subject))


@pytest.mark.django_db
def test_an_unknown_path_is_refused():
    with pytest.raises(ValueError, match="telephone"):
        write(Line("created", DOCUMENT), path="telephone")


@pytest.mark.django_db
def test_texts_that_a_database_cannot_store_do_not_stop_the_work():
    write(Line("changed", DOCUMENT, "a\0b", changes={"title": ("\ud800", "\0")}))
    written = Change.objects.get()
    assert (written.key, written.changes) == ("a\ufffdb", {"title": ["?", "\ufffd"]})


def test_a_difference_names_only_what_changed_in_values_that_json_keeps():
    old = {"day": date(2019, 3, 5), "share": Decimal("0.50"), "pages": 3, "levels": {"b", "a"}}
    new = {"day": date(2019, 3, 6), "share": Decimal("0.5"), "pages": None, "levels": {"a"}}
    assert difference(old, new, ["day", "share", "pages", "levels"]) == {
        "day": ("2019-03-05", "2019-03-06"),
        "pages": (3, None),
        "levels": (["a", "b"], ["a"]),
    }


@pytest.mark.django_db
def test_many_lines_and_few_are_sealed_alike():
    write(*(Line("created", DOCUMENT, str(n), changes={"pages": (None, n)}) for n in range(250)), path="import")
    write(Line("created", DOCUMENT, "250"))
    keys = Change.objects.order_by("sequence").values_list("key", flat=True)
    assert list(keys) == [str(n) for n in range(251)]
    previous = list(Change.objects.order_by("sequence").values_list("previous", flat=True))
    assert previous[1:] == list(Change.objects.order_by("sequence").values_list("digest", flat=True))[:-1]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_lines(django_assert_max_num_queries):
    write(Line("created", DOCUMENT))
    with django_assert_max_num_queries(8):
        write(*(Line("created", DOCUMENT, str(n)) for n in range(1000)))
