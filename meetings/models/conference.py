"""Joint conferences of the four bodies' secretaries-general (四大班子秘书长联席会议, measure 10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.planned import PlannedMeeting
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet
from registers.models import Record, RecordQuerySet


class JointConferenceQuerySet(RecordQuerySet):
    edit = Power.CHECK_PLANS


class JointConference(Record):
    """One sitting. `organization` is the lead office, `day` the day it sat, `number` its place in the year."""

    number = models.PositiveSmallIntegerField(_("第几次"))
    note = models.TextField(_("纪要"), blank=True)

    objects = JointConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("联席会议")
        verbose_name_plural = _("联席会议")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_joint_conference_per_key"),
            models.UniqueConstraint(fields=["organization", "year", "number"], name="one_joint_conference_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class Proposal(models.TextChoices):
    JOIN = "join", _("套开")
    CUT = "cut", _("不开")
    KEEP = "keep", _("保留")


class AgendaItemQuerySet(ScopedQuerySet["AgendaItem"]):
    organization_lookup = "conference__organization"
    edit = Power.CHECK_PLANS


class AgendaItem(models.Model):
    """One item of a sitting's agenda: planned meetings, what is proposed, what was decided, what that saved.

    `lead` is the line that the others are joined to. `decision` is empty until `decided`. Saved half days
    are those of people: people × half days, None where a number of people is not known.
    """

    conference = models.ForeignKey(JointConference, models.PROTECT, related_name="items", verbose_name=_("联席会议"))
    position = models.PositiveIntegerField(default=0, editable=False)
    planned = models.ManyToManyField(PlannedMeeting, related_name="agenda_items", verbose_name=_("计划会议"))
    lead = models.ForeignKey(
        PlannedMeeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头会议")
    )
    proposal = models.CharField(_("建议"), max_length=8, choices=Proposal.choices)
    decision = models.CharField(_("议定"), max_length=8, choices=Proposal.choices, blank=True)
    line = models.CharField(_("议定意见"), max_length=500, blank=True)
    decided = models.BooleanField(_("已议定"), default=False)
    saved_meetings = models.PositiveIntegerField(_("少开会议"), default=0)
    saved_person_half_days = models.PositiveIntegerField(_("少用人次半天"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("联席会议议题")
        verbose_name_plural = _("联席会议议题")
        ordering = ["conference", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_decided_somehow",
                condition=models.Q(decided=False, decision="") | (models.Q(decided=True) & ~models.Q(decision="")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_proposal_display()
