"""What the public tells (反映问题): a text and a city, looked up by a receipt. Nothing about who wrote it, anywhere."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class TipState(models.TextChoices):
    RECEIVED = "received", _("待分办")
    HANDLING = "handling", _("办理中")
    PASSED_ON = "passed_on", _("已转办")
    ANSWERED = "answered", _("已答复")
    CLOSED = "closed", _("已办结")


class Topic(models.TextChoices):
    """What a tip is about, sorted by the office."""

    DOCUMENTS = "documents", _("文件")
    MEETINGS = "meetings", _("会议")
    INSPECTIONS = "inspections", _("督查检查考核")
    FORMS = "forms", _("报表和留痕")
    OTHER = "other", _("其他")


class HandledQuerySet(ScopedQuerySet):
    """For those who handle tips (the lead office, a discipline organ) where they hold that role, and nobody else."""

    see = Power.HANDLE_TIPS
    edit = Power.HANDLE_TIPS


class TipQuerySet(HandledQuerySet):
    """A tip passed on reaches whoever handles tips there as well; the unit that it is about handles none."""

    def reached_by(self, user: Any, power: Power, on: date | None = None) -> Self:
        own = Organization.objects.reached_by(user, power, on).values("pk")
        return self.filter(Q(organization__in=own) | Q(passed_to__in=own))

    def open(self) -> Self:
        return self.exclude(state=TipState.CLOSED)


class TipMessageQuerySet(HandledQuerySet):
    organization_lookup = "tip__organization"


class Tip(models.Model):
    """One tip, for the office that handles it (`organization`). Days only; deleted 90 days after closing.

    `receipt` is a keyed hash of at least 120 bits that were shown once.
    """

    CONFIDENTIAL = ("text", "receipt")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("办理单位"))
    city = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", verbose_name=_("所在市"))
    passed_to = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("转办单位")
    )
    receipt = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField(_("反映内容"), max_length=4000)
    topic = models.CharField(_("类别"), max_length=12, choices=Topic.choices, blank=True)
    received_on = models.DateField(_("收到日期"), db_index=True)
    state = models.CharField(_("状态"), max_length=10, choices=TipState.choices, default=TipState.RECEIVED)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TipQuerySet.as_manager()

    class Meta:
        verbose_name = _("群众反映")
        verbose_name_plural = _("群众反映")
        ordering = ["-received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="tip_answered_after_it_came",
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("received_on")),
            ),
            models.CheckConstraint(
                name="tip_closed_has_its_day",
                condition=Q(state=TipState.CLOSED, closed_on__isnull=False)
                | (~Q(state=TipState.CLOSED) & Q(closed_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.pk}"


class TipMessage(models.Model):
    """A question or an answer, from the office (`author`) or from whoever holds the receipt (no author)."""

    CONFIDENTIAL = ("text",)

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="messages", verbose_name=_("群众反映"))
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理人"))
    text = models.TextField(_("内容"), max_length=4000)
    day = models.DateField(_("日期"))

    objects = TipMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("问答")
        verbose_name_plural = _("问答")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.day)


class TipTally(models.Model):
    """How many tips came and were late, by month: what remains for 30.1 when the tips themselves are deleted."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("办理单位"))
    overdue_on = models.DateField(_("逾期之日"))
    tips = models.PositiveIntegerField(_("件数"))

    objects = HandledQuerySet.as_manager()

    class Meta:
        verbose_name = _("逾期件数")
        verbose_name_plural = _("逾期件数")
        ordering = ["overdue_on"]
        constraints = [models.UniqueConstraint(fields=["organization", "overdue_on"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"{self.overdue_on} {self.tips}"
