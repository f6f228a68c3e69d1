"""The annual plan of one unit (督检考计划): what stands or falls as a whole."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class PlanState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    CHECKED = "checked", _("待批准")
    RETURNED = "returned", _("已退回")
    DECIDED = "decided", _("已批准")
    PUBLISHED = "published", _("已印发")
    WITHDRAWN = "withdrawn", _("已撤回")


# its lines may be written by the unit and by an import
OPEN_PLANS = (PlanState.DRAFT, PlanState.RETURNED, PlanState.WITHDRAWN)


class InspectionPlanQuerySet(ScopedQuerySet["InspectionPlan"]):
    edit = Power.PLAN


class InspectionPlan(models.Model):
    """One unit, one year. `submitted_at` is the first submission, which 15.4 judges; withdrawing takes it back."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("状态"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    # the day of submission in Asia/Shanghai
    submitted_on = models.DateField(_("报送日期"), null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    returned_reason = models.TextField(_("退回意见"), blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("印发时间"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("督检考计划")
        verbose_name_plural = _("督检考计划")
        ordering = ["-year", "organization__position", "organization__code"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="one_inspection_plan_a_year"),
            models.CheckConstraint(
                name="inspection_plan_submission_whole",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_by__isnull=False, submitted_at__isnull=False, submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_plan_not_checked_by_its_author",
                condition=Q(checked_by=None) | ~Q(checked_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="inspection_plan_not_decided_by_its_author",
                condition=Q(decided_by=None) | ~Q(decided_by=F("submitted_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}"
