"""The shell around every page: rail by powers, what waits, language, search, and words for figures and statuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template, TemplateSyntaxError

from dashboard.templatetags.figures import beside, figure, percent
from measures.models import Standing
from measures.status import Status
from tests import make


def rail(member, address):
    content = member.get(address).content.decode()
    return content.split('class="jf-rail"')[1].split("</nav>")[0]


def rendered(source, **context):
    return Template("{% load icons statuses charts figures %}" + source).render(Context(context))


def test_the_rail_leads_only_where_the_person_may_go(department, system_admin):
    mine = rail(department, "/")
    assert "总览" in mine
    assert "账号" not in mine
    administrators = rail(system_admin, "/settings/accounts/")
    assert "账号" in administrators
    assert "总览" not in administrators


def test_the_rail_marks_where_we_are(clerk):
    entry = next(one for one in rail(clerk, "/measures/4/").split("<a ") if "措施" in one)
    assert 'aria-current="page"' in entry


def test_a_stranger_gets_no_rail(stranger):
    assert "jf-rail-item" not in stranger.get("/accounts/password/change/").content.decode()


def test_what_waits_for_the_head_of_a_department_is_counted_without_others_flags(colleague, province):
    make.flag(province.department)
    make.flag(province.department, "5.1", state="answered")
    make.flag(province.other_department)
    content = colleague.get("/").content.decode()
    assert "待我处理 <b>1</b>" in content
    assert '<a class="jf-top-queue" href="/flags/?mine=1">' in content


def test_explanations_wait_for_the_office(clerk, department, province):
    document = make.document(province.department)
    make.explanation(province.department, department.user, record_key=document.key)
    content = clerk.get("/").content.decode()
    assert "待我处理 <b>1</b>" in content
    assert '<a class="jf-top-queue" href="/explanations/' in content


def test_a_county_has_nothing_to_handle_and_is_not_told_of_a_queue(county):
    assert "待我处理" not in county.get("/").content.decode()


def test_the_language_is_switched_by_a_form_and_kept(clerk):
    assert '<html lang="zh-Hans">' in clerk.get("/").content.decode()
    answer = clerk.post("/i18n/setlang/", {"language": "en", "next": "/?year=2020"})
    assert answer["Location"] == "/?year=2020"
    assert '<html lang="en">' in clerk.get("/").content.decode()


def test_htmx_evaluates_nothing_and_keeps_no_pages(clerk):
    content = clerk.get("/").content.decode()
    assert '"allowEval":false' in content
    assert '"historyCacheSize":0' in content
    assert '"includeIndicatorStyles":false' in content


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "—"), (0, "0"), (Decimal("427.000000"), "427"), (Decimal("9.5"), "9.5"), (Decimal("-3"), "−3")],
)
def test_figures_are_written_as_officials_write_them(value, shown):
    assert figure(value) == shown


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        ("19.04", "19", "19.04"),
        ("18.96", "19", "18.96"),
        ("20.2", "19", "20.2"),
        ("19", "19", "19"),
        ("71", "70", "71"),
    ],
)
def test_a_figure_beside_its_limit_stays_on_its_own_side(value, limit, shown):
    assert beside(Decimal(value), Decimal(limit)) == shown


def test_a_percentage_is_never_rounded_across_its_threshold():
    assert percent(Decimal("-0.2996"), (Decimal("-0.3"),)) == "−29.9%"
    assert percent(Decimal("-0.3004"), (Decimal("-0.3"),)) != "−30.0%"
    assert percent(Decimal("0.183333")) == "+18.3%"
    assert percent(None) == "—"


@pytest.mark.parametrize("status", [*Status, "na", "restricted", "waived"])
def test_every_status_has_a_shape_and_a_word(status):
    component = Template('{% include "components/status.html" with status=status %}')
    shown = component.render(Context({"status": status}))
    assert 'href="#jf-glyph-' in shown
    assert shown.rstrip().split("</svg>")[1] != "</span>"
    assert shown.split('href="#')[1].split('"')[0] in Template('{% include "components/glyphs.html" %}').render(
        Context()
    )


def test_a_status_that_does_not_exist_is_an_error_and_not_a_blank():
    with pytest.raises(KeyError):
        rendered("{% glyph 'green' %}")


def test_icons_are_files_of_the_locked_package_and_nothing_else():
    assert "<path" in rendered("{% icon 'search' %}")
    for name in ("no-such-icon", "../outline/search", "Search"):
        with pytest.raises(TemplateSyntaxError):
            rendered("{% icon name %}", name=name)


def test_a_bullet_is_red_only_when_the_actual_figure_is_past_the_ceiling():
    total = {"baseline": 100, "same_period": 60, "limit": 70, "stretch": 50}
    past = make_judged(**total, value=71, forecast=118)
    below = make_judged(**total, value=43, forecast=72)
    assert 'class="jf-bullet-over"' in rendered("{% bullet judged 'x' %}", judged=past)
    assert "jf-bullet-over" not in rendered("{% bullet judged 'x' %}", judged=below)


def test_a_bullet_says_its_figures_to_those_who_do_not_see_it():
    judged = make_judged(baseline=100, same_period=60, limit=70, stretch=50, value=43, forecast=72)
    assert "文件：累计43，同期60，上限70，预测72" in rendered("{% bullet judged name %}", judged=judged, name="文件")


def make_judged(**figures):
    """Something with the figures of a standing, unsaved."""
    standing = Standing(obligation="4.1", year=2019, as_of=date(2019, 6, 30), **figures)
    for name, value in figures.items():
        setattr(standing, name, Decimal(value))
    return standing
