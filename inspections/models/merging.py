"""Proposals to join alike items of different departments into one team."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.item import PlannedInspection
from organizations.models import Organization, User
from organizations.roles import Power, Reach
from organizations.scoping import ScopedQuerySet, grants, has_power


class MergeRunQuerySet(ScopedQuerySet["MergeRun"]):
    see = Power.CHECK_PLANS
    edit = Power.CHECK_PLANS


class MergeRun(models.Model):
    """One run of the solver over a year. `done` of `total` steps is its progress."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待")
        RUNNING = "running", _("计算中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("失败")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.WAITING)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    items = models.PositiveIntegerField(_("事项数"), default=0)
    saved = models.PositiveIntegerField(_("可减县日"), default=0)
    problem = models.CharField(_("失败原因"), max_length=300, blank=True)
    # the parameters of this run (inspections.merging.problem.Limits), the quiet periods and the earliest day
    options = models.JSONField(default=dict, editable=False)

    objects = MergeRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("合并测算")
        verbose_name_plural = _("合并测算")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(state__in=["waiting", "running"]), name="one_merge_run_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class ProposalState(models.TextChoices):
    """ACCEPTED and REFUSED are what the departments said together; DECIDED and REJECTED what the office made of it."""

    PROPOSED = "proposed", _("待发送")
    SENT = "sent", _("征求意见")
    ACCEPTED = "accepted", _("各方同意")
    REFUSED = "refused", _("有单位不同意")
    DECIDED = "decided", _("已合并")
    REJECTED = "rejected", _("不合并")


class MergeProposalQuerySet(ScopedQuerySet["MergeProposal"]):
    """`visible_to`: the office all; a department those sent to it as a member."""

    edit = Power.PLAN

    def reached_by(self, user: User | Any, power: Power, on: Any = None) -> Self:
        held = [grant for grant in grants(user, on) if grant.power is power]
        if any(grant.reach is Reach.PROVINCE for grant in held):
            return self.all()
        members = MergeMember._default_manager.reached_by(user, power, on)
        return self.filter(pk__in=members.values("proposal")).exclude(state=ProposalState.PROPOSED)

    def waiting_for(self, user: User | Any) -> Self:
        """Whose next step is this person's: a department's answer, the office's decision once all have answered."""
        unanswered = MergeMember.objects.editable_by(user).filter(answer=Answer.PENDING)
        mine = Q(state=ProposalState.SENT, pk__in=unanswered.values("proposal"))
        if has_power(user, Power.CHECK_PLANS):
            mine |= Q(state__in=[ProposalState.ACCEPTED, ProposalState.REFUSED])
        return self.filter(mine)


class MergeProposal(models.Model):
    """A joint team: its lead item, its days (both included) and how many county-days it saves."""

    run = models.ForeignKey(MergeRun, models.PROTECT, null=True, blank=True, related_name="proposals")
    year = models.PositiveSmallIntegerField(_("年度"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("牵头单位"))
    lead = models.ForeignKey(PlannedInspection, models.PROTECT, related_name="+", verbose_name=_("牵头事项"))
    state = models.CharField(_("状态"), max_length=8, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    first_day = models.DateField(_("开始日期"))
    last_day = models.DateField(_("结束日期"))
    days = models.PositiveIntegerField(_("天数"))
    people = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    # where the members go together; elsewhere each goes as it had planned
    counties = models.ManyToManyField(Organization, blank=True, related_name="+", verbose_name=_("联合到访县"))
    county_days_before = models.PositiveIntegerField(_("合并前县日"), default=0)
    county_days_after = models.PositiveIntegerField(_("合并后县日"), default=0)
    saved = models.PositiveIntegerField(_("可减县日"))
    # what the page draws: {"before": {county: [day …]}, "after": …}
    grid = models.JSONField(default=dict, editable=False)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    # silence after this day is consent
    answer_due = models.DateField(_("答复时限"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decision_line = models.CharField(_("决定意见"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MergeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("合并建议")
        verbose_name_plural = _("合并建议")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(name="merge_ends_after_start", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="merge_decision_whole",
                condition=~Q(state__in=["decided", "rejected"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead}"


class Answer(models.TextChoices):
    PENDING = "pending", _("未答复")
    AGREED = "agreed", _("同意")
    REFUSED = "refused", _("不同意")
    SILENT = "silent", _("逾期未答复，视为同意")


class MergeMemberQuerySet(ScopedQuerySet["MergeMember"]):
    organization_lookup = "item__organization"
    edit = Power.PLAN


class MergeMember(models.Model):
    """One item in a proposal and what its unit answers.

    15.3: the overlap of two members ends when their proposal is decided, or when one of them refused and the office
    accepted the reason (`excuse_accepted_at`).
    """

    proposal = models.ForeignKey(MergeProposal, models.CASCADE, related_name="members")
    item = models.ForeignKey(PlannedInspection, models.PROTECT, related_name="proposed_in", verbose_name=_("计划事项"))
    answer = models.CharField(_("答复"), max_length=8, choices=Answer.choices, default=Answer.PENDING)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    excuse_accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    excuse_accepted_at = models.DateTimeField(_("理由认可时间"), null=True, blank=True)

    objects = MergeMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("合并成员")
        verbose_name_plural = _("合并成员")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item"], name="one_member_an_item"),
            models.CheckConstraint(name="merge_refusal_has_reason", condition=~Q(answer="refused") | ~Q(reason="")),
            models.CheckConstraint(
                name="merge_excuse_is_of_a_refusal", condition=Q(excuse_accepted_at=None) | Q(answer="refused")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}"
