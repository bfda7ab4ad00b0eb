"""Files as Arrow batches in, records or rows of tables as Arrow batches out: for Spark, Ray Data and their like.

Needs pyarrow. ``path`` of an output row is where the document is; the record calls it by its name below ``root``, as
``greffier extract FOLDER`` does, so that many machines and one give the same records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from . import GreffierError, Outcome, _greffier, extract_many
from .rows import TABLES, tables

#: A row a document. ``record`` is the line of JSON; where it is null, ``reason``, ``stage`` and ``message`` say why.
RECORDS = pa.schema(
    [
        ("path", pa.string()),
        ("sha256", pa.string()),
        ("status", pa.string()),
        ("kind", pa.string()),
        ("year", pa.int32()),
        ("record", pa.string()),
        ("reason", pa.string()),
        ("stage", pa.string()),
        ("message", pa.string()),
    ]
)

_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "money": pa.decimal128(18, 4),
}

#: Rows of a batch, at most.
_ROWS = 64


def table_schema(table: str) -> pa.Schema:
    """The schema of a table of ``greffier.tables``."""
    return pa.schema([(column, _TYPES[kind]) for column, kind in TABLES[table].items()])


def _below(path: str, root: str) -> str:
    """The name of a file below ``root``; a file that does not lie there is named in full."""
    return path[len(root) + 1 :] if root and path.startswith(root + "/") else path


def _row(outcome: Outcome, root: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(RECORDS.names)
    row.update(path=f"{root}/{outcome.path}" if root else outcome.path, sha256=outcome.sha256, record=outcome.json)
    if outcome.record is not None:
        dates = [s["date"] for s in outcome.record["sittings"] if s["date"]]
        row.update(
            status=outcome.record["status"],
            kind=outcome.record["kind"],
            year=int(dates[0][:4]) if dates else None,
        )
    if outcome.error is not None:
        row.update(failure(outcome.error))
    return row


def failure(error: GreffierError) -> dict[str, str]:
    """The columns that say why there is no record."""
    return {"reason": error.reason, "stage": error.stage, "message": error.message}


def records(batches: Iterable[pa.RecordBatch], root: str = "", jobs: int = 1, **options: Any) -> Iterator[pa.RecordBatch]:
    """Records (``RECORDS``) of files: batches with the columns ``path``, and ``content`` or ``bytes``.

    ``root`` is the folder that was listed, written as it is in ``path``; what lies in it and is no document is passed over, as on the command line.
    Archives give a row a member. ``options`` are those of ``extract_many``; documents are read in worker processes.
    """

    root = root.rstrip("/")

    def sources() -> Iterator[tuple[str, bytes]]:
        for batch in batches:
            body = batch.column("content" if "content" in batch.schema.names else "bytes")
            for path, content in zip(batch.column("path"), body):
                name, data = _below(path.as_py(), root), content.as_py() or b""
                if _greffier.wanted(name, data[:1024]):
                    yield name, data

    rows = []
    for outcome in extract_many(sources(), jobs, **options):
        rows.append(_row(outcome, root))
        if len(rows) == _ROWS:
            yield pa.RecordBatch.from_pylist(rows, schema=RECORDS)
            rows = []
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=RECORDS)


def rows(batches: Iterable[pa.RecordBatch], table: str) -> Iterator[pa.RecordBatch]:
    """The rows of a table, of batches with the column ``record``; documents without a record have none."""
    schema = table_schema(table)
    for batch in batches:
        found = [r for r in batch.column("record").to_pylist() if r is not None]
        yield pa.RecordBatch.from_pylist(tables(found)[table], schema=schema)
