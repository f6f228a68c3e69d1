"""Register 2: documents issued (发文)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Form, InNameOf, Level, Matter, Series
from registers.models import Record, RecordQuerySet


class Openness(models.TextChoices):
    OPEN = "open", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    CLOSED = "closed", _("不予公开")


class DocumentQuerySet(RecordQuerySet):
    pass


class Document(Record):
    """A document issued. Number, title and date are enough; what can be derived is derived and correctable."""

    number = models.CharField(_("发文字号"), max_length=120, blank=True)
    raw_number = models.CharField(_("原样字号"), max_length=200, blank=True)
    # loose form of the number, for search in any bracket style
    number_search = models.CharField(max_length=120, blank=True, db_index=True, editable=False)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("机关代字")
    )
    series_text = models.CharField(max_length=60, blank=True, editable=False)
    serial = models.PositiveIntegerField(null=True, blank=True, editable=False)
    # second and later rows with the same number (多文一号): kept, counted once
    repeats_number = models.BooleanField(default=False, editable=False)
    title = models.CharField(_("标题"), max_length=500)
    title_search = models.CharField(max_length=1500, blank=True, editable=False)
    issued_on = models.DateField(_("成文日期"))
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    recipients = models.TextField(_("主送机关"), blank=True)
    level = models.PositiveSmallIntegerField(_("发至层级"), choices=Level.choices, default=Level.UNKNOWN)
    doc_type = models.CharField(_("文种"), max_length=12, blank=True)
    in_name_of = models.CharField(_("发文名义"), max_length=20, choices=InNameOf.choices, blank=True)
    joint = models.BooleanField(_("党政联合"), null=True, blank=True)
    form = models.CharField(_("形式"), max_length=12, choices=Form.choices, blank=True)
    openness = models.CharField(_("公开属性"), max_length=12, choices=Openness.choices, blank=True)
    closed_reason = models.CharField(_("不公开理由"), max_length=300, blank=True)
    policy = models.BooleanField(_("政策性文件"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("页数"), null=True, blank=True)
    characters = models.PositiveIntegerField(_("字数"), null=True, blank=True)
    supporting = models.BooleanField(_("配套文件"), default=False)
    superior = models.CharField(_("依据文件"), max_length=500, blank=True)
    superior_in_name_of = models.CharField(_("依据文件名义"), max_length=20, choices=InNameOf.choices, blank=True)
    required_by = models.CharField(_("明确要求条款"), max_length=300, blank=True)
    matter = models.CharField(_("事项层级"), max_length=16, choices=Matter.choices, blank=True)
    conveying_report = models.BooleanField(_("传达贯彻报告"), default=False)
    shows_progress = models.BooleanField(_("有进展成效"), null=True, blank=True)
    counted = models.BooleanField(_("计入统计"), default=True)
    uncounted_reason = models.CharField(_("不计入原因"), max_length=200, blank=True)
    remarks = models.TextField(_("备注"), blank=True)
    # derived fields that a sheet or a person stated outright: deriving again leaves them alone
    given = models.JSONField(default=list, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("发文")
        verbose_name_plural = _("发文")
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_document_per_key")]
        indexes = [
            models.Index(fields=["day", "id"], name="document_day"),
            models.Index(fields=["organization", "day", "id"], name="document_organization_day"),
            models.Index(
                fields=["year", "organization", "day", "level", "counted", "repeats_number"],
                name="document_judging",
            ),
            models.Index(fields=["year", "series", "serial", "day"], name="document_serials"),
            models.Index(fields=["organization", "number"], name="document_organization_number"),
            models.Index(fields=["organization", "number_search", "id"], name="document_organization_search"),
        ]

    def __str__(self) -> str:
        return self.number or self.title
