"""The annual plan of one unit (年度会议计划)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class PlanState(models.TextChoices):
    """draft → submitted → checked (the office passed it on) → decided (its last line is).

    The office or a leader returns it to the unit (returned), which may submit it again or withdraw it.
    """

    DRAFT = "draft", _("起草中")
    SUBMITTED = "submitted", _("已报送")
    CHECKED = "checked", _("已审核")
    RETURNED = "returned", _("已退回")
    DECIDED = "decided", _("已批复")
    WITHDRAWN = "withdrawn", _("已撤回")


# the unit may still change it as it likes
OPEN_PLANS = (PlanState.DRAFT, PlanState.RETURNED, PlanState.WITHDRAWN)


class PlanQuerySet(ScopedQuerySet["Plan"]):
    edit = Power.PLAN


class Plan(models.Model):
    """One unit's meetings of one year. `version` grows with every change of the plan itself, not of its lines.

    `submitted_on` is the day it was first handed in (9.4): a return for correction leaves it, a withdrawal
    empties it; `submitted_at` and `submitted_by` are those of the newest submission.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("状态"), max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("报送人")
    )
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    checked_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    returned_reason = models.CharField(_("退回理由"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度会议计划")
        verbose_name_plural = _("年度会议计划")
        ordering = ["-year", "organization__position", "organization__code"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="one_meeting_plan_a_year"),
            models.CheckConstraint(
                name="meeting_plan_submitted_by_somebody",
                condition=~Q(state__in=[PlanState.SUBMITTED, PlanState.CHECKED])
                | Q(submitted_by__isnull=False, submitted_at__isnull=False, submitted_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}"
