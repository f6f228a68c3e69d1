"""Register 20: exposures and good examples (曝光与典型), shown to the public once a second person has approved them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Level, User
from registers.models import Record, RecordQuerySet


class Kind(models.TextChoices):
    EXPOSURE = "exposure", _("通报曝光")
    EXAMPLE = "example", _("先进典型")


class State(models.TextChoices):
    PREPARED = "prepared", _("待审核")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤下")


class ExposureQuerySet(RecordQuerySet):
    def public(self) -> "ExposureQuerySet":
        """What anybody may read: approved by a second person, and not taken down."""
        return self.filter(state=State.PUBLISHED)


class Exposure(Record):
    """What was reduced or went wrong, at which level of units; no personal names. `published_on` is its printed day."""

    title = models.CharField(_("标题"), max_length=200)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    published_on = models.DateField(_("发布日期"))
    level = models.PositiveSmallIntegerField(_("单位层级"), choices=Level.choices)
    body = models.TextField(_("正文"), blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("拟稿")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核")
    )
    approved_on = models.DateField(_("审核日期"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("撤下")
    )
    withdrawn_on = models.DateField(_("撤下日期"), null=True, blank=True)

    objects = ExposureQuerySet.as_manager()

    class Meta:
        verbose_name = _("曝光与典型")
        verbose_name_plural = _("曝光与典型")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_exposure_per_key"),
            models.CheckConstraint(
                name="exposure_published_by_a_second_person",
                condition=Q(state=State.PREPARED)
                | (Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(approved_by=models.F("prepared_by"))),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "year", "day"], name="exposure_judging"),
            models.Index(fields=["state", "-day"], name="exposure_public"),
        ]

    def __str__(self) -> str:
        return self.title
