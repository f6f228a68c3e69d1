"""Register 18: the division of work (责任分工): who delivers what for an obligation, by when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.roles import Power
from registers.models import Record, RecordQuerySet


class AssignmentQuerySet(RecordQuerySet):
    see = Power.SEE_STANDINGS


class Assignment(Record):
    """A deliverable of one organization for one year. It counts for the whole year, so its `day` is 1 January.

    It proves itself by the number of a document or meeting that exists anyway (佐证), never by an upload: done without
    a number is not yet accepted.
    """

    class Part(models.TextChoices):
        LEAD = "lead", _("牵头")
        PARTNER = "partner", _("配合")

    obligation = models.CharField(_("事项编号"), max_length=8)
    part = models.CharField(_("角色"), max_length=8, choices=Part.choices)
    deliverable = models.CharField(_("交付物"), max_length=200)
    due = models.DateField(_("时限"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    proof = models.CharField(_("佐证"), max_length=200, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("责任分工")
        verbose_name_plural = _("责任分工")
        constraints = [models.UniqueConstraint(fields=["key"], name="one_assignment_per_key")]
        indexes = [models.Index(fields=["year", "obligation", "organization"], name="assignment_judging")]

    def __str__(self) -> str:
        return self.deliverable
