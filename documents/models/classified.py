"""Register 4: counts of classified documents by unit, month and level. Counts only, never a title or number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registers.models import Record, RecordQuerySet


class Secrecy(models.TextChoices):
    SECRET = "secret", _("秘密")
    CONFIDENTIAL = "confidential", _("机密")
    TOP_SECRET = "top_secret", _("绝密")


class ClassifiedCountQuerySet(RecordQuerySet):
    pass


class ClassifiedCount(Record):
    """One unit, one month, one level; it counts on the last day of its month."""

    month = models.PositiveSmallIntegerField(_("月份"))
    secrecy = models.CharField(_("密级"), max_length=12, choices=Secrecy.choices)
    issued = models.PositiveIntegerField(_("制发件数"))
    due = models.PositiveIntegerField(_("到期应审核件数"), default=0)
    reviewed = models.PositiveIntegerField(_("已审核件数"), default=0)
    declassified = models.PositiveIntegerField(_("已解密件数"), default=0)

    objects = ClassifiedCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("涉密文件数")
        verbose_name_plural = _("涉密文件数")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_classified_count_per_key"),
            models.CheckConstraint(name="classified_month_legal", condition=models.Q(month__gte=1, month__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02} {self.get_secrecy_display()}"
