"""发至层级: how far down the recipients (主送机关) reach."""

import re
from collections.abc import Mapping
from functools import lru_cache

from organizations.models import Level

# 区 and 市 inside these words are no districts and no cities
_NO_DISTRICT = re.compile(
    r"自治区|开发区|示范区|高新区|新区|园区|功能区|管理区|实验区|试验区|保税区|地区|军区|设区的?市"
)
_VILLAGE = re.compile(r"行政村|各村|村民?委员会|村委会|村党支部|、村|社区")
_TOWNSHIP = re.compile(r"乡镇|镇乡|[各、]乡|乡[（(、]|镇人民政府|乡人民政府|镇党委|乡党委|街道|各镇")
_COUNTY = re.compile(r"县|[各、市（(]区|区人民政府|区委|旗")
_CITY = re.compile(r"[各省]辖?市|市人民政府|市委|市政府|设区市|地级市|各州|自治州|、州|地区|盟|直辖市")
_PROVINCE = re.compile(r"省直|省委|省政府|省人民政府|省级|各部门|各部委|各委办|厅|直属|自治区|各省|各大专|各高校")
_ADDRESS = re.compile(r"[、,，;；:：\s]+")
_OFFICE_WORDS = re.compile(r"(人民政府|党委|市委|县委|区委)?(办公[厅室])?$")


def level_reached(recipients: str, default: int = Level.UNKNOWN, places: Mapping[str, int] | None = None) -> int:
    """The deepest level that the recipients name; `default` when they name none that is known.

    各市、县（市、区）人民政府 reaches the county, 各市人民政府 the city, 省直各部门 stays in the province.
    省直管县 are counties; 各省、自治区、直辖市 are the province's own level. `places` gives the level
    of organs that are named outright (a county-level city does not say that it is one).
    """
    text = re.sub(r"\s", "", recipients)
    if not text:
        return default
    deepest = max(_by_words(text), _by_name(recipients, places or {}))
    return deepest or default


@lru_cache(maxsize=4096)
def _by_words(text: str) -> int:
    bare = _NO_DISTRICT.sub("", text)
    if _VILLAGE.search(bare):
        return Level.VILLAGE
    if _TOWNSHIP.search(bare):
        return Level.TOWNSHIP
    if _COUNTY.search(bare):
        return Level.COUNTY
    if re.match(r"各省[、,，（(及]", text):
        return Level.PROVINCE
    if _CITY.search(bare) or re.search(r"设区的?市|地区", text):
        return Level.CITY
    return Level.PROVINCE if _PROVINCE.search(text) else Level.UNKNOWN


def _by_name(recipients: str, places: Mapping[str, int]) -> int:
    if not places:
        return Level.UNKNOWN
    parts = [part for part in _ADDRESS.split(recipients) if part]
    found = [places.get(part) or places.get(_OFFICE_WORDS.sub("", part)) or 0 for part in parts]
    return max(found, default=Level.UNKNOWN)
