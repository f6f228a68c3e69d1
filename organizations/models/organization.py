"""Who exists: the tree of organizations and how they succeed each other (register 1)."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.roles import Power
from organizations.scoping import ScopedQuerySet
from organizations.search import search_text
from organizations.tree import Link, Place, inherited, paths


class Kind(models.TextChoices):
    LEADING = "leading", _("省级领导机关")
    DEPARTMENT = "department", _("省直部门")
    CITY = "city", _("市")
    COUNTY = "county", _("县")
    TOWNSHIP = "township", _("乡镇")
    DISCIPLINE = "discipline", _("纪检监察机关")


class OrganizationQuerySet(ScopedQuerySet["Organization"]):
    """`visible_to`: whose standings a person may see; `editable_by`: whose records a person may keep."""

    organization_lookup = "pk"
    see = Power.SEE_STANDINGS

    def in_order(self) -> Self:
        """Administrative order (机构序), never by result."""
        return self.order_by("position", "code")

    def existing_on(self, day: date) -> Self:
        return self.filter(Q(starts=None) | Q(starts__lte=day), Q(ends=None) | Q(ends__gt=day))

    def within(self, paths: Iterable[str]) -> Self:
        """Organizations at or below any of the stored paths."""
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
        return self.filter(condition)

    def matching(self, words: str) -> Self:
        """Found by every one of the words: part of a code, a name, its pinyin or its initials."""
        found = self
        for word in words.casefold().split():
            found = found.filter(Q(search__contains=word) | Q(code__icontains=word))
        return found

    def replant(self) -> int:
        """Brings path and search text of every organization into step; how many changed.

        For writers of many rows at once, inside their transaction. Raises organizations.tree.Cycle
        or Misplaced and then changes nothing.
        """
        everyone = list(self.model.objects.all())
        planted = paths(Place(one.pk, one.parent_id, one.kind) for one in everyone)
        changed = [one for one in everyone if one.derive(planted[one.pk])]
        self.model.objects.bulk_update(changed, ["path", "search"], batch_size=200)
        return len(changed)


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
            models.CheckConstraint(name="organization_not_above_itself", condition=Q(parent=None) | ~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, **kwargs: Any) -> None:
        """Keeps path and search text in step, also of those below when it moves. Raises Cycle, Misplaced."""
        with transaction.atomic():
            super().save(**kwargs)
            if self.children.exists():
                type(self).objects.replant()
                self.refresh_from_db(fields=["path", "search"])
            elif self.derive(self._path_without_children()):
                super().save(update_fields=["path", "search"])

    def _path_without_children(self) -> str:
        above = self.parent
        if above is None:
            return f"/{self.pk}/"
        paths((Place(above.pk, None, above.kind), Place(self.pk, above.pk, self.kind)))
        return f"{above.path}{self.pk}/"

    def derive(self, path: str) -> bool:
        """Takes on a path and the search text of the present names; whether either changed."""
        before = (self.path, self.search)
        self.path, self.search = path, search_text(self.name, self.short_name)
        return before != (self.path, self.search)


class SuccessionQuerySet(ScopedQuerySet["Succession"]):
    organization_lookup = "successor"
    see = Power.SEE_STANDINGS

    def links(self) -> list[Link]:
        return [Link(*row) for row in self.values_list("predecessor_id", "successor_id", "effective", "share")]

    def inherited_on(self, day: date) -> dict[int, dict[int, Fraction]]:
        """For each successor the share of every predecessor's figures on a day (organizations.tree.inherited)."""
        return inherited(self.links(), day)


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
