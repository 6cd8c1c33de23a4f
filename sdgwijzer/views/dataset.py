"""The figures in use: the open database, the catalogue beside it, and what is read of both once.

One value for everything that a page asks. It belongs to one database: a new one gets its own, and
what was read of the old one goes with it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from sdgwijzer import catalogue, municipalities, orders, paths
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import StoreError
from sdgwijzer.lookup import Lookup
from sdgwijzer.lookup import load as load_lookup
from sdgwijzer.model import Indicator
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.orders import Order
from sdgwijzer.store.store import Store
from sdgwijzer.views import cards, coverage, peers
from sdgwijzer.views import courses as years
from sdgwijzer.views.cards import Card
from sdgwijzer.views.compared import Column, columns, medians
from sdgwijzer.views.last_good import LastGood, changed
from sdgwijzer.views.once import once
from sdgwijzer.views.peers import Peers

Entries = dict[str, Indicator]

_JUDGED: Final = 32  # visits of which the cards are kept
_CROSS: Final = 4
_GROUPS: Final = 600


CATALOGUE: Final[LastGood[Catalogue]] = LastGood(catalogue.read)
ORDERS: Final[LastGood[Mapping[str, Order]]] = LastGood(orders.read)
"""Read anew when they were written anew, not with each database."""


@dataclass(frozen=True)
class _Catalogued:
    """The entries of the catalogue, those with figures and those without; names of themes."""

    there: Entries
    waiting: Entries
    themes: Mapping[str, str]


class Dataset:
    """All that can be asked of one database; safe for many threads."""

    def __init__(
        self, database: Path | StoreError, entries: Path, *, at_once: bool = False
    ) -> None:
        """Nothing is read yet.

        Args:
            database: the file; or why there is none, raised by whatever needs it.
            entries: the catalogue of indicators.
            at_once: judge all figures of a municipality when a page asks some, for who makes all
                its pages one after another.
        """
        self._at_once = at_once
        self._database = database
        self.behind = ""  # why a newer database is not in use
        self.entries = entries
        self._changed = changed(entries)
        self.ordered = paths.beside(entries, "orders.yaml")
        self._catalogued = once(1)(self._read_catalogue)
        self._open = once(1)(self._open_store)
        self._likeness = once(1)(self._read_likeness)
        self._clusters = once(1)(lambda: self.likeness["cluster"].dropna().to_dict())
        self._columns = once(1)(lambda: columns(self.store))
        self._medians = once(1)(lambda: years.medians_of(self.store))
        self._groups = once(_GROUPS)(self._group)
        self._judged = once(_JUDGED)(self._judge)
        self._plan = once(_JUDGED)(self._read_plan)
        self._medians_among = once(_JUDGED)(lambda codes: medians(self._columns(), codes))
        self.coverage: Callable[[], dict[str, Any]] = once(1)(lambda: coverage.table(self.store))
        self.provenance: Callable[[], pd.DataFrame] = once(1)(lambda: self.store.provenance())
        self.cross_section: Callable[[str], pd.DataFrame] = once(_CROSS)(
            lambda indicator: self.store.cross_section(indicator)
        )

    @property
    def version(self) -> str:
        """Of which database, catalogue and orders it is; a new one has another."""
        return f"{self._database} {self.entries} {self._changed} {changed(self.ordered)}"

    @property
    def store(self) -> Store:
        """The open database.

        Raises:
            StoreError: there is none, or it cannot be read.
        """
        return self._open()

    @property
    def day(self) -> str:
        """When the figures were judged (ISO): the moment that files made of them carry."""
        return str(self.store.build()["as_of"])[:10]

    def warm(self) -> None:
        """Read what every first visitor would wait for."""
        self._catalogued()
        self._clusters()
        self._columns()

    @property
    def reference(self) -> Municipalities:
        """The municipalities."""
        return municipalities.load()

    @property
    def lookup(self) -> Lookup:
        """Which municipality a name, code or postcode stands for."""
        return load_lookup(self.reference)

    @property
    def all_indicators(self) -> Entries:
        """The entries with figures, by id: own figures of every municipality, and the archive."""
        return self._catalogued().there

    @property
    def waiting(self) -> Entries:
        """The entries that wait for their first update, by id; nothing of the archive."""
        return self._catalogued().waiting

    @property
    def themes(self) -> Mapping[str, str]:
        """Key of a theme → its Dutch name."""
        return self._catalogued().themes

    @property
    def orders(self) -> Mapping[str, Order]:
        """In which orders the goals can stand: word in the link → its groups.

        Raises:
            CatalogueError: `orders.yaml` is wrong, and was so from the start.
        """
        return ORDERS(self.ordered)

    def indicators(self, own: str | None) -> Entries:
        """The entries that pages show, by id: no own figures of others, nothing of the archive.

        Args:
            own: code of the municipality; None for none.
        """
        every = self.all_indicators
        return {
            id_: item
            for id_, item in every.items()
            if item.owner in (None, own) and not item.archive
        }

    @property
    def archive(self) -> Entries:
        """The entries with figures that no page lists; a link to one still opens it."""
        return {id_: item for id_, item in self.all_indicators.items() if item.archive}

    @property
    def likeness(self) -> pd.DataFrame:
        """What municipalities are likened by: `peers.CONTEXT` and cluster, by code.

        Empty without a database: who reads figures says so.
        """
        return self._likeness()

    def cluster(self, nis_code: str) -> str:
        """Belfius' cluster; "" for a municipality that has none."""
        return str(self._clusters().get(nis_code, ""))

    def groups(self, nis_code: str, weights: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
        """The groups that a municipality can be compared with: word → codes."""
        return self._groups(nis_code, tuple(sorted(weights.items())))

    def column(self, indicator: str) -> Column | None:
        """What all municipalities are compared by; None where there is nothing to compare."""
        return self._columns().get(indicator)

    def medians(self, codes: Sequence[str]) -> dict[str, float]:
        """The median of a group by indicator, where enough of it have a figure."""
        return self._medians_among(tuple(codes))

    def cards(
        self,
        indicators: Mapping[str, Indicator],
        own: str,
        found: Peers,
        *,
        named: Sequence[str] = (),
        courses: bool = True,
    ) -> list[Card]:
        """Cards of these indicators for one municipality beside its peers.

        What was judged a moment ago is kept for when a visitor filters, sorts or comes back.

        Args:
            indicators: id → indicator.
            own: code of the municipality.
            found: the peers.
            named: codes of those whose figures are shown.
            courses: with the years, for a page that draws lines.
        """
        every = self.indicators(own) if self._at_once else indicators
        if not indicators.keys() <= every.keys():
            every = indicators
        courses = courses or self._at_once
        judged = self._judged(tuple(every), own, found, tuple(named), courses=courses)
        return [card for card in judged if card.indicator.id in indicators]

    def each(self, item: Indicator, codes: Sequence[str]) -> dict[str, Card]:
        """The card of one indicator for each of these municipalities, judged beside Flanders."""
        return cards.each_of(self.store, item, codes, self._medians())

    def _judge(
        self, ids: tuple[str, ...], own: str, found: Peers, named: tuple[str, ...], *, courses: bool
    ) -> list[Card]:
        every = self.all_indicators
        return cards.cards_of(
            self.store,
            {id_: every[id_] for id_ in ids},
            own,
            found.codes,
            named=named,
            flanders=found.flanders,
            courses=courses,
            medians=self._medians() if courses else None,
        )

    def _open_store(self) -> Store:
        if isinstance(self._database, StoreError):
            raise self._database
        return Store(self._database)

    def _read_catalogue(self) -> _Catalogued:
        rows = self.store.indicators()
        fetched = dict(zip(rows["indicator_id"], rows["fetched"], strict=True))
        read = CATALOGUE(self.entries)
        entries = [item for item in (*read, *self.store.own_indicators()) if item.id in fetched]
        return _Catalogued(
            {item.id: item for item in entries if fetched[item.id]},
            {item.id: item for item in entries if not fetched[item.id] and not item.archive},
            read.themes,
        )

    def _read_likeness(self) -> pd.DataFrame:
        if isinstance(self._database, StoreError):
            return pd.DataFrame(columns=[*peers.CONTEXT, "cluster"])
        return self.store.context()

    def _group(
        self, nis_code: str, weights: tuple[tuple[str, int], ...]
    ) -> dict[str, tuple[str, ...]]:
        return peers.groups(nis_code, self.reference, self.likeness, dict(weights))

    def plan(self, nis_code: str) -> tuple[list[dict[Any, Any]], list[dict[Any, Any]]]:
        """Actions and budgets of the multi-year plan, as `Store` has them."""
        return self._plan(nis_code)

    def _read_plan(self, nis_code: str) -> tuple[list[dict[Any, Any]], list[dict[Any, Any]]]:
        actions, budgets = self.store.plan_actions(nis_code), self.store.plan_budgets(nis_code)
        return actions.to_dict("records"), budgets.to_dict("records")
