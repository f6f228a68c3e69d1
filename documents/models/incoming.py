"""Register 3: documents received (收文), the honest second count."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from registers.models import Record, RecordQuerySet


class IncomingQuerySet(RecordQuerySet):
    pass


class Incoming(Record):
    """A document as its receiver (`organization`) registered it; `sender` is the organ it came from."""

    sender = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来文机关")
    )
    sender_text = models.CharField(_("来文机关"), max_length=200)
    number = models.CharField(_("来文字号"), max_length=120, blank=True)
    number_search = models.CharField(max_length=120, blank=True, db_index=True, editable=False)
    series_text = models.CharField(max_length=60, blank=True, editable=False)
    title = models.CharField(_("标题"), max_length=500)
    received_on = models.DateField(_("收文日期"))
    form = models.CharField(_("形式"), max_length=40, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("收文")
        verbose_name_plural = _("收文")
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_incoming_per_key")]
        indexes = [
            models.Index(fields=["year", "sender", "day"], name="incoming_judging"),
            models.Index(fields=["organization", "day", "id"], name="incoming_organization_day"),
            models.Index(fields=["day", "id"], name="incoming_day"),
        ]

    def __str__(self) -> str:
        return self.number or self.title
