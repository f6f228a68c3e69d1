"""Register 2: documents issued (发文)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.derive import DERIVED
from documents.derive.types import TYPES
from documents.deriving import Deriver, number_of, said_of, searched
from documents.importing import parsers as own
from documents.models import Document
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.owners import owner_code
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values
from registers.values import Number, flag_sentence, title_flags

# a year in a number this far from the date is more than a paper that crossed New Year
FAR = 2
SHORT_TITLE = 20

COLUMNS = (
    Column(
        "number",
        "发文字号",
        own.number,
        ("发文号", "文号", "字号", "文件字号", "文件编号", "文件号", "公文编号"),
        example="示例发〔2019〕12号",
    ),
    Column(
        "title",
        "标题",
        own.title,
        ("文件标题", "公文标题", "文件名称", "文件题名", "题名", "名称"),
        required=True,
        example="关于开展示例工作的通知",
    ),
    Column(
        "organization",
        "发文机关",
        parsers.organization,
        ("发文单位", "制发机关", "印发机关", "制发单位", "印发单位", "发布机构", "发布机关", "成文单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column(
        "issued_on",
        "成文日期",
        parsers.day,
        ("成文时间", "签发日期", "签发时间", "落款日期", "生成日期"),
        example="2019-03-05",
    ),
    Column(
        "printed_on",
        "印发日期",
        parsers.day,
        ("发文日期", "印发时间", "发文时间", "发出日期", "登记日期"),
        kept=False,
    ),
    Column(
        "recipients",
        "主送机关",
        parsers.text(5000),
        ("主送", "主送单位", "发往机关", "发往机关及份数", "发放范围", "发送范围", "发往单位"),
        example="各市、县（市、区）人民政府",
    ),
    Column("level", "发至层级", own.level, ("印发层级", "发放层级", "发至"), derived=True),
    Column("doc_type", "文种", own.doc_type, ("公文种类", "文件种类"), derived=True),
    Column("in_name_of", "发文名义", own.name, ("名义", "以何名义"), derived=True),
    Column("joint", "党政联合", parsers.yes_no, ("党政联合发文", "党政联合行文"), derived=True),
    Column("form", "形式", own.form, ("发文形式", "文件形式", "行文形式"), derived=True),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限", "密级及保密期限"), kept=False),
    Column("openness", "公开属性", own.openness, ("公开方式", "公开形式", "公开类别", "信息公开选项")),
    Column("closed_reason", "不公开理由", parsers.text(300), ("不予公开理由", "不公开原因")),
    Column("policy", "政策性文件", parsers.yes_no, ("是否政策性文件",), derived=True),
    Column("pages", "页数", parsers.whole, ("文件页数", "正文页数")),
    Column("characters", "字数", parsers.whole, ("文件字数", "正文字数")),
    Column("supporting", "配套文件", parsers.yes_no, ("是否配套文件",), derived=True),
    Column("superior", "依据文件", parsers.text(500), ("上级文件", "依据文号", "上位文件"), derived=True),
    Column("superior_in_name_of", "依据文件名义", own.name, ("上级文件名义",), derived=True),
    Column("required_by", "明确要求条款", parsers.text(300), ("要求条款", "明确要求制定的条款")),
    Column("matter", "事项层级", own.matter, ("事项权限",)),
    Column("conveying_report", "传达贯彻报告", parsers.yes_no, (), derived=True),
    Column("shows_progress", "有进展成效", parsers.yes_no, ("有无进展成效",)),
    Column("counted", "计入统计", parsers.yes_no, ("是否计入统计", "是否计入"), derived=True),
    Column("uncounted_reason", "不计入原因", parsers.text(200), ("不计入理由",), derived=True),
    Column("published_on", "公布日期", parsers.day, ("发布日期", "公开日期", "公布时间", "发布时间")),
    Column("remarks", "备注", parsers.text(2000), ("附注", "说明")),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """Fills what registers.md derives; the organ of a registered series is the issuer whatever the column says."""
    deriver = context.cache.setdefault("documents", None) or Deriver.of(context)
    context.cache["documents"] = deriver
    for row in rows:
        _derive(row, deriver, context)


def _derive(row: Row, deriver: Deriver, context: Context) -> None:
    values = row.values
    issued_on = values.get("issued_on") or values.get("printed_on")
    if issued_on is None and values.get("published_on"):
        issued_on = values["published_on"]
        row.note(_("没有成文日期，按公布日期计。"))
    if issued_on is None:
        row.reject("成文日期", None, _("“成文日期”不能为空；没有成文日期的，请填印发日期或公布日期。"))
        return
    if issued_on > context.today:
        row.reject("成文日期", issued_on, _("成文日期在今天之后；请核对年份。"))
        return
    values["issued_on"] = issued_on
    said = said_of(values)
    number = _number(row, deriver)
    _owner(row, deriver)
    values |= deriver.dated(number, issued_on) | searched(values["title"])
    if values["organization_id"] is not None:
        values |= deriver.derived(values, said)
    values["given"] = sorted(said)
    values["owner_code"] = owner_code(values, context)
    _remark(row, number, said)


def _number(row: Row, deriver: Deriver) -> Number | None:
    """The number and what follows from it; a number corrected by hand comes back as its text."""
    values = row.values
    number = values["number"]
    if isinstance(number, str):
        number = number_of(number)
    organ = deriver.organs.by_id.get(values["organization_id"])
    longest = Document._meta.get_field("raw_number").max_length
    values |= deriver.numbered(number, number.raw[:longest] if number else "", organ.name if organ else "")
    return number


def _owner(row: Row, deriver: Deriver) -> None:
    values = row.values
    series = deriver.series.get(values["series_text"])
    if series is None:
        return
    organs = deriver.organs.by_id
    said, owner = organs.get(values["organization_id"]), organs[series.organization_id]
    if said is None or said.id != owner.id:
        named = said.name if said else row.owner_problem.value if row.owner_problem else ""
        texts = {"series": series.text, "owner": owner.name, "named": named}
        if named:
            row.note(_("代字“%(series)s”登记在%(owner)s名下，按%(owner)s计，不按台账所列的“%(named)s”计。") % texts)
    values["organization_id"] = series.organization_id


def _remark(row: Row, number: Number | None, said: Values) -> None:
    """What is odd about a row that is taken all the same."""
    values = row.values
    # a title long enough for a sentence is no bare type and no bare number
    odd_title = title_flags(values["title"]) if len(values["title"]) <= SHORT_TITLE else ()
    for flag in (*(number.flags if number else ()), *odd_title):
        row.note(flag_sentence(flag))
    published = values.get("published_on")
    if published and values["issued_on"] > published:
        row.note(_("成文日期晚于公布日期；请核对。"))
    if number and number.year and abs(number.year - values["issued_on"].year) >= FAR:
        row.note(_("字号的年份与成文日期相差两年以上；按字号的年份统计，请核对。"))
    if said.get("doc_type") and values["doc_type"] not in TYPES:
        row.note(_("“%(type)s”不是15种公文文种之一，按台账所列保留。") % {"type": values["doc_type"]})


def key(values: Values) -> str:
    """The normalised number; a number without its own series, or none at all, is told apart by its issuer."""
    if values["number"] and values["series_text"]:
        return values["number"]
    if values["number"]:
        return f"{values['owner_code']} {values['number']}"
    return f"{values['owner_code']} {values['issued_on']:%Y-%m-%d} {values['title']}"


def variant(values: Values) -> str:
    """Several documents under one number (多文一号) differ in their title, spaces aside."""
    return "".join(values["title"].split())


DOCUMENTS = registers.add(
    Register(
        name="documents",
        title=gettext_lazy("发文"),
        model=Document,
        columns=COLUMNS,
        key=key,
        variant=variant,
        repeats="repeats_number",
        derive=derive,
        extras=("series_id", "series_text", "serial", "year", "day"),
        silent=("raw_number", "number_search", "title_search", "given"),
        stated="given",
        classified_column="secrecy",
    )
)
assert {column.name for column in COLUMNS if column.derived} == set(DERIVED)
