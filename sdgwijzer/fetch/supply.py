"""Where an update has the answers of all its sources from: the network, or a folder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final, Protocol

from sdgwijzer.errors import DownloadError, UsageError
from sdgwijzer.fetch.answers import Answers, Live, Mirror
from sdgwijzer.fetch.origin import Answer
from sdgwijzer.fetch.web import Web

CACHE: Final = "answers"
"""In the data folder: the answers that figures were read from."""

STAGING: Final = ".new"
"""In the cache: new answers, until their figures are accepted."""


class Supply(Protocol):
    """Makes the answers for one source after the other."""

    live: ClassVar[bool]
    """Are the publishers asked now?"""

    def check(self) -> None:
        """Is there something to read?

        Raises:
            UsageError: there is not; what to do.
        """

    def answers(self, key: str, today: str, before: dict[str, Answer]) -> Answers:
        """For one source.

        Args:
            key: the source.
            today: day of retrieval (ISO).
            before: the answers of the figures in use, by checksum.
        """


@dataclass(frozen=True)
class FromFolder:
    """A folder with the publishers' files.

    Attributes:
        folder: laid out as the requests' names.
        otherwise: what is said when it is not there.
    """

    folder: Path
    otherwise: str = "is not a folder; name the one with publishers' files"
    live: ClassVar[bool] = False

    def check(self) -> None:
        """Is the folder there? Errors as `Supply`."""
        if not self.folder.is_dir():
            raise UsageError(f"{self.folder} {self.otherwise}")

    def answers(self, key: str, today: str, before: dict[str, Answer]) -> Answers:
        """The same folder for each."""
        return Mirror(self.folder, today, before)


def from_cache(data: Path) -> FromFolder:
    """The answers that were kept in this data folder."""
    return FromFolder(data / CACHE, "is not there: nothing was fetched over the network yet")


@dataclass(frozen=True)
class FromNetwork:
    """The publishers themselves, with the cache of a data folder.

    Attributes:
        data: the data folder.
        web: what asks.
    """

    data: Path
    web: Web
    live: ClassVar[bool] = True
    _documents: dict[str, bytes | DownloadError] = field(
        default_factory=dict
    )  # asked once for all sources

    def check(self) -> None:
        """Who asks, hears it."""

    def answers(self, key: str, today: str, before: dict[str, Answer]) -> Answers:
        """Each with a place of its own for new answers."""
        cache = self.data / CACHE
        staging = cache / STAGING / key.replace("/", "-")
        return Live(cache, staging, self.web, self._documents, today, before)
