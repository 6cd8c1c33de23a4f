"""What pages share: the open store, the choices in the link, downloads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from sdgwijzer import catalogue, failures, html, municipalities, paths
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.frame import say
from sdgwijzer.judgement.position import MIN_PEERS
from sdgwijzer.lookup import Lookup
from sdgwijzer.lookup import load as load_lookup
from sdgwijzer.model import Indicator, Municipality
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.store import exports, store
from sdgwijzer.store.store import Store
from sdgwijzer.texts import frame_of_pages, headings, names, screens
from sdgwijzer.texts.groups import NOBODY, Group, beside, beside_whom, few_peers, group_option
from sdgwijzer.views import cards, peers
from sdgwijzer.views.cards import Card, Series
from sdgwijzer.views.once import once
from sdgwijzer.views.peers import CONTEXT, FLANDERS, GROUPS, Peers

Entries = dict[str, Indicator]

PAGES: Final = {
    "start": "../pages/start.py",
    "overzicht": "../pages/overview.py",
    "doel": "../pages/goal.py",
    "indicator": "../pages/indicator.py",
    "vergelijk": "../pages/compare.py",
    "verken": "../pages/explore.py",
    "nieuw": "../pages/news.py",
    "zoek": "../pages/search.py",
    "verantwoording": "../pages/method.py",
}
"""Word in the link → file. The words are part of links that people keep."""


@dataclass(frozen=True)
class Choices:
    """What the link says: one municipality, whom to compare it with, a goal, an indicator."""

    municipality: Municipality | None
    peers: Peers
    default: bool  # True: the peers are the neighbours, because none were chosen
    label: Group
    groups: Mapping[str, tuple[str, ...]]  # those among the peers: word → codes
    weights: tuple[tuple[str, int], ...]  # of the context, where they differ from 1
    goal: int | None
    indicator: str | None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices of municipality and peers as they stand in a link."""
        own = self.municipality.name if self.municipality else ""
        words = "" if self.default else ",".join(self.peers.words)
        weights = ",".join(f"{name}:{weight}" for name, weight in self.weights)
        return [("gemeente", own), ("vergelijk", words), ("gewichten", weights)]

    @property
    def named(self) -> tuple[Municipality, ...]:
        """The peers that are shown by name: when they are many, those that were chosen by name."""
        codes: Sequence[str] = self.peers.codes
        if len(codes) > cards.MAX_NAMED:
            found = (reference().find(word) for word in self.peers.words if word not in GROUPS)
            codes = [row.nis_code for row in found if row is not None][: cards.MAX_NAMED]
        return tuple(reference().today[code] for code in codes)

    @property
    def codes(self) -> list[str]:
        """Codes of the own municipality and of the peers that are shown by name, the own first."""
        assert self.municipality is not None
        return [self.municipality.nis_code, *(row.nis_code for row in self.named)]

    @property
    def judged_by_peers(self) -> bool:
        """Are the judgements beside these peers, and not beside all of Flanders?"""
        return len(self.peers.codes) >= MIN_PEERS and not self.peers.flanders

    @property
    def file_name(self) -> str:
        """The municipality and its peers as part of a file name."""
        assert self.municipality is not None
        group = self.peers.group or "eigen-keuze"
        whom = group if self.judged_by_peers else FLANDERS
        return f"{self.municipality.name.lower().replace(' ', '-')}-naast-{whom}"

    def cards(self, indicators: Entries, *, courses: bool = True, named: bool = True) -> list[Card]:
        """Cards of these indicators for the municipality beside its peers.

        Args:
            indicators: id → indicator.
            courses: with the years, for a page that draws lines.
            named: with the figures of the peers, for a page that shows them.
        """
        assert self.municipality is not None
        return _cards(
            store.current(paths.data()),
            paths.catalogue().stat().st_mtime,
            tuple(indicators),
            self.municipality.nis_code,
            tuple(self.peers.codes),
            tuple(row.nis_code for row in self.named) if named else (),
            flanders=self.peers.flanders,
            courses=courses,
        )


NOTHING: Final = Choices(None, Peers((), ()), True, NOBODY, {}, (), None, None)
"""No choices: what the header links with when they cannot be read."""


def reference() -> Municipalities:
    """The municipalities, read once per process."""
    return municipalities.load()


def lookup() -> Lookup:
    """Which municipality a name, code or postcode stands for."""
    return load_lookup(reference())


@once(1)
def _store(path: Path) -> Store:
    return Store(path)


def current_store() -> Store:
    """The database in use; a new one is picked up at the next run, without a restart."""
    path = store.current(paths.data())
    try:
        return _store(path)
    except StoreError:  # it was replaced, and removed, since the pointer was read
        newer = store.current(paths.data())
        if newer == path:
            raise
        return _store(newer)


@once(32)
def _cards(
    database: Path,
    _changed: float,  # the catalogue, when it was written
    ids: tuple[str, ...],
    own: str,
    peers: tuple[str, ...],
    named: tuple[str, ...],
    *,
    flanders: bool,
    courses: bool,
) -> list[Card]:
    """What was judged a moment ago is asked again when a visitor filters, sorts or comes back."""
    entries = _entries()[0]
    found = {id_: entries[id_] for id_ in ids}
    return cards.cards_of(
        _store(database), found, own, peers, named=named, flanders=flanders, courses=courses
    )


@once(4)
def _cross_section(database: Path, indicator: str) -> pd.DataFrame:
    return _store(database).cross_section(indicator)


def cross_section(indicator: str) -> pd.DataFrame:
    """One indicator of all municipalities (`Store.cross_section`), read once for a page."""
    return _cross_section(store.current(paths.data()), indicator)


@once(1)
def _likeness(database: Path) -> pd.DataFrame:
    return _store(database).context()


def likeness() -> pd.DataFrame:
    """What municipalities are likened by: `peers.CONTEXT` and cluster, by code.

    Empty without a database: the page that reads it says so.
    """
    try:
        return _likeness(store.current(paths.data()))
    except StoreError:
        return pd.DataFrame(columns=[*CONTEXT, "cluster"])


@once(600)
def _groups_of(
    database: Path | None, nis_code: str, weights: tuple[tuple[str, int], ...]
) -> dict[str, tuple[str, ...]]:
    return peers.groups(nis_code, reference(), likeness(), dict(weights))


def groups(nis_code: str, weights: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The groups that a municipality can be compared with: word → codes."""
    try:
        database = store.current(paths.data())
    except StoreError:
        database = None  # without likeness; the page says that there is no database
    return _groups_of(database, nis_code, tuple(sorted(weights.items())))


@once(1)
def _provenance(database: Path) -> pd.DataFrame:
    return _store(database).provenance()


def provenance() -> pd.DataFrame:
    """Where the figures of each source come from, read once per database."""
    return _provenance(store.current(paths.data()))


@once(1)
def _catalogue(path: Path, _changed: float) -> Catalogue:
    return catalogue.read(path)


@once(1)
def _indicators(
    database: Path, path: Path, changed: float
) -> tuple[Entries, Entries, Mapping[str, str]]:
    rows = _store(database).indicators()
    fetched = dict(zip(rows["indicator_id"], rows["fetched"], strict=True))
    own = _store(database).own_indicators()
    read = _catalogue(path, changed)
    entries = [item for item in (*read, *own) if item.id in fetched]
    return (
        {item.id: item for item in entries if fetched[item.id]},
        {item.id: item for item in entries if not fetched[item.id]},
        read.themes,
    )


def _entries() -> tuple[Entries, Entries, Mapping[str, str]]:
    path = paths.catalogue()
    return _indicators(store.current(paths.data()), path, path.stat().st_mtime)


def indicators() -> Entries:
    """The entries with figures in the database in use, by id; own figures of others are not."""
    found = st.session_state.get("choices")
    own = found.municipality.nis_code if found and found.municipality else None
    return {id_: item for id_, item in _entries()[0].items() if item.owner in (None, own)}


def in_use() -> tuple[Store, Entries]:
    """The open database and its indicators, for answers beside the pages."""
    return current_store(), _entries()[0]


def warm() -> None:
    """Read what every first visitor would wait for; without a database there is nothing to read."""
    try:
        in_use()
        likeness()
        spreads()
    except SdgWijzerError as error:  # each page says it to who opens it
        failures.record(error, "-", {})


def waiting() -> Entries:
    """The entries that wait for their first update, by id."""
    return _entries()[1]


def themes() -> Mapping[str, str]:
    """Key of a theme → its Dutch name."""
    return _entries()[2]


@once(1)
def _spreads(database: Path) -> pd.DataFrame:
    return cards.spreads(_store(database))


def spreads() -> pd.DataFrame:
    """What all municipalities are compared by: codes in the rows, indicators in the columns."""
    return _spreads(store.current(paths.data()))


def _groups(found: Choices) -> dict[str, tuple[str, ...]]:
    """Title → codes of each group among the peers, or of many peers that were chosen by name."""
    own = found.municipality
    cluster = str(likeness()["cluster"].dropna().get(own.nis_code, "")) if own else ""
    groups = {}
    for word, others in found.groups.items():
        # all of Flanders has its own municipality in it, as in every other median of Flanders
        codes = tuple(reference().today) if word == FLANDERS else others
        title = screens.median_of(group_option(word, own, len(codes), cluster))
        groups[title] = codes
    if not groups and not found.named:
        return {screens.median_of(screens.THIS_GROUP): found.peers.codes}
    return groups


def medians(found: Choices) -> list[html.Medians]:
    """The median of each group of peers in the common year."""
    return [
        html.Medians(title, cards.medians(spreads(), codes))
        for title, codes in _groups(found).items()
    ]


def group_courses(found: Choices, ids: Sequence[str]) -> dict[str, dict[str, Series]]:
    """Title → indicator → the median of each group of peers by year."""
    assert found.municipality is not None
    own = found.municipality.nis_code
    return {
        title: cards.group_courses(current_store(), own, codes, ids)
        for title, codes in _groups(found).items()
    }


def choices() -> Choices:
    """The choices of this run; the frame has put them in the session."""
    found = st.session_state["choices"]
    assert isinstance(found, Choices)
    return found


def municipality_needed() -> Choices:
    """The choices, or a friendly stop when there is no municipality yet."""
    found = choices()
    if found.municipality is None:
        say.title(headings.CHOOSE_MUNICIPALITY)
        item = {**indicators(), **waiting()}.get(found.indicator or "")
        say.note(names.choose_first(item.name) if item else headings.NO_MUNICIPALITY)
        st.stop()
    return found


@say.guarded
def take_from_map() -> None:
    """A municipality was chosen on the map: it becomes the municipality of the page."""
    row = reference().today.get(str(st.session_state["map"].get("chosen")))
    if row is not None:
        st.session_state["gemeente"] = row.name


def downloads(name: str, found: Choices, codes: Sequence[str], ids: Sequence[str]) -> None:
    """Buttons for the figures of this view: for Excel, and plain CSV for analysts.

    The rows of the own municipality are judged as on the page, beside the same peers.
    """
    database = current_store()
    entries = {id_: item for id_, item in indicators().items() if id_ in set(ids)}

    def content(format_: str) -> Callable[[], bytes]:
        def made() -> bytes:
            table = database.rows(list(codes), list(ids))
            if found.judged_by_peers:
                judged = cards.beside_peers(database, entries, codes[0], found.peers.codes)
                whom = beside_whom(found.label)
                table = exports.beside(table, codes[0], judged, whom)
            return exports.as_bytes(table, format_)

        return made

    with st.container(horizontal=True, key="downloads"):
        for label, format_, ending in (
            (frame_of_pages.FOR_EXCEL, "excel-csv", "excel.csv"),
            (frame_of_pages.FOR_ANALYSIS, "csv", "csv"),
        ):
            st.download_button(
                label,
                content(format_),
                file_name=f"sdg-wijzer-{name}{found.file_name}.{ending}",
                mime="text/csv",
                key=f"download-{format_}",
                on_click="ignore",
            )


def beside_line(found: Choices) -> str:
    """Whom the judgements on this page compare with."""
    if len(found.peers.codes) < MIN_PEERS:
        return few_peers(found.label)
    return beside(found.label)
