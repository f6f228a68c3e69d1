"""What the column 参会范围 says of itself: how many people, down to which level, and whether heads are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from organizations.models import Level

PEOPLE = re.compile(r"(\d{1,6})(?=(?:余|多)?[人名])")
EACH = re.compile(r"(\d{1,6})个?(?:县|市|区|（市、区）|\(市、区\))")
# names of matters and organs that hold the word of a level without meaning it
UNMEANT = re.compile(r"农业农村|农村|乡村振兴|乡村|城乡|区域|市场|城市管理|县域")
LEVELS = (
    (Level.VILLAGE, re.compile(r"村|社区")),
    (Level.TOWNSHIP, re.compile(r"乡|镇(?!江)|街道")),
    (Level.COUNTY, re.compile(r"县|区")),
    (Level.CITY, re.compile(r"市")),
    (Level.PROVINCE, re.compile(r"省|厅|部门")),
)
BELOW_CITY = re.compile(r"[、和及]?(?:各|有关)?(?:县（市、区）|县\(市、区\)|县市区|县区|县|乡镇|镇村|(?<!农)村)")
# the head of a unit, unless the deputy is named or the head is one of two who may come
HEADS = re.compile(
    r"一把手|党政正职|主要(?:负责|领导)(?:人|同志|干部)?|书记|(?:县|市|区|镇|乡|厅|局)(?:（市、区）|\(市、区\))?长|(?<=[县市区））])长"
)
NOT_HEADS = re.compile(r"分管|副(?:书记|主任|职)?|主要(?:负责|领导)(?:人|同志)?或(?:者)?分管\S*")


@dataclass(frozen=True, slots=True)
class Attendance:
    """None and Level.UNKNOWN where the text does not tell."""

    people: int | None
    level: Level
    heads_called: bool | None


def read(text: str) -> Attendance:
    """市局分管负责人，14人 → 14 people, the city, no heads; 18个县（市、区）长 → 18 people, the county, heads."""
    plain = "".join(text.split())
    if not plain:
        return Attendance(None, Level.UNKNOWN, None)
    found = PEOPLE.findall(plain)
    people = sum(map(int, found)) if found else None
    heads = calls_heads(plain)
    if people is None and heads and (each := EACH.search(plain)):
        people = int(each[1])
    return Attendance(people, _level(plain), heads)


def calls_heads(text: str) -> bool:
    """主要负责同志或分管负责同志 is read as the head by everybody, and so it is here."""
    if "主要" in text and "或" in text:
        return True
    return any(HEADS.search(part) and not NOT_HEADS.search(part) for part in re.split(r"[，,、；;和及]", _closed(text)))


def deputies_instead(text: str) -> str:
    """The same people one step down: 县（市、区）长 → 分管副县（市、区）长, 主要负责人 → 分管负责人."""
    text = re.sub(r"主要(负责|领导)(人|同志)?(?:或者?分管(?:负责|领导)(?:人|同志)?)?", r"分管\1\2", text)
    text = re.sub(r"党政正职|一把手", "分管负责同志", text)
    text = re.sub(r"(\d+个|各|全省|有关)?((?:县|市|区)(?:（市、区）|\(市、区\))?长)", r"\1分管副\2", text)
    return re.sub(r"(?<!副)书记", "分管副书记", text)


def with_people(text: str, old: int, new: int) -> str:
    """The number of people put right where the text names it."""
    return re.sub(rf"(?<!\d){old}(?=(?:余|多)?[人名])", str(new), text)


def down_to_city(text: str) -> str:
    """Without the county and what lies below it: 市、县业务科室 → 市业务科室; unchanged where nothing would be left."""
    left = re.sub(
        r"[、和及]?(?:各|有关)?(?:县（市、区）|县\(市、区\)|县市区|县区|县|乡镇|镇村|村)(?=[、和及]?)", "", text
    )
    return left if "市" in left else text


def _closed(text: str) -> str:
    """Brackets as one word with what stands before them: 县（市、区）长 is not three people."""
    return re.sub(r"[（(]市、区[）)]", "", text)


def _level(text: str) -> Level:
    """The lowest level that the text names."""
    plain = UNMEANT.sub("", _closed(text))
    return next((level for level, words in LEVELS if words.search(plain)), Level.UNKNOWN)
