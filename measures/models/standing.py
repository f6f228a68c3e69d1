"""What the engine keeps: one standing for each obligation, organization and year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.restricted import Restricted
from measures.status import Status
from organizations.models import Organization
from organizations.roles import Power


def figure(**options) -> models.DecimalField:
    """Figures are exact; thirds and shares of successors keep six places in the store."""
    return models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True, **options)


class StandingQuerySet(Restricted):
    see = Power.SEE_STANDINGS


class Standing(models.Model):
    """The judgement of one obligation for one organization and year, as of a day (现状)."""

    obligation = models.CharField(_("事项"), max_length=8)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
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

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("现状")
        verbose_name_plural = _("现状")
        constraints = [
            models.UniqueConstraint(fields=["obligation", "organization", "year"], name="one_standing"),
        ]
        indexes = [models.Index(fields=["year", "organization"], name="standing_year_organization")]

    def __str__(self) -> str:
        return f"{self.obligation} {self.organization_id} {self.year}: {self.status}"


class JudgedYear(models.Model):
    """One row a year: runs take turns by its lock, and `version` moves whenever a standing of the year changed."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    version = models.PositiveBigIntegerField(default=0)
    as_of = models.DateField(null=True)

    class Meta:
        verbose_name = _("研判年度")
        verbose_name_plural = _("研判年度")

    def __str__(self) -> str:
        return f"{self.year} v{self.version}"
