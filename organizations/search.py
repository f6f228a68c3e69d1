"""What an organization can be found by: its name, its short name, their full pinyin and their initials."""

from pypinyin import Style, lazy_pinyin

# the width of Organization.search
LONGEST = 400


def search_text(*names: str) -> str:
    """Each name, its pinyin run together and its initials, in lower case and separated by spaces.

    '省教育厅' gives '省教育厅 shengjiaoyuting sjyt'. Blank and repeated names are left out; what does
    not fit into the column is cut at the end.
    """
    parts: list[str] = []
    for name in dict.fromkeys(filter(None, (name.strip() for name in names))):
        full = "".join(lazy_pinyin(name))
        initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
        parts += [name, full, initials]
    return " ".join(dict.fromkeys(part.casefold() for part in parts))[:LONGEST]
