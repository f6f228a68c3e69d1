"""Whether a meeting counts (计入统计), and whether it is province-wide (全省性)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from meetings.models.kinds import MeetingClass
from organizations.models import Kind, Level

# 厅党组会议, 党组(扩大)会议, 局党委会, 党组理论学习中心组(专题)学习会, 党组民主生活会, 第3次党组会议
_PARTY_GROUP = re.compile(
    r"(?:党组|党委|党工委)(?:\([^()]{1,8}\)|理论|学习|中心组|专题|集体|扩大|民主|生活|班子|务虚|第?\d+次)*会(?:议)?(?:\([^()]*\))?$"
)
_WIDE = re.compile(r"全省")
# organs whose meetings can be those of the whole province
PROVINCIAL = (Kind.LEADING, Kind.DEPARTMENT, Kind.DISCIPLINE)


@dataclass(frozen=True, slots=True)
class Scope:
    """`reason` is kept with the record in Chinese, whoever imports it in whatever language."""

    counted: bool
    reason: str = ""


IN_SCOPE = Scope(True)


def is_party_group(name: str, level: int) -> bool:
    """A sitting of the party group itself: named so, and nobody from below called."""
    plain = unicodedata.normalize("NFKC", name).replace(" ", "")
    return level <= Level.PROVINCE and not _WIDE.search(plain) and bool(_PARTY_GROUP.search(plain))


def judge_scope(name: str, level: int, *, led_by: str = "") -> Scope:
    """`led_by`: the lead of a joint meeting (套开) to which this one was joined; it counts once, for its lead."""
    if led_by:
        return Scope(False, f"与“{led_by}”套开，由牵头单位计")
    if is_party_group(name, level):
        return Scope(False, "党组（党委）自身的会议")
    return IN_SCOPE


def province_wide(name: str, kind: str, category: int, level: int) -> bool:
    """A provincial organ's meeting that is named so or, of classes one to three, calls the cities or below.

    A meeting of class four that is not named so is one among colleagues, whoever comes; of unknown class it is
    taken for province-wide once it calls the cities.
    """
    if kind not in PROVINCIAL:
        return False
    if _WIDE.search(name):
        return True
    return level >= Level.CITY and category != MeetingClass.FOUR
