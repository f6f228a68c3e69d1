"""What every record of a register is: scoped to an organization, with a natural key and a version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.scoping import ScopedQuerySet


class RecordQuerySet(ScopedQuerySet):
    pass


class Record(models.Model):
    """A row of a register. `key` is its natural key: a second import of the same row changes nothing.

    `year` is the year it counts in and `day` its day inside that year (evaluation.md, Days). `version`
    grows with every change: a stale save is refused. `corrected` names the derived fields that a person
    has set by hand; later imports leave those alone.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    key = models.CharField(max_length=255, editable=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    day = models.DateField(_("统计日期"))
    version = models.PositiveIntegerField(default=1, editable=False)
    corrected = models.JSONField(default=list, editable=False)
    imported_by = models.ForeignKey(
        "registers.Import", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
