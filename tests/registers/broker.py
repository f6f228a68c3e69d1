"""A broker that remembers, a job of the outbox, and an effect that is noticed when it happens twice."""

from kombu.exceptions import OperationalError as BrokerError

from registers.models import Holiday, OutboxJob

TOPIC = "records_changed"


class Broker:
    """Stands where Celery sends: remembers what was sent, or does not answer."""

    def __init__(self):
        self.sent = []
        self.answers = True

    def send_task(self, name, args, **options):
        if not self.answers:
            raise BrokerError
        self.sent.append((name, args))


def job(**fields):
    return OutboxJob.objects.create(topic=TOPIC, **fields)


def holiday(day="2031-01-01"):
    """An effect that is noticed when it happens twice."""
    Holiday.objects.create(day=day, name="效果")
