"""What every register shares."""

from registers.models.history import ChainHead, Change
from registers.models.holiday import Holiday
from registers.models.imports import ColumnMapping, Coverage, Import, StagedChunk
from registers.models.outbox import OutboxJob, ScheduledRun
from registers.models.record import Record, RecordQuerySet

__all__ = [
    "ChainHead",
    "Change",
    "ColumnMapping",
    "Coverage",
    "Holiday",
    "Import",
    "OutboxJob",
    "Record",
    "RecordQuerySet",
    "ScheduledRun",
    "StagedChunk",
]
