"""The pages of the joint conference: enter a sitting, take the proposals, decide, read what it saved."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaItem, JointConference, LineState, Proposal
from tests import make

LIST = reverse("meetings:conferences")
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=20)


@pytest.fixture
def sitting(province):
    return make.joint_conference(province.office, day=TODAY, number=3)


@pytest.fixture
def lines(province):
    """Two short meetings of one unit in one month."""
    fields = {"state": LineState.APPROVED, "year": SOON.year, "day": SOON, "half_days": 1, "people": 50}
    return [make.planned(province.department, name, **fields) for name in ("养护会", "扶贫会")]


def text(page):
    return page.content.decode()


def page_of(sitting):
    return reverse("meetings:conference", args=[sitting.pk])


def test_a_sitting_is_entered_with_its_day_alone(clerk, province):
    new = reverse("meetings:convene")
    page = clerk.post(new, {"organization": province.office.pk, "day": "2020-03-05"}, follow=True)
    assert "2020年第1次联席会议" in text(page)
    again = clerk.post(new, {"organization": province.office.pk, "day": "2020-03-05"})
    assert again.status_code == 422
    assert "这一天已登记过" in text(again)


def test_a_proposal_is_taken_and_decided_with_a_click_each(clerk, sitting, lines):
    assert "可以套开" in text(clerk.get(page_of(sitting)))
    add = reverse("meetings:agenda_add", args=[sitting.pk])
    said = {"proposal": "join", "planned": [line.pk for line in lines], "lead": lines[0].pk}
    page = clerk.post(add, said, follow=True)
    assert "建议套开" in text(page)
    assert "可以套开" not in text(page)
    item = AgendaItem.objects.get()
    decide = reverse("meetings:agenda_decide", args=[item.pk])
    page = clerk.post(decide, {"version": item.version, "decision": "join"}, follow=True)
    for said in ("已议定：少开1次", "少用50人次半天"):
        assert said in text(page)
    lines[1].refresh_from_db()
    assert lines[1].joined_to == lines[0]


def test_all_proposals_are_taken_at_once(clerk, sitting, lines):
    clerk.post(reverse("meetings:agenda_add", args=[sitting.pk]), {"all": "1"})
    item = AgendaItem.objects.get()
    assert (item.proposal, item.lead) == (Proposal.JOIN, lines[0])
    assert set(item.planned.all()) == set(lines)


def test_meetings_are_found_and_put_on_the_agenda_by_hand(clerk, sitting, lines):
    add = reverse("meetings:agenda_add", args=[sitting.pk])
    assert "养护会" in text(clerk.get(add))
    found = text(clerk.get(add, {"q": "扶贫 示例厅"}))
    assert "扶贫会" in found
    assert "养护会" not in found
    assert "没有可以列入的会议" in text(clerk.get(add, {"q": "没有这个"}))
    clerk.post(add, {"proposal": "cut", "planned": [lines[1].pk]})
    assert AgendaItem.objects.get().proposal == Proposal.CUT
    assert clerk.post(add, {"proposal": "cut"}).status_code == 422
    assert clerk.post(add, {"proposal": "join", "planned": [lines[0].pk]}).status_code == 409


def test_what_is_not_known_is_said_beside_what_is(clerk, sitting, lines):
    lines[1].people = None
    lines[1].save()
    item = make.agenda_item(sitting, *lines, proposal="join", lead=lines[0])
    decide = reverse("meetings:agenda_decide", args=[item.pk])
    page = text(clerk.post(decide, {"version": 1, "decision": "join"}, follow=True))
    assert "少用的人次半天不详" in page
    assert "另有1项人数或会期不详" in page
    assert "另有1项不详" in text(clerk.get(LIST))


def test_an_item_leaves_the_agenda(clerk, sitting, lines):
    item = make.agenda_item(sitting, *lines, proposal="cut")
    remove = reverse("meetings:agenda_remove", args=[item.pk])
    assert clerk.post(remove, {"version": 9}).status_code == 409
    clerk.post(remove, {"version": 1})
    assert not AgendaItem.objects.exists()


def test_what_is_to_come_has_no_buttons_of_deciding(clerk, province, lines):
    sitting = make.joint_conference(province.office, day=TODAY + timedelta(days=1))
    item = make.agenda_item(sitting, *lines, proposal="cut")
    page = text(clerk.get(page_of(sitting)))
    assert "还没开" in page
    assert 'name="decision"' not in page
    decide = reverse("meetings:agenda_decide", args=[item.pk])
    assert clerk.post(decide, {"version": 1, "decision": "cut"}).status_code == 409


@pytest.mark.parametrize("said", [{}, {"version": 1, "decision": "perhaps"}, {"decision": "join"}])
def test_no_choice_is_no_decision(clerk, sitting, lines, said):
    item = make.agenda_item(sitting, *lines, proposal="cut")
    assert clerk.post(reverse("meetings:agenda_decide", args=[item.pk]), said).status_code == 422
    assert not AgendaItem.objects.get().decided


def test_the_list_adds_up_and_leaves_as_a_sheet(clerk, sitting, lines):
    make.agenda_item(
        sitting, *lines, proposal="cut", decided=True, decision="cut", saved_meetings=2, saved_person_half_days=100
    )
    make.agenda_item(sitting, *lines, proposal="cut")
    (row,) = clerk.get(LIST).context["rows"]
    assert (row["proposed"], row["decided"], row["saved"], row["half_days"]) == (2, 1, 2, 100)
    sheet = clerk.get(reverse("meetings:conferences_export", args=["csv"]))
    lines = b"".join(sheet.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].endswith(",2,1,2,100,0")
    assert "这一年没有登记" in text(clerk.get(LIST, {"year": 2001}))


def test_an_empty_list_says_how_to_begin(clerk):
    assert "还没有登记联席会议" in text(clerk.get(LIST))
    assert not JointConference.objects.exists()


def test_the_pages_cost_the_same_for_many_items(clerk, province, sitting, django_assert_max_num_queries):
    for number in range(20):
        line = make.planned(province.department, f"甲{number}", year=2020, day=date(2020, 3, 1), state="approved")
        make.agenda_item(sitting, line, proposal="cut")
    with django_assert_max_num_queries(15):
        clerk.get(page_of(sitting))
