"""The page of a case: steps open one after another, by choices and a preset day; others of the organ may be outside."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accountability.models import Case, CircleMember
from accountability.procedures.step import course
from accountability.rooms import CASE, COMPLAINT, TALK
from organizations.roles import Role
from registers.models import Change
from tests import make
from tests.accountability.insiders import member

pytestmark = pytest.mark.django_db
ORDER = [
    ("facts", {}),
    ("organization", {}),
    ("person", {}),
    ("correction", {"correction": "weighed"}),
    ("tolerance", {"tolerance": "refused"}),
    ("decision", {"form": "1", "ways": ["admonition"]}),
    ("announcement", {}),
]


@pytest.fixture
def case(discipline):
    return make.case(discipline.organization, decided=False, day=timezone.localdate() - timedelta(days=30))


@pytest.fixture
def second(discipline):
    return member("second", Role.DISCIPLINE, discipline.organization)


def address(case, act=""):
    return f"/accountability/cases/{case.pk}/{act}"


def press(member, case, step, day=None, **chosen):
    """What the page's form sends when nothing is typed: the preset day and the choices."""
    version = Case.objects.get(pk=case.pk).version
    data = {"version": version, "day": day or timezone.localdate(), **chosen}
    return member.post(address(case, f"steps/{step}/"), data)


def test_the_steps_are_recorded_one_after_another_without_typing(discipline, case):
    for step, chosen in ORDER:
        page = discipline.get(address(case)).content.decode()
        assert f"steps/{step}/" in page
        assert f'value="{timezone.localdate().isoformat()}"' in page or step == "correction"
        assert press(discipline, case, step, **chosen).status_code == 302
    case.refresh_from_db()
    assert case.decided_on == case.announced_on == timezone.localdate()
    assert (case.form, case.ways, case.tolerance, case.correction_weighed) == (1, ["admonition"], "refused", True)
    assert (case.day, case.year) == (case.decided_on, case.decided_on.year)


@pytest.mark.parametrize("step", ["organization", "decision", "review"])
def test_a_step_that_is_locked_is_refused_in_words(discipline, case, step):
    answer = press(discipline, case, step, form="1", ways=["admonition"])
    assert answer.status_code == 422
    assert "前一步没有完成" in answer.content.decode()
    case.refresh_from_db()
    assert case.version == 1


def test_a_decision_earlier_than_its_hearing_is_refused_in_words(discipline, case):
    for step, chosen in ORDER[:5]:
        press(discipline, case, step, **chosen)
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = press(discipline, case, "decision", day=yesterday, form="1", ways=["admonition"])
    assert answer.status_code == 422
    assert "不能早于事实见面日期" in answer.content.decode()
    case.refresh_from_db()
    assert case.decided_on is None


def test_a_hearing_later_than_a_decision_that_was_imported_is_refused(discipline):
    decided = timezone.localdate() - timedelta(days=5)
    case = make.case(discipline.organization, day=decided, organization_heard_on=None)
    assert press(discipline, case, "organization").status_code == 422
    assert press(discipline, case, "organization", day=decided).status_code == 302


def test_a_day_that_is_still_to_come_is_refused(discipline, case):
    answer = press(discipline, case, "facts", day=timezone.localdate() + timedelta(days=1))
    assert answer.status_code == 422
    assert "在今天之后" in answer.content.decode()


def test_a_party_organization_has_no_person_to_hear_and_no_form(discipline, case):
    case.subject_kind = "party_organization"
    names = [one.step.name for one in course(CASE.steps, case)]
    assert "person" not in names
    assert [one.name for one in CASE.step("decision").choices(case)] == ["ways"]


def test_who_saved_second_is_shown_the_page_as_it_stands(discipline, case):
    press(discipline, case, "facts")
    answer = discipline.post(address(case, "steps/organization/"), {"version": 1, "day": timezone.localdate()})
    assert answer.status_code == 409
    case.refresh_from_db()
    assert case.organization_heard_on is None


def test_the_last_step_is_taken_back_and_the_first_never(discipline, case):
    press(discipline, case, "facts")
    discipline.post(address(case, "take-back/"), {"version": 2})
    case.refresh_from_db()
    assert case.facts_shown_on is None
    discipline.post(address(case, "take-back/"), {"version": case.version})
    case.refresh_from_db()
    assert case.started_on


def test_the_history_keeps_the_name_of_a_step_never_its_day(discipline, case):
    press(discipline, case, "facts")
    line = Change.objects.get(action="recorded")
    assert line.changes == {"facts_shown_on": None}


def test_everything_opened_leaves_a_line_that_the_page_shows(discipline, second, case):
    second.get(address(case))
    page = discipline.get(address(case)).content.decode()
    assert Change.objects.filter(action="opened", key=case.key).count() == 2
    assert "共2次" in page
    assert "second" in page


def test_the_page_bears_who_reads_it_and_when_and_no_way_out(discipline, case):
    answer = discipline.get(address(case))
    page = answer.content.decode()
    assert "jf-watermark" in page
    assert "工作秘密" in page
    assert answer["Cache-Control"] == "no-store"
    assert "export" not in page.split("<main")[1]


def test_the_list_finds_by_a_part_of_the_number_and_says_when_nothing_fits(discipline):
    make.case(discipline.organization, number="2026-甲字17号")
    make.case(discipline.organization, number="2026-乙字18号")
    found = discipline.get("/accountability/cases/?q=17").content.decode()
    assert "2026-甲字17号" in found
    assert "2026-乙字18号" not in found
    assert "没有符合条件的" in discipline.get("/accountability/cases/?q=99").content.decode()
    assert "还没有登记" in discipline.get("/accountability/talks/").content.decode()


def test_one_is_entered_by_hand_and_a_number_is_no_sentence(discipline):
    data = {
        "organization": discipline.organization.pk,
        "number": "2026-001",
        "subject_kind": "leading_cadre",
        "level": "2",
        "started_on": timezone.localdate(),
    }
    assert discipline.post("/accountability/cases/new/", data).status_code == 302
    assert Case.objects.get().number == "2026-001"
    assert discipline.post("/accountability/cases/new/", data).status_code == 422
    wrong = data | {"number": "关于某某同志违规层层加码问题1"}
    answer = discipline.post("/accountability/cases/new/", wrong)
    assert "不像编号" in answer.content.decode()
    assert Case.objects.count() == 1


def test_complaints_and_talks_go_their_own_way(discipline):
    today = timezone.localdate()
    complaint = make.complaint(discipline.organization, day=today, named=True)
    place = f"/accountability/complaints/{complaint.pk}/"
    discipline.post(f"{place}steps/notice/", {"version": 1, "day": today})
    discipline.post(f"{place}steps/closing/", {"version": 2, "day": today, "outcome": "untrue"})
    discipline.post(f"{place}steps/result/", {"version": 3, "day": today})
    discipline.post(f"{place}steps/harm/", {"version": 4, "needs_clarification": "yes"})
    refused = discipline.post(f"{place}steps/clearing/", {"version": 5, "day": today, "clarified_by": ["meeting"]})
    assert "同时要有书面" in refused.content.decode()
    both = {"version": 5, "day": today, "clarified_by": ["meeting", "written"]}
    assert discipline.post(f"{place}steps/clearing/", both).status_code == 302
    complaint.refresh_from_db()
    assert complaint.clarified_by == ["written", "meeting"]
    assert [one.step.name for one in course(COMPLAINT.steps, complaint) if one.state == "open"] == ["accusation"]
    talk = make.talk(discipline.organization, day=today)
    assert [one.step.name for one in course(TALK.steps, talk) if one.state == "open"] == ["reply"]


@pytest.mark.parametrize("place", ["", "circle/", "withdraw/", "take-back/", "steps/facts/"])
def test_others_of_the_organ_are_told_nothing_is_there(discipline, second, case, place):
    make.circle_member(discipline.user, discipline.user, case=case)
    ask = second.post if place else second.get
    nothing = ask(f"/accountability/cases/987654321/{place}")
    here = ask(address(case, place))
    assert here.status_code == nothing.status_code == 404
    assert here.content == nothing.content
    assert case.number not in second.get("/accountability/cases/").content.decode()
    assert CircleMember.objects.count() == 1
