"""The organization's reason for one record under one obligation (情况说明)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.restricted import Restricted
from organizations.models import Organization, User
from organizations.roles import Power


class ExplanationQuerySet(Restricted):
    see = Power.SEE_STANDINGS
    edit = Power.EXPLAIN


class Explanation(models.Model):
    """Accepted, it takes its record out of the value (not of the baseline); the record stays visible, marked.

    `register` and `record_key` name the record: its natural key, the same that the evidence list shows.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("待审核")
        ACCEPTED = "accepted", _("已认可")
        RETURNED = "returned", _("已退回")

    obligation = models.CharField(_("事项"), max_length=8)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    register = models.CharField(_("台账"), max_length=40)
    record_key = models.CharField(_("记录"), max_length=255)
    year = models.PositiveSmallIntegerField(_("年度"))
    reason = models.TextField(_("情况说明"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.SUBMITTED)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_note = models.TextField(blank=True)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = _("情况说明")
        verbose_name_plural = _("情况说明")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "organization", "register", "record_key"],
                condition=~Q(state="returned"),
                name="one_standing_explanation",
            ),
            models.CheckConstraint(
                name="explanation_not_decided_by_its_author",
                condition=Q(decided_by=None) | ~Q(decided_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="explanation_decision_whole",
                condition=Q(state="submitted", decided_by=None)
                | (~Q(state="submitted") & Q(decided_by__isnull=False, decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.record_key}"
