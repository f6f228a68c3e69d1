"""Rows of a plan written by plain functions: 300 of them, each with its buttons, in the time of a page of templates.

templates/dashboard/plan_line.html puts the parts of the other rows together.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dashboard.plans.rows import Row
from dashboard.templatetags.icons import icon
from dashboard.templatetags.statuses import glyph
from measures.status import Status
from meetings.planning.warning import APPROVER, REASON, Severity, Warning, Way

NOTHING = "—"
CELL = '<td class="jf-nowrap{}" data-label="{}">{}</td>'
FORM = '<form class="{0}" method="post" action="{1}" hx-post="{1}">{2}{3}</form>'
HIDDEN = (
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="version" value="{}">'
    '<input type="hidden" name="warning" value="{}">'
)
SAID = (
    '<tr class="jf-plan-said"><td></td><td colspan="7"><div class="jf-said jf-said-{}">{}<span>'
    '<span class="visually-hidden">{}</span>{}{}</span>{}</div></td></tr>'
)
ASKS = '<details class="jf-menu"><summary class="jf-button-text">{}</summary>{}</details>'


class Pen:
    """One page's words and token, looked up once."""

    def __init__(self, request: HttpRequest) -> None:
        self.token = get_token(request)
        self.glyphs = {
            Severity.MUST: glyph(Status.BREACHED),
            Severity.IN_PRINCIPLE: glyph(Status.AT_RISK),
            Severity.ADVICE: icon("info-circle", 15),
        }
        self.words = {severity: _("%(word)s：") % {"word": severity.word} for severity in Severity}
        self.reason, self.approver, self.keep = _("理由（一句话）"), _("由谁批准"), _("记下")
        self.labels = labels()

    def whole(self, row: Row) -> SafeString:
        """All of a row of which nothing else is to be shown."""
        return format_html('<tbody id="line-{}">{}{}</tbody>', row.line.pk, self.cells(row), self.warnings(row))

    def cells(self, row: Row) -> SafeString:
        """The row itself: place, name with its marks, and a cell for each column."""
        line, labels_ = row.line, self.labels
        plain = [
            (row.wrong.get(column), labels_[label], value or NOTHING)
            for column, label, value in (
                ("category", "category", row.grade),
                ("planned_text", "time", line.planned_text),
                ("duration_text", "duration", line.duration_text),
                ("form", "form", row.form),
            )
        ]
        wrong = row.wrong.get("scope_text")
        return format_html(
            '<tr><td class="jf-quiet">{}</td><td data-label="{}"><span>{}{}</span></td>{}'
            '<td class="{}" data-label="{}">{}</td><td class="jf-quiet" data-label="{}">{}</td></tr>',
            row.place,
            labels_["name"],
            self._name(row),
            _marks(row),
            format_html_join("", CELL, ((f" jf-strong-{tone}" if tone else "", *rest) for tone, *rest in plain)),
            f"jf-strong-{wrong}" if wrong else "",
            labels_["who"],
            row.who or NOTHING,
            labels_["approver"],
            row.approver or NOTHING,
        )

    def _name(self, row: Row) -> SafeString | str:
        if not row.editable:
            return row.line.name
        pattern = '<a href="{0}" hx-get="{0}" hx-target="#line-{1}" hx-select="unset">{2}</a>'
        return format_html(pattern, row.address, row.line.pk, row.line.name)

    def warnings(self, row: Row) -> SafeString:
        """What is said of the row, each with its ways out where the person may take them."""
        return mark_safe("".join(self._warning(row, one) for one in row.warnings))

    def _warning(self, row: Row, warning: Warning) -> SafeString:
        said = warning.said and format_html(" <b>{}</b>", _("理由：%(reason)s") % {"reason": warning.said})
        return format_html(
            SAID,
            warning.severity.tone + (" jf-said-answered" if warning.said else ""),
            self.glyphs[warning.severity],
            self.words[warning.severity],
            warning.text,
            said,
            self._ways(row, warning) if row.editable and warning.ways else "",
        )

    def _ways(self, row: Row, warning: Warning) -> SafeString:
        hidden = format_html(HIDDEN, self.token, row.line.version, warning.key)
        pressed = _buttons(way for way in warning.ways if not way.asks)
        parts = [format_html(FORM, "", row.way_address, hidden, pressed)] if pressed else []
        for way in warning.ways:
            if way.asks and not warning.said:
                fields = self._fields(way)
                form = format_html(FORM, "jf-menu-panel jf-menu-right jf-said-asks", row.way_address, hidden, fields)
                parts.append(format_html(ASKS, way.label, form))
        return format_html('<div class="jf-said-ways">{}</div>', mark_safe("".join(parts)))

    def _fields(self, way: Way) -> SafeString:
        labels_ = {APPROVER: (self.approver, 100), REASON: (self.reason, 300)}
        asked = format_html_join(
            "",
            '<label>{}<input name="{}" maxlength="{}" required></label>',
            ((labels_[name][0], name, labels_[name][1]) for name in way.asks),
        )
        button = '<button class="jf-button jf-button-small" type="submit" name="way" value="{}">{}</button>'
        return asked + format_html(button, way.key, self.keep)


def _buttons(ways: Iterable[Way]) -> SafeString:
    """The first as a button, the others as text: one of them is what most people want."""
    pattern = '<button class="{}" type="submit" name="way" value="{}">{}</button>'
    looks = ("jf-button-text" if number else "jf-way-button" for number in range(99))
    return format_html_join("", pattern, ((look, way.key, way.label) for look, way in zip(looks, ways, strict=False)))


def _marks(row: Row) -> SafeString:
    """State where it says something, number, emergency."""
    line = row.line
    tones = {"returned": " jf-tag-warn", "approved": " jf-tag-ok"}
    parts = []
    if row.settled:
        pattern = ' <span class="jf-tag{}">{}</span>'
        parts.append(format_html(pattern, tones.get(line.state, ""), line.get_state_display()))
    if line.number:
        parts.append(format_html(' <span class="jf-meta">{}</span>', line.number))
    if line.emergency:
        parts.append(format_html(' <span class="jf-tag jf-tag-warn">{}</span>', _("应急")))
    return mark_safe("".join(parts))


def labels() -> dict[str, str]:
    """Headings, which on a telephone stand before each cell."""
    return {
        "name": _("会议名称"),
        "category": _("类别"),
        "time": _("时间"),
        "duration": _("会期"),
        "form": _("形式"),
        "who": _("参会范围"),
        "approver": _("报谁批"),
    }
