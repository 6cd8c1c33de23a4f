"""A request → a local file with the publisher's answer.

`Mirror` reads a folder with the publishers' own files: for a town without internet, and for
rebuilding the figures from copies. Each answer's checksum and the publisher's own date go into
the provenance beside the figures.
"""

import hashlib
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from sdgwijzer.errors import AnswerMissing, DownloadError
from sdgwijzer.model import Record, Request

_CORE: Final = "docProps/core.xml"


class Answer(Record):
    """Where a figure came from: one file of the publisher."""

    name: str
    url: str
    sha256: str
    bytes: int
    published: str  # the publisher's own date in the file (ISO), "" if there is none
    retrieved: str  # day on which this content was first taken in (ISO)


@dataclass
class Mirror:
    """Answers out of a local folder with the publishers' files.

    Attributes:
        folder: laid out as the requests' names; other names may be given in `Request.also`.
        used: the answers handed out so far, in order.
    """

    folder: Path
    today: str
    before: dict[str, Answer] = field(default_factory=dict)  # by checksum, from the provenance
    used: list[Answer] = field(default_factory=list)

    def get(self, request: Request) -> Path:
        """The file for this request.

        Raises:
            DownloadError: the folder does not exist, or two files fit.
            AnswerMissing: no file of this name.
        """
        if not self.folder.is_dir():
            raise DownloadError(f"{self.folder} is not a folder; name one with publishers' files.")
        path = self._find(request)
        digest = _sha256(path)
        known = self.before.get(digest)
        answer = Answer(
            name=request.name,
            url=request.url,
            sha256=digest,
            bytes=path.stat().st_size,
            published=_published(path),
            retrieved=known.retrieved if known else self.today,
        )
        if answer not in self.used:
            self.used.append(answer)
        return path

    def _find(self, request: Request) -> Path:
        exact = self.folder / request.name
        if exact.is_file():
            return exact
        fitting = {path for pattern in request.also for path in self.folder.glob(pattern)}
        found = sorted(path for path in fitting if path.is_file())
        if len(found) > 1:
            names = ", ".join(path.relative_to(self.folder).as_posix() for path in found)
            raise DownloadError(f"{request.name}: more than one file fits ({names}); keep one.")
        if not found:
            raise AnswerMissing(f"{request.name}: not in {self.folder}")
        return found[0]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _published(path: Path) -> str:
    """The date that the publisher's software left in a zip or workbook; "" if none.

    A damaged file has none here: it is the reader that says what is wrong with it.
    """
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            if _CORE in archive.namelist():
                return _day(archive.read(_CORE).decode("utf-8", "replace"))
            latest = max(info.date_time for info in archive.infolist())
            # 1980 is what software writes that keeps no dates.
            return datetime(*latest).date().isoformat() if latest[0] > 1980 else ""
    except (zipfile.BadZipFile, zlib.error, ValueError):
        return ""


def _day(core: str) -> str:
    """When a workbook was last changed; exports that nobody opened only say when made."""
    for moment in ("modified", "created"):
        found = re.search(rf"<dcterms:{moment}[^>]*>(\d{{4}}-\d{{2}}-\d{{2}})", core)
        if found:
            return found.group(1)
    return ""
