"""Register 14: matters of accountability (问责事项), by the steps of their procedure and the days of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accountability.models.confidential import Circled, Confidential
from organizations.models import Level


class SubjectKind(models.TextChoices):
    PARTY_ORGANIZATION = "party_organization", _("党组织")
    LEADING_CADRE = "leading_cadre", _("领导干部")


class FourForms(models.IntegerChoices):
    """监督执纪“四种形态”."""

    FIRST = 1, _("第一种形态")
    SECOND = 2, _("第二种形态")
    THIRD = 3, _("第三种形态")
    FOURTH = 4, _("第四种形态")


class Way(models.TextChoices):
    """Ways of holding to account (问责条例, revised 2019): three for party organizations, four for cadres."""

    INSPECTION = "inspection", _("检查")
    CIRCULAR = "circular", _("通报")
    REORGANIZATION = "reorganization", _("改组")
    ADMONITION = "admonition", _("诫勉")
    ADJUSTMENT = "adjustment", _("组织调整或者组织处理")
    DISCIPLINE = "discipline", _("纪律处分")


class Tolerance(models.TextChoices):
    RECOGNISED = "recognised", _("予以容错")
    REFUSED = "refused", _("不予容错")
    NOT_APPLICABLE = "not_applicable", _("不适用")


# the steps that come before the decision, in the order of the procedure (measures 22 and 23)
BEFORE_THE_DECISION = ("facts_shown_on", "organization_heard_on", "person_heard_on", "tolerance_assessed_on")


def never_after_the_decision(step: str) -> models.CheckConstraint:
    """A step that is recorded lies on or before the day of the decision, on every path."""
    unknown = Q(**{step: None}) | Q(decided_on=None)
    return models.CheckConstraint(
        name=f"case_{step}_before_decision", condition=unknown | Q(**{f"{step}__lte": models.F("decided_on")})
    )


class Case(Confidential):
    """One matter of accountability of the organ that decides it. It counts on the day of the decision, before that on
    the day it was opened."""

    # the history keeps that these changed, never how: who may read the history need not know a case
    CONFIDENTIAL = (
        "number", "subject_kind", "level", "form", "ways", "started_on", "facts_shown_on", "organization_heard_on",
        "person_heard_on", "self_corrected", "correction_weighed", "tolerance_assessed_on", "tolerance", "decided_on",
        "announced_on", "influence_ends_on", "reviewed_on",
    )  # fmt: skip

    subject_kind = models.CharField(_("对象类别"), max_length=20, choices=SubjectKind.choices)
    level = models.PositiveSmallIntegerField(_("层级"), choices=Level.choices, default=Level.UNKNOWN)
    form = models.PositiveSmallIntegerField(_("形态"), choices=FourForms.choices, null=True, blank=True)
    ways = models.JSONField(_("方式"), default=list, blank=True)
    started_on = models.DateField(_("启动日期"))
    facts_shown_on = models.DateField(_("事实见面日期"), null=True, blank=True)
    organization_heard_on = models.DateField(_("听取党组织意见日期"), null=True, blank=True)
    person_heard_on = models.DateField(_("听取本人意见日期"), null=True, blank=True)
    self_corrected = models.BooleanField(_("主动纠错"), null=True, blank=True)
    correction_weighed = models.BooleanField(_("主动纠错已考量"), null=True, blank=True)
    tolerance_assessed_on = models.DateField(_("容错评估日期"), null=True, blank=True)
    tolerance = models.CharField(_("容错结论"), max_length=20, choices=Tolerance.choices, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    announced_on = models.DateField(_("宣布日期"), null=True, blank=True)
    influence_ends_on = models.DateField(_("影响期满日期"), null=True, blank=True)
    reviewed_on = models.DateField(_("期满评估日期"), null=True, blank=True)

    objects = Circled.as_manager()

    class Meta:
        verbose_name = _("问责事项")
        verbose_name_plural = _("问责事项")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_case_per_key"),
            *(never_after_the_decision(step) for step in BEFORE_THE_DECISION),
            models.CheckConstraint(
                name="case_decided_after_its_start",
                condition=Q(decided_on=None) | Q(decided_on__gte=models.F("started_on")),
            ),
            models.CheckConstraint(
                name="case_announced_after_the_decision",
                condition=Q(announced_on=None) | Q(decided_on__isnull=False, announced_on__gte=models.F("decided_on")),
            ),
            models.CheckConstraint(
                name="case_reviewed_after_its_influence",
                condition=Q(reviewed_on=None)
                | Q(influence_ends_on__isnull=False, reviewed_on__gte=models.F("influence_ends_on")),
            ),
            models.CheckConstraint(
                name="case_influence_follows_the_decision",
                condition=Q(influence_ends_on=None)
                | Q(decided_on__isnull=False, influence_ends_on__gte=models.F("decided_on")),
            ),
        ]
        indexes = [models.Index(fields=["organization", "year", "day"], name="case_judging")]
