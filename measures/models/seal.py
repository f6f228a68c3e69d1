"""Sealed quarters and years (封存): standings that no run changes any more, with a digest that bulletins print."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.standing import figure
from measures.status import Status
from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class SealedForGood(Exception):
    """Somebody tried to alter or delete what is sealed; a restatement is a new version."""


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise SealedForGood("what is sealed is never changed: restate it as a new version")


class SealQuerySet(models.QuerySet["Seal"]):
    update = _refuse
    delete = _refuse

    def latest_of(self, year: int, quarter: int = 0) -> "Seal | None":
        """The version in force of a year (quarter 0) or a quarter; None while it is open."""
        return self.filter(year=year, quarter=quarter).order_by("-version").first()


class Seal(models.Model):
    """One version of a sealed year (`quarter` 0) or quarter. Version 1 seals; later ones restate, with a reason.

    `digest` is the SHA-256 of its standings in a fixed order (measures.sealing.digest_of).
    """

    year = models.PositiveSmallIntegerField(_("年度"))
    quarter = models.PositiveSmallIntegerField(_("季度"), default=0)
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    as_of = models.DateField(_("截至"))
    rule_set = models.CharField(_("规则集"), max_length=40)
    sealed_by = models.CharField(_("签发人"), max_length=60)
    sealed_on = models.DateField(_("封存日期"))
    signer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("重述理由"), blank=True)
    digest = models.CharField(_("校验码"), max_length=64)
    standings_count = models.PositiveIntegerField(_("现状条数"))

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("封存")
        verbose_name_plural = _("封存")
        ordering = ["-year", "-quarter", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter", "version"], name="one_seal_version"),
            models.CheckConstraint(name="seal_quarter_legal", condition=Q(quarter__gte=0, quarter__lte=4)),
            models.CheckConstraint(name="seal_is_signed", condition=~Q(sealed_by="")),
            models.CheckConstraint(name="restatement_has_a_reason", condition=Q(version=1) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.year}{f'Q{self.quarter}' if self.quarter else ''} v{self.version}"

    delete = _refuse


class SealedStandingQuerySet(ScopedQuerySet["SealedStanding"]):
    see = Power.SEE_STANDINGS

    update = _refuse
    delete = _refuse


class SealedStanding(models.Model):
    """A standing as it was sealed; the columns are those of Standing, and the organization's name of that day."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="standings", verbose_name=_("封存"))
    obligation = models.CharField(_("事项"), max_length=8)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    organization_name = models.CharField(_("机构名称"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    as_of = models.DateField(_("截至"))
    status = models.CharField(_("状态"), max_length=12, choices=Status.choices)
    value = figure()
    baseline = figure()
    same_period = figure()
    committed = figure()
    limit = figure()
    stretch = figure()
    forecast = figure()
    reduction = figure()
    beyond_band = models.BooleanField(default=False)
    population = figure()
    data_through = models.DateField(_("数据截至"), null=True, blank=True)
    rule_set = models.CharField(max_length=40)

    objects = SealedStandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("封存的现状")
        verbose_name_plural = _("封存的现状")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "obligation", "organization"], name="one_sealed_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.organization_id} {self.year}: {self.status}"

    delete = _refuse
