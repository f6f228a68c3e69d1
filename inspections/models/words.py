"""Choices that several registers of inspections share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionKind(models.TextChoices):
    """类型. 督查, 检查 and 考核 always count; 调研 with three of the five ticks."""

    SUPERVISION = "supervision", _("督查")
    INSPECTION = "inspection", _("检查")
    ASSESSMENT = "assessment", _("考核")
    RESEARCH = "research", _("调研")


class BasisLevel(models.TextChoices):
    """Who set what is carried out: only centre and province are a mandate."""

    CENTRE = "centre", _("中央")
    PROVINCE = "province", _("省委省政府")
    DEPARTMENT = "department", _("部门")
    NONE = "none", _("无")


class PlaceLevel(models.TextChoices):
    """What kind of place receives a team. Visits to cities are not 到基层 and do not count under 14.2."""

    CITY = "city", _("市")
    COUNTY = "county", _("县")
    TOWNSHIP = "township", _("乡镇")
    VILLAGE = "village", _("村")
    ENTERPRISE = "enterprise", _("企业")
    SCHOOL = "school", _("学校")
    UNKNOWN = "unknown", _("不明")


GRASSROOTS = frozenset(
    {PlaceLevel.COUNTY, PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE, PlaceLevel.ENTERPRISE, PlaceLevel.SCHOOL}
)
