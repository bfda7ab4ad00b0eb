from collections.abc import Iterable, Iterator
from os import PathLike
from typing import Any, NamedTuple

__version__: str

class ExtractError(ValueError):
    """A document that gives no record; ``args`` are message, code and stage."""

class Outcome(NamedTuple):
    path: str
    record: dict[str, Any] | None
    error: ExtractError | None

def extract(
    source: str | PathLike[str] | bytes | bytearray | memoryview, *, name: str | None = None, evidence: bool = True
) -> dict[str, Any]: ...
def extract_json(
    source: str | PathLike[str] | bytes | bytearray | memoryview, *, name: str | None = None, evidence: bool = True
) -> str: ...
def extract_many(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], jobs: int | None = None, *, evidence: bool = True
) -> Iterator[Outcome]: ...
def score(gold: str | PathLike[str], records: str | PathLike[str], *, by_doc: bool = False) -> dict[str, Any]: ...
def grammar_hash() -> str: ...
