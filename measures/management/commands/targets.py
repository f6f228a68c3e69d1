"""`targets YEAR [--issue --by NAME]`: computes drafts, or issues them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from measures import reporting
from measures.issuing import draft, issue
from measures.management.arguments import day_of
from measures.models import Target


class Command(BaseCommand):
    help = "Compute the year's targets as drafts and print them; with --issue, issue them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--issue", action="store_true")
        parser.add_argument("--by", default="", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        year, today = options["year"], timezone.localdate()
        draft(year, day_of(year, None, today))
        if options["issue"]:
            if not options["by"].strip():
                raise CommandError(_("下达目标须写明签发人：--by 姓名。"))
            issued = issue(year=year, by=options["by"], on=today, actor=None, path="command")
            self.stdout.write(_("已下达 %(count)d 项目标。") % {"count": issued})
            return
        rows = Target.objects.filter(year=year).exclude(state=Target.State.REPLACED).select_related("organization")
        self.stdout.write(
            reporting.table(
                {
                    "obligation": one.obligation,
                    "organization": one.organization.code,
                    "state": one.state,
                    "baseline": reporting.number(one.baseline),
                    "ceiling": reporting.number(one.ceiling),
                    "stretch": reporting.number(one.stretch),
                }
                for one in rows.order_by("organization__position", "organization__code", "obligation")
            )
        )
