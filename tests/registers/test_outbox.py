"""Work for the background: asked for with its cause, sent until it is done."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from registers import sending
from registers.models import OutboxJob
from registers.outbox import announce, enqueue
from tests.registers.broker import TOPIC, Broker, job


@pytest.fixture
def broker(monkeypatch, settings):
    settings.OUTBOX_JOBS = {TOPIC: "probe.changed"}
    broker = Broker()
    monkeypatch.setattr(sending, "current_app", broker)
    monkeypatch.setattr(sending, "_broker", sending._Broker())
    return broker


# asking


@pytest.mark.django_db(transaction=True)
def test_work_is_asked_for_in_the_transaction_of_its_cause_or_not_at_all():
    with pytest.raises(TransactionManagementError):
        enqueue(TOPIC)


@pytest.mark.django_db
def test_an_unknown_topic_is_refused():
    with pytest.raises(ValueError, match="tea_wanted"):
        enqueue("tea_wanted")


@pytest.mark.django_db
def test_a_change_is_announced_by_ids_and_years_alone(broker):
    assert announce("documents", [7, 3, 3], [2019]).payload == {
        "register": "documents",
        "organizations": [3, 7],
        "years": [2019],
    }


@pytest.mark.django_db
def test_work_is_sent_at_once_after_the_commit(broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = announce("documents", [1], [2019])
        assert broker.sent == []
    assert broker.sent == [("probe.changed", [made.pk])]
    made.refresh_from_db()
    assert made.sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_is_no_matter_of_the_one_who_asked(broker):
    broker.answers = False
    with transaction.atomic():
        made = announce("documents", [1], [2019])
    made.refresh_from_db()
    assert made.sent_at is None
    broker.answers = True
    assert sending.relay(timezone.now()) == (1, True)
    assert broker.sent == [("probe.changed", [made.pk])]


@pytest.mark.django_db
def test_pages_let_a_broker_rest_that_has_just_not_answered(broker):
    broker.answers = False
    sending.nudge(job().pk, timezone.now())
    broker.answers = True
    sending.nudge(job().pk, timezone.now())
    assert broker.sent == []


# sending


@pytest.mark.django_db
def test_a_second_relay_sends_nothing_that_the_first_has_sent(broker):
    job()
    first, second = OutboxJob.objects.get(), OutboxJob.objects.get()
    now = timezone.now()
    assert sending.send(first, now)
    assert sending.send(second, now)
    assert len(broker.sent) == 1


@pytest.mark.django_db
def test_a_relay_stops_at_a_broker_that_does_not_answer(broker):
    job(), job()
    broker.answers = False
    assert sending.relay(timezone.now()) == (0, False)
    assert OutboxJob.objects.filter(sent_at=None).count() == 2


@pytest.mark.parametrize(
    ("sent", "leased", "attempts", "due"),
    [
        # seconds ago: sent, lease run out (negative: still held)
        (None, None, 0, True),
        (4, None, 0, False),
        (6, None, 0, True),
        (60, -3, 1, False),
        (60, 0.5, 1, False),
        (60, 1.5, 1, True),
        (60, 1.5, 2, False),
        (60, 2.5, 2, True),
        (900, 299, 20, False),
        (900, 301, 20, True),
        (4, 8, 1, False),  # sent again already, not taken yet
        (6, 8, 1, True),
    ],
)
def test_a_job_is_sent_again_until_it_is_done(sent, leased, attempts, due):
    now = timezone.now()
    waiting = OutboxJob(
        topic=TOPIC,
        created=now - timedelta(seconds=sent or 0),
        sent_at=now - timedelta(seconds=sent) if sent else None,
        leased_until=now - timedelta(seconds=leased) if leased is not None else None,
        attempts=attempts,
    )
    assert sending.is_due(waiting, now) is due


def test_a_job_in_a_long_queue_is_sent_ever_more_rarely():
    now = timezone.now()
    waiting = OutboxJob(topic=TOPIC, created=now - timedelta(seconds=70), sent_at=now - timedelta(seconds=30))
    assert not sending.is_due(waiting, now)
    assert sending.is_due(waiting, now + timedelta(seconds=11))


@pytest.mark.django_db
def test_a_job_that_is_done_is_never_sent_again(broker):
    job(done_at=timezone.now())
    assert sending.relay(timezone.now() + timedelta(days=1)) == (0, True)
