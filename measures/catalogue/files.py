"""Rule-set files: finding them, reading TOML exactly, and laying one that `extends` another over it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from measures.catalogue.problems import CatalogueError, Problem

FOLDER = Path(__file__).parent
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

Table = Mapping[str, Any]


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The rule sets that lie in the folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def whole(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The tables of a rule set, with those that it extends beneath them.

    One that it extends is looked for beside it, then among our own. Raises CatalogueError when a file is missing, is
    no TOML, names something twice, or extends itself.
    """
    return _whole(name, folder, ())


def _whole(name: str, folder: Path, above: tuple[str, ...]) -> dict[str, Any]:
    if name in above:
        chain = " → ".join((*above, name))
        raise _error(name, _("规则集互相引用：%(chain)s。") % {"chain": chain}, _("去掉一处 extends。"))
    table = _read(name, folder)
    problems = tuple(_repeated(name, table))
    if problems:
        raise CatalogueError(problems)
    beneath = table.pop("extends", None)
    return table if beneath is None else _laid_over(_whole(str(beneath), folder, (*above, name)), table)


def _read(name: str, folder: Path) -> dict[str, Any]:
    places = [place / f"{name}.toml" for place in (folder, FOLDER)] if NAME.fullmatch(name) else []
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        known = "、".join(sorted({*names(folder), *names()}))
        raise _error(name, _("找不到规则集文件。"), _("现有的规则集：%(known)s。") % {"known": known})
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = _("不是有效的TOML：%(reason)s。") % {"reason": error}
        raise _error(name, message, _("按提示的行列改正，以UTF-8保存。")) from error
    _check_shape(name, table)
    return table


def _error(name: str, message: str, hint: str) -> CatalogueError:
    return CatalogueError((Problem(f"{name}.toml", message, hint),))


def _check_shape(name: str, table: Table) -> None:
    """Raises CatalogueError unless parts, measures and obligations are lists of tables and bases are tables."""
    measures = table.get("measure", [])
    lists = [("part", table.get("part", [])), ("measure", measures)]
    if _is_list_of_tables(measures):
        lists += [("measure.obligation", one["obligation"]) for one in measures if "obligation" in one]
    for field, value in lists:
        if not _is_list_of_tables(value):
            raise _error(
                name, _("“%(name)s”应为表的列表。") % {"name": field}, _("写作 [[%(name)s]]。") % {"name": field}
            )
    bases = table.get("basis", {})
    if not (isinstance(bases, dict) and _is_list_of_tables(list(bases.values()))):
        raise _error(name, _("“basis”应为按名称分的表。"), _("写作 [basis.文件代号]。"))


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _repeated(name: str, table: Table) -> Iterator[Problem]:
    """Parts, measures and obligations that one file names twice: laying files over each other would hide it."""
    measures = table.get("measure", [])
    named = {
        _("部分"): [part.get("number") for part in table.get("part", [])],
        _("措施"): [measure.get("number") for measure in measures],
        _("事项"): [one.get("key") for measure in measures for one in measure.get("obligation", [])],
    }
    for what, keys in named.items():
        for key, times in Counter(map(str, keys)).items():
            if times > 1:
                yield Problem(
                    key,
                    _("%(file)s.toml 中%(what)s“%(key)s”重复。") % {"file": name, "what": what, "key": key},
                    _("每个编号只写一次：删去多余的一处，或改编号。"),
                )


def _laid_over(beneath: dict[str, Any], above: Table) -> dict[str, Any]:
    """`above` wins field by field; `drop` lists the keys of obligations that it no longer has."""
    merged = {**beneath, **above}
    merged["basis"] = {**beneath.get("basis", {}), **above.get("basis", {})}
    merged["part"] = _by("number", beneath.get("part", []), above.get("part", []))
    merged["measure"] = _by("number", beneath.get("measure", []), above.get("measure", []))
    dropped = merged.pop("drop", [])
    for measure in merged["measure"]:
        measure["obligation"] = [one for one in measure.get("obligation", []) if one.get("key") not in dropped]
    return merged


def _by(key: str, beneath: list[Table], above: list[Table]) -> list[dict[str, Any]]:
    entries = {entry.get(key): dict(entry) for entry in beneath}
    for entry in above:
        under = entries.get(entry.get(key), {})
        merged = {**under, **entry}
        if "obligation" in under and "obligation" in entry:
            merged["obligation"] = _by("key", under["obligation"], entry["obligation"])
        entries[entry.get(key)] = merged
    return list(entries.values())
