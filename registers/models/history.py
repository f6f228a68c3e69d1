"""The change history: append-only, sealed in a hash chain (trust.md, rule 3)."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class AppendOnlyError(Exception):
    """Somebody tried to alter, delete or smuggle in a line of the change history."""


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise AppendOnlyError("the change history is append-only: lines enter through registers.history.write")


class ChangeQuerySet(ScopedQuerySet["Change"]):
    see = Power.READ_HISTORY

    update = refuse
    bulk_update = refuse
    bulk_create = refuse
    delete = refuse


class Change(models.Model):
    """One line: who, when, what, old → new, and why. `digest` seals the line and the one before it.

    `sequence` counts from 1 without a hole. `changes` holds field → [old, new], or field → null where the
    field is confidential. The database itself refuses UPDATE, DELETE and TRUNCATE (triggers in the migrations).
    """

    sequence = models.PositiveBigIntegerField(unique=True, editable=False)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("何人"))
    path = models.CharField(_("途径"), max_length=12)
    action = models.CharField(_("动作"), max_length=24)
    subject = models.CharField(_("对象"), max_length=60)
    key = models.CharField(_("编号"), max_length=255, blank=True)
    # an import writes tens of thousands of lines: no index that no page asks for
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("机构"),
        db_index=False,
    )
    changes = models.JSONField(_("变更"), default=dict)
    reason = models.TextField(_("理由"), blank=True)
    previous = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("变更记录")
        verbose_name_plural = _("变更记录")
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["key", "subject"], name="change_key_subject")]

    save = refuse
    delete = refuse

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"


class ChainHead(models.Model):
    """The one row that says how many lines there are and how the last is sealed.

    Writers lock it, so the chain cannot fork; a tail cut off the history is noticed by it.
    """

    count = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("变更记录链首")
        verbose_name_plural = _("变更记录链首")
        constraints = [models.CheckConstraint(name="one_chain_head", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.count} {self.digest[:12]}"
