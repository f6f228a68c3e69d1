"""Texts, titles, marks of secrecy, and columns about persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.values import BadValue, carries_mark, is_classified, personal_headings, text, title, title_flags

ACCOUNTABILITY = [
    "编号",
    "决定机关",
    "对象类别",
    "层级",
    "形态",
    "方式",
    "启动日期",
    "事实见面日期",
    "听取党组织意见日期",
    "听取本人意见日期",
    "主动纠错",
    "主动纠错已考量",
    "容错评估日期",
    "容错结论",
    "决定日期",
    "宣布日期",
    "影响期满日期",
    "期满评估日期",
    "受理机关",
    "收到日期",
    "实名",
    "受理告知日期",
    "办结日期",
    "结果",
    "结果反馈日期",
    "需澄清",
    "澄清日期",
    "澄清方式",
    "诬告认定",
    "诬告处理日期",
    "机关",
    "发函日期",
    "一人一策方案",
    "知悉范围人数",
    "回复日期",
    "结论",
]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("关于印发\n方案的 通知", "关于印发方案的通知"),
        ("\u200b通\u00ad知\x07", "通知"),
        ("“十四五”规划，（试行）：Ａ", "“十四五”规划，（试行）：Ａ"),
        ("5G  network 建设", "5G network 建设"),
        ("'冀办发", "冀办发"),
        (12.0, "12"),
        ("  ", None),
        (None, None),
    ],
)
def test_text_is_kept_as_written_without_what_nobody_sees(written, kept):
    assert text(written) == kept


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(BadValue, match="超过 5 个字的上限"):
        text("一二三四五六", longest=5)


@pytest.mark.parametrize(
    "written",
    [
        "关于印发目录（2018年版）的通知",
        "关于印发目录（2018年版）的通知（已失效）",
        '（已失效）"">关于印发目录（2018年版）的通知（已失效）',
        "<p>关于印发目录（2018年版）的通知</p>",
        '<a href="x" title="y">关于印发目录（2018年版）的通知</a>&nbsp;',
        "[已废止]关于印发目录（2018年版）的通知",
    ],
)
def test_a_title_comes_without_rests_of_web_pages_and_marks_of_validity(written):
    assert title(written) == "关于印发目录（2018年版）的通知"


def test_what_belongs_to_a_title_stays():
    assert title("实施办法（试行）") == "实施办法（试行）"
    assert title("关于 A<B 的说明") == "关于 A<B 的说明"


def test_a_title_that_says_nothing_is_kept_and_flagged():
    assert title_flags("通知") == ("type_only",)
    assert title_flags("建城字〔2020〕4号") == ("is_number",)
    assert title_flags("关于贯彻冀办发〔2019〕12号文件的通知") == ()


@pytest.mark.parametrize(
    "written",
    [
        "秘密",
        "机密",
        "绝密",
        "机密★10年",
        "绝密★长期",
        "秘 密",
        "机\u200b密",
        "機密",
        "絕密",
        "祕密",
        "密级：机密",
        "机密级",
        "秘密 ★ 1年",
        "秘密/内部",
        "非密\n秘密",
        "非机密，属秘密",
        "密",
        "机",
        "涉密",
        "工作秘密",
        "SECRET",
    ],
)
def test_a_secret_row_is_recognised(written):
    assert is_classified(written)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "普通",
        "非密",
        "无",
        "否",
        "不涉密",
        "内部",
        "公开",
        "非秘密",
        "不涉及国家秘密",
        "非涉密",
        "一般",
        "—",
        0,
        "无密级",
    ],
)
def test_an_open_row_is_not_taken_for_secret(written):
    assert not is_classified(written)


def test_the_mark_with_its_star_gives_a_row_away_in_any_column():
    assert carries_mark("关于某事的通知 机密★5年")
    assert not carries_mark("关于加强保密工作和国家秘密管理的通知")


@pytest.mark.parametrize(
    "heading",
    [
        "姓名",
        "被反映人",
        "反映人",
        "举报人姓名",
        "身份证号",
        "证件号码",
        "联系电话",
        "手机号",
        "联系方式",
        "职务",
        "工作单位及职务",
        "反映问题",
        "反映的主要问题",
        "处分内容",
        "违纪事实",
        "问责对象",
        "谈话 对象",
        "Name",
        "Full Name",
        "id_number",
    ],
)
def test_a_column_about_a_person_is_recognised(heading):
    assert personal_headings(["编号", heading]) == [heading]


def test_the_columns_of_these_registers_are_not_about_persons():
    assert personal_headings(ACCOUNTABILITY) == []
    assert personal_headings(["被谈话人数", "举报人次", "问责对象类别", "谈话人员数"]) == []


@given(st.text() | st.none() | st.integers() | st.floats())
def test_any_cell_is_text_or_nothing_and_clean_text_stays_as_it_is(cell):
    kept = text(cell)
    assert kept is None or kept.strip() == kept != ""
    assert title(cell, longest=None) is None or title(cell, longest=None)
    assert is_classified(cell) in {True, False}


@given(
    st.sampled_from(["秘密", "机密", "绝密"]),
    st.text(alphabet=" \u3000\u200b★☆·.-10年期", max_size=4),
    st.text(max_size=3),
)
def test_no_decoration_hides_a_mark(mark, between, around):
    assert is_classified(mark[0] + between.replace("年", "").replace("期", "") + mark[1])
    assert is_classified(f"密级：{mark}{between}")
