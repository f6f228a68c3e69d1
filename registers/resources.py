"""The small registers of who exists, kept through django-import-export: a few hundred rows, each saved by its model.

Their models keep paths, search texts and shares in step when they are saved, which set-based writing would
pass by. Large registers go another way (docs/decisions/0005-importing.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import tablib
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from organizations.models import Organization, Series, Succession
from registers.importing.row import Verdict
from registers.importing.stores import Stored

if TYPE_CHECKING:
    from registers.importing.planning import Plan
    from registers.importing.register import Register


def by_code(attribute: str) -> Field:
    """A foreign key to an organization, named by its code."""
    return Field(attribute, f"{attribute}__code", ForeignKeyWidget(Organization, "code"))


class OrganizationResource(ModelResource):
    parent = by_code("parent")

    class Meta:
        model = Organization
        import_id_fields = ("code",)
        fields = ("code", "name", "short_name", "kind", "parent", "position", "starts", "ends")

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Parents are saved before those below them, in whatever order the sheet has them."""
        above = dict(zip(dataset["code"], dataset["parent__code"], strict=True))

        def depth(code: str) -> int:
            return 1 + depth(above[code]) if above.get(code) else 0

        rows = sorted(dataset.dict, key=lambda row: depth(row["code"]))
        dataset.dict = rows


class SuccessionResource(ModelResource):
    predecessor = by_code("predecessor")
    successor = by_code("successor")

    class Meta:
        model = Succession
        import_id_fields = ("predecessor", "successor", "effective")
        fields = ("predecessor", "successor", "effective", "share")


class SeriesResource(ModelResource):
    organization = by_code("organization")

    class Meta:
        model = Series
        import_id_fields = ("text",)
        fields = ("text", "organization", "in_name_of", "form", "counted", "default_level", "numbering")


class ResourceStore:
    """Records of a small register: all are looked at, and each is saved by its model."""

    def __init__(self, resource: type[ModelResource]) -> None:
        self.resource = resource

    def find(self, register: Register, keys: Collection[str]) -> Mapping[str, Stored]:
        wanted = set(keys)
        found: dict[str, Stored] = {}
        for pk, *values in register.model._default_manager.order_by().values_list("pk", *register.attributes):
            stored = dict(zip(register.attributes, values, strict=True))
            key = register.key(stored)
            if key in wanted:
                found[key] = Stored(pk, key, 0, frozenset(), stored)
        return found

    def save(self, plan: Plan, imported_by: int) -> None:
        attributes = plan.register.attributes
        rows = plan.of(Verdict.NEW, Verdict.CHANGED)
        data = tablib.Dataset(*([row.values[at] for at in attributes] for row in rows), headers=attributes)
        self.resource().import_data(data, raise_errors=True, use_transactions=False)
