"""Register 12 on pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inspections.books.book import Book, Tag, Values
from inspections.filters import ResultFilter
from inspections.importing import RESULTS as REGISTER
from inspections.models import SharedResult


def tags(values: Values) -> list[Tag]:
    return [] if values["shared_on"] else [(_("未共享"), "warn")]


def why(result: SharedResult) -> str:
    if result.shared_on is None:
        return _("还没有共享；成果形成后30天内共享。")
    days = (result.shared_on - result.formed_on).days
    return _("形成后第%(days)s天共享。") % {"days": days}


def told(rows: QuerySet[Any]) -> str:
    figures = {"all": rows.order_by().count(), "shared": rows.order_by().filter(shared_on__isnull=False).count()}
    return _("以上成果%(all)s项，已共享%(shared)s项。") % figures


RESULTS = Book(
    route="result",
    register=REGISTER,
    model=SharedResult,
    title=gettext_lazy("成果共享"),
    one=pgettext_lazy("result", "一项"),
    empty=gettext_lazy("把现有的成果清单原样导入即可，只要有成果名称、形成单位、类别和形成日期。"),
    filter_class=ResultFilter,
    columns=("organization", "kind", "shared_on", "source_item", "shared_with"),
    tags=tags,
    why=why,
    told=told,
    plain=("name", "kind", "formed_on", "shared_on", "source_item", "shared_with"),
    groups=(
        (gettext_lazy("成果"), ("name", "organization", "kind", "source_item")),
        (gettext_lazy("共享"), ("formed_on", "shared_on", "shared_with")),
        (gettext_lazy("统计"), ("year", "day")),
    ),
)
