"""Register 11: forms asked of the grassroots (报表清单)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.result import SharedResult
from inspections.models.words import PlaceLevel
from organizations.models import User
from registers.models import Record, RecordQuerySet


class RequestState(models.TextChoices):
    """REGISTERED: found in a sheet as it was sent out, filed or not. The rest is the way of filing."""

    REGISTERED = "registered", _("已登记")
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待备案")
    FILED = "filed", _("已备案")
    REFUSED = "refused", _("不予备案")
    WITHDRAWN = "withdrawn", _("已撤回")


# asked of the grassroots
ASKED_STATES = (RequestState.REGISTERED, RequestState.FILED)


class Channel(models.TextChoices):
    PLATFORM = "platform", _("平台")
    PAPER = "paper", _("纸质")
    MAIL = "mail", _("邮件")
    CHAT = "chat", _("微信群")
    APP = "app", _("政务App")


class DataRequestQuerySet(RecordQuerySet):
    def asked(self) -> "DataRequestQuerySet":
        return self.filter(state__in=ASKED_STATES)


class DataRequest(Record):
    """One form asked for by one unit; it counts on the first day it was asked for."""

    name = models.CharField(_("报表名称"), max_length=300)
    requested_on = models.DateField(_("要求日期"))
    object_level = models.CharField(_("对象层级"), max_length=12, choices=PlaceLevel.choices)
    frequency = models.CharField(_("频次"), max_length=40, blank=True)
    basis = models.CharField(_("依据"), max_length=500, blank=True)
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True)
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices, blank=True)
    # 截图、照片、视频、台账、笔记, as written
    traces = models.CharField(_("要求留痕"), max_length=300, blank=True)
    usable_text = models.CharField(_("可用共享成果"), max_length=300, blank=True)
    # the shared result that holds what is asked for
    result = models.ForeignKey(
        SharedResult, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("共享成果")
    )
    state = models.CharField(_("状态"), max_length=10, choices=RequestState.choices, default=RequestState.REGISTERED)
    # why a result found in the library does not do
    unfit_reason = models.CharField(_("共享成果不能满足的理由"), max_length=300, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("报备时间"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("备案时间"), null=True, blank=True)
    decision_line = models.CharField(_("备案意见"), max_length=300, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("报表清单")
        verbose_name_plural = _("报表清单")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_data_request_per_key"),
            models.CheckConstraint(name="filed_request_has_number", condition=~Q(state="filed") | ~Q(filing_number="")),
            models.UniqueConstraint(
                fields=["filing_number"], condition=Q(state="filed"), name="one_filing_number_a_request"
            ),
            models.CheckConstraint(
                name="request_not_decided_by_its_author",
                condition=Q(decided_by=None) | Q(submitted_by=None) | ~Q(decided_by=F("submitted_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["day", "id"], name="request_day"),
            models.Index(fields=["organization", "day", "id"], name="request_organization_day"),
            models.Index(fields=["year", "organization", "day", "state"], name="request_judging"),
        ]

    def __str__(self) -> str:
        return self.name
