"""Register 1: organizations 机构, successions 机构沿革 and number series 机关代字. One workbook may hold all three."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Form, InNameOf, Kind, Level, Numbering, Organization, Series, Succession
from organizations.roles import Power
from organizations.tree import Cycle, Link, Misplaced, Place, SharesExceeded, check_successions, paths
from registers.importing import parsers
from registers.importing.context import Context, Organ
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Verdict
from registers.resources import OrganizationResource, ResourceStore, SeriesResource, SuccessionResource

# codes of the organizations concerned, the column and the sentence; no codes: all is well
Fault = tuple[set[str], str, str]
SOUND: Fault = (set(), "", "")


def place_organizations(rows: Sequence[Row], context: Context) -> None:
    """Parents must be known, stand above their kind, and nobody above itself; then the later sheets know the rows."""
    reject_while_faulty(rows, tree_fault)
    for row in good(rows):
        values = row.values
        context.organs.add(Organ(None, values["code"], values["name"], values["short_name"] or "", values["kind"]))


def check_shares(rows: Sequence[Row], context: Context) -> None:
    """An organ hands over at most the whole of its figures, and nobody succeeds itself through others."""
    reject_while_faulty(rows, share_fault)


def settle_series(rows: Sequence[Row], context: Context) -> None:
    """Red heads count unless the sheet says otherwise, the other forms do not."""
    for row in rows:
        if row.values["counted"] is None:
            row.values["counted"] = row.values["form"] == Form.RED_HEAD


def good(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.verdict is not Verdict.REJECTED]


def reject_while_faulty(rows: Sequence[Row], fault_in: Callable[[list[Row]], Fault]) -> None:
    """Reject the rows of the codes at fault until what is left can stand; all of them where no row is named."""
    while left := good(rows):
        codes, column, sentence = fault_in(left)
        if not codes:
            return
        named = [row for row in left if codes & {row.values.get("code"), row.values.get("predecessor__code")}]
        for row in named or left:
            row.reject(column, row.values.get("parent__code"), sentence)


def tree_fault(rows: list[Row]) -> Fault:
    """The first thing wrong with the tree as it would be."""
    above = {
        code: (parent, kind) for code, parent, kind in Organization.objects.values_list("code", "parent__code", "kind")
    }
    above |= {row.values["code"]: (row.values["parent__code"], row.values["kind"]) for row in rows}
    orphans = {code for code, (parent, _kind) in above.items() if parent and parent not in above}
    if orphans:
        return orphans, _("上级代码"), _("机构表和文件里都没有这个上级代码；请核对，或先登记上级机构。")
    codes = list(above)
    numbers = {code: number for number, code in enumerate(codes, 1)}
    try:
        paths(Place(numbers[code], numbers[parent] if parent else None, kind) for code, (parent, kind) in above.items())
    except Cycle as error:
        return {codes[id - 1] for id in error.ids}, _("上级代码"), _("这些机构互为上下级；请核对上级代码。")
    except Misplaced as error:
        message = _("这个类别的机构不能放在所填的上级之下；请核对类别和上级代码。")
        return {codes[error.ids[0] - 1]}, _("上级代码"), message
    return SOUND


def share_fault(rows: list[Row]) -> Fault:
    """The first thing wrong with the successions as they would be."""
    ends = ("predecessor__code", "successor__code", "effective")
    links = {tuple(found): share for *found, share in Succession.objects.values_list(*ends, "share")}
    links |= {tuple(row.values[end] for end in ends): row.values["share"] for row in rows}
    codes = list(dict.fromkeys(code for before, after, _day in links for code in (before, after)))
    numbers = {code: number for number, code in enumerate(codes)}
    try:
        check_successions(Link(numbers[a], numbers[b], day, share) for (a, b, day), share in links.items())
    except Cycle as error:
        return {codes[id] for id in error.ids}, _("现机构代码"), _("这些机构互为前后身；请核对机构代码。")
    except SharesExceeded as error:
        return {codes[id] for id in error.ids}, _("份额"), _("同一个原机构的份额合计超过1；请核对份额。")
    return SOUND


ORGANIZATIONS = registers.add(
    Register(
        name="organizations",
        title=gettext_lazy("机构"),
        model=Organization,
        columns=(
            Column("code", "代码", parsers.text(32), ("机构代码", "单位代码", "编码"), required=True, example="D101"),
            Column(
                "name",
                "名称",
                parsers.text(120),
                ("机构名称", "单位名称", "全称"),
                required=True,
                example="示例省交通运输厅",
            ),
            Column("short_name", "简称", parsers.text(40), ("机构简称", "单位简称"), example="省交通厅"),
            Column("kind", "类别", parsers.choice(Kind), ("机构类别", "单位类别"), required=True, example="省直部门"),
            Column(
                "parent",
                "上级代码",
                parsers.text(32),
                ("上级机构代码", "上级单位代码", "上级"),
                attribute="parent__code",
            ),
            Column("position", "排序", parsers.whole, ("机构序", "顺序"), example="10"),
            Column("starts", "启用日期", parsers.day, ("成立日期",)),
            Column("ends", "停用日期", parsers.day, ("撤销日期",)),
        ),
        key=lambda values: values["code"],
        derive=place_organizations,
        derives_together=True,
        owner="",
        owner_column="",
        day="",
        year="",
        companions=("successions", "series"),
        power=Power.MANAGE_ACCOUNTS,
        store=ResourceStore(OrganizationResource),
    )
)

SUCCESSIONS = registers.add(
    Register(
        name="successions",
        title=gettext_lazy("机构沿革"),
        model=Succession,
        columns=(
            Column(
                "predecessor",
                "原机构代码",
                parsers.organization_code,
                ("原机构", "原单位代码", "原代码"),
                required=True,
                attribute="predecessor__code",
                example="D101",
            ),
            Column(
                "successor",
                "现机构代码",
                parsers.organization_code,
                ("现机构", "现单位代码", "现代码"),
                required=True,
                attribute="successor__code",
                example="D102",
            ),
            Column("effective", "生效日期", parsers.day, ("沿革日期",), required=True, example="2018-10-01"),
            Column("share", "份额", parsers.share, ("比例",), required=True, example="40%"),
        ),
        key=lambda values: f"{values['predecessor__code']}>{values['successor__code']}@{values['effective']}",
        derive=check_shares,
        derives_together=True,
        owner="",
        owner_column="",
        day="",
        year="",
        power=Power.MANAGE_ACCOUNTS,
        store=ResourceStore(SuccessionResource),
    )
)

SERIES = registers.add(
    Register(
        name="series",
        title=gettext_lazy("机关代字"),
        model=Series,
        columns=(
            Column("text", "代字", parsers.text(60), ("机关代字", "发文代字"), required=True, example="示交发"),
            Column(
                "organization",
                "机构",
                parsers.organization_code,
                ("机构代码", "单位", "发文机关", "单位代码"),
                required=True,
                attribute="organization__code",
                example="D101",
            ),
            Column("in_name_of", "名义", parsers.choice(InNameOf), ("发文名义",), required=True, example="部门"),
            Column("form", "形式", parsers.choice(Form), ("公文形式",), required=True, example="红头"),
            Column("counted", "计入统计", parsers.yes_no, ("是否计入统计",), derived=True, example="是"),
            Column("default_level", "默认发至层级", parsers.choice(Level), ("发至层级",), example="县"),
            Column("numbering", "编号方式", parsers.choice(Numbering), ("编号",), example="按年"),
        ),
        key=lambda values: values["text"],
        derive=settle_series,
        owner="",
        owner_column="",
        day="",
        year="",
        power=Power.SET_SCOPE,
        # whose documents, in whose name and whether they count follows from the series
        wakes="derivation_changed",
        store=ResourceStore(SeriesResource),
    )
)
