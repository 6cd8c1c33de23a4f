"""A request → a local file with the publisher's answer, out of a folder or over the network.

`Mirror` reads a folder with the publishers' own files: for a town without internet, for rebuilding
the figures from copies, and for rebuilding them from the cache. `Live` asks the publisher and keeps
what came in a cache: the body, and beside it where it came from. New answers only take the place
of old ones when their figures were accepted: the cache always holds what the figures in use were
read from.
"""

import glob
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import ClassVar, Final, Protocol
from urllib.parse import quote

from sdgwijzer.errors import AnswerMissing, ByHand, DownloadError
from sdgwijzer.fetch import genuine
from sdgwijzer.fetch import origin as origins
from sdgwijzer.fetch.origin import Answer, Origin, checksum
from sdgwijzer.fetch.web import Fetched, Web
from sdgwijzer.model import Request

_CORE: Final = "docProps/core.xml"


class Answers(Protocol):
    """Where a reader's requests go; `used` are those that figures were read from."""

    used: list[Answer]
    missed: list[str]  # what became of addresses that were asked in vain, by request
    part: ClassVar[bool]
    """May there be only some of the files, so that one that is not there is left alone?"""

    def get(self, request: Request) -> Path:
        """The file for this request."""

    def keep(self) -> None:
        """The figures were accepted: new answers that were used take the place of old ones."""

    def drop(self) -> None:
        """They were not: new answers are thrown away."""


@dataclass
class Mirror:
    """Answers out of a local folder with the publishers' files, or out of the cache.

    Attributes:
        folder: laid out as the requests' names; other names may be given in `Request.also`, and a
            browser may have put a number behind them.
        today: what counts as the day of retrieval for content not seen before (ISO).
        before: the answers of the figures in use, by checksum.
        used: the answers handed out so far, in order.
    """

    folder: Path
    today: str
    before: dict[str, Answer] = field(default_factory=dict)
    used: list[Answer] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    part: ClassVar[bool] = True  # somebody puts in it what there is

    def get(self, request: Request) -> Path:
        """The file for this request.

        Raises:
            DownloadError: the folder does not exist, two files with another content fit, or the
                file is not what its name says.
            AnswerMissing: no file of this name.
        """
        if not self.folder.is_dir():
            raise DownloadError(f"{self.folder} is not a folder; name one with publishers' files.")
        path = self._find(request)
        genuine.check(path, path.name, request.limit)
        origin = origins.of(path)
        _note(self.used, _answer(request, path, origin, self.before, self.today))
        return path

    def keep(self) -> None:
        """Nothing is new in a folder."""

    def drop(self) -> None:
        """Nothing is new in a folder."""

    def _find(self, request: Request) -> Path:
        """The file by its name, else by one of the others; each also as a browser doubles it."""
        for names in ((glob.escape(request.name),), request.also):
            patterns = [each for name in names for each in (name, *_doubled(name))]
            fitting = {path for pattern in patterns for path in self.folder.glob(pattern)}
            found = sorted(
                path
                for path in fitting
                if path.is_file() and not (request.unlike and re.search(request.unlike, path.name))
            )
            if len(found) > 1 and len({checksum(path) for path in found}) > 1:
                listed = ", ".join(path.relative_to(self.folder).as_posix() for path in found)
                raise DownloadError(
                    f"{request.name}: more than one file fits ({listed}); keep one."
                )
            if found:
                return found[0]
        raise AnswerMissing(f"{request.name}: not in {self.folder}")


def _doubled(name: str) -> Iterator[str]:
    """Patterns of the names that browsers give a file that was downloaded before."""
    stem, dot, ending = name.rpartition(".")
    for number in (" ([0-9])", " ([0-9][0-9])", "([0-9])", "([0-9][0-9])"):
        yield f"{stem}{number}{dot}{ending}"


@dataclass
class Live:
    """Answers of the publishers over the network, with a cache.

    Attributes:
        cache: the folder of answers that figures were read from.
        staging: a folder of its own for new answers, until their figures are accepted.
        web: what asks.
        documents: address → page or catalogue that names addresses, or why there is none; asked
            once a run.
        today: day of retrieval (ISO).
        before: the answers of the figures in use, by checksum.
        used: the answers handed out so far, in order.
    """

    cache: Path
    staging: Path
    web: Web
    documents: dict[str, bytes | DownloadError]
    today: str
    before: dict[str, Answer] = field(default_factory=dict)
    used: list[Answer] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    part: ClassVar[bool] = False
    _fresh: dict[str, tuple[Path, Origin]] = field(default_factory=dict)

    def get(self, request: Request) -> Path:
        """The file for this request, from the first address that has it.

        Raises:
            ByHand: no address is known.
            AnswerMissing: no address has it.
            DownloadError: an address could not be reached or gave something else, and none of the
                others had the file; the message names each of them.
        """
        if request.name in self._fresh:
            path, origin = self._fresh[request.name]
        else:
            path, origin = self._ask(request)
        _note(self.used, _answer(request, path, origin, self.before, self.today))
        return path

    def keep(self) -> None:
        """New answers take the place of old ones: first the body, then what belongs with it.

        Cut off in between, the two do not fit, and the answer counts as not there.
        """
        for name in {answer.name for answer in self.used} & set(self._fresh):
            path, origin = self._fresh[name]
            _keep(path, self.cache / name, origin)
        self.drop()

    def drop(self) -> None:
        """New answers are thrown away; the ones of before stay."""
        self._fresh.clear()
        shutil.rmtree(self.staging, ignore_errors=True)

    def _ask(self, request: Request) -> tuple[Path, Origin]:
        if request.by_hand:
            raise ByHand(
                f"{request.name} is exported by hand from the publisher's site; put the file in a "
                "folder and name that with --mirror"
            )
        problems: list[DownloadError] = []
        for address in self.addresses(request, problems):
            try:
                found = self._fetch(request.name, request.limit, address)
                genuine.check(found[0], request.name, request.limit)
                self._fresh[request.name] = found
                return found
            except DownloadError as error:
                problems.append(error)
        said = "; ".join(str(problem) for problem in problems) or "no address names it"
        missing = all(isinstance(problem, AnswerMissing) for problem in problems)
        self.missed.append(f"{request.name}: {said}")
        raise (AnswerMissing if missing else DownloadError)(f"{request.name}: {said}")

    def addresses(self, request: Request, problems: list[DownloadError]) -> Iterator[str]:
        """The addresses one by one, each once: a finder is only asked when it is its turn.

        Args:
            request: what is asked.
            problems: gets what went wrong with a finder.
        """
        seen: set[str] = set()
        known = (lambda _: (request.url,),) if request.url else ()
        for find in (*request.finders, *known, *request.fallbacks):
            try:
                found: Sequence[str] = find(self._document)
            except DownloadError as error:
                problems.append(error)
                continue
            for address in found:
                if address not in seen:
                    seen.add(address)
                    yield address

    def _document(self, address: str) -> bytes:
        """A page or catalogue that names addresses; asked once a run, also in vain."""
        if address not in self.documents:
            name = f"documents/{quote(address, safe='')[:180]}"
            try:
                path, origin = self._fetch(name, _DOCUMENT, address)
            except DownloadError as error:
                self.documents[address] = error
                raise
            self.documents[address] = path.read_bytes()
            _keep(path, self.cache / name, origin)
        found = self.documents[address]
        if isinstance(found, DownloadError):
            raise type(found)(str(found))
        return found

    def _fetch(self, name: str, limit: int, address: str) -> tuple[Path, Origin]:
        kept = self.cache / name
        known = origins.of(kept)
        draft = self.staging / name
        draft.parent.mkdir(parents=True, exist_ok=True)
        same = known is not None and known.asked == address
        found = self.web.fetch(
            address,
            draft,
            limit,
            etag=known.etag if known and same else "",
            last_modified=known.last_modified if known and same else "",
        )
        if found is None:
            assert known is not None
            return kept, known
        return draft, _origin(draft, address, found)


_DOCUMENT: Final = 60_000_000
"""Bytes that a page or catalogue may have."""


def _keep(path: Path, target: Path, origin: Origin) -> None:
    """Put an answer in the cache, unless it came from there."""
    if path == target:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    origin.keep(target)


def _origin(path: Path, asked: str, found: Fetched) -> Origin:
    return Origin(
        asked=asked,
        url=found.url,
        status=found.status,
        etag=found.etag,
        last_modified=found.last_modified,
        fetched_at=found.at,
        sha256=checksum(path),
        bytes=path.stat().st_size,
    )


def _answer(
    request: Request, path: Path, origin: Origin | None, before: dict[str, Answer], today: str
) -> Answer:
    """What is known of a file; the day of retrieval is that on which its content was new."""
    digest = origin.sha256 if origin else checksum(path)
    known = before.get(digest)
    retrieved = known.retrieved if known else origin.fetched_at[:10] if origin else today
    return Answer(
        name=request.name,
        url=origin.url if origin else request.url,
        sha256=digest,
        bytes=path.stat().st_size,
        published=_published(path) or (_server_day(origin.last_modified) if origin else ""),
        retrieved=retrieved,
    )


def _note(used: list[Answer], answer: Answer) -> None:
    if answer not in used:
        used.append(answer)


def _server_day(text: str) -> str:
    """The day of a `Last-Modified` header (ISO); "" when there is none that can be read."""
    try:
        return parsedate_to_datetime(text).date().isoformat() if text else ""
    except ValueError:
        return ""


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
