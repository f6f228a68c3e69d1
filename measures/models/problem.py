"""Register 13: problems that the search for formalism found (问题清单), and what became of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Kind, Level
from organizations.roles import Power
from registers.models import Record, RecordQuerySet

# the level of a unit by its kind: whether a problem is rooted in the unit's own level (3.3)
LEVEL_OF_KIND = {
    Kind.LEADING: Level.PROVINCE,
    Kind.DEPARTMENT: Level.PROVINCE,
    Kind.DISCIPLINE: Level.PROVINCE,
    Kind.CITY: Level.CITY,
    Kind.COUNTY: Level.COUNTY,
    Kind.TOWNSHIP: Level.TOWNSHIP,
}


class ProblemQuerySet(RecordQuerySet):
    see = Power.SEE_STANDINGS

    def open(self) -> "ProblemQuerySet":
        return self.filter(closed_on=None)


class Problem(Record):
    """One problem of the unit that has to put it right. It counts in the year of its deadline, on that day.

    Put right (完成) is the unit's own word, closed (销号) the general office's. Opened again, it loses both days.
    """

    number = models.CharField(_("编号"), max_length=60)
    text = models.TextField(_("问题"))
    source = models.CharField(_("来源"), max_length=100, blank=True)
    root_level = models.PositiveSmallIntegerField(_("根源层级"), choices=Level.choices, default=Level.UNKNOWN)
    measure = models.PositiveSmallIntegerField(_("措施号"), null=True, blank=True)
    due = models.DateField(_("整改时限"))
    finished_on = models.DateField(_("完成日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    reopened_on = models.DateField(_("重新打开日期"), null=True, blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题清单")
        verbose_name_plural = _("问题清单")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_problem_per_key"),
            models.CheckConstraint(
                name="problem_closed_after_it_was_finished",
                condition=Q(closed_on=None) | Q(finished_on__isnull=False, closed_on__gte=models.F("finished_on")),
            ),
            models.CheckConstraint(
                name="problem_of_a_measure", condition=Q(measure=None) | Q(measure__gte=1, measure__lte=30)
            ),
        ]
        indexes = [models.Index(fields=["year", "organization", "day"], name="problem_judging")]

    def __str__(self) -> str:
        return self.number
