"""Targets (核定基数、上限) and signed baselines (register 5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.standing import figure
from measures.restricted import Restricted
from organizations.models import Organization, User
from organizations.roles import Power
from registers.models import Record


class TargetQuerySet(Restricted):
    see = Power.SEE_STANDINGS
    edit = Power.ISSUE_TARGETS


class Target(models.Model):
    """The baseline and ceiling of one organization for one year: a draft until issued, then frozen.

    A correction after the issue is a new version with its reason and signer; the old one stays readable.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        ISSUED = "issued", _("已下达")
        REPLACED = "replaced", _("已被替换")

    obligation = models.CharField(_("事项"), max_length=8)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    year = models.PositiveSmallIntegerField(_("年度"))
    version = models.PositiveIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    computed = figure(verbose_name=_("台账推算基数"))
    baseline = figure(verbose_name=_("核定基数"))
    ceiling = figure(verbose_name=_("上限"))
    stretch = figure(verbose_name=_("目标区下沿"))
    reason = models.TextField(_("理由"), blank=True)
    issued_by = models.CharField(_("签发人"), max_length=60, blank=True)
    issued_on = models.DateField(_("下达日期"), null=True, blank=True)
    issuer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "organization", "year", "version"], name="one_target_version"
            ),
            models.UniqueConstraint(
                fields=["obligation", "organization", "year"], condition=Q(state="draft"), name="one_draft_target"
            ),
            models.UniqueConstraint(
                fields=["obligation", "organization", "year"], condition=Q(state="issued"), name="one_issued_target"
            ),
            models.CheckConstraint(
                name="issued_target_is_signed",
                condition=Q(state="draft") | (Q(issued_on__isnull=False) & ~Q(issued_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.organization_id} {self.year} v{self.version}"


class Baseline(Record):
    """A signed baseline (核定基数). It goes before what the register implies (evaluation.md, Figures)."""

    obligation = models.CharField(_("事项编号"), max_length=8)
    figure = figure(verbose_name=_("基数"))
    source_note = models.CharField(_("来源说明"), max_length=300)
    approved_by = models.CharField(_("核定人"), max_length=60)
    approved_on = models.DateField(_("核定日期"))

    class Meta:
        verbose_name = _("核定基数")
        verbose_name_plural = _("核定基数")
        constraints = [models.UniqueConstraint(fields=["key"], name="one_baseline_per_key")]

    def __str__(self) -> str:
        return f"{self.obligation} {self.organization_id} {self.year}"
