"""Whether a row is secret. Such a row is refused, so in doubt it is."""

import re

from registers.values.text import condensed

# traditional and mistyped characters
SAME = str.maketrans(
    {"機": "机", "絕": "绝", "絶": "绝", "祕": "秘", "宻": "密", "無": "无", "級": "级", "屬": "属", "國": "国"}
)
LETTERS = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
DENIED = re.compile(
    r"(?:非|不属于|不属|不是|不含有?|不涉及|不涉|未涉及|未涉|没有|无)(?:国家|任何)?(?:涉密|秘密|机密|绝密|密)(?:级|件|文件|信息)?"
)
SECRET = re.compile(
    r"秘密|机密|绝密|涉密|^(?:密级)?(?:[密秘机绝](?:级|件|年)?|保密)$|(?:top)?secret|confidential", re.IGNORECASE
)
MARK = re.compile(r"(?:秘密|机密|绝密)(?:级)?[★☆]")


def is_classified(cell: object) -> bool:
    """For a cell of the column 密级: 秘密, 机密, 绝密 in any spelling (秘 密, 機密★10年, 密级：机密, 机, 密) and 涉密.

    普通, 内部, 公开, 非密, 不涉密, 非秘密, 无 and blank are not. 工作秘密 counts as 秘密: neither may be kept here.
    """
    if not isinstance(cell, str):
        return False
    words = LETTERS.sub("", condensed(cell).translate(SAME))
    return bool(SECRET.search(DENIED.sub("", words)))


def carries_mark(cell: object) -> bool:
    """For a cell of any column: the mark of secrecy with its star, as it is printed on the paper (机密★10年)."""
    return isinstance(cell, str) and ("★" in cell or "☆" in cell) and bool(MARK.search(condensed(cell).translate(SAME)))
