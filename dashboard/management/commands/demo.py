"""`demo`: invents a province, or prints its sign-ins."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.context import DEMO_ROOT
from dashboard.demo import seats
from dashboard.demo.building import build
from dashboard.demo.scale import SCALES
from organizations.models import Organization, User


class Command(BaseCommand):
    help = "Invent a province with two years of registers in an empty database; with --sign-ins, print its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=list(SCALES), default="small")
        parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day for which it is made")
        parser.add_argument("--sign-ins", action="store_true", help="print role, user name and password")

    def handle(self, *args: Any, scale: str, today: date | None, sign_ins: bool, **options: Any) -> None:
        if sign_ins:
            self.print_sign_ins()
            return
        today = today or timezone.localdate()
        first = min(settings.RULE_SETS)
        if settings.PRODUCTION:
            raise CommandError(_("生产系统不装虚构数据；请去掉 PRODUCTION=1，另用一个空数据库。"))
        if today.year < first:
            raise CommandError(_("--today 应在%(year)s年以后：此前没有规则集。") % {"year": first})
        if Organization.objects.exists() or User.objects.exists():
            raise CommandError(_("数据库里已有机构或账号，没有写入虚构数据；请另用一个空数据库。"))
        build(SCALES[scale], today, lambda text: self.stdout.write(_("已生成：%(what)s") % {"what": text}))

    def print_sign_ins(self) -> None:
        """Nothing where the database holds no invented province."""
        if Organization.objects.filter(code=DEMO_ROOT).exists():
            for line in seats.sign_ins():
                self.stdout.write(line)
