"""The log of the app: one line per event with its time, on standard error.

What visitors send (a link, a header) may hold line ends or control characters; in the log it can
never look like a line of its own.
"""

import logging
import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

AGAIN_SECONDS: Final = 60
"""The same line is written once in this time: a crowd on a broken page does not fill a disk."""

_LONGEST: Final = 300
_MOST: Final = 1000  # lines that are remembered


def configure() -> None:
    """Write what the app logs to standard error, each line with its time; once is enough."""
    logger = logging.getLogger("sdgwijzer")
    if logger.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_Once())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def address(page: str, link: Mapping[str, str]) -> str:
    """A page with its choices as it stands in the log: escaped, and cut where it is long."""
    query = urlencode(link)
    return f"/{page}{'?' if query else ''}{query}"[:_LONGEST]


class _OneLine(logging.Formatter):
    """Control characters of a message are written as Python writes them; a traceback is left."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


class _Once(logging.Filter):
    """Passes a line on when the same one was not written in the last `AGAIN_SECONDS`."""

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        line, now = record.getMessage(), time.monotonic()
        if now - self._written.get(line, -AGAIN_SECONDS) < AGAIN_SECONDS:
            return False
        if len(self._written) >= _MOST:
            self._written.clear()
        self._written[line] = now
        return True
