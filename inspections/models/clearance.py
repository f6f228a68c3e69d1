"""Register 10: the lists to be cleared (清理事项): indicators, vetoes, letters, creation and award activities."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.words import BasisLevel
from organizations.models import User
from registers.models import Record, RecordQuerySet


class ClearanceKind(models.TextChoices):
    INDICATOR = "indicator", _("考核指标")
    VETO = "veto", _("一票否决")
    LETTER = "letter", _("责任状")
    CREATION = "creation", _("创建示范")
    AWARD = "award", _("评比表彰")


class Decision(models.TextChoices):
    KEEP = "keep", _("保留")
    CANCEL = "cancel", _("取消")
    MERGE = "merge", _("合并")
    PENDING = "pending", _("待定")


class ClearanceItemQuerySet(RecordQuerySet):
    pass


class ClearanceItem(Record):
    """One item of the inventory. It stays in the inventory year after year; `day` is when it first entered it.

    As of a day an item is undecided until `decided_on`; cancelled and merged, it is dead unless `still_running`.
    """

    kind = models.CharField(_("类别"), max_length=12, choices=ClearanceKind.choices)
    name = models.CharField(_("名称"), max_length=300)
    basis_level = models.CharField(_("依据层级"), max_length=12, choices=BasisLevel.choices)
    basis = models.CharField(_("依据文件"), max_length=500, blank=True)
    indicators_before = models.PositiveIntegerField(_("清理前指标数"), null=True, blank=True)
    indicators_after = models.PositiveIntegerField(_("清理后指标数"), null=True, blank=True)
    decision = models.CharField(_("处理"), max_length=8, choices=Decision.choices, default=Decision.PENDING)
    decided_on = models.DateField(_("处理日期"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decision_line = models.CharField(_("处理意见"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name=_("并入")
    )
    # what the unit proposes, until the general office decides; "" without a proposal
    proposed = models.CharField(_("单位建议"), max_length=8, choices=Decision.choices, blank=True)
    proposed_reason = models.CharField(_("建议理由"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(_("建议时间"), null=True, blank=True)
    still_running = models.BooleanField(_("仍在执行"), null=True, blank=True)
    # the last check that what was cancelled is dead
    checked_on = models.DateField(_("回头看日期"), null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ClearanceItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("清理事项")
        verbose_name_plural = _("清理事项")
        ordering = ["kind", "-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_clearance_item_per_key"),
            models.CheckConstraint(
                name="clearance_not_decided_by_its_proposer",
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "day", "id"], name="clearance_organization_day"),
            models.Index(fields=["year", "organization", "day"], name="clearance_judging"),
            models.Index(fields=["day", "id"], name="clearance_day"),
        ]

    def __str__(self) -> str:
        return self.name
