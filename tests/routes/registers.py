"""What every register shares."""

from tests.routes.route import DISCIPLINE, EDITORS, IMPORTERS, ON, REFUSED, SYSTEM, Route

REGISTERS: dict[str, Route] = {
    # the change history, the table of holidays
    "registers:history": Route(frozenset({"auditor"})),
    "registers:holidays": Route(SYSTEM, post=422),
    "registers:holiday_delete": Route(SYSTEM, REFUSED, ON, args=lambda world: [world.holiday.pk]),
    # imports; the system administrator's are those of organizations
    "registers:imports": Route(IMPORTERS),
    "registers:import_new": Route(IMPORTERS, post=422),
    "registers:import": Route(IMPORTERS, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS),
    # the import of `world` is still being read: nothing to place yet, nothing rejected yet
    "registers:import_columns": Route(
        IMPORTERS, ON, ON, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS
    ),
    "registers:import_confirm": Route(
        IMPORTERS, REFUSED, ON, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS
    ),
    "registers:import_cancel": Route(
        IMPORTERS, REFUSED, ON, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS
    ),
    "registers:import_rejected": Route(IMPORTERS, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS),
    "registers:import_template": Route(IMPORTERS, args=lambda world: ["documents"], elsewhere=SYSTEM | DISCIPLINE),
}
