"""The folder of static pages: written whole beside the one that it replaces, by all cores."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from sdgwijzer import api
from sdgwijzer.documents.processes import apart, each
from sdgwijzer.errors import UsageError
from sdgwijzer.screens.news import FEED
from sdgwijzer.static import parts
from sdgwijzer.static.addresses import Addresses, slugs
from sdgwijzer.static.whole_pages import Pages
from sdgwijzer.views.dataset import Dataset

MARK: Final = "sdg-wijzer.json"
"""Of a folder that this command made: without it nothing is replaced."""

SOME: Final = 12
"""Indicators that one process makes after another."""


@dataclass(frozen=True)
class Asked:
    """A static site as it is asked.

    Attributes:
        database: the file with the figures.
        catalogue: the list of indicators.
        home: full address of the start page, with a slash at the end; "" where it is not known.
        live: the same of the live app.
        places: names of municipalities; None for all.
        indicators: ids; None for all.
        figures: with files of figures?
    """

    database: Path
    catalogue: Path
    home: str = ""
    live: str = ""
    places: tuple[str, ...] | None = None
    indicators: tuple[str, ...] | None = None
    figures: bool = True


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        pages: paths of the pages.
        files: how many other files.
        size: bytes of all.
    """

    pages: tuple[str, ...] = ()
    files: int = 0
    size: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.pages + other.pages, self.files + other.files, self.size + other.size)


Part = tuple[str, tuple[str, ...]]
"""A kind of work, and what it is done for."""


def write(
    folder: Path, asked: Asked, tell: Callable[[int, int], None], most: int | None = None
) -> Written:
    """Write the site; an interrupted run leaves the folder as it was.

    Args:
        folder: it is not there, is empty, or was made by this command.
        asked: what is wanted.
        tell: is told how many parts are done, and of how many.
        most: processes at the same time; None for one per core.

    Raises:
        UsageError: the folder is of somebody else, or stands in no folder.
        SdgWijzerError: the figures cannot be read, or a process came to nothing.
        OSError: there is no room, or it may not be written.
    """
    with _replacing(folder) as draft:
        todo = apart(_parts, asked)
        done = Written()
        tell(0, len(todo))
        for number, found in enumerate(each(partial(_make, asked, draft), todo, most), 1):
            done += found
            tell(number, len(todo))
        return done + _put(draft, parts.map_of_site(done.pages, asked.home) if asked.home else ())


def _parts(asked: Asked) -> list[Part]:
    """The work, in parts of some seconds: the longest first.

    Asked in a process of its own: the others come from this one, and get no open database along.
    """
    data, addresses, _ = _opened(asked)
    ids = sorted(addresses.indicators)
    return [
        *(("whole", (path,)) for path in parts.whole(data) if asked.figures),
        ("all", ()),
        *(("place", (name,)) for name in addresses.slugs),
        *(("indicators", tuple(ids[at : at + SOME])) for at in range(0, len(ids), SOME)),
    ]


def _make(asked: Asked, draft: Path, part: Part) -> Written:
    """Do one part of the work."""
    return _MAKERS[part[0]](asked, draft, part[1])


@lru_cache(maxsize=1)
def _opened(asked: Asked) -> tuple[Dataset, Addresses, Pages]:
    """The figures, the addresses and what makes pages; once in each process."""
    data = Dataset(asked.database, asked.catalogue, at_once=True)
    today = {row.name: code for code, row in data.reference.today.items()}
    names = [name for name in today if asked.places is None or name in asked.places]
    shared = {id_ for id_, item in data.all_indicators.items() if item.owner is None}
    ids = shared | set(data.waiting)
    chosen = frozenset(ids if asked.indicators is None else ids & set(asked.indicators))
    files = set()
    if asked.figures:
        files |= {f"{api.PATH}/municipalities/{today[name]}.csv" for name in names}
        there = chosen & shared
        files |= {f"{api.PATH}/indicators/{id_}.{end}" for id_ in there for end in ("csv", "json")}
        files |= set(parts.whole(data))
    files |= {FEED} if asked.home else set()
    addresses = Addresses(slugs(names), chosen, frozenset(files), asked.live)
    return data, addresses, Pages(data, addresses, asked.home)


def _of_all(asked: Asked, draft: Path, _: tuple[str, ...]) -> Written:
    data, addresses, pages = _opened(asked)
    others = [*parts.around(addresses)]
    others += [parts.news("", data, addresses, asked.home)] if asked.home else []
    others.append((MARK, json.dumps({"made_by": "sdgwijzer site", "figures": data.day}).encode()))
    return _put_pages(draft, pages.of_all()) + _put(draft, others)


def _of_place(asked: Asked, draft: Path, names: tuple[str, ...]) -> Written:
    data, addresses, pages = _opened(asked)
    done = Written()
    for name in names:
        done += _put_pages(draft, pages.of_place(name))
        row = data.reference.find(name)
        assert row is not None
        if asked.figures:
            done += _put(draft, parts.figures("municipalities", row.nis_code, data))
        if asked.home:
            done += _put(draft, [parts.news(name, data, addresses, asked.home)])
    return done


def _of_indicators(asked: Asked, draft: Path, ids: tuple[str, ...]) -> Written:
    data, _, pages = _opened(asked)
    done = Written()
    for id_ in ids:
        done += _put_pages(draft, [pages.of_indicator(id_)])
        if asked.figures and id_ in data.all_indicators:
            done += _put(draft, parts.figures("indicators", id_, data))
    return done


def _whole(asked: Asked, draft: Path, paths: tuple[str, ...]) -> Written:
    data, _, _ = _opened(asked)
    size = 0
    for path in paths:
        file = draft / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            for _ in parts.whole(data)[path](opened):
                pass
        size += file.stat().st_size
    return Written((), len(paths), size)


_MAKERS: Final = {
    "all": _of_all,
    "place": _of_place,
    "indicators": _of_indicators,
    "whole": _whole,
}


def _put_pages(
    draft: Path, found: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]
) -> Written:
    done = [(path, text.encode()) for path, text in found]
    put = _put(draft, done)
    return Written(tuple(path for path, _ in done), 0, put.size)


def _put(draft: Path, found: Iterator[tuple[str, bytes]] | Sequence[tuple[str, bytes]]) -> Written:
    files = size = 0
    for path, content in found:
        file = draft / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        files, size = files + 1, size + len(content)
    return Written((), files, size)


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """A draft beside a folder, that takes its place once it is whole, and else it goes."""
    folder = folder.resolve()
    draft, old = (folder.with_name(f".{folder.name}.{word}") for word in ("draft", "old"))
    if not folder.exists() and (old / MARK).is_file():
        old.rename(folder)  # a run of before was killed between its two renames
    _refuse(folder)
    for each_ in (draft, old):
        shutil.rmtree(each_, ignore_errors=True)
    draft.mkdir()
    try:
        yield draft
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _refuse(folder: Path) -> None:
    """Say what is wrong with a folder that may not be replaced.

    Raises:
        UsageError: it is no folder, is of somebody else, or stands in no folder.
    """
    if not folder.parent.is_dir():
        raise UsageError(f"{folder.parent} is not a folder; make it first")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: expected a folder, found a file; name another one")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise UsageError(
            f"{folder}: expected no folder, an empty one, or one that 'sdgwijzer site' made "
            f"(it has {MARK}); found other files. Nothing was changed. Name another "
            "folder, or empty it"
        )
