"""What can go wrong: one class for each kind of reason."""

from __future__ import annotations


class GreffierError(Exception):
    """A document that gives no record, or a request that cannot be met.

    ``reason`` is a stable word, as in the file of ``greffier extract --errors``; ``path`` is where the document is, or its
    name; ``stage`` is ``input``, ``read``, ``extract`` or ``option``; ``str()`` says it in English.
    """

    def __init__(self, message: str, reason: str, stage: str, path: str | None = None) -> None:
        # All four are ``args``, so that the exception can be pickled.
        super().__init__(message, reason, stage, path)
        self.message = message
        self.reason = reason
        self.stage = stage
        self.path = path

    def __str__(self) -> str:
        return self.message if self.path is None else f"{self.path}: {self.message}"


class InputError(GreffierError):
    """It cannot be opened or listed, or it is a member of an archive that is not read.

    ``io``, ``too_large``, ``link_loop``, ``damaged_archive``, ``bomb``, ``nesting``, ``unsafe_path``, ``encrypted``,
    ``unsupported``.
    """


class ReadError(GreffierError):
    """Its bytes are no document that can be read.

    ``empty``, ``too_long``, ``binary``, ``unknown_encoding``, ``no_text``, ``container``, ``encrypted``, ``old_word``,
    ``no_document``, ``pdf``, ``image``.
    """


class LimitError(GreffierError):
    """It takes more than a document may: ``time_limit``, ``memory_limit``, ``page_limit``."""


class InternalError(GreffierError):
    """A fault of greffier: ``internal_fault``, or ``crash`` of a worker process."""


class OptionError(GreffierError, ValueError):
    """What was asked for cannot be: ``ocr``, ``ocr_cache``, ``grammar``, ``jobs``, ``isolate``, ``score``."""


def of(message: str, reason: str, stage: str, path: str) -> GreffierError:
    """The exception of a failure."""
    if reason in ("time_limit", "memory_limit", "page_limit"):
        return LimitError(message, reason, stage, path)
    kinds = {"input": InputError, "read": ReadError}
    return kinds.get(stage, InternalError)(message, reason, stage, path)
