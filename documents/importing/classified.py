"""Register 4: counts of classified documents (涉密文件数), nothing but counts."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.importing import parsers as own
from documents.models import ClassifiedCount, Secrecy
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.owners import owner_code
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

COLUMNS = (
    Column(
        "organization",
        "单位",
        parsers.organization,
        ("制发单位", "填报单位", "单位名称"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column(
        "month_end", "年月", own.last_of_month, ("月份", "统计月份"), required=True, attribute="day", example="2019-03"
    ),
    Column("secrecy", "密级", own.secrecy, (), required=True, example="秘密"),
    Column("issued", "制发件数", parsers.whole, ("制发数", "制发"), required=True, example="3"),
    Column("due", "到期应审核件数", parsers.whole, ("到期应审核数", "应审核件数")),
    Column("reviewed", "已审核件数", parsers.whole, ("已审核数",)),
    Column("declassified", "已解密件数", parsers.whole, ("已解密数", "解密件数")),
)


# keys are the same in every language
IN_KEYS = {Secrecy.SECRET: "秘密", Secrecy.CONFIDENTIAL: "机密", Secrecy.TOP_SECRET: "绝密"}


def derive(rows: Sequence[Row], context: Context) -> None:
    """A month counts on its last day."""
    for row in rows:
        values = row.values
        values["year"], values["month"] = values["day"].year, values["day"].month
        values["owner_code"] = owner_code(values, context)
        if (values.get("declassified") or 0) > (values.get("reviewed") or 0):
            row.note(_("已解密件数多于已审核件数；请核对。"))


def key(values: Values) -> str:
    """Unit, month and level."""
    return f"{values['owner_code']} {values['day']:%Y-%m} {IN_KEYS[values['secrecy']]}"


CLASSIFIED_COUNTS = registers.add(
    Register(
        name="classified_counts",
        title=gettext_lazy("涉密文件数"),
        model=ClassifiedCount,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("year", "month"),
        enabled=lambda: settings.CLASSIFIED_COUNTS,
    )
)
