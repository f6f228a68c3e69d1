"""`manage.py verify_history`: is the change history whole, or where is it broken?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from registers.limits import without_page_limits
from registers.verifying import verify


class Command(BaseCommand):
    help = _("逐条核对变更记录的哈希链。完整：退出码 0；有改动、缺失或截断：指出第一处，退出码 1。")

    def handle(self, *args: Any, **options: Any) -> None:
        without_page_limits()
        verdict = verify()
        if verdict.broken:
            raise CommandError(_("变更记录不完整：%(where)s") % {"where": verdict.broken.sentence})
        self.stdout.write(
            _("变更记录完整，共 %(count)d 条，末条封印 %(digest)s。")
            % {"count": verdict.count, "digest": verdict.digest or "-"}
        )
