"""Rows waiting for their confirmation: compressed chunks in the database, where every process finds them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from registers.importing.placing import place
from registers.importing.reading import Ignored, Reading
from registers.importing.register import registers
from registers.importing.row import Row
from registers.models import Import, StagedChunk

LAYOUT, CELLS, IGNORED = "layout", "cells", "ignored"
# rows as found that are packed together, and rows of the preview: a page of it is cut from one chunk
CELL_ROWS = 2_000
SHOWN_ROWS = 500
PAGE = 50


def pack(items: Any) -> bytes:
    """JSON with days and decimals, compressed."""
    text = json.dumps(items, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(body: bytes) -> Any:
    return json.loads(zlib.decompress(bytes(body)).decode("utf-8", "surrogatepass"), object_hook=_untagged)


def _tagged(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": str(value)}
    return {"s": str(value)}


def _untagged(found: dict[str, Any]) -> Any:
    readers = {"t": datetime.fromisoformat, "d": date.fromisoformat, "n": Decimal, "s": str}
    if len(found) == 1 and (tag := next(iter(found))) in readers:
        return readers[tag](found[tag])
    return found


def stage_cells(imported: Import, readings: Sequence[Reading]) -> None:
    """Keep what was read, as found; classified rows are numbers only."""
    layout = [
        {
            "sheet": reading.sheet,
            "register": reading.register.name,
            "headings": reading.headings,
            "header_rows": reading.header_rows,
            "ignored": [list(ignored) for ignored in reading.ignored],
        }
        for reading in readings
    ]
    rows = (
        [index, row.number, None if row.cells is None else [row.cells.get(heading) for heading in reading.headings]]
        for index, reading in enumerate(readings)
        for row in reading.rows
    )
    _replace(imported, LAYOUT, [layout])
    _replace(imported, CELLS, _cut(rows, CELL_ROWS))


def staged_readings(
    imported: Import, by_hand: Mapping[str, str], fixed: Mapping[str, str], *, rows: bool = True
) -> list[Reading]:
    """What was staged, with its headings placed as they are placed now; without its rows if they are not wanted."""
    layout = next(_chunks(imported, LAYOUT), [])
    readings = [_reading(one, by_hand, fixed) for one in layout]
    for some in _chunks(imported, CELLS) if rows else ():
        for index, number, cells in some:
            reading = readings[index]
            found = None if cells is None else dict(zip(reading.headings, cells, strict=True))
            reading.rows.append(Row(reading.sheet, number, found))
    return readings


def _reading(one: dict[str, Any], by_hand: Mapping[str, str], fixed: Mapping[str, str]) -> Reading:
    register = registers[one["register"]]
    headings = tuple(one["headings"])
    reading = Reading(
        one["sheet"], register, headings, tuple(one["header_rows"]), place(headings, register, by_hand, fixed)
    )
    reading.ignored = [Ignored(*ignored) for ignored in one["ignored"]]
    return reading


def stage_shown(imported: Import, part: str, rows: Iterable[dict[str, Any]]) -> None:
    """Keep rows of one kind as the preview shows them."""
    _replace(imported, part, _cut(iter(rows), SHOWN_ROWS))


def shown_page(imported: Import, part: str, page: int) -> list[dict[str, Any]]:
    """Rows of one page of the preview, pages from 1; none past the end. One query."""
    first = (page - 1) * PAGE
    chunk = imported.chunks.filter(part=part, number=first // SHOWN_ROWS).values_list("body", flat=True).first()
    rows = unpack(chunk) if chunk is not None else []
    start = first % SHOWN_ROWS
    return list(rows[start : start + PAGE])


def staged_rows(imported: Import, part: str) -> Iterator[Any]:
    """All rows of one kind, chunk by chunk."""
    return (row for rows in _chunks(imported, part) for row in rows)


def _cut(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while some := list(islice(waiting, size)):
        yield some


def _replace(imported: Import, part: str, chunks: Iterable[list[Any]]) -> None:
    imported.chunks.filter(part=part).delete()
    for number, rows in enumerate(chunks):
        StagedChunk.objects.create(imported=imported, part=part, number=number, body=pack(rows))


def _chunks(imported: Import, part: str) -> Iterator[Any]:
    bodies = imported.chunks.filter(part=part).order_by("number").values_list("body", flat=True)
    return (unpack(body) for body in bodies.iterator(chunk_size=20))
