"""Registers 2 to 4."""

from tests.routes.route import BUSINESS, EDITORS, KEEPERS, NOT_DEPARTMENT, OFFICE, REFUSED, Route

DOCUMENTS: dict[str, Route] = {
    "documents:list": Route(BUSINESS),
    "documents:export": Route(BUSINESS, args=lambda world: ["csv"]),
    "documents:entry": Route(KEEPERS, post=422),
    "documents:incoming": Route(BUSINESS),
    "documents:classified": Route(BUSINESS),
    "documents:counting": Route(BUSINESS),
    "documents:scope": Route(BUSINESS),
    "documents:sign": Route(OFFICE, REFUSED, 422),
    "documents:document": Route(BUSINESS, args=lambda world: [world.document.pk], elsewhere=NOT_DEPARTMENT),
    "documents:correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.document.pk], elsewhere=KEEPERS - EDITORS
    ),
    "documents:extent": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.document.pk], elsewhere=KEEPERS - EDITORS
    ),
}
