"""A department never learns which county spoke: a canary for its name, and counting what changes when it speaks."""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse

from inspections.actions.confirming import tell
from inspections.models import UnplannedReport, Visit, VisitMark
from measures.engine import judge
from measures.models import Standing
from organizations.models import Kind
from organizations.roles import Power
from registers.models import Change
from tests import make
from tests.inspections.county import TODAY, approved, at
from tests.routes import ROUTES
from tests.routes.route import no_args

pytestmark = pytest.mark.usefixtures("clock")

CANARY = "金丝雀县"
CODE = "CANARY9"
SPOKEN = date(2026, 11, 11)
TELLING = date(2026, 12, 15)
# who must not learn it: the department itself, another, the leader over both, the county's city
UNTOLD = ("department", "colleague", "other_department", "leader", "city", "principal")

TOKENS = re.compile(r'(nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*")')


@pytest.fixture
def canary(province):
    """A county that its department reached with nothing: its name stands nowhere but in what it says."""
    hidden_city = make.organization("金丝雀市", kind=Kind.CITY, parent=province.root)
    return make.organization(CANARY, kind=Kind.COUNTY, parent=hidden_city, code=CODE)


@pytest.fixture
def speaker(canary):
    return make.user("canary_clerk", role="county_clerk", organization=canary, display_name="金丝雀县值班室")


def speak(canary, speaker, department, clerk, **fields):
    """A report of the county, confirmed by the office."""
    return make.unplanned_report(
        canary, department, speaker, day=SPOKEN, state="confirmed", confirmed_by=clerk.user, confirmed_at=at(TODAY),
        **fields,
    )  # fmt: skip


def addresses(visit, *searches):
    """Every page without a record of its own, the pages of the visit, and every export of them."""
    plain = [
        reverse(name) for name, route in ROUTES.items() if route.args is no_args and route.get == 200 and ":" in name
    ]
    organ = visit.organization
    records = [
        reverse("inspections:visit", args=[visit.pk]),
        reverse("dashboard:organization", args=[organ.code]),
        *(reverse("dashboard:evidence", args=[key, organ.code, 2026]) for key in ("14.2", "15.1", "15.2")),
        *(reverse("inspections:visit_export", args=[form]) for form in ("csv", "xlsx")),
    ]
    queries = ("", "?year=2026&as_of=2026-12-31&export=csv", *searches)
    return [address + query for address in (*plain, *records) for query in queries]


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def pages(member, visit, *searches):
    """address → text, of whatever the member may see."""
    answers = {address: member.get(address) for address in addresses(visit, *searches)}
    return {address: written(body(one)) for address, one in answers.items() if one.status_code == 200}


def written(content):
    """The text of a page, or of the cells of a workbook."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/"))


def spoken_of(text):
    return CANARY in text or CODE in text or "金丝雀" in text


def test_the_canary_is_found_where_it_may_stand(canary, speaker, province, clerk):
    speak(canary, speaker, province.department, clerk)
    assert spoken_of(clerk.get(reverse("inspections:reports")).content.decode())


@pytest.mark.parametrize("who", UNTOLD)
def test_no_page_export_or_evidence_names_the_county(canary, speaker, province, cast, clock, who):
    speak(canary, speaker, province.department, cast["clerk"])
    tell(TELLING)
    clock.set(TELLING, 9, cast[who])
    judge(2026, TELLING)
    visit = Visit.objects.get()
    seen = pages(cast[who], visit)
    assert len(seen) > 40
    for address, text in seen.items():
        # the directory and the choices of filters name every county, whoever spoke
        named = re.sub(r"<option[^>]*>[^<]*|<input[^>]*>", "", text)
        if "organizations" not in address:
            assert not spoken_of(named), address


def test_what_the_department_sees_is_the_month(canary, speaker, province, cast, clock):
    speak(canary, speaker, province.department, cast["clerk"])
    tell(TELLING)
    clock.set(TELLING, 9, cast["department"])
    page = cast["department"].get(reverse("inspections:told")).content.decode()
    assert "2026-11" in page
    for text in pages(cast["department"], Visit.objects.get()).values():
        for day in ("2026-11-11", "11月11日", "11-11", "2026/11/11"):
            assert day not in text


def test_the_flag_of_15_1_follows_and_names_nobody(canary, speaker, province, cast, clock):
    make.coverage(province.department, register="visits", starts=date(2026, 1, 1), ends=date(2026, 12, 31))
    judge(2026, TELLING)
    assert Standing.objects.get(obligation="15.1", organization=province.department).status == "on_track"
    speak(canary, speaker, province.department, cast["clerk"])
    tell(TELLING)
    judge(2026, TELLING)
    standing = Standing.objects.get(obligation="15.1", organization=province.department)
    assert (standing.status, standing.value) == ("breached", 1)
    clock.set(TELLING, 9, cast["department"])
    evidence = cast["department"].get(reverse("dashboard:evidence", args=["15.1", "D1", 2026])).content.decode()
    assert "有县反映" in evidence
    assert not spoken_of(evidence)


def test_nothing_moves_before_the_month_is_told(canary, speaker, province, cast):
    """By watching from day to day: until the 15th a department's pages are to the byte what they were."""
    report = make.unplanned_report(canary, province.department, speaker, day=SPOKEN)
    visit = make.visit(province.department, day=date(2026, 3, 3))
    before = watched(cast["department"], visit)
    cast["clerk"].post(reverse("inspections:decide_report", args=[report.pk]), {"verdict": "confirm"})
    report.refresh_from_db()
    assert report.state == "confirmed"
    judge(2026, TODAY)
    judge(2026, TODAY)
    assert tell(TELLING - timedelta(days=1)) == 0
    assert watched(cast["department"], visit) == before


def watched(member, visit):
    """Texts without what differs at every look: tokens and nonces."""
    judge(2026, TODAY)
    return {address: TOKENS.sub("", text) for address, text in pages(member, visit).items()}


@pytest.mark.parametrize("who", ["department", "leader", "city"])
def test_whichever_county_speaks_the_pages_are_the_same(canary, speaker, province, cast, clock, who):
    """By counting: two counties change places, and no figure, row or byte tells the difference."""
    other = make.user("other_teller", role="county_clerk", organization=province.county)
    crowd = [make.organization(f"陪衬{n}县", kind=Kind.COUNTY, parent=province.city) for n in range(3)]
    item = approved(province.department, canary, province.county, *crowd, first=SPOKEN)
    visit = make.visit(province.department, day=date(2026, 3, 3))
    clerk, member = cast["clerk"], cast[who]
    decided = {"state": "confirmed", "confirmed_by": clerk.user, "confirmed_at": at(TODAY)}
    seen = []
    for county, teller in ((canary, speaker), (province.county, other)):
        report = speak(county, teller, province.department, clerk)
        mark = make.visit_mark(county, item, teller, **decided)
        assert tell(TELLING) == 2
        clock.set(TELLING, 9, member)
        seen.append(figures(member, visit))
        report.delete()
        mark.delete()
        Visit.objects.filter(origin="county_report").delete()
    assert len(seen[0]) > 40
    assert seen[0] == seen[1]


def figures(member, visit):
    """Every number that a page shows, in order; tokens, and the random keys of the visits, aside."""
    judge(2026, TELLING)
    shown = {}
    for address, text in pages(member, visit).items():
        plain = re.sub(r"<[^>]*>|county-report \w+", " ", text[max(text.find("<main"), 0) :])
        shown[address] = re.findall(r"\d+", plain)
    return shown


def test_nobody_but_the_county_and_the_office_reaches_its_words(province, cast):
    """Its city does not either: a city's clerk talks to departments."""
    county, teller = province.county, cast["county"].user
    report = make.unplanned_report(county, province.department, teller)
    mark = make.visit_mark(county, approved(province.department, county), teller)
    for who, member in cast.items():
        told = who in {"clerk", "county"}
        assert UnplannedReport.objects.visible_to(member.user).filter(pk=report.pk).exists() == told, who
        assert VisitMark.objects.visible_to(member.user).filter(pk=mark.pk).exists() == told, who


def test_the_lines_of_the_history_that_a_department_reads_tell_nothing(canary, speaker, province, cast, clerk):
    report = make.unplanned_report(canary, province.department, speaker, day=SPOKEN)
    clerk.post(reverse("inspections:decide_report", args=[report.pk]), {"verdict": "confirm"})
    tell(TELLING)
    lines = Change.objects.reached_by(cast["department"].user, Power.SEE_RECORDS)
    assert {line.action for line in lines.filter(subject__startswith="inspections.")} == {"told"}
    for line in lines:
        said = json.dumps(line.changes, ensure_ascii=False) + line.key + line.reason
        assert not spoken_of(said)
        assert str(SPOKEN) not in said
        assert line.actor_id != speaker.pk


def test_neither_order_nor_number_tells_who_spoke_first(canary, speaker, province, clerk):
    """Twelve counties speak one after the other; the visits stand in another order, and no key holds a number."""
    departments = [make.organization(f"第{n}厅") for n in range(12)]
    for department in departments:
        speak(canary, speaker, department, clerk)
    tell(TELLING)
    visits = list(Visit.objects.order_by("pk"))
    assert [visit.organization for visit in visits] != departments
    keys = [visit.key for visit in visits]
    assert keys == sorted(keys)
    assert all(re.fullmatch(r"county-report [0-9a-f]{24}", key) for key in keys)


def test_a_word_refused_as_double_is_not_told_to_the_next(canary, speaker, province, county):
    """Two counties say the same of one department: neither meets the other's word in an answer."""
    make.unplanned_report(canary, province.department, speaker, day=TODAY)
    answer = county.post(reverse("inspections:unplanned"), {"department": "D1"}, follow=True)
    assert "已记下" in answer.content.decode()
    assert UnplannedReport.objects.count() == 2


@pytest.mark.parametrize("name", ["q", "place", "search"])
def test_searching_for_the_county_finds_what_searching_for_nothing_finds(canary, speaker, province, cast, clock, name):
    """The answer differs by the word that was asked for and by nothing else."""
    speak(canary, speaker, province.department, cast["clerk"])
    tell(TELLING)
    clock.set(TELLING, 9, cast["department"])
    visit, nobody = Visit.objects.get(), "无此县名"
    answers = []
    for word in (CANARY, nobody):
        found = pages(cast["department"], visit, f"?{name}={quote(word)}")
        plain = {address: TOKENS.sub("", text) for address, text in found.items() if "organizations" not in address}
        answers.append({said(address, word): said(text, word) for address, text in plain.items()})
    assert answers[0] == answers[1]


def said(text, word):
    """Without the word itself, however an address writes it."""
    return text.replace(word, "").replace(quote(word), "")
