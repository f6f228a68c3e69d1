"""Pages of talks."""

from __future__ import annotations

from accountability.rooms import TALK
from accountability.views.circle import EndMember, NameMember, Withdraw
from accountability.views.confidential import OneRecord, RecordStep, RoomEntry, RoomList, TakeBack


class TalkList(RoomList):
    room = TALK


class TalkEntry(RoomEntry):
    room = TALK


class TalkPage(OneRecord):
    room = TALK


class TalkStep(RecordStep):
    room = TALK


class TalkTakeBack(TakeBack):
    room = TALK


class TalkName(NameMember):
    room = TALK


class TalkWithdraw(Withdraw):
    room = TALK


class TalkEnd(EndMember):
    room = TALK
