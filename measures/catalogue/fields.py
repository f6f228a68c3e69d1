"""The fields of an obligation that are more than a word: rule, parameters, basis, who is bound, what it awaits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from measures.catalogue.entry import Entry
from measures.catalogue.ruleset import LETTERS, Basis, Level, Parameters
from measures.rules import Ceiling, ParameterError, Rule, build
from measures.rules.parameters import metric_name

Bases = Mapping[str, Mapping[str, Any]]


def metric(entry: Entry, name: str) -> str:
    value = entry.take(name)
    try:
        return metric_name(value)
    except ParameterError as error:
        message = _("“%(name)s”写作“%(value)s”：%(reason)s。")
        entry.report(message % {"name": name, "value": value, "reason": error}, _("写登记簿里发布的指标名。"))
        return ""


def rule(entry: Entry) -> Rule:
    """`rule = { name = "ceiling", limit = 0 }`; a harmless ceiling where it is wrong."""
    table = entry.take("rule")
    if not isinstance(table, Mapping) or not isinstance(table.get("name"), str):
        entry.report(_("缺少规则“rule”。"), _('写作 rule = { name = "ceiling", limit = 0 }。'))
        return Ceiling()
    try:
        return build(table["name"], {key: value for key, value in table.items() if key != "name"})
    except ParameterError as error:
        entry.report(str(error), _('改正规则的名称或参数，例如 rule = { name = "ceiling", limit = 0 }。'))
        return Ceiling()


def parameters(entry: Entry) -> Parameters:
    """`with = { pages = 10 }`: values that go to the metric. Lists become tuples; tables are not taken."""
    table = entry.take("with")
    if table is None:
        return ()
    if not isinstance(table, Mapping):
        entry.report(_("“with”应为指标参数表。"), _("写作 with = { pages = 10 }。"))
        return ()
    return tuple((name, _value(entry, name, value)) for name, value in table.items())


def _value(entry: Entry, name: str, value: object) -> object:
    plain = (str, int, bool, Decimal)
    if isinstance(value, list) and all(isinstance(item, plain) for item in value):
        return tuple(value)
    if not isinstance(value, plain):
        entry.report(
            _("指标参数“%(name)s”的写法不支持。") % {"name": name}, _("只能是文字、数字、true/false，或它们的列表。")
        )
    return value


def who(entry: Entry) -> str:
    """Letters of P, D, C, X, J, each once."""
    value = entry.take("who")
    if isinstance(value, str) and value and set(value) <= set(LETTERS) and len(set(value)) == len(value):
        return value
    entry.report(
        _("“who”写作“%(value)s”，应为 %(letters)s 中的字母。") % {"value": value, "letters": LETTERS},
        _('P省级领导机关、D省直部门、C市、X县、J纪检监察机关，如 who = "PDC"。'),
    )
    return ""


def basis(entry: Entry, bases: Bases) -> tuple[Basis, ...]:
    """`basis = [{ document = "…", article = "第4条" }]`, at least one, of documents that the file describes."""
    found = entry.entries("basis")
    if not found:
        entry.report(_("缺少依据“basis”。"), _('写明文件和条款：basis = [{ document = "…", article = "第4条" }]。'))
    return tuple(_basis(entry, bases, item) for item in found)


def _basis(entry: Entry, bases: Bases, item: Mapping[str, Any]) -> Basis:
    reference = Entry(entry.where, item, entry.problems)
    key, article = reference.text("document"), reference.text("article")
    reference.close()
    if key not in bases:
        known = "、".join(bases)
        entry.report(_("依据文件“%(key)s”没有登记。") % {"key": key}, _("已登记：%(known)s。") % {"known": known})
        return Basis(key, "", "", Level.CENTRAL, "", article)
    document = Entry(f"basis.{key}", bases[key], entry.problems)
    title, issuer, issued = document.text("title"), document.text("issuer"), document.text("issued")
    level = document.choice("level", Level) or Level.CENTRAL
    document.close()
    return Basis(key, title, issuer, level, issued, article)


def awaits(entry: Entry, feeds: tuple[str, ...]) -> str | None:
    """The register that the metric waits for; one of those that feed it."""
    value = entry.take("awaits")
    if value is None:
        return None
    if isinstance(value, str) and value in feeds:
        return value
    entry.report(
        _("“awaits”写作“%(value)s”，不是供数的台账。") % {"value": value},
        _("只能是 feeds 中的一个：%(known)s。") % {"known": "、".join(feeds)},
    )
    return None
