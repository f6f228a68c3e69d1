"""Random histories of registers: what offices send in, correct, explain and decide in two years and a quarter.

Names, numbers and days come from small stores, so that histories meet: the same number twice, a correction of
what was explained, a merger of whoever was just judged.
"""

from datetime import date

from hypothesis import strategies as st

from organizations.models import Level

TODAY = date(2020, 4, 10)
ORGANS = ("甲厅", "乙厅", "丙厅")
RECEIVERS = ("丁市", "戊县")
DAYS = st.dates(date(2018, 1, 1), TODAY)
DOCUMENT_HEADINGS = ("发文字号", "标题", "发文机关", "成文日期", "主送机关", "页数", "公开属性", "明确要求条款")
INCOMING_HEADINGS = ("收文日期", "收文单位", "来文机关", "来文字号", "标题")
COUNT_HEADINGS = ("单位", "年月", "密级", "制发件数", "到期应审核件数", "已审核件数")
SUCCESSION_HEADINGS = ("原机构代码", "现机构代码", "生效日期", "份额")
TITLES = (
    "关于某项工作的通知",
    "关于印发《某项管理办法》的通知",
    "关于贯彻落实《某项纲要》的实施意见",
    "关于学习某项部署情况的报告",
)
RECIPIENTS = ("各市、县（市、区）人民政府", "各设区市人民政府", "省直各部门")


@st.composite
def document_rows(draw):
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        organ, day = draw(st.sampled_from(ORGANS)), draw(DAYS)
        number = f"示{organ[0]}发〔{draw(st.sampled_from((day.year, day.year, 2019)))}〕{draw(st.integers(1, 9))}号"
        openness = draw(st.sampled_from(("主动公开", "")))
        clause = draw(st.sampled_from(("", "第五条")))
        rows.append(
            (
                draw(st.sampled_from((number, number, ""))),
                draw(st.sampled_from(TITLES)),
                organ,
                day.isoformat(),
                draw(st.sampled_from(RECIPIENTS)),
                str(draw(st.integers(1, 14))),
                openness,
                clause,
            )
        )
    return "documents", rows


@st.composite
def incoming_rows(draw):
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        sender, day = draw(st.sampled_from((*ORGANS, "丁市"))), draw(DAYS)
        number = f"示{draw(st.sampled_from(ORGANS))[0]}发〔{day.year}〕{draw(st.integers(1, 9))}号"
        rows.append(
            (
                day.isoformat(),
                draw(st.sampled_from(RECEIVERS)),
                sender,
                draw(st.sampled_from((number, "国示发〔2019〕3号", ""))),
                draw(st.sampled_from(TITLES)),
            )
        )
    return "incoming", rows


@st.composite
def count_rows(draw):
    row = st.tuples(
        st.sampled_from(ORGANS),
        st.builds("{}-{:02}".format, st.sampled_from((2018, 2019)), st.integers(1, 12)),
        st.just("秘密"),
        *(st.integers(0, 4).map(str) for _ in range(3)),
    )
    return "classified_counts", draw(st.lists(row, min_size=1, max_size=4))


@st.composite
def succession_rows(draw):
    before, after = draw(st.permutations((*ORGANS, "戊县")))[:2]
    effective = draw(st.dates(date(2019, 1, 1), TODAY))
    share = draw(st.sampled_from(("100%", "40%", "50%")))
    return "successions", [(code(before), code(after), effective.isoformat(), share)]


corrections = st.tuples(
    st.just("correct"),
    st.integers(0, 50),
    st.sampled_from(
        (
            {"level": Level.COUNTY},
            {"level": Level.CITY},
            {"counted": False},
            {"pages": 15},
            {"issued_on": date(2019, 2, 3)},
            {"openness": "open"},
        )
    ),
)
explanations = st.tuples(
    st.just("explain"), st.integers(0, 50), st.sampled_from(("4.1", "4.2", "4.3", "6.3", "8.1")), st.booleans()
)
targets = st.tuples(st.just("targets"), st.sampled_from((2019, 2020)))
histories = st.lists(
    st.one_of(
        document_rows(),
        document_rows(),
        incoming_rows(),
        count_rows(),
        succession_rows(),
        corrections,
        explanations,
        targets,
    ),
    min_size=1,
    max_size=7,
)


def code(name):
    return f"X{(*ORGANS, *RECEIVERS).index(name)}"
