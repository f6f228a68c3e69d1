"""Invented names. Kept in Chinese in every language, as names of organs are."""

from collections.abc import Iterator

# name of a department, and how its number series abbreviates it
DEPARTMENTS = (
    ("市场秩序厅", "市秩"),
    ("交通运行厅", "交运"),
    ("自然生态厅", "自生"),
    ("应急安防厅", "应安"),
    ("教育文体厅", "教文"),
    ("城乡营建厅", "城建"),
    ("农业乡村厅", "农乡"),
    ("健康服务厅", "健服"),
    ("规划发展厅", "规展"),
    ("产业振兴厅", "产振"),
    ("财税统筹厅", "财统"),
    ("民生保障厅", "民保"),
    ("文旅推广厅", "文推"),
    ("数据事务局", "数事"),
    ("水土林草厅", "水林"),
    ("科创推进厅", "科创"),
    ("社会事务厅", "社事"),
    ("商贸流通厅", "商流"),
)
# both merged into 科创推进厅
MERGED = (("科技促进厅", "科促"), ("信息协同厅", "信协"))
_MORE = "粮储 气候 渔牧 矿产 能效 通航 路网 港务 仓配 质检 计量 标准 档史 语文 侨联 民俗 医养 康复 药械 疫防 消安"
_MORE += " 信访 仲调 公证 审评 统查 价监 税评 金稳 保服 招引 会展 外联 口岸 园管 科普 老龄 青育 妇幼 残助 退安 慈善"

_FIRST = "岚澄桐栖霁翎砚槿珑黛缙蓼汐苒棠筠"
_SECOND = "屏洲汀岑泊澜坞泉畴埠陌湾浦阁堰樾"

ASPECTS = (
    "安全生产",
    "信用建设",
    "数据归集",
    "窗口服务",
    "示范点建设",
    "资金使用",
    "队伍培训",
    "风险排查",
    "项目储备",
    "事项清理",
    "汛期值守",
    "便民服务",
)


def departments(count: int) -> list[tuple[str, str]]:
    """The first of them are always those of DEPARTMENTS; further ones are offices (局)."""
    more = [(f"{word}事务局", word) for word in _MORE.split()]
    return [*DEPARTMENTS, *more][:count]


def cities(count: int) -> list[str]:
    """Without 市; no two begin with the same character, since their number series begin with it."""
    return [_FIRST[at] + _SECOND[at] for at in range(count)]


def counties() -> Iterator[str]:
    """Without 县; none bears the name of a city."""
    for step in range(1, len(_SECOND)):
        for at, first in enumerate(_FIRST):
            yield first + _SECOND[(at + step) % len(_SECOND)]
