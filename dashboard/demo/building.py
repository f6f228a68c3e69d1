"""The invented province from first to last, in one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dashboard.demo import assigned, counted, met, moulds, organs, received, seats, series
from dashboard.demo.imported import close_imports, cover, open_imports
from dashboard.demo.issued import Issuing
from dashboard.demo.scale import Scale
from dashboard.demo.story import tell
from documents.deriving import Deriver

Say = Callable[[str], object]


@transaction.atomic
def build(scale: Scale, today: date, say: Say = lambda text: None) -> None:
    """Into an empty database; `say` is told what has been done so far."""
    province = organs.found(scale, today)
    series.register(province, scale)
    users = seats.seat(province)
    say(_("机构、沿革、代字、账号"))
    years = range(today.year - scale.years + 1, today.year + 1)
    imports = open_imports(province, years, users["office"])
    issuing = Issuing(province, scale, moulds.Moulds(Deriver.load(today)))
    for year in years:
        moulds.store(issuing.rows(year, imports["documents"][year]))
        say(_("%(year)s年发文") % {"year": year})
    received.store(province, issuing.sent, scale.received, imports["incoming"])
    counted.store(province, imports["classified_counts"])
    assigned.store(province)
    cover(province, imports)
    close_imports(imports, users["office"])
    with connection.cursor() as cursor:
        # planners know nothing yet of rows that came this minute
        cursor.execute("ANALYZE")
    say(_("收文、涉密文件数、覆盖期"))
    met.store(province, users)
    say(_("会议计划、审批、会议台账"))
    tell(province, users)
    say(_("核定基数、目标、研判、情况说明"))
