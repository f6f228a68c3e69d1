"""Register 15: complaints and accusations (检举控告), by number and days."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accountability.models.confidential import Confidential, ConfidentialQuerySet


class Outcome(models.TextChoices):
    TRUE = "true", _("属实")
    PARTLY = "partly", _("部分属实")
    UNTRUE = "untrue", _("失实")
    # not proven is not untrue: nothing is cleared up by it
    UNPROVEN = "unproven", _("无法查实")


class Clarification(models.TextChoices):
    """The last three go together with writing (关于做好失实检举控告澄清工作的意见, 2020)."""

    WRITTEN = "written", _("书面")
    FACE_TO_FACE = "face_to_face", _("当面")
    MEETING = "meeting", _("会议")
    CIRCULAR = "circular", _("通报")


class Complaint(Confidential):
    """One complaint of the organ that accepted it; it counts on the day it was received."""

    CONFIDENTIAL = (
        "number", "received_on", "named", "notified_on", "closed_on", "outcome", "result_told_on",
        "needs_clarification", "clarified_on", "clarified_by", "false_accusation", "accusation_handled_on",
    )  # fmt: skip

    received_on = models.DateField(_("收到日期"))
    # told to the complainant only where the complaint bears a name; the name itself is nowhere
    named = models.BooleanField(_("实名"), null=True, blank=True)
    notified_on = models.DateField(_("受理告知日期"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome.choices, blank=True)
    result_told_on = models.DateField(_("结果反馈日期"), null=True, blank=True)
    needs_clarification = models.BooleanField(_("需澄清"), null=True, blank=True)
    clarified_on = models.DateField(_("澄清日期"), null=True, blank=True)
    clarified_by = models.JSONField(_("澄清方式"), default=list, blank=True)
    false_accusation = models.BooleanField(_("诬告认定"), null=True, blank=True)
    accusation_handled_on = models.DateField(_("诬告处理日期"), null=True, blank=True)

    objects = ConfidentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("检举控告")
        verbose_name_plural = _("检举控告")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_complaint_per_key"),
            *(
                models.CheckConstraint(
                    name=f"complaint_{later}_after_{earlier}",
                    condition=Q(**{later: None})
                    | Q(**{f"{earlier}__isnull": False, f"{later}__gte": models.F(earlier)}),
                )
                for later, earlier in (
                    ("notified_on", "received_on"),
                    ("closed_on", "received_on"),
                    ("result_told_on", "closed_on"),
                    ("clarified_on", "closed_on"),
                )
            ),
        ]
        indexes = [models.Index(fields=["organization", "year", "day"], name="complaint_judging")]
