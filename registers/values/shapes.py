"""The three shapes that a document's number has, as patterns over text without white space (NFKC)."""

import re

from registers.values.numerals import CHARACTERS

OPEN, CLOSE = "〔[【(〖〈<{", "〕]】)〗〉>}"
PAIRS = {"〔〕", "[]", "【】", "()", "〖〗", "〈〉", "<>", "{}"}
LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "○": "0", "〇": "0"})

LEFT, RIGHT = re.escape(OPEN), re.escape(CLOSE)
NUMERAL = f"[{CHARACTERS}]"
TAIL = r"(?:(?:[-—–]|之)(?P<sub>\d{1,3})(?!\d))?(?P<suffix>号)?(?P<after>.*)"

CANONICAL = re.compile("([\u4e00-\u9fff]{2,12})〔((?:19|20)\\d{2})〕([1-9]\\d{0,5})号")
# 冀办发〔2019〕12号: at least one bracket; a year of two digits needs both
BRACKETED = re.compile(
    rf"(?P<before>.*?)(?:(?P<open>[{LEFT}])(?P<year>\d{{4}}|\d{{2}}|{NUMERAL}{{4}})年?度?(?P<close>[{RIGHT}])"
    rf"|(?P<open_only>[{LEFT}])(?P<year_after>(?:19|20)\d{{2}})(?=第?\d)|(?P<year_before>(?:19|20)\d{{2}})(?P<close_only>[{RIGHT}]))"
    rf"年?第?(?:(?P<serial>\d{{1,9}})|(?P<spelled>{NUMERAL}{{1,6}})(?=号)){TAIL}",
    re.DOTALL,
)
# 公告2018年第14号, 冀办发2019第12号, 冀办发2019-12号
YEARLY = re.compile(
    rf"(?P<before>.*?)(?P<year>(?:19|20)\d{{2}})(?P<shape>年第?|第|[-—])"
    rf"(?:(?P<serial>\d{{1,9}})|(?P<spelled>{NUMERAL}{{1,6}})(?=号))(?![年月日]){TAIL}",
    re.DOTALL,
)
# 重庆市人民政府令第359号, 冀政12号
RUNNING = re.compile(
    rf"(?P<before>.*?)(?:第(?P<serial>\d{{1,9}})|第(?P<spelled>{NUMERAL}{{1,6}})(?=号)|(?<!\d)(?P<plain>\d{{1,9}})(?=号))(?!\d){TAIL}",
    re.DOTALL,
)
# a bracket with a year and nothing after it: the serial has still to be given
UNFINISHED = re.compile(rf"[{LEFT}](?:\d{{4}}|\d{{2}})年?[{RIGHT}](?:第?号?)$")
ANOTHER = re.compile(
    rf"[{LEFT}](?:\d{{4}}|\d{{2}})[{RIGHT}]第?\d|年第?\d+号|^(?:、|,|;|/|和|及|与)第?\d{{1,5}}(?:号|、|,|$)"
)
# letters among the digits of the year, or of the serial behind a bracket
MISTYPED_YEAR = re.compile(rf"(?<=[{LEFT}])(?=[OoIl○]*\d)[\dOoIl○]{{4}}(?=[{RIGHT}])")
MISTYPED_SERIAL = re.compile(rf"(?<=[{RIGHT}])(?=[OoIl]*\d)[\dOoIl]{{1,9}}(?=号|$)")
# 2019年冀办发12号, 〔2019〕冀办发12号
YEAR_FIRST = re.compile(rf"[{LEFT}]?((?:19|20)\d{{2}})[{RIGHT}]?年?(?!第)([\u4e00-\u9fff]{{2,12}}?)第?(\d{{1,9}}号?)")
# for searching: two digits in brackets, zeros in front of a serial, and what a number has beside letters and digits
SHORT_YEAR = re.compile(rf"[{LEFT}](\d\d)[{RIGHT}]")
LEADING_ZEROS = re.compile(rf"([{RIGHT}第年 ])0+(?=\d)")
FURNITURE = re.compile(r"(?<=\d)年|第(?=\d)|(?<=\d)号|[\W_]+")
