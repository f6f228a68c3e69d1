"""`manage.py backup FILE`: a consistent copy of the whole system."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from registers.backup import back_up


class Command(BaseCommand):
    help = _("把整个系统在同一时刻的内容写进一个文件，期间照常可用。文件含全部数据，请按数据库同样保管。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("要写的文件，不能已存在"))

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            counts = back_up(file)
        except FileExistsError as error:
            raise CommandError(_("%(file)s 已存在，请换一个文件名。") % {"file": file}) from error
        except OSError as error:
            raise CommandError(_("写不了 %(file)s：%(why)s") % {"file": file, "why": error.strerror}) from error
        self.stdout.write(
            _("已备份 %(tables)d 张表、%(rows)d 行。") % {"tables": len(counts), "rows": sum(counts.values())}
        )
