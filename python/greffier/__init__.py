"""Turns French council minutes into data.

A record is what ``greffier extract`` writes, and its contract is the JSON Schema of ``greffier schema``. A document that
can be read always gives one: what it does not say is ``None``, and what is supplied or doubted is in ``findings``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Union, cast

from . import _greffier
from ._greffier import __version__
from .errors import GreffierError, InputError, InternalError, LimitError, OptionError, ReadError
from .errors import of as _error
from .rows import tables

__all__ = [
    "GreffierError",
    "InputError",
    "InternalError",
    "LimitError",
    "OptionError",
    "Outcome",
    "ReadError",
    "__version__",
    "extract",
    "extract_json",
    "extract_many",
    "grammar_hash",
    "score",
    "tables",
]

StrPath = Union[str, "os.PathLike[str]"]
Bytes = Union[bytes, bytearray, memoryview]
#: A path, or the name of a document and its bytes.
Source = Union[StrPath, "tuple[str, Bytes]"]
Ocr = Literal["auto", "always", "never"]

#: Limits of a document in a worker process, and its pages; those of the command line.
MAX_SECONDS, MAX_MIB, MAX_PAGES = 300, 1024, 5000


def _reader(
    ocr: Ocr,
    tesseract: StrPath | None,
    ocr_cache: StrPath | None,
    evidence: bool,
    grammar: StrPath | None,
    max_pages: int,
) -> _greffier.Reader:
    try:
        return _greffier.Reader(ocr, tesseract, ocr_cache, evidence, grammar, max_pages)
    except ValueError as e:
        raise OptionError(str(e), "grammar" if grammar is not None else "ocr", "option") from None
    except OSError as e:
        raise OptionError(str(e), "ocr_cache", "option") from None


def extract_json(
    source: StrPath | Bytes,
    *,
    name: str | None = None,
    ocr: Ocr = "auto",
    tesseract: StrPath | None = None,
    ocr_cache: StrPath | None = None,
    evidence: bool = True,
    grammar: StrPath | None = None,
    max_pages: int = MAX_PAGES,
) -> str:
    """The record of one document as a line of JSON: the bytes that ``greffier extract`` writes.

    ``source`` is the path of a file, or bytes. ``name`` is what the record calls it (``source.path``): the file's name if
    not given; the ending of the name tells the format where bytes do not (``x.md``, ``x.txt``). ``ocr`` says which pages
    Tesseract reads: those without a text to trust, all, or none. ``grammar`` is a folder of ``.lex`` files over the
    built-in wordings, compiled at each call.

    Raises a ``GreffierError`` when it cannot be read, never for what it says. It runs in this process and may be called
    from many threads; for files that nobody has looked at, ``extract_many`` has limits.
    """
    reader = _reader(ocr, tesseract, ocr_cache, evidence, grammar, max_pages)
    if isinstance(source, (bytes, bytearray, memoryview)):
        path = name or "document"
        found, why = reader.bytes(_whole(source), path)
    else:
        path = os.fspath(source)
        found, why = reader.file(path, name or os.path.basename(path))
    if found is None:
        assert why is not None
        raise _error(*why, path)
    return found


def extract(
    source: StrPath | Bytes,
    *,
    name: str | None = None,
    ocr: Ocr = "auto",
    tesseract: StrPath | None = None,
    ocr_cache: StrPath | None = None,
    evidence: bool = True,
    grammar: StrPath | None = None,
    max_pages: int = MAX_PAGES,
) -> dict[str, Any]:
    """The record of one document as a ``dict``; all else is as in ``extract_json``."""
    return _loads(
        extract_json(
            source,
            name=name,
            ocr=ocr,
            tesseract=tesseract,
            ocr_cache=ocr_cache,
            evidence=evidence,
            grammar=grammar,
            max_pages=max_pages,
        )
    )


@dataclass(frozen=True)
class Outcome:
    """A document of ``extract_many``: its record, or why there is none."""

    #: Where it is: the path, with the member's name behind that of an archive; the name of a document in memory.
    path: str
    #: The hash of its bytes; ``None`` where they could not be had.
    sha256: str | None
    #: The record as ``extract_json`` gives it, or ``None``.
    json: str | None
    #: Why there is no record, or ``None``.
    error: GreffierError | None

    @cached_property
    def record(self) -> dict[str, Any] | None:
        """The record as a ``dict``, or ``None``."""
        return None if self.json is None else _loads(self.json)


def _loads(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _whole(body: Bytes) -> bytes | bytearray:
    # A view may have gaps; the reader wants one piece.
    return bytes(body) if isinstance(body, memoryview) else body


def extract_many(
    sources: Source | Iterable[Source],
    jobs: int | None = None,
    *,
    isolate: bool = True,
    max_seconds: int = MAX_SECONDS,
    max_mib: int = MAX_MIB,
    max_pages: int = MAX_PAGES,
    ocr: Ocr = "auto",
    tesseract: StrPath | None = None,
    ocr_cache: StrPath | None = None,
    evidence: bool = True,
    grammar: StrPath | None = None,
) -> Iterator[Outcome]:
    """Reads files, folders, archives and documents in memory, ``jobs`` at a time (as many as there are cores).

    ``sources`` is one source or an iterable of them, taken one by one: paths (a folder stands for what is in it, an
    archive for its members), or pairs of a name and bytes. One ``Outcome`` a document comes in the order of the sources,
    whatever ``jobs`` is; a document that cannot be read is an outcome with an ``error``, and does not end the run.
    Memory does not grow with the number of documents.

    With ``isolate`` documents are read by worker processes (this interpreter again): ``max_seconds`` and ``max_mib``
    (Linux) end the document that is too much, and no document can take this process down. Without, by threads of this
    process, where only ``max_pages`` holds.
    """
    single = isinstance(sources, (str, os.PathLike)) or (isinstance(sources, tuple) and _is_pair(sources))
    feed = iter([cast(Source, sources)] if single else cast("Iterable[Source]", sources))
    jobs = jobs or os.cpu_count() or 1
    if jobs < 1:
        raise OptionError("jobs is a number of documents at work, 1 or more", "jobs", "option")
    reader = _reader(ocr, tesseract, ocr_cache, evidence, grammar, max_pages)
    command = None
    if isolate:
        if not sys.executable:
            raise OptionError("this interpreter cannot be started again: isolate=False", "isolate", "option")
        told: list[Any] = [ocr, tesseract, ocr_cache, evidence, grammar, max_pages]
        told = [os.fspath(t) if isinstance(t, os.PathLike) else t for t in told]
        home = str(Path(__file__).resolve().parent.parent)
        command = [sys.executable, "-c", _WORKER, home, json.dumps(told), str(max_seconds), str(max_mib)]
    return _outcomes(reader.many(jobs, command, max_seconds, max_mib), feed)


_WORKER = """\
import json, sys
sys.path.insert(0, sys.argv[1])
from greffier._greffier import Reader
Reader(*json.loads(sys.argv[2])).serve(int(sys.argv[3]), int(sys.argv[4]))
"""


def _is_pair(source: tuple[Any, ...]) -> bool:
    return len(source) == 2 and isinstance(source[0], str) and isinstance(source[1], (bytes, bytearray, memoryview))


def _outcomes(line: _greffier.Line, sources: Iterator[Source]) -> Iterator[Outcome]:
    more = True
    try:
        while True:
            while more and line.wants():
                try:
                    source = next(sources)
                except StopIteration:
                    more = False
                    line.end()
                    break
                if isinstance(source, tuple):
                    name, body = source
                    line.add_bytes(name, _whole(body))
                else:
                    path = os.fspath(source)
                    # A dash is the list on standard input elsewhere; here it is a file of that name.
                    line.add_path("./-" if path == "-" else path)
            row = line.take(more)
            if row is not None:
                path, sha256, found, why = row
                yield Outcome(path, sha256, found, None if why is None else _error(*why, path))
            elif not more:
                return
    finally:
        line.stop()


def score(gold: StrPath, records: StrPath | Iterable[dict[str, Any] | str], *, by_doc: bool = False) -> dict[str, Any]:
    """Measures records against golds, or against other records, field by field: ``greffier score --format json``.

    ``gold`` is a folder of golds, or a file of golds or records. ``records`` is a file of records, one a line, or records
    themselves. The counts of each field are *soft* and *strict*; ``by_doc`` gives those of each document too.
    """
    try:
        if isinstance(records, (str, os.PathLike)):
            text = _greffier.score(gold, records, by_doc)
        else:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "records.ndjson")
                with file.open("w", encoding="utf-8") as out:
                    for record in records:
                        out.write((record if isinstance(record, str) else json.dumps(record)) + "\n")
                text = _greffier.score(gold, file, by_doc)
    except ValueError as e:
        raise OptionError(str(e), "score", "option") from None
    return _loads(text)


def grammar_hash(grammar: StrPath | None = None) -> str:
    """The hash of the wordings: two runs of one version that agree on it give the same records."""
    return _reader("never", None, None, True, grammar, MAX_PAGES).grammar_hash()
