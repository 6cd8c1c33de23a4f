"""`data/municipalities.csv`: codes, names, mergers and neighbours.

A municipality is known by its NIS code *and* a year: 11002 is Antwerpen without Borsbeek until
2024 and with Borsbeek from 2025 on. A map is named by a year: the municipalities that existed
on 1 January of that year (308 until 2018, 300 in 2019-2024, 285 since).
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer import paths
from sdgwijzer.errors import SdgWijzerError, SourceError
from sdgwijzer.model import Municipality

FILE: Final = "municipalities.csv"
"""In the data folder."""
COLUMNS: Final = tuple(Municipality.model_fields)
_OLDER_MAPS: Final = (2024, 2018)


@dataclass(frozen=True)
class Municipalities:
    """The reference list: every Flemish municipality since 2018, and what became of it."""

    rows: tuple[Municipality, ...]
    _by_name: dict[int, Mapping[str, str]] = field(default_factory=dict, compare=False)

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self.rows)

    @cached_property
    def today(self) -> Mapping[str, Municipality]:
        """Code → municipality, for those that exist today, by name."""
        current = [row for row in self.rows if row.valid_until is None]
        return {row.nis_code: row for row in sorted(current, key=lambda row: sort_key(row.name))}

    def on_map(self, year: int) -> Mapping[str, Municipality]:
        """Code → municipality, for those that existed on 1 January of that year."""
        day = date(year, 1, 1)
        return {
            row.nis_code: row
            for row in self.rows
            if row.valid_from <= day and (row.valid_until is None or day <= row.valid_until)
        }

    def code(self, name: str, year: int) -> str | None:
        """The code that this (Dutch) name had in that year; None for a name unknown then."""
        return self._codes_by_name(year).get(_folded(name))

    def codes(self, names: pd.Series, year: int, source: str, file: str) -> pd.Series:
        """Codes for a column of names on the map of that year.

        Raises:
            SourceError: naming the names that no municipality had then.
        """
        found = names.map(lambda name: self._codes_by_name(year).get(_folded(str(name))))
        unknown = sorted(set(names[found.isna()].map(str)))
        if unknown:
            expected = f"names of the {len(self.on_map(year))} municipalities of {year}"
            raise SourceError(source, file, "unknown municipalities", expected, str(unknown[:10]))
        return found

    def placed(self, names: pd.Series, source: str, file: str) -> pd.DataFrame:
        """Today's municipalities for names that may be of before a merger, or of both.

        All names are those of one moment in one file: whether Hasselt is there with or without
        Kortessem follows from the other names. Only letters and digits count (BILZEN-HOESELT).

        Args:
            names: one per row.
            source: key of the source, for the error.
            file: name of the file, for the error.

        Returns:
            On the index of `names`: nis_code of today; `whole`, False where rows of that code
            cannot be known to be the municipality exactly once (a part lacks, or stands beside
            the whole); `summed`, True where they are its parts.

        Raises:
            SourceError: naming the names that no municipality has had since 2018.
        """
        bare = names.map(lambda name: _bare(str(name)))
        codes = bare.map(self._codes_by_bare_name)
        if codes.isna().any():
            expected = "names of municipalities, of today or since 2018"
            found = str(sorted(set(names[codes.isna()].map(str)))[:10])
            raise SourceError(source, file, "unknown municipalities", expected, found)
        maps = [self._bare_names(year) for year in (None, *_OLDER_MAPS)]
        everything = set(bare)
        pure = next((number for number, names in enumerate(maps) if everything <= set(names)), None)
        state = {}
        for code, found in bare.groupby(codes).agg(set).items():
            own = [{name for name in names if names[name] == code} for names in maps]
            # In a mixed file, a name that a later map has too may be the part or the whole.
            sure = [
                number == pure or (pure is None and not parts & set().union(*own[:number]))
                for number, parts in enumerate(own)
            ]
            fitting = [number for number, parts in enumerate(own) if parts == found]
            on = next((number for number in fitting if sure[number]), None)
            state[code] = (on is not None, on is not None and len(own[on]) > 1)
        pairs = codes.map(state)
        return pd.DataFrame({"nis_code": codes, "whole": pairs.str[0], "summed": pairs.str[1]})

    def to_today(self, year: int) -> Mapping[str, str]:
        """Code on the map of that year → code of the municipality it is part of today."""
        return {code: self._final(row).nis_code for code, row in self.on_map(year).items()}

    def parts(self, nis_code: str, year: int) -> tuple[Municipality, ...]:
        """The municipalities of that year that make up this one of today."""
        codes = self.to_today(year)
        return tuple(row for code, row in self.on_map(year).items() if codes[code] == nis_code)

    def existed(self, nis_code: str, year: int) -> bool:
        """Had today's municipality its present territory on 1 January of that year?"""
        return self.today[nis_code].valid_from <= date(year, 1, 1)

    def find(self, name_or_code: str) -> Municipality | None:
        """Today's municipality for a code or name, old names included (Bilzen → Bilzen-Hoeselt)."""
        return self._of_word.get(_folded(name_or_code))

    @cached_property
    def _of_word(self) -> Mapping[str, Municipality]:
        """Code or folded name → municipality of today; those of today go before those that were."""
        found: dict[str, Municipality] = {}
        for row in (*self.today.values(), *self.rows):
            for word in (row.nis_code, _folded(row.name)):
                found.setdefault(word, self._final(row))
        return found

    @cached_property
    def old_names(self) -> Mapping[str, str]:
        """Name that no longer exists → name of today's municipality."""
        names = {row.name for row in self.today.values()}
        gone = {row.name: self._final(row).name for row in self.rows if row.name not in names}
        return dict(sorted(gone.items(), key=lambda item: sort_key(item[0])))

    def merged_from(self, code: str) -> tuple[Municipality, ...]:
        """The municipalities that became this one of today, by name; () where none merged."""
        return self._merged.get(code, ())

    @cached_property
    def _merged(self) -> Mapping[str, tuple[Municipality, ...]]:
        """Code of today → the municipalities of the newest map on which it was several."""
        found: dict[str, tuple[Municipality, ...]] = {}
        for year in reversed(_OLDER_MAPS):
            parts: dict[str, list[Municipality]] = {}
            for row in self.on_map(year).values():
                parts.setdefault(self._final(row).nis_code, []).append(row)
            for code, rows in parts.items():
                if len(rows) > 1:
                    found[code] = tuple(sorted(rows, key=lambda row: sort_key(row.name)))
        return found

    def _final(self, row: Municipality) -> Municipality:
        while row.valid_until is not None:
            ended = row.valid_until
            row = next(each for each in self._of_code[row.successor] if each.valid_from > ended)
        return row

    @cached_property
    def _of_code(self) -> Mapping[str | None, Sequence[Municipality]]:
        """Code → its rows, in the order of the file."""
        found: dict[str | None, list[Municipality]] = {}
        for row in self.rows:
            found.setdefault(row.nis_code, []).append(row)
        return found

    def _codes_by_name(self, year: int) -> Mapping[str, str]:
        if year not in self._by_name:
            self._by_name[year] = {
                _folded(row.name): code for code, row in self.on_map(year).items()
            }
        return self._by_name[year]

    def _bare_names(self, year: int | None) -> Mapping[str, str]:
        """Bare name → today's code, on the map of that year; None for today's."""
        if year is None:
            return {_bare(row.name): code for code, row in self.today.items()}
        return {_bare(row.name): self._final(row).nis_code for row in self.on_map(year).values()}

    @cached_property
    def _codes_by_bare_name(self) -> Mapping[str, str]:
        maps = [self._bare_names(year) for year in (*reversed(_OLDER_MAPS), None)]
        return {name: code for names in maps for name, code in names.items()}


def read(path: Path) -> Municipalities:
    """Read the reference list.

    Raises:
        SdgWijzerError: the file is missing, has other columns, a row is wrong or doubled, or the
            successor of a municipality that ended is not there.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SdgWijzerError(f"{path} is missing; take it back from version control.") from error
    except OSError as error:
        raise SdgWijzerError(
            f"{path} cannot be read ({error.strerror}); give it back to the user of the site."
        ) from error
    except UnicodeError as error:
        raise SdgWijzerError(f"{path}: {error}; take it back from version control.") from error
    with io.StringIO(text, newline="") as file:
        table = csv.DictReader(file)
        try:
            header = tuple(table.fieldnames or ())
            if header != COLUMNS:
                raise SdgWijzerError(
                    f"{path}: expected columns {COLUMNS}, found {str(header)[:500]}; take it back "
                    "from version control."
                )
            rows = tuple(_municipality(row) for row in table)
        except (ValueError, csv.Error) as error:  # a wrong field, a short row, another encoding
            raise SdgWijzerError(f"{path}, line {table.line_num}: {error}") from error
    _require_whole(rows, path)
    return Municipalities(rows)


def of(data: Path) -> Municipalities:
    """Those of a data folder; errors as `read`."""
    return read(data / FILE)


@lru_cache(maxsize=4)
def _load(path: Path) -> Municipalities:
    return read(path)


def load() -> Municipalities:
    """The reference list in the data folder, read once per process."""
    return _load(paths.data() / FILE)


def sort_key(name: str) -> str:
    """Alphabetical order without regard to capitals, accents or apostrophes."""
    return _folded(name).lstrip("'")


def _require_whole(rows: Sequence[Municipality], path: Path) -> None:
    starts = {(row.nis_code, row.valid_from) for row in rows}
    lost = [
        row.nis_code
        for row in rows
        if row.valid_until is not None
        and (row.successor, row.valid_until + timedelta(days=1)) not in starts
    ]
    if lost or not rows or len(starts) != len(rows):
        problem = f"no successor for {lost[:5]}" if lost else f"{len(starts)} of {len(rows)} rows"
        raise SdgWijzerError(
            f"{path}: expected each municipality once, and a successor for each that ended; "
            f"found {problem}. Take it back from version control."
        )


def _municipality(row: Mapping[str, str]) -> Municipality:
    if len(row) != len(COLUMNS) or None in row.values():
        raise ValueError(f"expected {len(COLUMNS)} cells, found more or fewer")
    fields: dict[str, object] = {key: value for key, value in row.items() if value != ""}
    fields["bordering"] = tuple(row["bordering"].split())
    return Municipality.model_validate(fields)


def _folded(name: str) -> str:
    accents = str.maketrans("éèêëàâäïîôöûüç’", "eeeeaaaiioouuc'")
    return " ".join(name.casefold().translate(accents).split())


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return "".join(filter(str.isalnum, plain.upper()))
