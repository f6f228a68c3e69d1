"""Pages of cases."""

from __future__ import annotations

from accountability.rooms import CASE
from accountability.views.circle import EndMember, NameMember, Withdraw
from accountability.views.confidential import OneRecord, RecordStep, RoomEntry, RoomList, TakeBack


class CaseList(RoomList):
    room = CASE


class CaseEntry(RoomEntry):
    room = CASE


class CasePage(OneRecord):
    room = CASE


class CaseStep(RecordStep):
    room = CASE


class CaseTakeBack(TakeBack):
    room = CASE


class CaseName(NameMember):
    room = CASE


class CaseWithdraw(Withdraw):
    room = CASE


class CaseEnd(EndMember):
    room = CASE
