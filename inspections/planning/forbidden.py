"""Traces that no inspection may ask for, found in what a person wrote and struck out of it (measure 17).

The eight kinds are those of obligation 17.1. A demand is struck item by item: “工作总结、台账、微信截图” keeps
“工作总结”. What is expressly not asked for (“不查台账、截图”) is no demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS: dict[str, str] = {
    "领导批示": r"(?:领导)?批示件?|领导(?:签批|签字|讲话)",
    "开会发文": r"开会(?:发文|次数|情况)?|发文(?:数量?|清单|情况|记录)|会议(?:记录|纪要|签到表?|通知|材料|次数)"
    r"|签到表|转发(?:文件|通知)",
    "台账记录": r"台[账帐]|痕迹(?:资料|材料)?|留痕(?:资料|材料)?|过程性?(?:资料|材料)",
    "工作笔记": r"(?:工作|学习|会议|民情)?笔记本?|学习心得|心得体会|民情日记",
    "微信截图": r"(?:微信|手机|聊天|屏幕|后台)?截[图屏]|微信(?:群)?(?:记录|接龙|打卡)",
    "App上传": r"(?:政务|手机)?app(?:上?传|打卡|签到|填报|积分|截图)?|(?:上传|打卡|签到)至?(?:平台|小程序)",
    "照片": r"照片|相片|图片(?:资料|材料)?|现场图",
    "录制视频": r"(?:录制|拍摄|宣传|工作|现场)?(?:短|小|微)?视频(?!会|电视|连线|调度|监控|培训)|录像|录音"
    r"|影像(?:资料|材料)?|音像",
}
FORBIDDEN = re.compile("|".join(f"(?P<k{at}>{words})" for at, words in enumerate(KINDS.values())), re.IGNORECASE)
_NAMES = tuple(KINDS)
# what parts one thing asked for from the next; the first kind also ends what a refusal covers
ENDS = "，,；;。.\n\r！!？?"
LISTS = "、/／|"
# not those inside of words: 和谐, 及时, 参与
JOINERS = re.compile(r"以及|和(?![谐解睦])|(?<![普涉顾波])及(?![时格早其])|(?<!参)与(?!会)|或|(?<!合)并(?![购轨])")
REFUSAL = re.compile(
    r"不(?:得|再|用|需要?|查|看|要|以|必|准|允许|收|检查|要求|提供)|无需|无须|免(?:予|于)?|严禁|禁止|取消|杜绝"
)
# what is left of an item when its only thing is struck
FILLING = re.compile(
    r"(?:请|须|需|要|应|还|同时|按要求|要求|查阅|查看|检查|提供|报送|上报|提交|准备|附|相关|有关|各类|的|等|材料|资料|情况|复印件|佐证|：|:)+"
)


@dataclass(frozen=True)
class Struck:
    """One thing asked for that may not be: the words as written, and which of the eight kinds they are."""

    kind: str
    words: str


@dataclass(frozen=True)
class Piece:
    """A part of the text in its order; `struck` is None for what stays."""

    text: str
    struck: Struck | None = None


def demanded(text: str) -> list[Struck]:
    """What the text asks for and may not; the same kind and words once."""
    return list(dict.fromkeys(piece.struck for piece in pieces(text) if piece.struck))


def strike(text: str) -> tuple[str, list[Struck]]:
    """The text without what it may not ask for, and what was taken out."""
    found = list(pieces(text))
    struck = [piece.struck for piece in found if piece.struck]
    if not struck:
        return text, []
    left = "".join(piece.text if piece.struck is None else "\0" for piece in found)
    return _tidy(left), list(dict.fromkeys(struck))


def pieces(text: str) -> Iterator[Piece]:
    """The text cut into what stays and what is struck; joined together again it is the text itself."""
    refused = False
    for clause in re.split(f"([{re.escape(ENDS)}])", text):
        refused = False
        for item in re.split(f"([{re.escape(LISTS)}])", clause):
            refused = refused or bool(REFUSAL.search(item))
            if refused or not FORBIDDEN.search(item):
                yield Piece(item)
            else:
                yield from _cut(item)


def _cut(item: str) -> Iterator[Piece]:
    """An item that asks for something forbidden: of “汇报材料和台账” only “台账” goes."""
    start = 0
    for joiner in [*JOINERS.finditer(item), None]:
        end = joiner.start() if joiner else len(item)
        part = item[start:end]
        match = FORBIDDEN.search(part)
        if match is None:
            yield Piece(part)
        else:
            yield Piece(part, Struck(_NAMES[int(str(match.lastgroup)[1:])], part.strip()))
        if joiner:
            yield Piece(joiner[0])
            start = joiner.end()


def _tidy(left: str) -> str:
    """Without the separators and the bare verbs that strikes left behind (\\0 marks each strike)."""
    joiner = f"[{re.escape(LISTS)}]|{JOINERS.pattern}"
    left = re.sub(rf"(?:{joiner})?\s*\0", "", left)
    clauses = re.split(f"(?<=[{re.escape(ENDS)}])", left)
    kept = []
    for clause in clauses:
        body = re.sub(rf"^(?:\s|{joiner})+", "", clause)
        bare = re.sub(rf"[\s{re.escape(ENDS)}]", "", body)
        if bare and not FILLING.fullmatch(bare):
            kept.append(body)
    return "".join(kept).strip(" \t\n\r" + LISTS + "，,；;")
