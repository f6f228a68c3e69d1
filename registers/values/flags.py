"""What is odd about a document's number that was understood all the same."""

from django.utils.translation import gettext_lazy as _

FLAGS = {
    "brackets": _("年份的括号不成对"),
    "no_brackets": _("年份没有括号"),
    "year_first": _("年份写在了机关代字前面"),
    "no_suffix": _("缺少“号”字"),
    "short_year": _("年份只有两位"),
    "letters": _("年份或序号里有字母，已当作数字"),
    "trailing": _("“号”后面还有别的内容，已略去"),
    "several": _("一格里有几个字号，只取第一个；合并印发的文件请分行登记"),
    "sub_number": _("序号带有分号（如 12-1）"),
    "fragment": _("前面像是另一个字号的残余，已略去"),
    "no_series": _("看不出机关代字，不能归入任何机关的编号"),
    "no_year": _("没有年份，按连续编号处理"),
    "no_issuer": _("令或公告的编号前没有机关名称"),
}


def flag_sentence(flag: str) -> str:
    """The flag in the reader's language."""
    return str(FLAGS[flag])
