"""`manage.py import_register REGISTER FILE`: any register by its English name (interfaces.md)."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import Organization
from registers.importing.context import Context
from registers.importing.placing import fixed_values
from registers.importing.refused import Refused
from registers.importing.register import Register, registers
from registers.importing.report import as_json, sentences
from registers.importing.running import Request, plan_request, save_request
from registers.importing.saving import Confirmation, Span, first_to_last
from registers.importing.writing import Stale
from registers.limits import without_page_limits
from registers.sheets import Unreadable

TAKEN, REJECTED, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = "从 .xlsx 或 .csv 导入一个台账。退出码：0 全部导入；1 有行被拒绝；2 文件读不了或没有这个台账。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("register", metavar="REGISTER")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--organization", metavar="CODE")
        parser.add_argument("--year", metavar="Y", type=int)
        parser.add_argument("--covers", metavar="FROM..TO")
        parser.add_argument("--set", metavar="COLUMN=VALUE", action="append", default=[], dest="fixed")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--skip-rejected", action="store_true")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = self.run(**options)
        except (Refused, Unreadable) as error:
            self.stop(error.message)
        except Stale:
            self.stop(_("导入期间别人正在修改同样的记录，没有写入任何数据；请稍后再导入。"))
        if code:
            sys.exit(code)

    def run(self, *, register: str, file: Path, **options: Any) -> int:
        one = self.register(register)
        without_page_limits()
        request = Request(one, self.content(file), file.name, fixed_values(one, options["fixed"]))
        covers = span(options["covers"]) if options["covers"] else None
        owner = self.organization(options["organization"]) if options["organization"] else None
        context = Context.load(timezone.localdate(), year=options["year"], organization=owner)
        plans = plan_request(request, context)
        bad = any(plan.counts()["rejected"] for plan in plans)
        wanted = not options["dry_run"] and (not bad or options["skip_rejected"])
        if wanted:
            plans = save_request(request, context, plans, Confirmation(None, timezone.now(), covers))
        report = as_json(one.name, plans, wanted, covers or first_to_last(plans))
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(sentences(report)))
        return REJECTED if bad else TAKEN

    def register(self, name: str) -> Register:
        register = registers.get(name)
        if register is None:
            known = "、".join(one.name for one in registers)
            self.stop(_("没有名为“%(name)s”的台账；可以导入的有：%(known)s。") % {"name": name, "known": known})
        return register

    def organization(self, code: str) -> int:
        found = Organization.objects.filter(code=code).values_list("pk", flat=True).first()
        if found is None:
            self.stop(_("没有代码为“%(code)s”的机构。") % {"code": code})
        return found

    def content(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            reason = {"file": str(file), "reason": error.strerror}
            self.stop(_("打不开文件“%(file)s”（%(reason)s）；请核对路径。") % reason)

    def stop(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(UNREADABLE)


def span(text: str) -> Span:
    """FROM..TO, both included. Raises Refused."""
    first, _dots, last = text.partition("..")
    try:
        days = (date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    except ValueError:
        days = None
    if days is None or days[1] < days[0]:
        raise Refused(_("覆盖期“%(text)s”看不懂；请写成 2019-01-01..2019-12-31。") % {"text": text})
    return days
