"""发文名义: in whose name, how these names rank, and whether party and government issue together."""

import re
from collections.abc import Mapping

from documents.derive.words import opening
from organizations.models import InNameOf

# for 5.1: party committee and government stand side by side, so do their offices
RANK: Mapping[str, int] = {
    InNameOf.PARTY: 4,
    InNameOf.GOVERNMENT: 4,
    InNameOf.PARTY_OFFICE: 3,
    InNameOf.GOVERNMENT_OFFICE: 3,
    InNameOf.COORDINATION: 2,
    InNameOf.DEPARTMENT: 1,
}

# a department of a party committee (省委组织部) is not the committee
_PARTY = re.compile(r"中共中央|党中央|(?:中共[^\s、]{1,8}|^|[\s、省市州县区旗])委(?![^\s、]{0,8}[部委局组校办])")
_GOVERNMENT = re.compile(r"国务院|人民政府|[省市县区]政府")
_OFFICE = re.compile(r"办公[厅室]")
_COORDINATION = re.compile(r"领导小组|指挥部|联席会议|联防联控|工作专班|委员会办公室|安委会|安全生产委员会")
_PARTY_OFFICE = re.compile(r"中办|(?:中共中央|党中央|[省市县区州旗]委|中共[^\s、]{1,8}委(?:员会)?)办公[厅室]")
_DEPARTMENT = re.compile(r"[部厅局署委行社院会](?:等[^\s]{0,6})?$|[部厅局署委](?:\s|、|关于)")

# 代字 by their shape, where nobody registered them: (pattern, name), the first that fits
_SHAPES = (
    (re.compile(r"^国发|^国函|^国令"), InNameOf.GOVERNMENT),
    (re.compile(r"^国办"), InNameOf.GOVERNMENT_OFFICE),
    (re.compile(r"^中办|^厅字"), InNameOf.PARTY_OFFICE),
    (re.compile(r"[政府]办"), InNameOf.GOVERNMENT_OFFICE),
    (re.compile(r"^[^办]{1,3}(?:政|府)(?:发|字|函|规|令|明电)?$"), InNameOf.GOVERNMENT),
    (re.compile(r"^.{1,2}办(?:发|字|传|函|通报)"), InNameOf.PARTY_OFFICE),
    (re.compile(r"^.发$|^.字$"), InNameOf.PARTY),
    (re.compile(r"[部厅局署委](?:发|字|函|规)"), InNameOf.DEPARTMENT),
)
_SERIES = re.compile(r"^([^\s〔\[［【（(《〈“\d]{1,20})[〔\[［【（(]\d{2,4}[〕\]］】）)]")


def by_series(text: str) -> str:
    """The name that a 代字 tells by its shape (冀政办发: the government's office); "" when it tells none."""
    return next((str(name) for shape, name in _SHAPES if shape.search(text)), "")


def by_organ(text: str) -> str:
    """The name that an organ's own name tells; "" for one that tells none. Party before government."""
    if _COORDINATION.search(text):
        return InNameOf.COORDINATION
    if _PARTY_OFFICE.search(text):
        return InNameOf.PARTY_OFFICE
    if _PARTY.search(text):
        return InNameOf.PARTY
    if _GOVERNMENT.search(text):
        return InNameOf.GOVERNMENT_OFFICE if _OFFICE.search(text) else InNameOf.GOVERNMENT
    return InNameOf.DEPARTMENT if _DEPARTMENT.search(text) else ""


def in_name_of(title: str, issuer: str, series_text: str = "") -> str:
    """For a document whose series nobody registered: the title's opening, else the issuer, else the 代字."""
    return by_organ(opening(title)) or by_organ(issuer) or by_series(series_text)


def name_of_superior(superior: str, registered: Mapping[str, str] | None = None) -> str:
    """In whose name the superior document went out, told by its number or the organs in its title; "" unknown."""
    number = _SERIES.match(superior)
    if number:
        return (registered or {}).get(number[1], "") or by_series(number[1])
    text = superior.strip("《》")
    return by_organ(opening(text)) if opening(text) else ""


def joint(title: str) -> bool | None:
    """党政联合: the title opens with a party and a government organ; None when it opens with no organ."""
    organs = opening(title)
    if not organs:
        return None
    return bool(_PARTY.search(organs) or _PARTY_OFFICE.search(organs)) and bool(_GOVERNMENT.search(organs))
