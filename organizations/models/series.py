"""Number series (机关代字): whose they are, in whose name, in which form, and whether they count (register 1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.organization import Organization
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class Level(models.IntegerChoices):
    """How far down a document or meeting reaches. Unknown is not counted under 4.1, and said so."""

    UNKNOWN = 0, _("不明")
    PROVINCE = 1, _("省")
    CITY = 2, _("市")
    COUNTY = 3, _("县")
    TOWNSHIP = 4, _("乡镇")
    VILLAGE = 5, _("村")


class InNameOf(models.TextChoices):
    """In whose name (名义) a document is issued or a meeting called."""

    PARTY = "party", _("党委")
    GOVERNMENT = "government", _("政府")
    PARTY_OFFICE = "party_office", _("党委办公厅")
    GOVERNMENT_OFFICE = "government_office", _("政府办公厅")
    COORDINATION = "coordination", _("议事协调机构")
    DEPARTMENT = "department", _("部门")


class Matter(models.TextChoices):
    """Who can settle the matter of a document or meeting (事项层级)."""

    DEPARTMENT = "department", _("部门可解决")
    COORDINATION = "coordination", _("议事协调机构可解决")
    PROVINCE = "province", _("省委省政府职责")
    SHARED = "shared", _("党政共同职责")


class Form(models.TextChoices):
    RED_HEAD = "red_head", _("红头")
    LETTER = "letter", _("函")
    TELEGRAM = "telegram", _("电报")
    WHITE_HEAD = "white_head", _("白头")
    INTERNAL = "internal", _("内刊")


class Numbering(models.TextChoices):
    YEARLY = "yearly", _("按年")
    CONTINUOUS = "continuous", _("连续")


class SeriesQuerySet(ScopedQuerySet["Series"]):
    see = Power.SEE_STANDINGS
    edit = Power.SET_SCOPE


class Series(models.Model):
    """One number series, e.g. 冀政办发. `counted` says whether its documents are in scope by default."""

    text = models.CharField(_("代字"), max_length=60, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="series", verbose_name=_("机构"))
    in_name_of = models.CharField(_("名义"), max_length=20, choices=InNameOf.choices)
    form = models.CharField(_("形式"), max_length=12, choices=Form.choices)
    counted = models.BooleanField(_("计入统计"), default=True)
    default_level = models.PositiveSmallIntegerField(_("默认发至层级"), choices=Level.choices, default=Level.UNKNOWN)
    numbering = models.CharField(_("编号方式"), max_length=12, choices=Numbering.choices, default=Numbering.YEARLY)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("机关代字")
        verbose_name_plural = _("机关代字")
        ordering = ["organization__position", "text"]

    def __str__(self) -> str:
        return self.text
