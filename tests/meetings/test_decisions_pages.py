"""The leader's telephone and the office's page: what stands there before deciding, what a tap does, what is refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.approval.entitled import waiting_for
from meetings.models import Decision, LineState, MeetingClass, MeetingForm, PlannedMeeting, PlanState
from organizations.models import Kind, Level
from tests import make

TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def line(province, department, leader):
    """A line of the department's plan that waits; the leader is in charge of it."""
    make.portfolio(leader.user, province.department)
    submitted = timezone.now() - timedelta(days=3)
    plan = make.plan(
        province.department,
        year=YEAR,
        state=PlanState.CHECKED,
        submitted_by=department.user,
        submitted_at=submitted,
        submitted_on=TODAY,
    )

    def made(name=None, **fields):
        fields = {
            "category": MeetingClass.THREE,
            "state": LineState.CHECKED,
            "submitted_by": department.user,
            "submitted_at": submitted,
            "day": TODAY + timedelta(days=20) if (TODAY + timedelta(days=20)).year == YEAR else date(YEAR, 12, 31),
            "level": Level.COUNTY,
            "half_days": 1,
            "people": 76,
        } | fields
        return make.planned(province.department, name, plan=plan, **fields)

    return made


def item(planned):
    return reverse("dashboard:approval", args=[planned.pk])


def send(member, planned, verdict, line="", version=1):
    return member.post(item(planned), {"verdict": verdict, "line": line, "version": version})


def shown(answer):
    return answer.content.decode()


def test_what_it_does_to_the_counties_stands_before_the_buttons(line, leader, province):
    make.organization("另一县", kind=Kind.COUNTY, parent=province.city)
    text = shown(leader.get(item(line(form=MeetingForm.VIDEO))))
    effect = text[text.index('id="below"') : text.index('id="rules"')]
    figures = [piece.split("<")[0] for piece in effect.split("<dd>")[1:]]
    # two counties for half a day, nobody travels to a screen
    assert figures == ["2", "1", "0"]
    assert text.index('id="below"') < text.index('value="approve"')


def test_people_called_to_the_province_are_counted_on_site(line, leader):
    assert "<dd>76</dd>" in shown(leader.get(item(line())))


def test_what_is_not_known_is_not_shown_as_nothing(line, leader):
    text = shown(leader.get(item(line(half_days=None, people=None))))
    assert text.count("<dd>—</dd>") >= 2


def test_the_ceiling_stands_there_with_what_approving_does_to_it(line, leader, province):
    make.target(province.department, "9.1", year=YEAR, ceiling=1)
    one, two = line(), line()
    assert "批准后该单位全年1次，未超核定1次" in shown(leader.get(item(one)))
    send(leader, one, "approve")
    assert "批准后该单位全年2次，超核定1次" in shown(leader.get(item(two)))


def test_the_queue_opens_with_its_first_and_counts(line, leader):
    later, sooner = line(day=date(YEAR, 12, 20)), line(day=date(YEAR, 12, 1))
    text = shown(leader.get(reverse("dashboard:approvals")))
    assert f'action="{item(sooner)}"' in text
    assert "待批 <b>1</b> / 2" in text
    assert item(later) in text


def test_a_tap_approves_and_opens_the_next_with_the_way_back(line, leader):
    first, second = line("甲项工作会议", day=date(YEAR, 12, 1)), line(day=date(YEAR, 12, 20))
    answer = send(leader, first, "approve")
    assert answer["Location"] == item(second)
    text = shown(leader.get(item(second)))
    made = Decision.objects.get()
    assert reverse("dashboard:approval_take_back", args=[made.pk]) in text
    assert f"{timezone.localtime(made.decided_at) + timedelta(minutes=10):%H:%M}前可撤回，之后进入1个县的日历" in text


def test_after_the_last_one_all_is_done(line, leader):
    answer = leader.client.post(item(line()), {"verdict": "approve", "version": 1}, follow=True)
    assert "都批完了" in shown(answer)
    assert "撤回" in shown(answer)
    Decision.objects.update(decided_at=timezone.now() - timedelta(minutes=11))
    assert "撤回" not in shown(leader.get(reverse("dashboard:approvals")))


def test_a_decision_is_taken_back_by_the_button(line, leader):
    one = line()
    send(leader, one, "approve")
    address = reverse("dashboard:approval_take_back", args=[Decision.objects.get().pk])
    assert "已撤回" in shown(leader.client.post(address, follow=True))
    one.refresh_from_db()
    assert one.state == LineState.CHECKED
    send(leader, one, "approve", version=one.version)
    Decision.objects.standing().update(decided_at=timezone.now() - timedelta(minutes=11))
    late = reverse("dashboard:approval_take_back", args=[Decision.objects.standing().get().pk])
    assert "已过10分钟" in shown(leader.client.post(late, follow=True))


def test_another_s_decision_is_nobody_s_to_take_back(line, leader, principal):
    send(leader, line(), "approve")
    address = reverse("dashboard:approval_take_back", args=[Decision.objects.get().pk])
    assert principal.post(address).status_code == 404
    assert Decision.objects.standing().count() == 1


def test_returning_without_a_line_says_so_and_keeps_the_page(line, leader):
    one = line()
    answer = send(leader, one, "return")
    assert answer.status_code == 422
    assert "退回修改请写一句" in shown(answer)
    assert send(leader, one, "return", "改为视频会").status_code == 302
    one.refresh_from_db()
    assert (one.state, one.returned_reason) == (LineState.RETURNED, "改为视频会")


def test_the_second_tap_is_told_who_was_first(line, leader):
    one = line()
    send(leader, one, "approve")
    answer = send(leader, one, "refuse", "不开")
    assert answer.status_code == 409
    assert "您的意见未生效" in shown(answer)
    assert 'value="approve"' not in shown(answer)


def test_another_leader_s_meeting_is_nothing(line, province):
    other = make.user("othertwo", role="leader", organization=province.root)
    client = Client()
    client.force_login(other)
    assert client.get(item(line())).status_code == 404


def test_what_a_check_found_is_told_with_the_reason_given(line, leader):
    text = shown(leader.get(item(line(half_days=4, excuses={"half_day": "会议内容多"}))))
    assert "理由：会议内容多" in text


def test_the_office_enters_a_sitting(line, clerk):
    two, three = line("二类大会", category=MeetingClass.TWO), line("三类会")
    address = reverse("meetings:decisions")
    page = shown(clerk.get(address))
    assert "二类大会" in page
    assert "三类会" not in page
    said = {"planned": [two.pk], "body": "省委常委会会议", "number": "〔2019〕12号", "day": TODAY, "verdict": "approve"}
    assert "已录入1次" in shown(clerk.client.post(address, said, follow=True))
    two.refresh_from_db()
    assert two.state == LineState.APPROVED
    made = Decision.objects.get()
    clerk.post(reverse("meetings:decision_take_back", args=[made.pk]))
    two.refresh_from_db()
    assert two.state == LineState.CHECKED
    assert clerk.post(address, said | {"planned": [three.pk]}).status_code == 422


def test_a_colleague_does_not_take_back_another_s_entry(line, clerk, province):
    one = line(category=MeetingClass.TWO)
    other = make.user("second_clerk", role="general_office", organization=province.office)
    made = make.decision(one, other, one.submitted_by, body="省委常委会会议")
    assert clerk.post(reverse("meetings:decision_take_back", args=[made.pk])).status_code == 404


def test_the_office_puts_leaders_in_charge(clerk, leader, province):
    address = reverse("meetings:portfolios")
    unit = province.department
    assert "没有分管领导" in shown(clerk.get(address))
    clerk.post(address, {f"leader-{unit.pk}": leader.user.pk, f"version-{unit.pk}": 0})
    assert unit.portfolio.leader == leader.user
    stale = clerk.post(address, {f"leader-{unit.pk}": "", f"version-{unit.pk}": 7})
    assert stale.status_code == 422
    assert "刚刚被别人改过" in shown(stale)
    clerk.post(address, {f"leader-{unit.pk}": "", f"version-{unit.pk}": 1})
    assert not type(unit).objects.filter(portfolio__isnull=False).exists()


def test_only_a_leader_can_be_put_in_charge(clerk, department, province):
    unit = province.department
    answer = clerk.post(
        reverse("meetings:portfolios"), {f"leader-{unit.pk}": department.user.pk, f"version-{unit.pk}": 0}
    )
    assert answer.status_code == 422
    assert "没有对这个单位的审批权" in shown(answer)


def test_a_new_leader_in_charge_finds_what_waits(line, clerk, province):
    one = line()
    other = make.user("new_leader", role="leader", organization=province.root)
    unit = province.department
    clerk.post(reverse("meetings:portfolios"), {f"leader-{unit.pk}": other.pk, f"version-{unit.pk}": 1})
    assert list(waiting_for(other, TODAY)) == [one]
    assert PlannedMeeting.objects.count() == 1


def test_what_was_decided_by_whom_and_when_stands_in_the_plan(line, leader, clerk, department, province):
    leader.user.display_name = "沈望"
    leader.user.save()
    send(leader, line(), "approve", "压到一小时")
    two = line(category=MeetingClass.TWO)
    said = {"planned": [two.pk], "body": "省委常委会会议", "number": "〔2019〕12号", "day": TODAY, "verdict": "approve"}
    clerk.post(reverse("meetings:decisions"), said)
    text = shown(department.get(reverse("dashboard:plan", args=[two.plan_id])))
    assert f"沈望{TODAY.month}月{TODAY.day}日同意：压到一小时" in text
    assert f"省委常委会会议{TODAY.month}月{TODAY.day}日同意（〔2019〕12号，clerk录入）" in text
