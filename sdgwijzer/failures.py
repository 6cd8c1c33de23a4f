"""What a visitor sees as an error is a line in the log too: which page, which link, and why.

The page says in Dutch what a visitor can do; the log tells who keeps the site what happened.
"""

import logging
from collections.abc import Mapping
from typing import Final

from sdgwijzer import log
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.texts import site

MOST: Final = 2000
"""Letters of a reason that are written."""

_LOG: Final = logging.getLogger("sdgwijzer.pages")


def sentence(error: Exception, page: str, link: Mapping[str, str]) -> str:
    """What the visitor reads; the log gets the reason.

    Args:
        error: what went wrong; anything but an `SdgWijzerError` is a bug, with its traceback.
        page: the word of the page in its address.
        link: the choices in its address.
    """
    record(error, page, link)
    return site.error(error) if isinstance(error, SdgWijzerError) else site.BUG


def record(error: Exception, page: str, link: Mapping[str, str]) -> None:
    """The line in the log; the arguments are those of `sentence`."""
    kind, reason = type(error).__name__, str(error)[:MOST]
    _LOG.error(
        "page %s failed: %s: %s",
        log.address(page, link),
        kind,
        reason,
        exc_info=None if isinstance(error, SdgWijzerError) else error,
        extra={"same": f"{page} {kind} {reason}"},
    )


def goes_on(error: Exception) -> None:
    """A database that cannot be used: the one of before is, and no visitor sees it."""
    _LOG.error("the database of before stays in use: %s", error)


def made_ahead(count: int, seconds: float) -> None:
    """No failure: nobody waits for these overviews any more."""
    _LOG.info("%s overviews are made ahead, in %.0f s", count, seconds)


def held_on() -> None:
    """The figures of before take their place in the memory still, long after others came."""
    _LOG.warning(
        "figures of before are still in the memory, long after others came: if the memory of the "
        "process is too much, start it again"
    )
