"""Filing numbers (备案号): one running series a year for items, one for forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FilingSeries(models.Model):
    """The last number given in a series of a year. Its row is locked while a number is given: none is given twice."""

    class Subject(models.TextChoices):
        ITEM = "item", _("督检考事项")
        REQUEST = "request", _("报表")

    subject = models.CharField(_("种类"), max_length=8, choices=Subject.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("备案编号")
        verbose_name_plural = _("备案编号")
        constraints = [models.UniqueConstraint(fields=["subject", "year"], name="one_filing_series_a_year")]

    def __str__(self) -> str:
        return f"{self.subject} {self.year}"
