"""The secret address of a county's calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class CalendarFeedQuerySet(ScopedQuerySet["CalendarFeed"]):
    see = Power.SEE_CALENDAR
    edit = Power.SEE_CALENDAR


class CalendarFeed(models.Model):
    """One person's address of one county's calendar: rights are looked up when it is used.

    Only the hash of its secret is kept. Renewed, the old address is as unknown as any other.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("县"))
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("生成时间"))
    renewed_at = models.DateTimeField(_("更换时间"), null=True, blank=True)
    # what was answered last, and since when: If-Modified-Since is held against it
    content_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")
        constraints = [models.UniqueConstraint(fields=["organization", "owner"], name="one_feed_a_person_and_county")]

    def __str__(self) -> str:
        return f"{self.organization}"
