"""Turns French council minutes into data. See README.md; the record is that of ``greffier schema``."""

import json
import os
from typing import NamedTuple

from . import _greffier
from ._greffier import ExtractError, __version__, grammar_hash

__all__ = ["ExtractError", "Outcome", "__version__", "extract", "extract_json", "extract_many", "grammar_hash", "score"]


class Outcome(NamedTuple):
    """A document of ``extract_many``: its record, or why there is none."""

    path: str
    record: "dict | None"
    error: "ExtractError | None"


def extract_json(source, *, name=None, evidence=True):
    """The record of a document as a line of JSON.

    ``source`` is a path, or bytes; for bytes, ``name`` tells the format where the bytes do not (``x.md``, ``x.txt``).
    Raises ``ExtractError`` (message, code, stage) when the bytes cannot be read; never for what they say.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _greffier.json_of_bytes(bytes(source), name or "document", evidence)
    path = os.fspath(source)
    return _greffier.json_of_path(path, name or os.path.basename(path), evidence)


def extract(source, *, name=None, evidence=True):
    """The record of a document as a ``dict``; as ``extract_json``."""
    return json.loads(extract_json(source, name=name, evidence=evidence))


def extract_many(paths, jobs=None, *, evidence=True):
    """Reads files, folders and archives on ``jobs`` threads (all cores if not given).

    Yields an ``Outcome`` a document, in the order of the inputs, as they come; memory does not grow with their number.
    """
    if isinstance(paths, (str, bytes, os.PathLike)):
        paths = [paths]
    jobs = jobs or os.cpu_count() or 1
    for path, record, error in _greffier.many([os.fspath(p) for p in paths], jobs, evidence):
        yield Outcome(path, record and json.loads(record), error and ExtractError(*error))


def score(gold, records, *, by_doc=False):
    """Measures records (NDJSON) against golds or other records, as ``greffier score --format json``."""
    return json.loads(_greffier.score_json(os.fspath(gold), os.fspath(records), by_doc))
