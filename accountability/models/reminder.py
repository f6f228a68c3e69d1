"""Reminders of limits that end soon: each once, before it is late."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accountability.limits import BY_KEY
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class ReminderQuerySet(ScopedQuerySet["Reminder"]):
    see = Power.SEE_CASES
    edit = Power.KEEP_CASES


class Reminder(models.Model):
    """One limit (`clock`, accountability.limits) of one record that ends on `due_on`; once for each end.

    `key` is the record's key, a digest: the row tells neither number nor kind to whoever reads the table.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    clock = models.CharField(_("期限"), max_length=12)
    key = models.CharField(max_length=255, editable=False)
    due_on = models.DateField(_("到期日"))
    day = models.DateField(_("提醒日期"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("期限提醒")
        verbose_name_plural = _("期限提醒")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "clock", "key", "due_on"], name="one_reminder_per_end"),
        ]
        indexes = [models.Index(fields=["organization", "due_on"], name="reminder_due")]

    def __str__(self) -> str:
        return f"{self.clock} {self.due_on}"

    @property
    def title(self) -> Any:
        return BY_KEY[self.clock].title
