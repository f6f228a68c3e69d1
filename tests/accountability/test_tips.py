"""The office's side of a tip: reached by those who handle it, changed by one at a time, with a clock, forgotten."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accountability.actions import tips
from accountability.actions.forgetting import forget_closed
from accountability.actions.refused import Refused, Stale
from accountability.actions.telling import add_word, tell
from accountability.deadlines import clock
from accountability.metrics.openness import tips_overdue
from accountability.models import Tip, TipMessage, TipState, TipTally
from accountability.tasks import forget_closed_tips
from metrics.period import Period
from organizations.models import Kind
from registers.models import Change, Holiday, ScheduledRun
from registers.workdays import Workdays
from tests import make

# the Friday before Spring Festival: 4 to 10 February 2019 are off, the weekend before is worked
CAME = date(2019, 1, 25)
DUE = date(2019, 2, 20)
DAY = timedelta(days=1)
YEAR = Period.year(2019)


@pytest.fixture
def tip(province):
    return make.tip(province.office, day=CAME)


def act(member, tip, name, **data):
    tip = Tip.objects.get(pk=tip.pk)
    data = {"version": tip.version} | data
    return member.post(reverse(f"openness:tip_{name}", args=[tip.pk]), data)


def now(tip):
    return Tip.objects.get(pk=tip.pk)


def test_a_tip_goes_through_the_office_and_back(visitor, clerk, province):
    receipt = visitor.receipt("村里每天拍照")
    tip = Tip.objects.get()
    assert tip.organization == province.office
    act(clerk, tip, "sort", topic="forms")
    act(clerk, tip, "pass", organization="D1")
    act(clerk, tip, "ask", text="是哪个部门要求的？")
    assert now(tip).answered_on is None
    assert "是哪个部门要求的？" in visitor.look(receipt).content.decode()
    visitor.look(receipt, text="县水利局")
    assert "县水利局" in clerk.get(reverse("openness:tip", args=[tip.pk])).content.decode()
    act(clerk, tip, "answer", text="已要求停报")
    act(clerk, tip, "close")
    page = visitor.look(receipt).content.decode()
    assert "已要求停报" in page
    assert "已经办结" in page
    assert now(tip).state == TipState.CLOSED
    assert now(tip).topic == "forms"


def test_the_list_filters_sorts_and_says_when_it_is_empty(clerk, province):
    address = reverse("openness:tips")
    assert "还没有群众反映" in clerk.get(address).content.decode()
    first = make.tip(province.office, day=date(2026, 3, 5), topic="forms")
    second = make.tip(province.office, day=date(2026, 3, 6), city=province.city)
    shown = [tip.pk for tip, _clock in clerk.get(address).context["rows"]]
    assert shown == [second.pk, first.pk]
    assert [tip.pk for tip, _clock in clerk.get(address, {"sort": "day"}).context["rows"]] == [first.pk, second.pk]
    for query, found in (({"topic": "forms"}, first), ({"city": "C1"}, second), ({"topic": "unsorted"}, second)):
        assert [tip for tip, _clock in clerk.get(address, query).context["rows"]] == [found], query
    assert "没有符合条件的" in clerk.get(address, {"state": "closed"}).content.decode()


def test_nobody_reaches_a_tip_but_the_office_that_handles_it(cast, province):
    tip = make.tip(province.office)
    reached = {name for name, member in cast.items() if member.user and Tip.objects.visible_to(member.user).exists()}
    assert reached == {"clerk"}
    Tip.objects.filter(pk=tip.pk).update(passed_to=province.discipline)
    reached = {name for name, member in cast.items() if member.user and Tip.objects.visible_to(member.user).exists()}
    assert reached == {"clerk", "discipline"}


def test_a_tip_passed_to_the_unit_it_is_about_shows_it_nothing(cast, province):
    tip = make.tip(province.office, text="金丝雀的原话", passed_to=province.department)
    for name in ("department", "colleague"):
        assert cast[name].get(reverse("openness:tip", args=[tip.pk])).status_code == 403


def test_opening_a_tip_leaves_a_line(clerk, tip):
    clerk.get(reverse("openness:tip", args=[tip.pk]))
    line = Change.objects.get(action="opened", subject="accountability.tip")
    assert (line.actor, line.key) == (clerk.user, str(tip.pk))


def test_two_who_answer_at_once_are_told(clerk, tip):
    seen = now(tip).version
    act(clerk, tip, "answer", text="先到的答复")
    response = act(clerk, tip, "answer", text="后到的答复", version=seen)
    assert response.status_code == 409
    page = response.content.decode()
    assert "刚刚有变动" in page
    assert "后到的答复" in page
    assert [message.text for message in TipMessage.objects.all()] == ["先到的答复"]


@pytest.mark.parametrize("act_", ["sort", "pass_on", "ask", "answer", "close"])
def test_no_act_is_done_on_an_older_version(clerk, tip, province, act_):
    Tip.objects.filter(pk=tip.pk).update(version=2, answered_on=CAME)
    said = {
        "sort": {"topic": "forms"},
        "pass_on": {"organization": province.department},
        "ask": {"text": "问", "today": CAME},
        "answer": {"text": "答", "today": CAME},
        "close": {"today": CAME},
    }[act_]
    with pytest.raises(Stale):
        getattr(tips, act_)(tip=tip.pk, version=1, by=clerk.user, **said)
    assert not TipMessage.objects.exists()


def test_a_word_of_the_public_makes_the_office_look_again(clerk, province):
    receipt = tell(text="原来的", city=None, today=CAME)
    tip = Tip.objects.get()
    add_word(typed=receipt, text="补充的", today=CAME)
    with pytest.raises(Stale):
        tips.answer(tip=tip.pk, version=tip.version, text="答", by=clerk.user, today=CAME)


def test_a_word_sent_twice_is_there_once(clerk):
    receipt = tell(text="原来的", city=None, today=CAME)
    for _time in range(2):
        add_word(typed=receipt, text="补充的", today=CAME)
    assert TipMessage.objects.count() == 1


def test_what_was_not_answered_cannot_be_closed(clerk, tip):
    assert act(clerk, tip, "close").status_code == 409
    assert now(tip).state == TipState.RECEIVED


def test_what_is_closed_takes_neither_act_nor_word(clerk):
    receipt = tell(text="原来的", city=None, today=CAME)
    tip = Tip.objects.get()
    answered = tips.answer(tip=tip.pk, version=1, text="答", by=clerk.user, today=CAME)
    closed = tips.close(tip=tip.pk, version=answered.version, by=clerk.user, today=CAME)
    with pytest.raises(Refused):
        tips.ask(tip=tip.pk, version=closed.version, text="再问", by=clerk.user, today=CAME)
    with pytest.raises(Refused):
        add_word(typed=receipt, text="再说", today=CAME)


def test_the_clock_counts_working_days_over_spring_festival(tip):
    assert clock(tip, DUE, Workdays()).due == DUE
    assert clock(tip, DUE, Workdays()).left == 0
    assert not clock(tip, DUE, Workdays()).late
    assert clock(tip, DUE + DAY, Workdays()).days_late == 1
    tip.answered_on = DUE
    assert not clock(tip, DUE + 30 * DAY, Workdays()).late


def test_a_day_off_after_the_limit_is_late(tip):
    tip.received_on = date(2019, 2, 25)
    friday = date(2019, 3, 15) + 3 * DAY
    due = clock(tip, friday, Workdays()).due
    tip.answered_on = due + DAY
    assert clock(tip, due + 9 * DAY, Workdays()).late


def test_a_year_without_a_table_of_holidays_is_said(clerk, province):
    Holiday.objects.filter(day__year=2026).delete()
    make.tip(province.office, day=date(2026, 3, 5))
    assert "2026年的节假日安排尚未录入" in clerk.get(reverse("openness:tips")).content.decode()


def closed(province, answered, **fields):
    fields = {"state": "closed", "answered_on": answered, "closed_on": answered} | fields
    return make.tip(province.office, day=CAME, **fields)


def late(period=YEAR):
    return sum(finding.weight for finding in tips_overdue(period, None))


def test_a_tip_goes_90_days_after_closing_and_not_before(province):
    tip = closed(province, DUE)
    make.tip_message(tip)
    assert forget_closed(today=DUE + 89 * DAY) == 0
    assert forget_closed(today=DUE + 90 * DAY) == 1
    assert not Tip.objects.exists()
    assert not TipMessage.objects.exists()
    assert not TipTally.objects.exists()


def test_what_was_late_is_counted_before_and_after_it_goes(province):
    for _tip in range(2):
        closed(province, DUE + DAY)
    closed(province, DUE)
    assert late() == 2
    for _time in range(2):
        forget_closed(today=DUE + 200 * DAY)
    assert late() == 2
    tally = TipTally.objects.get()
    assert (tally.overdue_on, tally.tips) == (DUE + DAY, 2)
    assert [finding.day for finding in tips_overdue(YEAR, None)] == [DUE + DAY] * 2


def test_open_tips_stay_however_old(tip):
    assert forget_closed(today=CAME + 3000 * DAY) == 0


def test_the_history_of_a_deleted_tip_keeps_no_word(province, clerk):
    receipt = tell(text="金丝雀一", city=None, today=CAME)
    add_word(typed=receipt, text="金丝雀二", today=CAME)
    tip = Tip.objects.get()
    answered = tips.answer(tip=tip.pk, version=tip.version, text="金丝雀三", by=clerk.user, today=CAME)
    tips.close(tip=tip.pk, version=answered.version, by=clerk.user, today=CAME)
    forget_closed(today=CAME + 90 * DAY)
    lines = list(Change.objects.filter(subject="accountability.tip").values_list("action", "changes", "reason", "key"))
    assert {line[0] for line in lines} == {"answered", "closed", "deleted"}
    assert "金丝雀" not in str(lines)


def test_where_the_table_lacks_a_year_the_words_go_and_the_days_stay_until_it_is_there(province):
    tip = closed(province, DUE + DAY, text="原话")
    table = list(Holiday.objects.filter(day__year=2019).values("day", "name", "works"))
    Holiday.objects.filter(day__year=2019).delete()
    assert forget_closed(today=DUE + 100 * DAY) == 0
    assert now(tip).text == ""
    Holiday.objects.bulk_create(Holiday(**row) for row in table)
    assert forget_closed(today=DUE + 101 * DAY) == 1
    assert TipTally.objects.get().tips == 1


def test_the_job_runs_once_a_day(province):
    forget_closed_tips()
    closed(province, DUE)
    forget_closed_tips()
    assert Tip.objects.exists()
    ScheduledRun.objects.all().delete()
    forget_closed_tips()
    assert not Tip.objects.exists()


def test_a_discipline_organ_keeps_its_own_clock(province):
    other = make.organization("另一纪委", kind=Kind.DISCIPLINE, code="J8")
    make.tip(other, day=CAME)
    assert {finding.organization for finding in tips_overdue(YEAR, frozenset({other.pk}))} == {other.pk}
