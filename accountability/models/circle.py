"""The circle of those who know (知悉范围) of a case or a talk: who, why, from when until when, and who withdrew."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accountability.models.case import Case
from accountability.models.talk import Talk
from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet

# a talk is known to three at most (measure 25)
TALK_CIRCLE = 3


class Need(models.TextChoices):
    """Why somebody has to know; chosen, never written."""

    HANDLING = "handling", _("承办")
    REVIEWING = "reviewing", _("审核")
    APPROVING = "approving", _("审批")
    SUPERVISING = "supervising", _("监督")


class Withdrawal(models.TextChoices):
    """Why somebody withdrew (回避)."""

    RELATIVE = "relative", _("近亲属")
    INTEREST = "interest", _("与本人或近亲属有利害关系")
    WITNESS = "witness", _("曾任本事项证人、承办人")
    OTHER = "other", _("其他可能影响公正处理的情形")


class CircleQuerySet(ScopedQuerySet["CircleMember"]):
    see = Power.SEE_CASES
    edit = Power.KEEP_CASES


class CircleMember(models.Model):
    """One person in the circle of one case or talk. `slot`: the places of a talk's circle, 1 to 3 at a time."""

    CONFIDENTIAL = ("member", "need", "slot", "since", "ended_on", "withdrawal")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="circle", verbose_name=_("问责事项")
    )
    talk = models.ForeignKey(
        Talk, models.PROTECT, null=True, blank=True, related_name="circle", verbose_name=_("谈话函询")
    )
    member = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("知悉人"))
    need = models.CharField(_("知悉理由"), max_length=12, choices=Need.choices)
    slot = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    since = models.DateField(_("起"))
    ended_on = models.DateField(_("止"), null=True, blank=True)
    withdrawal = models.CharField(_("回避理由"), max_length=12, choices=Withdrawal.choices, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("指定人"))

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = _("知悉范围")
        verbose_name_plural = _("知悉范围")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="circle_of_a_case_or_a_talk",
                condition=Q(case__isnull=False, talk=None) | Q(case=None, talk__isnull=False),
            ),
            models.CheckConstraint(
                name="circle_of_a_talk_has_three_places",
                condition=Q(talk=None, slot=None) | Q(talk__isnull=False, slot__gte=1, slot__lte=TALK_CIRCLE),
            ),
            models.CheckConstraint(
                name="circle_ends_after_it_began", condition=Q(ended_on=None) | Q(ended_on__gte=models.F("since"))
            ),
            models.CheckConstraint(
                name="circle_withdrawal_ends_it", condition=Q(withdrawal="") | Q(ended_on__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(ended_on=None), name="once_in_the_circle_of_a_case"
            ),
            models.UniqueConstraint(
                fields=["talk", "member"], condition=Q(ended_on=None), name="once_in_the_circle_of_a_talk"
            ),
            models.UniqueConstraint(
                fields=["talk", "slot"], condition=Q(ended_on=None), name="one_place_in_the_circle_of_a_talk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_need_display()} {self.since}"
