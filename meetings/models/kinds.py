"""What meetings and planned meetings share: class and form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingClass(models.IntegerChoices):
    """会议类别. One and two are decided by committee or government, three and four by the leader in charge."""

    UNKNOWN = 0, _("不明")
    ONE = 1, _("一类")
    TWO = 2, _("二类")
    THREE = 3, _("三类")
    FOUR = 4, _("四类")


class MeetingForm(models.TextChoices):
    ON_SITE = "on_site", _("现场")
    VIDEO = "video", _("视频")
    TELEPHONE = "telephone", _("电视电话")


# called by video or telephone: nobody travels (13.2, 13.3)
REMOTE = (MeetingForm.VIDEO, MeetingForm.TELEPHONE)


class ApproverKind(models.TextChoices):
    """Whose approval a meeting has: 审批人 by what the text says."""

    BODY = "body", _("党委、政府审定")
    PRINCIPAL = "principal", _("主要领导")
    LEADER = "leader", _("分管领导")
    OWN = "own", _("本单位")
