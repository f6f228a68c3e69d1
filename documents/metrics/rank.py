"""Measure 5: in whose name a document goes out."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.derive.names import RANK
from documents.metrics.sources import DOCUMENTS, ONCE
from documents.models import Matter
from metrics.decorators import metric
from organizations.models import InNameOf

ABOVE_DEPARTMENTS = [InNameOf.PARTY, InNameOf.GOVERNMENT, InNameOf.PARTY_OFFICE, InNameOf.GOVERNMENT_OFFICE]


@metric("documents.upgraded", unit=_("件"), source=DOCUMENTS)
def upgraded() -> Q:
    """5.1: the rank of 名义 stands above that of 依据文件名义; where either is unknown nothing is said."""
    return ONCE & reduce(or_, (_named(rank) & _superior_below(rank) for rank in sorted(set(RANK.values()))))


def _named(rank: int) -> Q:
    return Q(in_name_of__in=[name for name, its in RANK.items() if its == rank])


def _superior_below(rank: int) -> Q:
    return Q(superior_in_name_of__in=[name for name, its in RANK.items() if its < rank])


@metric("documents.joint_needless", unit=_("件"), source=DOCUMENTS)
def joint_needless() -> Q:
    """5.2: party and government together, on a matter that is not 党政共同职责; a matter not stated is not."""
    return ONCE & Q(joint=True) & ~Q(matter=Matter.SHARED)


@metric("documents.issued_above_need", unit=_("件"), source=DOCUMENTS)
def issued_above_need() -> Q:
    """5.3: in the name of committee, government or their offices, though a department or coordinating body could."""
    return ONCE & Q(in_name_of__in=ABOVE_DEPARTMENTS, matter__in=[Matter.DEPARTMENT, Matter.COORDINATION])
