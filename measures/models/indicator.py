"""Register 17: what is done for cadres (关爱指标), in one sheet from the personnel and pay offices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models.standing import figure
from organizations.roles import Power
from registers.models import Record, RecordQuerySet


class IndicatorQuerySet(RecordQuerySet):
    see = Power.SEE_STANDINGS
    edit = Power.KEEP_INDICATORS


class Indicator(Record):
    """Numerator and denominator of one indicator (26.1 …) for one unit and year. It counts for the whole year, so its
    `day` is 1 January. The unit itself enters nothing; for 27.1 the two are average pays, in yuan a year.
    """

    indicator = models.CharField(_("指标编号"), max_length=8)
    numerator = figure(verbose_name=_("分子"))
    denominator = figure(verbose_name=_("分母"))
    source_note = models.CharField(_("来源"), max_length=300)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("关爱指标")
        verbose_name_plural = _("关爱指标")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_indicator_per_key"),
            models.CheckConstraint(name="indicator_has_a_numerator", condition=models.Q(numerator__isnull=False)),
        ]
        indexes = [models.Index(fields=["year", "indicator", "organization"], name="indicator_judging")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.organization_id} {self.year}"
