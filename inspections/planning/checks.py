"""What is said about one planned inspection while it is written, and the ways out of it; pure, on plain values.

Nothing here asks the database or a clock: the caller brings the other lines of the plan, what other departments
have booked in the same counties, and the limits of the rule set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inspections.planning.forbidden import demanded, strike

MUST, PRINCIPLE, HINT = "must", "in_principle", "hint"
_WORST_FIRST = {MUST: 0, PRINCIPLE: 1, HINT: 2}
# 依据层级 that carry an inspection by themselves (measure 16)
MANDATED = frozenset({"centre", "province"})
RESEARCH, ASSESSMENT = "research", "assessment"


@dataclass(frozen=True)
class Limits:
    """Parameters of the rule set: 14.3 (comprehensive a year), 21.2 (team), 15.3 (days between alike items)."""

    comprehensive: int = 1
    team: int = 10
    days: int = 14


@dataclass(frozen=True)
class Item:
    """A planned inspection as its checks see it. `counties`: ids; `first`…`last`: the days it may fall on."""

    pk: int
    name: str
    kind: str
    comprehensive: bool
    basis: str = ""
    basis_level: str = ""
    counties: frozenset[int] = frozenset()
    objects_text: str = ""
    first: date | None = None
    last: date | None = None
    days: int | None = None
    people: int | None = None
    papers: str = ""
    indicators: int | None = None
    year: int = 0
    excuses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Neighbour:
    """Another department's item in some of the same counties: the same days, or `alike` within the window."""

    department: str
    name: str
    when: str
    counties: int
    same_days: bool
    alike: bool


@dataclass(frozen=True)
class Way:
    """A way out: fields of the line → what they become. `into`: the line that this one goes into."""

    label: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    into: int | None = None


@dataclass(frozen=True)
class Finding:
    """A warning under a line. `must` stops a submission, `in_principle` asks for a change or a reason.

    `excused`: the reason given for it. `struck`: the words that may not be asked for.
    """

    key: str
    severity: str
    text: str
    field: str = ""
    ways: tuple[Way, ...] = ()
    excused: str = ""
    struck: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.severity == MUST or (self.severity == PRINCIPLE and not self.excused)

    @property
    def asks_reason(self) -> bool:
        return self.severity == PRINCIPLE and not self.excused


@dataclass(frozen=True)
class Around:
    """What a line is judged beside: the other lines of its plan, and other departments' items."""

    lines: Sequence[Item] = ()
    neighbours: Sequence[Neighbour] = ()
    limits: Limits = Limits()
    alike: Callable[[str, str], bool] = lambda one, other: False


def check(item: Item, around: Around) -> list[Finding]:
    """All that is to be said about a line, the worst first."""
    found = [
        *_traces(item),
        *_when(item),
        *_where(item),
        *_basis(item),
        *_comprehensive(item, around),
        *_research(item),
        *_team(item, around.limits),
        *_own(item, around),
        *_others(around.neighbours),
    ]
    return sorted(found, key=lambda one: _WORST_FIRST[one.severity])


def _principle(item: Item, key: str, text: str, field: str, *ways: Way) -> Finding:
    return Finding(key, PRINCIPLE, text, field, ways, excused=item.excuses.get(key, ""))


def _traces(item: Item) -> Iterator[Finding]:
    struck = demanded(item.papers)
    if struck:
        words = tuple(one.words for one in struck)
        kinds = _("、").join(dict.fromkeys(one.kind for one in struck))
        text = _("不以留痕论成绩，不得要求提供%(kinds)s。") % {"kinds": kinds}
        left, _struck = strike(item.papers)
        yield Finding("traces", MUST, text, "papers", (Way(_("划去"), {"papers": left}),), struck=words)


def _when(item: Item) -> Iterator[Finding]:
    if item.first is None or item.last is None:
        yield Finding("when", MUST, _("没有写明计划时间；写到月份即可，如“4月中旬”。"), "time_text")
        return
    if item.first.year != item.year or item.last.year != item.year:
        text = _("计划时间不在%(year)s年内。") % {"year": item.year}
        yield Finding("when", MUST, text, "time_text")
    span = (item.last - item.first).days + 1
    if item.days and item.days > span:
        way = Way(_("改为%(days)s天") % {"days": span}, {"days": span})
        text = _("写了%(days)s天，但计划时间只有%(span)s天。") % {"days": item.days, "span": span}
        yield Finding("days", MUST, text, "days", (way,))


def _where(item: Item) -> Iterator[Finding]:
    if not item.counties and not item.objects_text.strip():
        text = _("没有写明到哪些县（市、区）或单位；未写明的，批准后不会进入任何县的日历。")
        yield Finding("where", MUST, text, "objects_text")


def _basis(item: Item) -> Iterator[Finding]:
    if not item.basis.strip():
        yield Finding("basis", MUST, _("没有依据的事项不得列入计划；请写文件名称和文号。"), "basis")
    mandated = item.basis_level in MANDATED
    if item.kind == ASSESSMENT and item.indicators and not mandated:
        text = _("考核指标须由中央或省委、省政府明确规定，部门不得自设（现有%(n)s项）。") % {"n": item.indicators}
        yield Finding("indicators", MUST, text, "indicators", (Way(_("指标改为0"), {"indicators": 0}),))
    elif item.basis.strip() and not mandated:
        yield _principle(
            item, "basis_level", _("依据不是中央或省委、省政府的明确规定，一般不列入计划。"), "basis_level"
        )


def _comprehensive(item: Item, around: Around) -> Iterator[Finding]:
    if not item.comprehensive:
        return
    before = [one for one in around.lines if one.comprehensive and one.pk != item.pk]
    if len(before) >= around.limits.comprehensive:
        text = _("综合性督查检查考核原则上每年不超过%(limit)s次，计划里已有“%(name)s”。") % {
            "limit": around.limits.comprehensive,
            "name": before[0].name,
        }
        into = Way(_("并入“%(name)s”") % {"name": before[0].name}, into=before[0].pk)
        yield _principle(
            item, "comprehensive", text, "comprehensive", Way(_("改为专项"), {"comprehensive": False}), into
        )


def _research(item: Item) -> Iterator[Finding]:
    if item.kind == RESEARCH and (item.indicators or item.papers.strip()):
        text = _("调研不打分、不要材料；要打分或要材料的按检查计算。")
        changes: dict[str, Any] = {"indicators": None, "papers": ""}
        ways = (Way(_("不打分、不要材料"), changes), Way(_("改为检查"), {"kind": "inspection"}))
        yield Finding("research", MUST, text, "kind", ways)


def _team(item: Item, limits: Limits) -> Iterator[Finding]:
    if item.people and item.people > limits.team:
        text = _("工作组一般不超过%(limit)s人。") % {"limit": limits.team}
        way = Way(_("改为%(limit)s人") % {"limit": limits.team}, {"people": limits.team})
        yield _principle(item, "team", text, "people", way)


def _own(item: Item, around: Around) -> Iterator[Finding]:
    """Alike items of one's own plan in the same counties within the window; said under the later of the two."""
    for other in around.lines:
        if other.pk >= item.pk or not around.alike(item.name, other.name):
            continue
        if _apart(item, other) <= around.limits.days and (item.counties & other.counties or not item.counties):
            text = _("与本单位“%(name)s”相近，可以一次去完。") % {"name": other.name}
            into = Way(_("并入“%(name)s”") % {"name": other.name}, into=other.pk)
            yield Finding("own", HINT, text, "name", (into,))


def _apart(one: Item, other: Item) -> int:
    """Days between the spans in which two items may fall; 0 where they overlap."""
    if None in (one.first, one.last, other.first, other.last):
        return 0
    later, earlier = max(one.first, other.first), min(one.last, other.last)  # type: ignore[type-var]
    return max((later - earlier).days, 0)  # type: ignore[operator]


def _others(neighbours: Iterable[Neighbour]) -> Iterator[Finding]:
    for other in neighbours:
        said = {"who": other.department, "name": other.name, "when": other.when, "n": other.counties}
        if other.same_days and other.alike:
            text = _("%(who)s“%(name)s”%(when)s也到其中%(n)s个县，内容相近，可以联合开展。") % said
        elif other.same_days:
            text = _("%(who)s“%(name)s”%(when)s也到其中%(n)s个县，同县同日，请错开或联合。") % said
        else:
            text = _("%(who)s“%(name)s”%(when)s到其中%(n)s个县，内容相近，14天内的应合并开展。") % said
        yield Finding("others", HINT, text, "time_text")
