"""What is derived from a title, a number and recipients. Every title here is invented."""

from datetime import date

import pytest

from documents.derive import DEFAULT_SCOPE, Given, Scope, derived
from documents.derive.day import year_and_day
from documents.derive.level import level_reached
from documents.derive.names import RANK, by_organ, by_series, in_name_of, joint, name_of_superior
from documents.derive.policy import conveying_report, policy
from documents.derive.scope import judge_scope
from documents.derive.supporting import supporting
from documents.derive.types import TYPES, document_type
from organizations.models import Form, InNameOf, Level


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("示例省人民政府关于加强示例工作的通知", "通知"),
        ("示例省人民政府关于加强示例工作的意见（试行）", "意见"),
        ("示例厅关于示例情况的报告。", "报告"),
        ("示例省人民政府令", "命令"),
        ("关于同意设立示例园区的复函", "函"),
        ("示例专题会议纪要", "纪要"),
        ("关于示例的通知（2019年版）(失效)", "通知"),
        ("关于报送材料的通知附表一", "通知"),
        ("示例省示例管理规定", ""),
        ("通知", "通知"),
        ("", ""),
    ],
)
def test_the_type_stands_at_the_end_of_the_title(title, doc_type):
    assert document_type(title) == doc_type


def test_there_are_fifteen_types():
    assert len(set(TYPES)) == 15


@pytest.mark.parametrize(
    ("title", "superior"),
    [
        ("关于印发示例行动实施方案的通知", ""),
        ("关于印发《示例行动实施细则（试行）》的通知", ""),
        ("关于促进示例产业的实施意见", ""),
        ("关于贯彻落实《示例条例》的通知", "《示例条例》"),
        ("关于贯彻落实《省政府〈示例办法〉的补充规定》的意见", "《省政府〈示例办法〉的补充规定》"),
        ("示例省《示例条例》实施办法", "《示例条例》"),
        ("关于贯彻落实国办发〔2019〕3号文件精神的实施意见", "国办发〔2019〕3号"),
        ("关于贯彻落实国办发[2019]03号文件精神的实施意见", "国办发〔2019〕3号"),
        ("关于贯彻落实国务院关于示例工作意见的实施意见", "国务院关于示例工作意见"),
        ("关于印发示例省贯彻落实示例发展规划实施方案的通知", "示例发展规划"),
    ],
)
def test_a_supporting_document_is_told_by_its_title(title, superior):
    found = supporting(title, document_type(title))
    assert (found.is_one, found.superior) == (True, superior)


@pytest.mark.parametrize(
    "title",
    [
        "关于实施示例工程的通知",
        "关于贯彻落实《示例条例》情况的报告",
        "关于同意示例实施方案的批复",
        "关于做好示例贯彻落实工作的通知",
        "关于印发示例工作要点的通知",
    ],
)
def test_other_documents_are_not_supporting(title):
    assert not supporting(title, document_type(title)).is_one


@pytest.mark.parametrize(
    ("recipients", "level"),
    [
        ("各市、县（市、区）人民政府，省政府各部门", Level.COUNTY),
        ("各市、县人民政府", Level.COUNTY),
        ("各区、县人民政府", Level.COUNTY),
        ("各省辖市、省直管县（市）人民政府", Level.COUNTY),
        ("滦县人民政府", Level.COUNTY),
        ("各市人民政府，雄安新区管委会，省政府各部门", Level.CITY),
        ("各省辖市人民政府、示范区管委会，省人民政府各部门", Level.CITY),
        ("各市、州人民政府", Level.CITY),
        ("各设区的市党委", Level.CITY),
        ("各地区行署", Level.CITY),
        ("各乡镇人民政府、街道办事处", Level.TOWNSHIP),
        ("各县（市、区）委，各乡（镇）党委", Level.TOWNSHIP),
        ("各村民委员会", Level.VILLAGE),
        ("省直各部门", Level.PROVINCE),
        ("省教育厅", Level.PROVINCE),
        ("各省、自治区、直辖市人民政府", Level.PROVINCE),
        ("各 市\u3000人民政府", Level.CITY),
        ("某某公司", Level.UNKNOWN),
        ("", Level.UNKNOWN),
    ],
)
def test_the_recipients_tell_how_far_it_reaches(recipients, level):
    assert level_reached(recipients) == level


def test_a_place_that_is_named_outright_is_looked_up():
    places = {"示例市": Level.COUNTY}
    assert level_reached("示例市人民政府、另一市人民政府", places=places) == Level.COUNTY


def test_recipients_that_tell_nothing_leave_it_to_the_series():
    assert level_reached("", Level.COUNTY) == Level.COUNTY
    assert level_reached("某某公司", Level.CITY) == Level.CITY


@pytest.mark.parametrize(
    ("organ", "name"),
    [
        ("中共示例省委", InNameOf.PARTY),
        ("中共示例省委 示例省人民政府", InNameOf.PARTY),
        ("示例省人民政府", InNameOf.GOVERNMENT),
        ("中共示例省委办公厅 示例省人民政府办公厅", InNameOf.PARTY_OFFICE),
        ("示例省人民政府办公厅", InNameOf.GOVERNMENT_OFFICE),
        ("省委组织部 示例厅", InNameOf.DEPARTMENT),
        ("省发展改革委办公厅等五部门", InNameOf.DEPARTMENT),
        ("示例省某项工作领导小组", InNameOf.COORDINATION),
        ("示例学会", InNameOf.DEPARTMENT),
        ("甲乙丙", ""),
    ],
)
def test_an_organ_tells_in_whose_name(organ, name):
    assert by_organ(organ) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("冀发", InNameOf.PARTY),
        ("冀办发", InNameOf.PARTY_OFFICE),
        ("冀政发", InNameOf.GOVERNMENT),
        ("冀政办字", InNameOf.GOVERNMENT_OFFICE),
        ("国发", InNameOf.GOVERNMENT),
        ("国办函", InNameOf.GOVERNMENT_OFFICE),
        ("某教基", ""),
    ],
)
def test_a_series_tells_by_its_shape(text, name):
    assert by_series(text) == name


def test_the_title_tells_before_the_column_of_the_issuer():
    assert in_name_of("示例省人民政府办公厅关于某事的通知", "示例省人民政府") == InNameOf.GOVERNMENT_OFFICE
    assert in_name_of("某事须知", "示例省人民政府") == InNameOf.GOVERNMENT


def test_the_superior_is_named_by_number_or_title():
    assert name_of_superior("国办发〔2019〕3号") == InNameOf.GOVERNMENT_OFFICE
    assert name_of_superior("某教〔2019〕3号", {"某教": InNameOf.DEPARTMENT}) == InNameOf.DEPARTMENT
    assert name_of_superior("《中共中央 国务院关于某事的意见》") == InNameOf.PARTY
    assert name_of_superior("《示例条例》") == ""


def test_offices_rank_below_those_they_serve_and_above_departments():
    assert RANK[InNameOf.PARTY] == RANK[InNameOf.GOVERNMENT] > RANK[InNameOf.PARTY_OFFICE]
    assert RANK[InNameOf.PARTY_OFFICE] == RANK[InNameOf.GOVERNMENT_OFFICE] > RANK[InNameOf.COORDINATION]
    assert RANK[InNameOf.COORDINATION] > RANK[InNameOf.DEPARTMENT]
    assert set(RANK) == set(InNameOf)


def test_party_and_government_together_are_joint():
    assert joint("中共示例省委 示例省人民政府关于某事的意见") is True
    assert joint("示例省委办公厅、示例省政府办公厅关于某事的通知") is True
    assert joint("示例省人民政府关于某事的意见") is False
    assert joint("省委组织部 示例省人民政府办公厅关于某事的意见") is False
    assert joint("示例办法") is None


def test_policy_documents_are_told_by_type_and_what_a_notice_issues():
    assert policy("关于某事的意见", "意见") is True
    assert policy("关于印发示例办法（试行）的通知", "通知") is True
    assert policy("关于印发示例规划的通知", "通知") is None
    assert policy("关于表彰先进的决定", "决定") is False
    assert policy("关于某事的批复", "批复") is False


def test_only_reports_convey():
    assert conveying_report("关于传达学习会议精神情况的报告", "报告") is True
    assert conveying_report("关于贯彻会议精神的通知", "通知") is False
    assert conveying_report("关于年度预算执行情况的报告", "报告") is False


@pytest.mark.parametrize(
    ("number_year", "issued_on", "year", "day"),
    [
        (2019, date(2018, 12, 24), 2019, date(2019, 1, 1)),
        (2017, date(2018, 1, 8), 2017, date(2017, 12, 31)),
        (2019, date(2019, 3, 5), 2019, date(2019, 3, 5)),
        (None, date(2019, 3, 5), 2019, date(2019, 3, 5)),
    ],
)
def test_the_year_in_the_number_comes_first(number_year, issued_on, year, day):
    assert year_and_day(number_year, issued_on) == (year, day)


class InSeries:
    text, in_name_of, form, counted, default_level = "示办发", InNameOf.PARTY_OFFICE, Form.RED_HEAD, True, Level.COUNTY


class Letters(InSeries):
    text, form, counted, default_level = "示办函", Form.LETTER, False, Level.UNKNOWN


def counted(title="关于某事的通知", *, scope=DEFAULT_SCOPE, series=("示办发", True), form=Form.RED_HEAD, policy=None):
    return judge_scope(scope, title=title, doc_type=document_type(title), form=form, policy=policy, series=series)


def test_what_a_series_in_scope_numbers_counts():
    assert counted().counted
    assert not counted(series=("示办函", False)).counted
    assert "示办函" in counted(series=("示办函", False)).reason


@pytest.mark.parametrize("title", ["关于某事的批复", "关于某事的函", "会议纪要", "关于某事的议案", "某事公报"])
def test_excluded_types_do_not_count(title):
    assert not counted(title).counted


@pytest.mark.parametrize("word", ["任免", "任职", "免职"])
def test_appointments_do_not_count(word):
    verdict = counted(f"关于甲同志{word}的通知")
    assert (verdict.counted, verdict.reason) == (False, f"标题含“{word}”")


def test_without_a_series_the_form_decides():
    assert counted(series=None).counted
    assert counted(series=None, form="").counted
    assert not counted(series=None, form=Form.TELEGRAM).counted


def test_a_province_can_narrow_its_scope():
    narrow = Scope(2, frozenset(), (), without_series=False, policy_only=True)
    assert not counted(scope=narrow, series=None).counted
    assert not counted(scope=narrow, policy=None).counted
    assert counted(scope=narrow, policy=True).counted


def test_the_series_gives_name_form_and_level():
    found = derived(Given("某事须知", issuer="示例省人民政府", series=InSeries()), DEFAULT_SCOPE)
    assert (found["in_name_of"], found["form"], found["level"]) == (
        InNameOf.PARTY_OFFICE,
        Form.RED_HEAD,
        Level.COUNTY,
    )


def test_what_was_said_stands_and_the_rest_follows_from_it():
    found = derived(Given("关于某事的通知", series=InSeries(), said={"doc_type": "批复"}), DEFAULT_SCOPE)
    assert (found["doc_type"], found["counted"]) == ("批复", False)


def test_a_register_that_says_no_without_a_reason_gets_one():
    found = derived(Given("关于某事的通知", series=InSeries(), said={"counted": False}), DEFAULT_SCOPE)
    assert found["uncounted_reason"]
    found = derived(Given("关于某事的函", series=Letters(), said={"counted": True}), DEFAULT_SCOPE)
    assert (found["counted"], found["uncounted_reason"]) == (True, "")
