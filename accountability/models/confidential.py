"""What cases, complaints and talks share: only the discipline organ that keeps them sees them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.roles import Power
from registers.models import Record, RecordQuerySet


class ConfidentialQuerySet(RecordQuerySet):
    """Rows of registers 14 to 16. The general office, leaders and administrators reach none of them."""

    see = Power.SEE_CASES
    edit = Power.KEEP_CASES

    def known_to(self, user: Any) -> Self:
        """What this person may open: everything of their organ, where no circle is drawn."""
        return self.visible_to(user)


class Circled(ConfidentialQuerySet):
    """Rows that only a named circle opens, once one is named (measure 25: control who knows)."""

    def known_to(self, user: Any) -> Self:
        """What this person may open: of their organ, and either no circle is named yet or they are in it.

        Who has withdrawn (回避) or whose time in the circle has ended is outside, whatever their role. Somebody
        always stays in a circle once it is named (accountability.actions.circles).
        """
        inside = models.Exists(self._circle(ended_on=None, member=user))
        left = models.Exists(self._circle(ended_on__isnull=False, member=user))
        named = models.Exists(self._circle(ended_on=None))
        return self.visible_to(user).filter(inside | (~named & ~left))

    def _circle(self, **conditions: Any) -> models.QuerySet[Any]:
        field = self.model._meta.get_field("circle")
        return field.related_model._default_manager.filter(**{field.field.name: models.OuterRef("pk")}, **conditions)


class Confidential(Record):
    """Numbers, kinds and days. No name, no post, no allegation, no free text, no file (trust.md)."""

    number = models.CharField(_("编号"), max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number
