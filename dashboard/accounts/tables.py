"""Tables of accounts and organizations."""

import django_tables2 as tables
from django.db.models import Count, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User


class AccountTable(tables.Table):
    username = tables.LinkColumn("organizations:account", args=[tables.A("pk")])
    display_name = tables.Column(empty_values=[None])
    is_active = tables.Column(verbose_name=_("状态"))
    last_login = tables.DateTimeColumn(verbose_name=_("最近登录"), format="Y-m-d H:i")

    class Meta:
        model = User
        fields = ["username", "display_name", "is_active", "last_login"]
        attrs = {"class": "jf-table jf-table-cards"}
        caption = _("账号")
        empty_text = _("没有符合条件的账号。")

    def render_is_active(self, value: bool) -> str:
        if value:
            return _("启用")
        return format_html('<span class="jf-tag">{}</span>', _("停用"))


class OrganizationTable(tables.Table):
    name = tables.LinkColumn("organizations:directory_entry", args=[tables.A("code")])
    code = tables.Column()
    kind = tables.Column()
    parent = tables.Column(accessor="parent__name", verbose_name=_("上级"), order_by="parent__position")
    series_count = tables.Column(verbose_name=_("代字数"))
    starts = tables.DateColumn(format="Y-m-d")
    ends = tables.DateColumn(format="Y-m-d")

    class Meta:
        model = Organization
        fields = ["name", "code", "kind", "parent", "series_count", "starts", "ends"]
        attrs = {"class": "jf-table jf-table-cards"}
        caption = _("机构")
        empty_text = _("没有符合条件的机构。")

    @staticmethod
    def rows(organizations: QuerySet[Organization]) -> QuerySet[Organization]:
        return organizations.select_related("parent").annotate(series_count=Count("series"))
