"""One line per route, by room (tests/routes/route.py says what a line says)."""

from tests.routes.accountability import ACCOUNTABILITY
from tests.routes.accounts import ACCOUNTS
from tests.routes.dashboard import DASHBOARD
from tests.routes.documents import DOCUMENTS
from tests.routes.inspections import INSPECTIONS
from tests.routes.meetings import MEETINGS
from tests.routes.registers import REGISTERS
from tests.routes.route import Route

ROUTES: dict[str, Route] = {
    **ACCOUNTABILITY,
    **ACCOUNTS,
    **DASHBOARD,
    **DOCUMENTS,
    **INSPECTIONS,
    **MEETINGS,
    **REGISTERS,
}

__all__ = ["ROUTES"]
