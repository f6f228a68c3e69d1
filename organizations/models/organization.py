"""Who exists: the tree of organizations and how they succeed each other (register 1)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.scoping import ScopedQuerySet


class Kind(models.TextChoices):
    LEADING = "leading", _("省级领导机关")
    DEPARTMENT = "department", _("省直部门")
    CITY = "city", _("市")
    COUNTY = "county", _("县")
    TOWNSHIP = "township", _("乡镇")
    DISCIPLINE = "discipline", _("纪检监察机关")


class OrganizationQuerySet(ScopedQuerySet["Organization"]):
    organization_lookup = "pk"

    def in_order(self) -> "OrganizationQuerySet":
        """Administrative order (机构序), never by result."""
        return self.order_by("position", "code")

    def existing_on(self, day) -> "OrganizationQuerySet":
        return self.filter(Q(starts=None) | Q(starts__lte=day), Q(ends=None) | Q(ends__gt=day))

    def within(self, paths) -> "OrganizationQuerySet":
        """Organizations at or below any of the stored paths."""
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
        return self.filter(condition)


class Organization(models.Model):
    """An organ of the province. `ends` is the first day on which it no longer exists."""

    code = models.CharField(_("代码"), max_length=32, unique=True)
    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    position = models.PositiveIntegerField(_("排序"), default=0)
    starts = models.DateField(_("启用日期"), null=True, blank=True)
    ends = models.DateField(_("停用日期"), null=True, blank=True)
    # "/1/7/31/": the primary keys from the root down to this row, kept by organizations.tree
    path = models.CharField(max_length=200, editable=False, db_index=True, default="")
    # full pinyin and initials of the name, for search
    search = models.CharField(max_length=400, editable=False, blank=True, default="")

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                name="organization_ends_after_start",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class SuccessionQuerySet(ScopedQuerySet["Succession"]):
    organization_lookup = "successor"


class Succession(models.Model):
    """From `effective` on, `share` of the predecessor's figures is the successor's (evaluation.md, Figures)."""

    predecessor = models.ForeignKey(Organization, models.PROTECT, related_name="successions", verbose_name=_("原机构"))
    successor = models.ForeignKey(Organization, models.PROTECT, related_name="predecessions", verbose_name=_("现机构"))
    effective = models.DateField(_("生效日期"))
    share = models.DecimalField(_("份额"), max_digits=7, decimal_places=6, default=1)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构沿革")
        verbose_name_plural = _("机构沿革")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "effective"], name="one_succession_a_day"),
            models.CheckConstraint(name="succession_share_legal", condition=Q(share__gt=0, share__lte=1)),
            models.CheckConstraint(name="succession_not_to_itself", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
