"""The log of the app: one line per event with its time, on standard error.

What visitors send (a link, a header) may hold line ends or control characters; in the log it can
never look like a line of its own.
"""

import logging
import textwrap
import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

AGAIN_SECONDS: Final = 60.0
"""The same is written once in this time: a crowd on a broken page does not fill a disk."""

_LONGEST: Final = 300
_MOST: Final = 1000  # events that are remembered


def configure() -> None:
    """Write what the app logs to standard error, each line with its time; once is enough."""
    logger = logging.getLogger("sdgwijzer")
    if logger.handlers:
        return
    logger.addHandler(handler())
    logger.setLevel(logging.INFO)
    logger.propagate = False


def handler() -> logging.Handler:
    """Where the lines go, and how they look."""
    made = logging.StreamHandler()
    made.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    made.addFilter(_Once())
    return made


def address(page: str, link: Mapping[str, str]) -> str:
    """A page with its choices as it stands in the log: escaped, and cut where it is long."""
    query = urlencode(link)
    return f"/{page}{'?' if query else ''}{query}"[:_LONGEST]


class _OneLine(logging.Formatter):
    """Control characters are written as Python writes them; a traceback is indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _printable(super().formatMessage(record))

    def formatException(self, ei: object) -> str:
        lines = super().formatException(ei).split("\n")  # type: ignore[arg-type]
        return textwrap.indent("\n".join(_printable(line) for line in lines), "    ")


def _printable(line: str) -> str:
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


class _Once(logging.Filter):
    """Passes an event on when the same one was not written in the last `AGAIN_SECONDS`.

    What is the same says `extra={"same": …}`, else the message. The next line says how many were
    passed over. What tells of each visit says `extra={"every": True}`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[
            str, tuple[float, int]
        ] = {}  # when, and how many were not written since

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "every", False):
            return True
        same, now = getattr(record, "same", record.getMessage()), time.monotonic()
        last, passed = self._written.get(same, (now - AGAIN_SECONDS, 0))
        if now - last < AGAIN_SECONDS:
            self._written[same] = last, passed + 1
            return False
        if len(self._written) >= _MOST:
            self._written.clear()
        self._written[same] = now, 0
        if passed:
            record.msg = f"{record.msg} ({passed} more of these since the last line)"
        return True
