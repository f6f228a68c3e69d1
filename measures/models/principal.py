"""Register 19: the heads of units who signed for the year (主要负责同志). A post, never a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.roles import Power
from registers.models import Record, RecordQuerySet


class PrincipalQuerySet(RecordQuerySet):
    see = Power.SEE_STANDINGS
    edit = Power.ISSUE_TARGETS


class Principal(Record):
    """The post that answers for a unit and year, and the number and day by which it signed. Its `day` is 1 January."""

    post = models.CharField(_("职务"), max_length=60)
    signed_number = models.CharField(_("签批文号"), max_length=120, blank=True)
    signed_on = models.DateField(_("确认日期"), null=True, blank=True)

    objects = PrincipalQuerySet.as_manager()

    class Meta:
        verbose_name = _("主要负责同志")
        verbose_name_plural = _("主要负责同志")
        constraints = [models.UniqueConstraint(fields=["key"], name="one_principal_per_key")]
        indexes = [models.Index(fields=["year", "organization"], name="principal_judging")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.year} {self.post}"
