"""Who decided what about a planned meeting, who stands in for whom, and who is in charge of which unit."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.planned import PlannedMeeting
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class Verdict(models.TextChoices):
    APPROVE = "approve", _("批准")
    REFUSE = "refuse", _("不予批准")
    RETURN = "return", _("退回")


class DecisionQuerySet(ScopedQuerySet["Decision"]):
    organization_lookup = "planned__organization"
    edit = Power.DECIDE_PLANS

    def standing(self) -> Self:
        """Decisions in force: neither taken back nor ended by a new submission or an amendment."""
        return self.filter(revoked_at=None, ended_at=None)


class Decision(models.Model):
    """One decision about one planned meeting; two standing ones of the same kind are impossible.

    `as_principal`: the principal's approval that heads below may be called, beside the ordinary decision.
    `on_behalf_of`: the leader for whom a deputy (`decided_by`) decided. Classes one and two are decided by
    committee or government: the office enters `body`, `decision_number` and `decision_day`. `revoked_at`:
    taken back by who decided; `ended_at`: the line was submitted again or amended since.
    `submitted_by` is who submitted the line: nobody decides on their own submission.
    """

    planned = models.ForeignKey(PlannedMeeting, models.PROTECT, related_name="decisions", verbose_name=_("计划会议"))
    as_principal = models.BooleanField(_("主要领导批准"), default=False)
    verdict = models.CharField(_("意见"), max_length=8, choices=Verdict.choices)
    line = models.CharField(_("批示"), max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("审批人"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代谁审批")
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("报送人")
    )
    decided_at = models.DateTimeField(_("审批时间"))
    body = models.CharField(_("审定机关"), max_length=100, blank=True)
    decision_number = models.CharField(_("审定文号"), max_length=120, blank=True)
    decision_day = models.DateField(_("审定日期"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("审批")
        verbose_name_plural = _("审批")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["planned", "as_principal"],
                name="one_standing_decision_of_a_kind",
                condition=Q(revoked_at=None, ended_at=None),
            ),
            models.CheckConstraint(name="decided_by_another", condition=~Q(decided_by=F("submitted_by"))),
            models.CheckConstraint(
                name="decided_for_another", condition=Q(on_behalf_of=None) | ~Q(on_behalf_of=F("submitted_by"))
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class DeputyQuerySet(ScopedQuerySet["Deputy"]):
    see = Power.CHECK_PLANS
    edit = Power.CHECK_PLANS

    def visible_to(self, user: Any, on: date | None = None) -> Self:
        """The office sees all; a leader those for whom and by whom they are represented."""
        return super().visible_to(user, on) | self.filter(Q(leader_id=user.pk) | Q(deputy_id=user.pk))

    def editable_by(self, user: Any, on: date | None = None) -> Self:
        return super().editable_by(user, on) | self.filter(leader_id=user.pk)

    def in_force_on(self, day: date) -> Self:
        return self.filter(starts__lte=day, ends__gte=day)


class Deputy(models.Model):
    """`deputy` decides for the absent `leader` from `starts` to `ends`, both included; one level, never further.

    `organization` is where the leader's role is held.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("领导"))
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("代批人"))
    starts = models.DateField(_("起"))
    ends = models.DateField(_("止"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("设置人"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("代批")
        verbose_name_plural = _("代批")
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(name="deputy_days_in_order", condition=Q(starts__lte=F("ends"))),
            models.CheckConstraint(name="deputy_is_another", condition=~Q(leader=F("deputy"))),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.leader}"


class PortfolioQuerySet(ScopedQuerySet["Portfolio"]):
    edit = Power.CHECK_PLANS


class Portfolio(models.Model):
    """The leader in charge (分管领导) of one unit: decides its meetings of classes three and four."""

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="portfolio", verbose_name=_("单位"))
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="portfolio", verbose_name=_("分管领导")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("分管单位")
        verbose_name_plural = _("分管单位")
        ordering = ["organization__position", "organization__code"]

    def __str__(self) -> str:
        return f"{self.organization} · {self.leader}"
