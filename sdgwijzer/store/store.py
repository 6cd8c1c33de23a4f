"""Observations ⇄ `data/sdgwijzer-<build>.duckdb`. SQL stands here, in `queries` and in *.sql.

Publishing writes a new file under a versioned name and switches a small pointer last. A rename
over an open file would leave this process on the old data until all its connections are closed,
and a reader in another process would keep a writer out; with versions neither matters. A version
that is not in use goes when no process holds it, at the latest with the next build.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from sdgwijzer.errors import StoreError
from sdgwijzer.judgement.enough import needed
from sdgwijzer.model import Indicator
from sdgwijzer.store import pieces, queries, versions, whole
from sdgwijzer.store.tables import LAYOUT

_FULL: Final = os.strerror(errno.ENOSPC)

Some = Sequence[str] | None
"""Codes or ids; None for all."""

Years = tuple[int | None, int | None]
"""The first and the last of a period; None: from the beginning, or until the end."""


def publish(folder: Path, content: Mapping[str, pd.DataFrame]) -> Path:
    """Write a new database and put it in use; at any moment either the old or the new one is.

    Args:
        folder: the data folder.
        content: from `tables.content`.

    Returns:
        The new database.

    Raises:
        StoreError: the content breaks a rule of the tables, or there is no room for it; the old
            database stays in use. Once the new one is in use nothing is raised any more.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    final = folder / f"sdgwijzer-{stamp}.duckdb"
    draft = folder / f"sdgwijzer-{stamp}.duckdb.draft"
    try:
        _write(draft, content)
        draft.replace(final)
        versions.switch(folder, final.name)
    except (duckdb.Error, OSError) as error:
        for left in (draft, draft.with_name(f"{draft.name}.wal"), final):
            with suppress(OSError):
                left.unlink()
        do = f"; make room on the disk of {folder} and build again" * (_FULL in str(error))
        raise StoreError(f"the database was not made, nothing was replaced: {error}{do}") from error
    versions.clean(folder, keep=final)
    return final


def current(folder: Path) -> Path:
    """The database in use.

    Raises:
        StoreError: none was built yet, or the pointer names a file that is gone.
    """
    return versions.current(folder)


@dataclass
class Store:
    """One open database. Methods are named after the question they answer; all are read-only.

    Visitors arrive in threads: every query has its own cursor on the one connection.
    """

    path: Path
    _connection: duckdb.DuckDBPyConnection = field(init=False, repr=False)

    def __post_init__(self) -> None:
        try:
            self._connection = duckdb.connect(str(self.path), True).execute(queries.LEAN)
            found = dict(self._rows("SELECT name, value FROM build")).get("layout")
        except duckdb.Error as error:
            raise StoreError(
                f"{self.path} cannot be read ({error}); run 'sdgwijzer build'."
            ) from error
        if found != LAYOUT:
            raise StoreError(
                f"{self.path}: expected layout {LAYOUT}, found {found}; run 'sdgwijzer build'."
            )

    def close(self) -> None:
        """Close the connection; open cursors become unusable."""
        self._connection.close()

    def build(self) -> dict[str, str]:
        """What the database was built from: as_of, version, method_version, checksums."""
        return dict(self._rows("SELECT name, value FROM build"))

    def indicators(self) -> pd.DataFrame:
        """All indicators in the order of the catalogue: columns of the table `indicator`."""
        return self._frame("SELECT * FROM indicator ORDER BY position")

    def own_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that municipalities brought themselves, from `local/`."""
        found = self._rows("SELECT record FROM indicator WHERE owner IS NOT NULL ORDER BY position")
        return tuple(Indicator.model_validate_json(record) for (record,) in found)

    def provenance(self) -> pd.DataFrame:
        """Per source: title, publisher, homepage, licence, retrieved, published, files."""
        return self._frame("SELECT * FROM provenance ORDER BY source")

    def changes(self) -> pd.DataFrame:
        """What updates changed: columns of the table `change`, the newest update first."""
        return self._frame(
            "SELECT * FROM change "
            "ORDER BY moment DESC, source, indicator_id, year, nis_code, geography, field"
        )

    def judgements(self) -> pd.DataFrame:
        """What is compared between builds: nis_code, indicator_id, status, trend, signal."""
        return self._frame("SELECT nis_code, indicator_id, status, trend, signal FROM summary")

    def judgement_changes(self, codes: Some = None) -> pd.DataFrame:
        """Judgements that builds changed (table `judgement_change`), the newest build first."""
        return self._frame(
            "SELECT * FROM judgement_change WHERE $1 IS NULL OR list_contains($1, nis_code) "
            "ORDER BY as_of DESC, nis_code, indicator_id, field",
            None if codes is None else list(codes),
        )

    def days(self) -> list[str]:
        """Days (ISO) on which an update or a build changed something, the newest first."""
        return [str(day) for (day,) in self._rows(queries.DAYS)]

    def summary(self, codes: Sequence[str], indicators: Sequence[str]) -> pd.DataFrame:
        """Columns of the table `summary` for these municipalities and indicators."""
        return self._frame(
            "SELECT s.* FROM summary s JOIN indicator USING (indicator_id) "
            "WHERE nis_code IN (SELECT unnest(?)) AND indicator_id IN (SELECT unnest(?)) "
            "ORDER BY position, nis_code",
            list(codes),
            list(indicators),
        )

    def records(self, codes: Sequence[str], ids: Some = None) -> list[dict[str, Any]]:
        """The rows of table `summary` of these municipalities; gaps are None.

        Plain rows: a frame of many columns and few rows takes three times as long.
        """
        found = self._cursor().execute(queries.RECORDS, [list(codes), ids, ids])
        names = [str(column[0]) for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def latest(self, codes: Sequence[str]) -> list[tuple[Any, ...]]:
        """The latest figure of each of these municipalities on each indicator; gaps are None.

        Rows: indicator_id, nis_code, year, value, missing; beside Flanders in the common year
        common_value, low, high, margin, position_status, position_reason.
        """
        return self._rows(
            "SELECT indicator_id, nis_code, year, value, missing, common_value, low, high, "
            "margin, position_status, position_reason "
            "FROM summary WHERE list_contains(?, nis_code)",
            list(codes),
        )

    def lines(self, codes: Sequence[str], ids: Some = None) -> list[tuple[Any, ...]]:
        """Years with a value: rows of indicator_id, nis_code, year, value; ordered."""
        return self._rows(queries.LINES, list(codes), ids, ids)

    def cross_section(self, indicator_id: str) -> pd.DataFrame:
        """One indicator of all municipalities, the best first, those without a figure last.

        Columns: nis_code, name, year, value, missing, and of the common year common_year,
        common_value, low, high, margin, rank, equal, position_status, position_reason.
        """
        return self._frame(
            "SELECT nis_code, m.name, year, value, missing, common_year, common_value, low, high, "
            "margin, rank, equal, position_status, position_reason "
            "FROM summary s JOIN municipality m USING (nis_code) "
            "WHERE indicator_id = ? ORDER BY rank NULLS LAST, m.name",
            indicator_id,
        )

    def coverage(self) -> pd.DataFrame:
        """Per entry: indicator_id, main_goal, years, municipalities, latest, first and last_year.

        Years and municipalities are those with a figure; latest_year is the last in which enough
        of them have one, NaN without. Own figures are left out.
        """
        return self._frame(
            "SELECT i.indicator_id, i.main_goal, count(DISTINCT o.year) AS years, "
            "count(DISTINCT o.nis_code) AS municipalities, max(m.year) AS latest_year, "
            "min(o.year) AS first_year, max(o.year) AS last_year "
            "FROM indicator i LEFT JOIN observation o "
            "ON o.indicator_id = i.indicator_id AND o.value IS NOT NULL "
            "LEFT JOIN median m ON m.indicator_id = o.indicator_id AND m.year = o.year "
            "WHERE i.owner IS NULL "
            "GROUP BY i.indicator_id, i.main_goal, i.position ORDER BY i.position"
        )

    def places(self) -> int:
        """How many municipalities there are today."""
        return int(self._rows("SELECT count(*) FROM municipality")[0][0])

    def votes(self) -> pd.DataFrame:
        """Who speaks for a family where: family, main_goal, chance, nis_code, year, common_value.

        The goal is that of the indicator that speaks; own figures and the archive have no vote.
        """
        return self._frame(
            "SELECT s.family, i.main_goal, i.chance, s.nis_code, s.year, s.common_value "
            "FROM summary s JOIN indicator i USING (indicator_id) "
            "WHERE s.speaks AND i.owner IS NULL ORDER BY i.position, s.nis_code"
        )

    def silent(self) -> pd.DataFrame:
        """What no register has a vote by: indicator_id, main_goal, why, of every such entry.

        Why: waiting (no figures yet), or the reason that most municipalities have for no status.
        """
        return self._frame(queries.SILENT)

    def series(self, codes: Sequence[str], indicator_id: str | None = None) -> pd.DataFrame:
        """Observations by year of these municipalities, of one indicator or of all.

        Columns: those of the table `observation`; ordered by municipality and year.
        """
        return self._frame(
            "SELECT * FROM observation WHERE nis_code IN (SELECT unnest(?)) "
            "AND (? IS NULL OR indicator_id = ?) ORDER BY nis_code, indicator_id, year",
            list(codes),
            indicator_id,
            indicator_id,
        )

    def compared(self, codes: Sequence[str], indicators: Sequence[str]) -> pd.DataFrame:
        """What these municipalities are compared by: indicator_id, nis_code, common_value."""
        return self._frame(
            "SELECT indicator_id, nis_code, common_value FROM summary "
            "WHERE nis_code IN (SELECT unnest(?)) AND indicator_id IN (SELECT unnest(?))",
            list(codes),
            list(indicators),
        )

    def compared_all(self) -> pd.DataFrame:
        """The same of all municipalities with a value; own figures are not compared."""
        return self._frame(
            "SELECT indicator_id, nis_code, common_value FROM summary JOIN indicator "
            "USING (indicator_id) WHERE common_value IS NOT NULL AND owner IS NULL "
            "ORDER BY indicator_id, nis_code"
        )

    def courses(self, own: str, peers: Sequence[str], indicators: Sequence[str]) -> pd.DataFrame:
        """The years of one municipality beside the median of its peers.

        Columns: indicator_id, year, value (own, NaN where missing), median (of the peers, NaN where
        too few have a value) and n (of the peers, with a value).
        """
        return self._frame(
            "WITH peers AS (SELECT indicator_id, year, count(value) AS n, "
            "CASE WHEN count(value) >= ? THEN median(value) END AS median "
            "FROM observation WHERE nis_code IN (SELECT unnest(?)) "
            "AND flag IS DISTINCT FROM 'composed' GROUP BY ALL) "
            "SELECT o.indicator_id, o.year, o.value, peers.median, peers.n FROM observation o "
            "LEFT JOIN peers USING (indicator_id, year) "
            "WHERE o.nis_code = ? AND o.indicator_id IN (SELECT unnest(?)) ORDER BY ALL",
            needed(len(peers)),
            list(peers),
            own,
            list(indicators),
        )

    def context(self) -> pd.DataFrame:
        """What municipalities are likened by, indexed by code: `peers.CONTEXT` and cluster."""
        return self._frame(queries.CONTEXT).set_index("nis_code")

    def plan_actions(self, nis_code: str) -> pd.DataFrame:
        """Investment actions of the multi-year plan 2026-2031 (table `plan_action`)."""
        return self._frame("SELECT * FROM plan_action WHERE nis_code = ? ORDER BY rowid", nis_code)

    def plan_budgets(self, nis_code: str) -> pd.DataFrame:
        """Planned investments 2026-2031 by policy field, largest first.

        Columns: goal (0: none), policy_field, name, per_inhabitant (euro, all years together).
        """
        return self._frame(
            "SELECT goal, policy_field, name, round(sum(per_inhabitant), 6) AS per_inhabitant "
            "FROM plan_budget WHERE nis_code = ? GROUP BY ALL "
            "ORDER BY per_inhabitant DESC, policy_field, goal",
            nis_code,
        )

    def benchmark(self, indicator_id: str) -> list[tuple[Any, ...]]:
        """Figures of the whole Flemish Region, from another publisher; none before an update.

        Rows: year, value, status (Eurostat's letters), dataset, published, differs; by year.
        """
        return self._rows(
            "SELECT year, value, status, dataset, published, differs FROM benchmark "
            "WHERE indicator_id = ? ORDER BY year, dataset",
            indicator_id,
        )

    def parts(self, nis_code: str, indicator_id: str) -> pd.DataFrame:
        """Figures of the former municipalities that this one is made of (table `part`)."""
        return self._frame(
            "SELECT * FROM part WHERE nis_code = ? AND indicator_id = ? ORDER BY part_code, year",
            nis_code,
            indicator_id,
        )

    def medians(self, indicator_id: str | None = None) -> pd.DataFrame:
        """The median municipality by year: indicator_id, year, median, n; where n is enough."""
        return self._frame(
            "SELECT * FROM median WHERE ? IS NULL OR indicator_id = ? ORDER BY indicator_id, year",
            indicator_id,
            indicator_id,
        )

    def median_lines(self) -> list[tuple[Any, ...]]:
        """The median municipality by year: rows of indicator_id, year, median; ordered."""
        return self._rows("SELECT indicator_id, year, median FROM median ORDER BY ALL")

    def rows(
        self, codes: Some = None, indicators: Some = None, years: Years = (None, None)
    ) -> pa.Table:
        """Observations with everything that makes them traceable: columns of `exports.COLUMNS`.

        Of these municipalities, indicators and years; ordered by indicator (as in the catalogue),
        municipality code and year.
        """
        return self._table(queries.EXPORT, codes, indicators, *years)

    def tables(
        self, codes: Some = None, indicators: Some = None, years: Years = (None, None)
    ) -> Iterator[pa.Table]:
        """The same as `rows`, some at a time: at least one table."""
        parts = pieces.pieces(self.sizes(codes, indicators, years), whole.ASKED)
        return whole.tables(self.path, parts, codes, years)

    def everything(self, asked: int = whole.ASKED) -> Iterator[pa.Table]:
        """The same of all; so many rows are asked together."""
        return whole.tables(self.path, pieces.pieces(self.sizes(), asked))

    def sizes(
        self, codes: Some = None, indicators: Some = None, years: Years = (None, None)
    ) -> list[tuple[Any, ...]]:
        """How many rows `rows` gives of each indicator that has some, in the same order."""
        return self._rows(queries.SIZES, codes, indicators, *years)

    def assessments(self, codes: Some = None, indicators: Some = None) -> pa.Table:
        """Latest figures with their judgement beside Flanders: `exports.ASSESSED`, as `rows`."""
        return self._table(queries.ASSESSMENTS, codes, indicators)

    def assessment_sizes(
        self, codes: Some = None, indicators: Some = None
    ) -> list[tuple[Any, ...]]:
        """How many rows `assessments` gives of each indicator that has some, in the same order."""
        return self._rows(queries.ASSESSMENT_SIZES, codes, indicators)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()

    def _table(self, query: str, *values: object) -> pa.Table:
        return self._cursor().sql(query, params=list(values)).to_arrow_table()

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._cursor().execute(query, list(values)).fetchall()

    def _frame(self, query: str, *values: object) -> pd.DataFrame:
        return self._cursor().execute(query, list(values)).df()


def _write(path: Path, content: Mapping[str, pd.DataFrame]) -> None:
    connection = duckdb.connect(str(path))
    try:
        connection.execute(queries.SCHEMA)
        for name, frame in content.items():
            connection.register("content", pa.Table.from_pandas(frame, preserve_index=False))
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM content")
            connection.unregister("content")
        [(places,)] = connection.execute("SELECT count(*) FROM municipality").fetchall()
        connection.execute(queries.MEDIANS, [needed(places)])
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
