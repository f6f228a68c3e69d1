"""Register 16: talks and letters of inquiry (谈话函询), by number and days."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accountability.models.confidential import Circled, Confidential


class TalkOutcome(models.TextChoices):
    CLOSED = "closed", _("予以了结")
    REMINDED = "reminded", _("谈话提醒、批评教育")
    AGAIN = "again", _("再次谈话函询")
    VERIFICATION = "verification", _("转初步核实")


class Talk(Confidential):
    """One talk or letter of inquiry of the organ that sent it; it counts on the day it was sent."""

    CONFIDENTIAL = ("number", "sent_on", "own_plan", "circle_size", "replied_on", "closed_on", "outcome")

    sent_on = models.DateField(_("发函日期"))
    own_plan = models.BooleanField(_("一人一策方案"), null=True, blank=True)
    circle_size = models.PositiveSmallIntegerField(_("知悉范围人数"), null=True, blank=True)
    replied_on = models.DateField(_("回复日期"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    outcome = models.CharField(_("结论"), max_length=14, choices=TalkOutcome.choices, blank=True)

    objects = Circled.as_manager()

    class Meta:
        verbose_name = _("谈话函询")
        verbose_name_plural = _("谈话函询")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_talk_per_key"),
            models.CheckConstraint(
                name="talk_replied_after_it_was_sent",
                condition=Q(replied_on=None) | Q(replied_on__gte=models.F("sent_on")),
            ),
            models.CheckConstraint(
                name="talk_closed_after_it_was_sent",
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("sent_on")),
            ),
            models.CheckConstraint(
                name="talk_closed_after_its_reply",
                condition=Q(closed_on=None) | Q(replied_on=None) | Q(closed_on__gte=models.F("replied_on")),
            ),
        ]
        indexes = [models.Index(fields=["organization", "year", "day"], name="talk_judging")]
