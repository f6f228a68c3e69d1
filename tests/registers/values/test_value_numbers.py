"""Numbers of documents come out the same in whatever way they were written, or with a flag, or with the way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.values import BadValue, document_number, flag_sentence, search_key
from registers.values.flags import FLAGS

ALWAYS = "冀办发〔2019〕12号"


@pytest.mark.parametrize(
    "written",
    [
        "冀办发〔2019〕12号",
        "冀办发[2019]12号",
        "冀办发［2019］12号",
        "冀办发【2019】12号",
        "冀办发（2019）12号",
        "冀办发(2019)12号",
        "冀办发﹝2019﹞12号",
        "冀办发 〔2019〕 12 号",
        "冀办发\n〔2019〕12号",
        "\u200b冀办发〔2019〕12号\u200d",
        "冀办发〔２０１９〕１２号",
        "冀办发〔2019〕012号",
        "冀办发〔2019〕第12号",
        "冀办发〔2019年〕12号",
        "冀办发〔二〇一九〕12号",
        "冀办发〔2019〕十二号",
        "发文字号：冀办发〔2019〕12号",
        "文号: 冀办发〔2019〕12号",
        "（冀办发〔2019〕12号）",
        "《冀办发〔2019〕12号》",
        "冀办发〔2019〕12号。",
        "冀办发〔2019〕12号文",
        "冀办发（2019）年12号",
        "中共某省委办公厅文件 冀办发〔2019〕12号",
        "的通知冀办发〔2019〕12号",
        "关于印发《实施方案》的通知 冀办发〔2019〕12号",
        "关于印发《2018年工作要点》的通知冀办发〔2019〕12号",
    ],
)
def test_one_number_in_any_dress(written):
    number = document_number(written)
    assert (number.series, number.year, number.serial, number.kind) == ("冀办发", 2019, 12, "号")
    assert (number.text, number.raw, number.flags) == (ALWAYS, written, ())


@pytest.mark.parametrize(
    ("written", "flag"),
    [
        ("冀办发(2019〕12号", "brackets"),
        ("冀办发〔2019 12号", "brackets"),
        ("冀办发2019〕12号", "brackets"),
        ("冀办发2019第12号", "no_brackets"),
        ("冀办发2019年12号", "no_brackets"),
        ("冀办发2019-12号", "no_brackets"),
        ("2019年冀办发12号", "year_first"),
        ("〔2019〕冀办发第12号", "year_first"),
        ("冀办发〔2019〕12", "no_suffix"),
        ("冀办发〔19〕12号", "short_year"),
        ("冀办发〔2O19〕12号", "letters"),
        ("冀办发〔2019〕l2号", "letters"),
        ("冀办发〔2019〕12号〔〕", "trailing"),
        ("冀办发〔2019〕12号关于印发方案的通知", "trailing"),
        ("号冀办发〔2019〕12号", "fragment"),
        ("冀办发〔2019〕12号、冀政办发〔2019〕8号", "several"),
        ("冀办发〔2019〕12、13号", "several"),
        ("冀办发〔2019〕12号\n冀政发〔2019〕3号", "several"),
    ],
)
def test_what_is_odd_is_understood_and_flagged(written, flag):
    number = document_number(written)
    assert number.text == ALWAYS
    assert number.flags == (flag,)


def test_every_flag_has_its_sentence():
    assert all(flag_sentence(flag) for flag in FLAGS)


def test_two_papers_with_a_number_below_the_serial_stay_two():
    first, second = document_number("冀办发〔2019〕12-1号"), document_number("冀办发〔2019〕12-2号")
    assert first.text == "冀办发〔2019〕12-1号" != second.text
    assert first.flags == ("sub_number",)


def test_brackets_inside_the_series_belong_to_it():
    number = document_number("冀发改（能源）〔2019〕7号")
    assert (number.series, number.text) == ("冀发改(能源)", "冀发改(能源)〔2019〕7号")


@pytest.mark.parametrize("word", ["其他", "文件", ""])
def test_a_word_that_is_no_series_ties_the_number_to_nobody(word):
    number = document_number(f"{word} 〔 2022 〕 86 号")
    assert (number.series, number.flags, number.text) == ("", ("no_series",), f"{word}〔2022〕86号")


@pytest.mark.parametrize(
    ("written", "issuer", "series", "year", "serial", "text", "flags"),
    [
        ("河北省人民政府令第 7 号", "", "河北省人民政府令", None, 7, "河北省人民政府令第7号", ()),
        ("省政府令 第7号", "", "省政府令", None, 7, "省政府令第7号", ("no_issuer",)),
        ("省政府令 第7号", "河北省人民政府", "河北省人民政府令", None, 7, "河北省人民政府令第7号", ()),
        ("省政府令 第7号", "石家庄市教育局", "省政府令", None, 7, "省政府令第7号", ("no_issuer",)),
        ("交通部公告第554号", "", "交通部公告", None, 554, "交通部公告第554号", ()),
        ("交通部公告第十四号", "", "交通部公告", None, 14, "交通部公告第14号", ()),
        ("公告2018年第14号", "", "公告", 2018, 14, "公告2018年第14号", ("no_issuer",)),
        ("公告2018年第十四号", "省税务局", "省税务局公告", 2018, 14, "省税务局公告2018年第14号", ()),
        ("海关总署2023年第34号", "", "海关总署公告", 2023, 34, "海关总署公告2023年第34号", ()),
        ("沪府令〔2019〕17号", "", "沪府令", 2019, 17, "沪府令〔2019〕17号", ()),
        ("号市人大公告1996年第4号", "", "市人大公告", 1996, 4, "市人大公告1996年第4号", ("fragment", "no_issuer")),
        ("冀机发88号", "", "冀机发", None, 88, "冀机发88号", ("no_year",)),
    ],
)
def test_orders_and_announcements(written, issuer, series, year, serial, text, flags):
    number = document_number(written, issuer=issuer)
    assert (number.series, number.year, number.serial, number.text, number.flags) == (series, year, serial, text, flags)


def test_organs_that_announce_together_keep_the_spaces_between_their_names():
    number = document_number("财政部 税务总局 2023年第7号")
    assert (number.series, number.kind) == ("财政部 税务总局公告", "公告")
    assert document_number(number.text).text == number.text == "财政部 税务总局公告2023年第7号"


@pytest.mark.parametrize("blank", [None, "", "  ", "—", "/", "无", "无文号", "\u200b", "-"])
def test_a_document_may_have_no_number(blank):
    assert document_number(blank) is None


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("见附件", "看不出发文字号"),
        (12, "看不出发文字号"),
        (True, "看不出发文字号"),
        ("冀办发", "看不出发文字号"),
        ("关于做好第3号台风防范工作的通知", "看不出发文字号"),
        ("冀办发〔2019〕 号", "缺少序号"),
        ("冀办发〔2019〕", "缺少序号"),
        ("冀办发〔2019〕0号", "不合理"),
        ("冀办发〔2919〕12号", "不合理"),
        ("冀" * 400, "看不出发文字号"),
        # what would be shown for these reads back as another number, or as none
        ("A第1-0", "看不出发文字号"),
    ],
)
def test_what_is_no_number_is_refused_with_an_example(written, hint):
    with pytest.raises(BadValue, match=hint) as refusal:
        document_number(written)
    assert "留空" in refusal.value.message or "如“冀办发" in refusal.value.message


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("冀办发〔2019〕12号", "冀办发201912"),
        ("冀办发[2019]", "冀办发2019"),
        ("冀办发【2019】0012", "冀办发201912"),
        ("冀办发〔19〕12", "冀办发201912"),
        ("〔2019〕12号", "201912"),
        ("办发 2019", "办发2019"),
        ("公告2018年第14号", "公告201814"),
        ("G20办发〔2016〕1号", "g20办发20161"),
        ("", ""),
    ],
)
def test_the_search_key_is_the_same_for_every_bracket_and_for_parts(typed, key):
    assert search_key(typed) == key


series = st.text(alphabet="冀豫国办政发函字财教委厅", min_size=2, max_size=6)
brackets = st.sampled_from(["〔〕", "[]", "［］", "【】", "（）", "()", "﹝﹞"])
space = st.sampled_from(["", " ", "\u3000", "\u200b", "\n"])


@given(series, st.integers(1950, 2049), st.integers(1, 99_999), brackets, space, st.sampled_from(["", "第", "0", "00"]))
def test_a_number_written_in_any_way_comes_back(name, year, serial, pair, gap, before):
    written = f"{name}{gap}{pair[0]}{year}{pair[1]}{gap}{before}{serial}{gap}号"
    number = document_number(written)
    assert (number.series, number.year, number.serial, number.flags) == (name, year, serial, ())
    assert document_number(number.text).text == number.text
    assert search_key(written) == search_key(number.text) == f"{name}{year}{serial}"
    assert search_key(f"{name}{pair[0]}{year}{pair[1]}") in search_key(written)


@given(st.text() | st.text(alphabet="冀办发〔〕[]()（）0129Ol第号令公告年二〇十 、的通知-", max_size=30))
def test_any_text_is_a_number_or_refused_and_what_is_shown_reads_back(words):
    assert isinstance(search_key(words), str)
    try:
        number = document_number(words)
    except BadValue:
        return
    if number:
        again = document_number(number.text)
        assert (again.text, again.series, again.serial) == (number.text, number.series, number.serial)
