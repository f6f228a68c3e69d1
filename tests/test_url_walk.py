"""Every route, by every method, as every member of the cast (trust.md). A route unknown to tests/routes fails."""

from datetime import date
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from django.utils import timezone

from inspections.feed import renew
from tests import make
from tests.routes import ROUTES
from tests.routes.route import REFUSED, SIGN_IN, no_args

OF_RECORDS = sorted(name for name, route in ROUTES.items() if route.args is not no_args)
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"]


def routes(resolver=None, namespace=""):
    """Every named route of the resolver; a route without a name is told by its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or f"(no name) {pattern.pattern}")
        else:
            yield from routes(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))


@pytest.fixture(autouse=True)
def a_broker_that_answers(monkeypatch):
    monkeypatch.setattr("config.health.broker_answers", lambda broker: True)


@pytest.fixture
def world(province, leader, clerk, discipline):
    """One record of each kind, all of `department`; what is confidential of the discipline organ."""
    account = make.user("somebody", role="department_clerk", organization=province.department)
    document = make.document(province.department)
    plan = make.plan(province.department)
    return SimpleNamespace(
        **vars(province),
        **decisions(province, account, leader.user, clerk.user),
        **beside_the_plan(province, account),
        **of_discipline(discipline),
        **for_the_public(province, account, clerk.user),
        account=account,
        assignment=account.assignments.get(),
        document=document,
        incoming=make.incoming(province.department),
        meeting=make.meeting(province.department),
        plan=plan,
        line=make.planned(province.department, plan=plan),
        classified_count=make.classified_count(province.department),
        standing=make.standing(province.department),
        flag=make.flag(province.department),
        target=make.target(province.department),
        explanation=make.explanation(province.department, account, record_key=document.key),
        import_=make.import_(province.department, user=account),
        holiday=make.holiday(date(2031, 1, 1)),
        merge_proposal=make.merge_proposal(province.department, state="sent", answer_due=date(2031, 1, 8)),
        visit=make.visit(province.department),
        data_request=make.data_request(province.department),
        shared_result=make.shared_result(province.department),
        clearance_item=make.clearance_item(province.department),
        **of_the_county(province),
        **of_the_plan(province),
        passkey=4711,
    )


def of_discipline(member):
    """A case and a talk known to one person alone, and a complaint."""
    case = make.case(member.organization, decided=False)
    talk = make.talk(member.organization)
    return {
        "case": case,
        "case_entry": make.circle_member(member.user, member.user, case=case),
        "talk": talk,
        "talk_entry": make.circle_member(member.user, member.user, talk=talk),
        "complaint": make.complaint(member.organization),
    }


def decisions(province, submitter, leader, clerk):
    """A line that waits for the leader in charge, decisions of leader and office, and a deputy for today."""
    today = timezone.localdate()
    make.portfolio(leader, province.department)
    fields = {"category": 3, "state": "checked", "submitted_by": submitter, "submitted_at": timezone.now()}
    waiting, decided, settled = (make.planned(province.department, **fields) for _line in range(3))
    away = make.user("away", role="leader", organization=province.root)
    return {
        "waiting": waiting,
        "decision": make.decision(decided, leader, submitter),
        "entered": make.decision(settled, clerk, submitter, body="示例会议"),
        "deputy": make.deputy(leader, away, province.root, starts=today, ends=today),
    }


def for_the_public(province, preparer, approver):
    """A tip, an exposure that waits for the second person, and one that everybody may read."""
    approved = {"state": "published", "approved_by": approver, "approved_on": date(2019, 3, 5)}
    return {
        "tip": make.tip(province.office),
        "exposure": make.exposure(province.office, prepared_by=preparer),
        "published": make.exposure(province.office, prepared_by=preparer, **approved),
    }


def beside_the_plan(province, submitter):
    """A request outside the plan that waits for the office, and a joint conference with an open item."""
    sent = {"state": "submitted", "submitted_by": submitter, "submitted_at": timezone.now()}
    sitting = make.joint_conference(province.office)
    return {
        "single": make.planned(province.department, **sent),
        "conference": sitting,
        "agenda_item": make.agenda_item(sitting, make.planned(province.department), proposal="cut"),
    }


def of_the_county(province):
    """An item that reaches the county, what the county said, and the address of its calendar."""
    teller = make.user("county_teller", role="county_clerk", organization=province.county)
    item = make.planned_inspection(
        province.department, counties=[province.county], state="approved", filing_number="测试备〔2019〕1号"
    )
    return {
        "reaching_county": item,
        "unplanned_report": make.unplanned_report(province.county, province.department, teller),
        "visit_mark": make.visit_mark(province.county, item, teller),
        "feed_secret": renew(county=province.county, by=teller, now=timezone.now()),
    }


def of_the_plan(province):
    """A plan that is being written with one line, an item that waits for the leader, a form to be filed."""
    plan = make.inspection_plan(province.department)
    waiting = make.planned_inspection(province.department, state="checked", checked_at=timezone.now())
    return {
        "inspection_plan": plan,
        "planned_line": make.planned_inspection(province.department, plan=plan),
        "waiting_item": waiting,
        "filing": make.data_request(province.department, state="draft"),
    }


def ask(member, method, address, data=None):
    """One request whose effects are undone, in a browser of its own with the member's session."""
    cache.clear()
    client = Client()
    for cookie, morsel in member.client.cookies.items():
        client.cookies[cookie] = morsel.value
    with transaction.atomic():
        response = getattr(client, method.lower())(address, data or {})
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response, content


def is_sign_in(response):
    return response.status_code == 302 and urlsplit(response["Location"]).path == reverse(settings.LOGIN_URL)


def nothing(value):
    """An address that leads to no record."""
    return 987654321 if isinstance(value, int) else "no-such-thing"


def test_every_route_is_in_the_table_and_the_table_holds_no_other():
    assert sorted(set(routes())) == sorted(ROUTES)


def test_no_two_routes_share_a_name():
    names = list(routes())
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_member_gets_what_the_table_says(name, world, cast):
    route = ROUTES[name]
    address = reverse(name, args=route.args(world))
    data = route.data(world)
    wrong = {}
    for who, member in cast.items():
        for method in METHODS:
            response, _content = ask(member, method, address, data if method == "POST" else None)
            expected = route.answers(who, method)
            got = SIGN_IN if is_sign_in(response) else response.status_code
            if got != expected:
                wrong.setdefault(f"{method}: {got}, not {expected}", []).append(who)
    assert not wrong, f"{address}: {wrong}"


@pytest.mark.parametrize("name", OF_RECORDS)
def test_another_s_record_is_to_the_byte_what_no_record_is(name, world, cast):
    route = ROUTES[name]
    args = route.args(world)
    method = "POST" if route.get == REFUSED else "GET"
    here, nowhere = reverse(name, args=args), _nowhere(name, args)
    for who in sorted(route.may):
        absent, empty = ask(cast[who], method, nowhere)
        assert absent.status_code == route.absent, f"{nowhere} as {who}"
        if who in route.elsewhere:
            foreign, content = ask(cast[who], method, here)
            assert foreign.status_code == 404, f"{here} as {who}"
            assert content == empty
            assert dict(foreign.headers) == dict(absent.headers)


def _nowhere(name, args):
    try:
        return reverse(name, args=[nothing(value) for value in args])
    except NoReverseMatch:
        # a register or a choice that the pattern itself names: only the last part can be nothing
        return reverse(name, args=[*args[:-1], nothing(args[-1])])


@pytest.mark.parametrize("name", OF_RECORDS)
def test_no_other_member_is_told_whether_a_record_exists(name, world, cast):
    """Those without the power get 403 for a record and for none."""
    route = ROUTES[name]
    args = route.args(world)
    for who in sorted(set(cast) - route.may - {"anonymous"}):
        answers = {
            ask(cast[who], "GET", address)[0].status_code
            for address in (reverse(name, args=args), _nowhere(name, args))
        }
        assert answers == {403}, who


def test_the_table_names_members_of_the_cast_only(cast):
    for name, route in ROUTES.items():
        assert route.may <= set(cast), name
        assert route.elsewhere <= route.may, name
        assert not route.elsewhere or route.args is not no_args, name


@pytest.mark.parametrize("name", sorted(name for name, route in ROUTES.items() if route.post != REFUSED))
def test_no_post_counts_without_the_token_of_the_page(name, world, cast):
    route = ROUTES[name]
    member = cast[min(route.may)]
    client = Client(enforce_csrf_checks=True)
    for cookie, morsel in member.client.cookies.items():
        client.cookies[cookie] = morsel.value
    assert client.post(reverse(name, args=route.args(world)), route.data(world)).status_code == 403


def test_a_method_nobody_handles_is_refused(department):
    response = department.client.generic("TRACE", reverse("organizations:directory"))
    assert response.status_code == 405


def test_every_address_of_the_table_leads_to_its_route(world):
    for name, route in ROUTES.items():
        assert resolve(reverse(name, args=route.args(world))).view_name == name
