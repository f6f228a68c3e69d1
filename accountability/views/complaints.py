"""Pages of complaints."""

from __future__ import annotations

from accountability.rooms import COMPLAINT
from accountability.views.confidential import OneRecord, RecordStep, RoomEntry, RoomList, TakeBack


class ComplaintList(RoomList):
    room = COMPLAINT


class ComplaintEntry(RoomEntry):
    room = COMPLAINT


class ComplaintPage(OneRecord):
    room = COMPLAINT


class ComplaintStep(RecordStep):
    room = COMPLAINT


class ComplaintTakeBack(TakeBack):
    room = COMPLAINT
