"""Receipts: shown once, kept as a keyed hash, alike for whoever has none."""

import math
from datetime import timedelta
from statistics import median
from time import process_time

import pytest
from django.utils import timezone

from accountability import receipts
from accountability.actions.forgetting import forget_closed
from accountability.models import Tip, TipState

TRIES = 200


def test_a_receipt_holds_120_bits_of_signs_that_nobody_mixes_up():
    receipt = receipts.new_receipt()
    assert len(receipt) * math.log2(len(set(receipts.ALPHABET))) >= 120
    assert set(receipt) <= set(receipts.ALPHABET)
    assert not set("0O1I") & set(receipts.ALPHABET)


def test_no_two_receipts_are_alike():
    assert len({receipts.new_receipt() for _tip in range(1000)}) == 1000


def test_a_receipt_is_kept_as_a_keyed_hash_only(visitor, clerk, settings):
    receipt = visitor.receipt()
    bare = receipts.as_typed(receipt)
    kept = Tip.objects.get().receipt
    assert kept == receipts.hashed(bare)
    assert bare not in kept
    settings.SECRET_KEY = "another key of another installation"
    assert kept != receipts.hashed(bare)


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace(" ", "-"), lambda text: f" {text}　"])
def test_a_receipt_is_taken_as_people_type_it(visitor, clerk, change):
    receipt = visitor.receipt("村里每天拍照")
    assert "村里每天拍照" in visitor.look(change(receipt)).content.decode()


@pytest.fixture
def unheld(visitor, clerk):
    """Receipts that lead nowhere: never given out, one sign off, its tip deleted."""
    given = receipts.as_typed(visitor.receipt())
    deleted = receipts.as_typed(visitor.receipt("会被删除的"))
    today = timezone.localdate()
    gone = Tip.objects.order_by("-pk").first()
    came = today - timedelta(days=100)
    Tip.objects.filter(pk=gone.pk).update(
        state=TipState.CLOSED, received_on=came, answered_on=came, closed_on=today - timedelta(days=90)
    )
    assert forget_closed(today=today) == 1
    other = "A" if given[-1] != "A" else "B"
    return {"unknown": "ABCDEFGHJKLMNPQRSTUVWXYZ", "wrong": given[:-1] + other, "deleted": deleted}


def test_unknown_wrong_and_deleted_receipts_are_answered_alike(visitor, unheld):
    answers = {}
    for name, receipt in unheld.items():
        response = visitor.look(receipt)
        typed = receipt.encode()
        answers[name] = (response.status_code, dict(response.headers), response.content.replace(typed, b"typed"))
    assert answers["unknown"] == answers["wrong"] == answers["deleted"]
    assert "没有查到" in answers["wrong"][2].decode()


def test_unknown_wrong_and_deleted_receipts_take_the_same_time(visitor, unheld, monkeypatch):
    """CPU time of 200 tries each, taken in turns; the medians may differ by a tenth."""
    monkeypatch.setattr("accountability.views.public.LOOKS", 10_000)
    times = {name: [] for name in unheld}
    for _try in range(TRIES):
        for name, receipt in unheld.items():
            began = process_time()
            visitor.look(receipt)
            times[name].append(process_time() - began)
    medians = {name: median(found) for name, found in times.items()}
    assert max(medians.values()) < min(medians.values()) * 1.1, medians


def test_unknown_wrong_and_deleted_receipts_ask_the_database_the_same(visitor, unheld, django_assert_num_queries):
    for receipt in unheld.values():
        with django_assert_num_queries(1):
            visitor.look(receipt)
