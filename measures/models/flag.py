"""Flags: open questions to an organization that a standing raised, and what was said about them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.status import Status
from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class FlagQuerySet(ScopedQuerySet["Flag"]):
    see = Power.SEE_STANDINGS
    edit = Power.ANSWER_FLAGS

    def open(self) -> "FlagQuerySet":
        return self.exclude(state=Flag.State.CLOSED)


class Flag(models.Model):
    """One episode. `severity` is the worst status so far in it; a return after closing is a new flag."""

    class State(models.TextChoices):
        OPEN = "open", _("待说明")
        ANSWERED = "answered", _("待审核")
        ACCEPTED = "accepted", _("认定属实")
        EXCUSED = "excused", _("已豁免")
        RETURNED = "returned", _("已退回")
        CLOSED = "closed", _("已销号")

    # whose answer is still owed
    AWAITING = (State.OPEN, State.RETURNED)

    class Closing(models.TextChoices):
        RECOVERED = "recovered", _("现状已恢复")
        NO_LONGER_BOUND = "no_longer_bound", _("不再适用")

    obligation = models.CharField(_("事项"), max_length=8)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    year = models.PositiveSmallIntegerField(_("年度"))
    severity = models.CharField(_("最重"), max_length=12, choices=Status.choices)
    status = models.CharField(_("现状"), max_length=12, choices=Status.choices)
    state = models.CharField(_("办理"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField(_("提出日期"))
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    closing = models.CharField(_("销号原因"), max_length=16, choices=Closing.choices, blank=True)
    reminded_on = models.DateField(_("提醒日期"), null=True, blank=True)
    escalated_on = models.DateField(_("逾期上报日期"), null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题")
        verbose_name_plural = _("问题")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "organization", "year"], condition=~Q(state="closed"), name="one_open_flag"
            ),
            models.CheckConstraint(
                name="closed_flag_has_day",
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.organization_id} {self.year} {self.state}"


class FlagEventQuerySet(ScopedQuerySet["FlagEvent"]):
    organization_lookup = "flag__organization"
    see = Power.SEE_STANDINGS


class FlagEvent(models.Model):
    """One line of a flag's history."""

    class Action(models.TextChoices):
        OPENED = "opened", _("提出问题")
        CHANGED = "changed", _("现状变化")
        REMINDED = "reminded", _("临期提醒")
        ANSWERED = "answered", _("单位说明")
        WITHDRAWN = "withdrawn", _("撤回说明")
        RETURNED = "returned", _("退回")
        UPHELD = "upheld", _("认定属实")
        EXCUSED = "excused", _("准予豁免")
        ESCALATED = "escalated", _("逾期未答复，列入办公厅清单")
        CLOSED = "closed", _("销号")

    flag = models.ForeignKey(Flag, models.CASCADE, related_name="events")
    day = models.DateField(_("日期"))
    action = models.CharField(_("动作"), max_length=20, choices=Action.choices)
    status = models.CharField(_("现状"), max_length=12, choices=Status.choices, blank=True)
    text = models.TextField(_("内容"), blank=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FlagEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题经过")
        verbose_name_plural = _("问题经过")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.action}"
