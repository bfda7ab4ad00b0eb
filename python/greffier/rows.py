"""Records as rows of tables, as ``greffier extract --format parquet`` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Union

from . import _greffier

Cell = Union[str, int, float, bool, date, Decimal, None]

#: Every table: its columns and their types (``string``, ``integer``, ``real``, ``boolean``, ``date``, ``money``).
TABLES: dict[str, dict[str, str]] = {name: dict(columns) for name, columns in _greffier.tables()}

_NAMES = list(TABLES)
_PLACES = Decimal("0.0001")


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _sum(text: Any) -> Decimal | None:
    """A sum with four places, where that is exact and fits a decimal of 18 digits."""
    try:
        value = Decimal(text)
        scaled = value.quantize(_PLACES)
    except (TypeError, InvalidOperation):
        return None
    return scaled if scaled == value and abs(scaled) < 10**14 else None


def tables(records: Mapping[str, Any] | str | Iterable[Mapping[str, Any] | str]) -> dict[str, list[dict[str, Cell]]]:
    """The rows of a record, or of several, by table; every table is there, an empty one too.

    A record is a ``dict`` or a line of JSON. Dates are ``datetime.date``, sums ``decimal.Decimal`` with four places (a
    finer sum is ``None`` here and stands in ``text``). Tables and columns are those of FORMATS.md.
    """
    if isinstance(records, (str, Mapping)):
        records = [records]
    out: dict[str, list[dict[str, Cell]]] = {name: [] for name in _NAMES}
    for record in records:
        text = record if isinstance(record, str) else json.dumps(record)
        for table, cells in _greffier.rows(text):
            name = _NAMES[table]
            row: dict[str, Cell] = {}
            for (column, kind), cell in zip(TABLES[name].items(), cells):
                row[column] = _day(cell) if kind == "date" else _sum(cell) if kind == "money" else cell
            out[name].append(row)
    return out
