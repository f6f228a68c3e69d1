"""A unit's answer to a flag (问题说明), and what the general office decided on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.models.flag import Flag
from measures.models.standing import figure
from organizations.models import User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class Way(models.TextChoices):
    """What a unit will do; chosen, so that nothing has to be typed."""

    FEWER = "fewer", _("压减后续安排")
    MERGE = "merge", _("合并、套开")
    CANCEL = "cancel", _("取消未实施的")
    LIGHTER = "lighter", _("改为视频、书面等形式")
    MEND = "mend", _("补正台账")
    WRONG = "wrong", _("数据有误，已更正")
    EXEMPT = "exempt", _("情况特殊，申请豁免")


class AnswerQuerySet(ScopedQuerySet["Answer"]):
    organization_lookup = "flag__organization"
    see = Power.SEE_STANDINGS
    edit = Power.ANSWER_FLAGS


class Answer(models.Model):
    """Found evidence is taken over from the standing (`value`, `limit`, `records`); the head chooses what will be done
    and by when.

    One answer at a time waits for a decision. Nobody decides on their own.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("待审核")
        WITHDRAWN = "withdrawn", _("已撤回")
        RETURNED = "returned", _("已退回")
        UPHELD = "upheld", _("认定属实")
        EXCUSED = "excused", _("已豁免")

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="answers", verbose_name=_("问题"))
    ways = models.JSONField(_("整改措施"), default=list)
    done_by = models.DateField(_("完成时限"))
    note = models.CharField(_("补充说明"), max_length=300, blank=True)
    value = figure(verbose_name=_("现值"))
    limit = figure(verbose_name=_("上限"))
    records = models.PositiveIntegerField(_("涉及记录"), default=0)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.SUBMITTED)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("答复人"))
    answered_on = models.DateField(_("答复日期"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    decided_on = models.DateField(_("审核日期"), null=True, blank=True)
    line = models.CharField(_("审核意见"), max_length=300, blank=True)
    approver = models.CharField(_("豁免批准人"), max_length=120, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题说明")
        verbose_name_plural = _("问题说明")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["flag"], condition=Q(state="submitted"), name="one_answer_waits"),
            models.CheckConstraint(
                name="answer_not_decided_by_its_author",
                condition=Q(decided_by=None) | ~Q(decided_by=F("answered_by")),
            ),
            models.CheckConstraint(
                name="answer_decision_whole",
                condition=Q(state__in=["submitted", "withdrawn"], decided_by=None)
                | Q(state__in=["returned", "upheld", "excused"], decided_by__isnull=False, decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="excuse_has_reason_and_approver", condition=~Q(state="excused") | (~Q(line="") & ~Q(approver=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id} {self.state}"
