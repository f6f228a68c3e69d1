"""Work for the background, written in the same transaction as its cause (trust.md, rule 2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxJob(models.Model):
    """One piece of work, sent to Celery until its effect is recorded in `done_at`.

    A worker holds it by a lease that it renews (heartbeat); a lease that ran out is sent again.
    """

    topic = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("待办作业")
        verbose_name_plural = _("待办作业")
        indexes = [
            models.Index(fields=["leased_until"], name="outbox_open", condition=models.Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class ScheduledRun(models.Model):
    """A job of the schedule runs once a period, however many beats there are."""

    job = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    started = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("定时作业")
        verbose_name_plural = _("定时作业")
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="one_run_a_period")]

    def __str__(self) -> str:
        return f"{self.job} {self.period}"
