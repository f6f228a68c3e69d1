"""What stands before the year in a document's number: the 代字 of an organ, and what does not belong to it."""

import re

LONGEST = 30
# a title that ran into the number ends with one of the fifteen types
END_OF_TITLE = re.compile(
    r".*(?:的(?:通知|通报|意见|函|复函|批复|决定|决议|命令|公报|公告|通告|报告|请示|议案|纪要|公示|方案|办法|规定|说明)"
    r"|文件|[》”\"、,，。;；:])",
    re.DOTALL,
)
EDGES = " 、,，。;；:.·()（）[]【】〔〕<>《》“”\"'*-—"
# words that stand where a 代字 should
NO_SERIES = frozenset(
    {"", "其他", "其它", "其他文件", "文件", "通知", "文", "字", "号", "发文", "编号", "其", "无", "文号", "字号"}
)
# characters of writing, and what stands between them in the names of organs
WRITTEN = re.compile(r"(?=.*[A-Za-z\u3400-\u9fff])[\w()·、 &/-]+")
KINDS = ("令", "公告", "通告")
# in 财政部2023年第34号 the word 公告 is left out
AGENCY = re.compile(r"(?:部|局|署|委员会|银行|银保监会|证监会)$")
LEVEL = re.compile(r"^(?:省|市|县|区|州|旗|自治区|本)")


def series_of(before: str) -> tuple[str, bool]:
    """(代字, whether the rest of another number stood before it)."""
    series = before.strip(EDGES + "第")
    cut = END_OF_TITLE.sub("", series).strip(EDGES)
    series = cut or series
    if series.count("(") > series.count(")"):
        series += ")"
    if series.startswith("号") and len(series) > 1:
        return series[1:].strip(EDGES), True
    return series, False


def is_series(series: str) -> bool:
    """Nothing, a word in place of a 代字, or something that may be one."""
    return series in NO_SERIES or (len(series) <= LONGEST and bool(WRITTEN.fullmatch(series)))


def kind_of(series: str) -> str:
    """令, 公告 or 通告 for numbers of these; 号 for all others."""
    return next((kind for kind in KINDS if series.endswith(kind)), "号")


def with_issuer(series: str, issuer: str) -> str:
    """省政府令 issued by 河南省人民政府 is 河南省人民政府令, 公告 gets the name of who announces; others stay.

    Taken over only where the short name can be read out of the full one.
    """
    kind = kind_of(series)
    stem = series.removesuffix(kind) if kind != "号" else series
    if kind == "号" or not lacks_issuer(series) or not issuer:
        return series
    letters = iter(issuer)
    return issuer + kind if all(character in letters for character in stem) else series


def lacks_issuer(series: str) -> bool:
    """A 令 or 公告 of nobody, or of 省政府, which every province has."""
    kind = kind_of(series)
    stem = series.removesuffix(kind)
    return kind != "号" and (not stem or bool(LEVEL.match(stem)))
