"""The title as the other modules read it."""

import re

# （试行）, (失效), 〔2019年版〕 at the end say nothing about the type
_REMARK = re.compile(r"[（(〔\[【][^（(〔\[【]*[）)〕\]】]$")


def core(title: str) -> str:
    """The title without spaces around it, closing remarks in brackets and final punctuation."""
    text = title.strip(" \t\u3000。.;；")
    while (bare := _REMARK.sub("", text).rstrip(" \t\u3000。.;；")) != text and bare:
        text = bare
    return text


def opening(title: str) -> str:
    """The organs that a title opens with: what stands before 关于, 印发, 转发; "" for a title without these."""
    before, *after = re.split(r"关于|印发|转发|批转", title, maxsplit=1)
    return before.strip() if after else ""
