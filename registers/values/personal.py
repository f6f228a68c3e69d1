"""Columns that would bring a person into the registers of accountability, complaints and talks."""

import re
from collections.abc import Iterable

from registers.values.text import condensed

PERSON = re.compile(
    r"姓名|名字|身份证|身份号码|证件|护照|电话|手机|联系方式|微信|邮箱|地址|住址|籍贯|出生|生日|民族|学历|照片|性别|年龄|"
    r"职务|职级|职称|岗位|工作单位|单位及职|政治面貌|党员|案情|案由|"
    r"(?:被?(?:反映|举报|检举|控告|申诉|问责|追责|谈话|函询|审查|调查|处分|处理|告知|诬告)|当事|责任|涉案|违纪|违法|相关|嫌疑)人(?!数|次|员)|"
    r"(?:问责|谈话|函询|处分|处理|涉及|诬告|澄清)(?:对象|人员|干部)(?!类别|层级|级别|类型|数)|^(?:对象|干部|人员)$|"
    r"(?:反映|举报|检举|控告|涉嫌|违纪|违法|主要|具体|线索|谈话|处分|处理|函询|案件|信访)(?:的|违纪|违法)?(?:问题|事实|内容|情节|描述|摘要)|"
    r"问题(?:描述|内容|摘要)|简要案情|基本案情|线索描述|事实经过"
)
ENGLISH = frozenset(
    [
        "name",
        "fullname",
        "person",
        "idnumber",
        "identitynumber",
        "phone",
        "phonenumber",
        "mobile",
        "telephone",
        "email",
        "address",
        "post",
        "position",
        "jobtitle",
        "accused",
        "reporter",
        "allegation",
        "allegations",
    ]
)
NOT_LETTERS = re.compile(r"[^a-z]")


def personal_headings(headings: Iterable[str]) -> list[str]:
    """The headings, as they are, that name a person or say what a person is said to have done.

    For registers 14 to 16, whose sheets are refused whole when there is one. Counts (知悉范围人数), categories
    (对象类别) and dates (听取本人意见日期) are no such columns.
    """
    return [heading for heading in headings if is_personal(condensed(heading).lower())]


def is_personal(heading: str) -> bool:
    return bool(PERSON.search(heading)) or NOT_LETTERS.sub("", heading) in ENGLISH
