"""One table of a rule-set file, read field by field; what is missing, mistyped or unknown becomes a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from measures.catalogue.problems import Problem
from measures.catalogue.ruleset import Text

Choice = TypeVar("Choice", bound=TextChoices)


class Entry:
    """`where` says whose problem it is. Every getter reports and gives a harmless value when the field is wrong."""

    def __init__(self, where: str, table: object, problems: list[Problem]) -> None:
        self.where = where
        self.problems = problems
        self._fields: dict[str, Any] = dict(table) if isinstance(table, Mapping) else {}

    def report(self, message: str, hint: str) -> None:
        self.problems.append(Problem(self.where, message, hint))

    def take(self, name: str) -> Any:
        return self._fields.pop(name, None)

    def close(self) -> None:
        """Report what nobody asked for: a field with a misspelt name would otherwise be silently ignored."""
        for name in self._fields:
            self.report(_("字段“%(name)s”不认识。") % {"name": name}, _("检查拼写，或删去这一行。"))

    def text(self, name: str) -> str:
        value = self.take(name)
        if isinstance(value, str) and value.strip():
            return value
        self.report(_("缺少“%(name)s”。") % {"name": name}, _('写一段不为空的文字：%(name)s = "…"。') % {"name": name})
        return ""

    def words(self, name: str) -> Text:
        """A field in Chinese, and its English beside it in `name_en`."""
        return Text(self.text(name), self.text(f"{name}_en"))

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if name in self._fields else None

    def whole(self, name: str) -> int:
        value = self.take(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.report(_("“%(name)s”应为整数。") % {"name": name}, _("写作 %(name)s = 1。") % {"name": name})
        return 0

    def flag(self, name: str) -> bool:
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.report(_("“%(name)s”应为 true 或 false。") % {"name": name}, _("不加引号。"))
        return False

    def day(self, name: str, default: date | None) -> date | None:
        value = self.take(name)
        if value is None:
            return default
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.report(_("“%(name)s”应为日期。") % {"name": name}, _("写作 2019-01-01，不加引号。"))
        return default

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        value = self.take(name)
        if value in choices.values:
            return choices(value)
        self.report(
            _("“%(name)s”写作“%(value)s”，不在可选范围。") % {"name": name, "value": value},
            _("只能是：%(known)s。") % {"known": "、".join(choices.values)},
        )
        return None

    def texts(self, name: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of texts, at least one, all of them known where that is asked."""
        value = self.take(name)
        if not (isinstance(value, list) and value and all(isinstance(item, str) for item in value)):
            self.report(_("缺少“%(name)s”。") % {"name": name}, _('写作 %(name)s = ["…"]。') % {"name": name})
            return ()
        for item in value:
            if known is not None and item not in known:
                self.report(
                    _("“%(name)s”中的“%(value)s”不认识。") % {"name": name, "value": item},
                    _("只能是：%(known)s。") % {"known": "、".join(sorted(known))},
                )
        return tuple(value)

    def entries(self, name: str) -> list[Mapping[str, Any]]:
        """A list of tables; none when the field is absent."""
        value = self.take(name) or []
        if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            return list(value)
        self.report(_("“%(name)s”应为表的列表。") % {"name": name}, _("写作 [[%(name)s]]。") % {"name": name})
        return []
