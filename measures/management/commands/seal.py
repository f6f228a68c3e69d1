"""`seal YEAR[Q1-4] --by NAME [--reason TEXT]`: seals a year or a quarter, or restates it with a reason."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.catalogue import NoRuleSet
from measures.sealing import Refused, seal

PERIOD = re.compile(r"(\d{4})(?:[Qq]([1-4]))?")


class Command(BaseCommand):
    help = "Seal a year (2019) or a quarter (2019Q2); with --reason, restate what is sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("period", metavar="YEAR[Q1-4]")
        parser.add_argument("--by", default="", metavar="NAME")
        parser.add_argument("--reason", default="", metavar="TEXT")

    def handle(self, *args: Any, **options: Any) -> None:
        found = PERIOD.fullmatch(options["period"])
        if found is None:
            raise CommandError(
                _("看不出“%(period)s”是哪一期；请写成如 2019 或 2019Q2。") % {"period": options["period"]}
            )
        year, quarter = int(found[1]), int(found[2] or 0)
        try:
            kept = seal(
                year=year,
                quarter=quarter,
                by=options["by"],
                on=timezone.localdate(),
                actor=None,
                path="command",
                reason=options["reason"],
            )
        except (Refused, NoRuleSet) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("已封存 %(period)s（第%(version)s版），%(count)s条现状，校验码 %(digest)s。")
            % {
                "period": found[0].upper(),
                "version": kept.version,
                "count": kept.standings_count,
                "digest": kept.digest,
            }
        )
