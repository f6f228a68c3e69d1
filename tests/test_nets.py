"""The nets under permissions that nobody has to remember (architecture.md, Five nets).

The walk over every address is tests/test_url_walk.py.
"""

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, get_resolver

from organizations.roles import ADMINISTRATORS, GRANTS, HELD_AT, Power, Reach, Role
from organizations.scoping import ScopedQuerySet
from organizations.views import PermittedView

ROOT = Path(settings.BASE_DIR)
OURS = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]

# models without visible_to, and why nobody's view of them is narrower than another's
UNSCOPED = {
    "measures.Seal": "a signature and a digest of a year; its standings are scoped",
    "documents.ScopeTable": "the rules of counting are the same for everybody",
    "measures.JudgedYear": "the engine's own note of its runs; no page shows it",
    "organizations.SignInTrouble": "keyed hashes that no page shows",
    "registers.ChainHead": "the end of the chain of the history; no page shows it",
    "registers.Holiday": "a calendar is the same for everybody",
    "registers.OutboxJob": "work for the background; no page shows it",
    "registers.ScheduledRun": "the schedule's own note of its runs; no page shows it",
}

# reference data whose every row everybody with the page's power may see
REFERENCE = {
    "Holiday": "a calendar",
    "JudgedYear": "when a year was judged last",
    "Organization": "the directory: names and codes, no figures",
    "ScopeTable": "the rules of counting",
    "Series": "number series are printed on every document",
}

# route callbacks that are no PermittedView, and why
OPEN_VIEWS = {
    "allauth.": "signing in; what it may show is the own account's",
    "dashboard.accounts.views.ChangePassword": "allauth's page of the own password, which demands signing in",
    "django.views.i18n.set_language": "a cookie of the browser",
    "config.health.alive": "a probe that touches nothing",
    "config.health.ready": "a probe that names the kind of database and broker",
}

# parts of the dashboard that only commands reach
NOT_PAGES = {"management", "demo", ".venv"}

SCOPED_CALLS = {"visible_to", "editable_by", "reached_by"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def callbacks(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield getattr(pattern.callback, "view_class", None) or inspect.unwrap(pattern.callback)
        else:
            yield from callbacks(pattern)


def page_modules():
    """Modules that answer requests: those of the routes, all called views, and all of the dashboard's pages."""
    found = {Path(inspect.getfile(callback)) for callback in callbacks() if inspect.getmodule(callback)}
    for label in OURS:
        found |= set(Path(apps.get_app_config(label).path).rglob("*views*.py"))
    found |= set((ROOT / "dashboard").rglob("*.py"))
    return sorted(path for path in found if path.is_relative_to(ROOT) and not NOT_PAGES & set(path.parts))


def unscoped_reads(source):
    """(line, model) of every `Model.objects` that is not followed by visible_to, editable_by or reached_by."""
    tree = ast.parse(source)
    scoped = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SCOPED_CALLS
    }
    return [
        (node.lineno, ast.unparse(node.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in scoped
    ]


def test_every_model_is_scoped_or_listed_with_a_reason():
    unscoped = {model._meta.label for model in models() if not hasattr(model._default_manager.all(), "visible_to")}
    assert unscoped == set(UNSCOPED)


def test_every_scope_ends_at_an_organization():
    for model in models():
        records = model._default_manager.all()
        if isinstance(records, ScopedQuerySet):
            assert str(records.filter(**{f"{records.organization_lookup}__in": [1]}).query)
            # visible and editable are different questions only where a power says so
            assert isinstance(records.see, Power)
            assert isinstance(records.edit, Power)


def test_no_page_reaches_records_past_their_scope():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {model}.objects"
        for path in page_modules()
        for line, model in unscoped_reads(path.read_text())
        if model not in REFERENCE
    ]
    assert wrong == []


def test_a_read_past_the_scope_is_found():
    assert unscoped_reads("Document.objects.filter(pk=1)\nFlag.objects.visible_to(user).filter(pk=1)") == [
        (1, "Document")
    ]
    assert unscoped_reads("get_object_or_404(Document._default_manager, pk=1)") == [(1, "Document")]


def test_pages_are_found_by_the_net():
    names = {str(path.relative_to(ROOT)) for path in page_modules()}
    assert {"dashboard/accounts/views.py", "dashboard/accounts/directory.py"} <= names


def test_every_route_is_a_permitted_view_or_listed_with_a_reason():
    wrong = []
    for callback in callbacks():
        if inspect.isclass(callback) and issubclass(callback, PermittedView):
            continue
        name = f"{callback.__module__}.{callback.__qualname__}"
        if not any(name == listed or (listed.endswith(".") and name.startswith(listed)) for listed in OPEN_VIEWS):
            wrong.append(name)
    assert wrong == []


def test_a_page_cannot_exist_without_stating_its_powers():
    with pytest.raises(ImproperlyConfigured, match="powers"):
        type("Careless", (PermittedView,), {})
    with pytest.raises(ImproperlyConfigured, match="powers"):
        type("Listed", (PermittedView,), {"powers": [Power.SEE_RECORDS]})


def test_a_page_cannot_demand_nothing_by_an_empty_set():
    with pytest.raises(ImproperlyConfigured, match="powers"):
        type("Empty", (PermittedView,), {"powers": frozenset()})


def test_a_page_inherits_the_powers_of_its_base():
    base = type("Base", (PermittedView,), {"powers": frozenset({Power.SEE_RECORDS})})
    assert type("Child", (base,), {}).powers == {Power.SEE_RECORDS}


def test_every_role_has_grants_and_a_place_to_be_held():
    assert set(GRANTS) == set(HELD_AT) == set(Role)


def test_administrators_hold_none_of_the_business_powers():
    business = {power for role in set(Role) - ADMINISTRATORS for power in GRANTS[role]}
    for role in ADMINISTRATORS:
        assert not set(GRANTS[role]) & business, role


def test_the_three_administrators_share_no_power():
    held = [power for role in ADMINISTRATORS for power in GRANTS[role]]
    assert len(held) == len(set(held))


def test_counties_type_nothing_and_only_the_head_signs():
    assert set(GRANTS[Role.COUNTY_CLERK]) == {Power.SEE_STANDINGS, Power.SEE_RECORDS, Power.SEE_CALENDAR}
    assert Power.ANSWER_FLAGS in GRANTS[Role.DEPARTMENT_HEAD]
    assert Power.ANSWER_FLAGS not in GRANTS[Role.DEPARTMENT_CLERK]


def test_nobody_but_the_general_office_changes_what_belongs_to_others():
    changing = {Power.EDIT_RECORDS, Power.EXPLAIN, Power.ANSWER_FLAGS}
    for role in set(Role) - {Role.GENERAL_OFFICE}:
        for power in changing & set(GRANTS[role]):
            assert GRANTS[role][power] is Reach.OWN, (role, power)


def test_every_page_that_asks_by_itself_says_so():
    """Polling must not keep a session alive: it carries the header of organizations/sessions.py."""
    for path in (ROOT / "templates").rglob("*.html"):
        for tag in re.findall(r"<[^>]*hx-trigger=[^>]*every[^>]*>", path.read_text()):
            assert "X-Polling" in tag, f"{path.relative_to(ROOT)}: {tag}"
