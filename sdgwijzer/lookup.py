"""Which municipality is meant: one answer for a link, the search box and the command line.

Known are today's names and codes, those of before a merger, French names, former municipalities
and postcodes, however people write them. What may be several places is not chosen here; what
differs from what was asked is said (`Found.how`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from sdgwijzer import municipalities, paths, place_names
from sdgwijzer.model import Municipality
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.place_names import Kind, PlaceName

ALIKE: Final = 76
"""Share of letters in common from which a name is suggested for one that is not known."""

LONGEST: Final = 80
"""Letters of a question that are looked at."""

_MOST: Final = 3  # suggestions


class How(StrEnum):
    """How what was asked stands for a municipality of today."""

    NAME = "name"  # its name, in whatever spelling
    CODE = "code"
    OLD_NAME = "old_name"  # of before a merger, since 2018
    OLD_CODE = "old_code"
    FRENCH = "french"
    FORMER = "former"  # a municipality that ended before 2018
    FORMER_CODE = "former_code"
    POSTCODE = "postcode"

    @property
    def told(self) -> bool:
        """Does the visitor see something else than what was asked?"""
        return self not in (How.NAME, How.CODE)


@dataclass(frozen=True)
class Found:
    """The answer. One of municipality, candidates and alike is there, or nothing is."""

    asked: str
    municipality: Municipality | None = None
    how: How | None = None
    name: str = ""  # how the place that was asked is written
    candidates: tuple[Municipality, ...] = ()  # it may be each of these
    alike: tuple[Municipality, ...] = ()  # it is none, but these are written like it


@dataclass(frozen=True)
class Lookup:
    """All names and codes by which municipalities are known."""

    known: Municipalities
    names: tuple[PlaceName, ...] = ()

    def find(self, text: str) -> Found:
        """Which municipality a name, a code or a postcode stands for.

        Digits are compared exactly, never by likeness.
        """
        asked = text.strip()[:LONGEST]
        digits = re.sub(r"\s", "", asked)
        if digits.isdecimal():
            return self._answer(asked, self._by_number.get(digits, ()))
        word = key(asked)
        for level in self._by_name:
            if word in level:
                return self._answer(asked, level[word])
        return Found(asked, alike=self._alike(word))

    def others(self) -> Iterable[tuple[str, Municipality]]:
        """Names that are no municipality's of today, with the one each stands for; for a search."""
        for name in self.names:
            rows = self._now(name)
            if len(rows) == 1 and name.kind is not Kind.POSTCODE:
                yield name.name, rows[0]

    def _answer(self, asked: str, entries: "Sequence[_Entry]") -> Found:
        rows = {entry.row.nis_code: entry for entry in entries}
        if len(rows) == 1:
            [entry] = rows.values()
            return Found(asked, entry.row, entry.how, entry.name)
        return Found(asked, candidates=tuple(entry.row for entry in rows.values()))

    @cached_property
    def _by_number(self) -> Mapping[str, "Sequence[_Entry]"]:
        """Code or postcode → what it may be; today's codes go before those of before."""
        found: dict[str, list[_Entry]] = defaultdict(list)
        for name in self.names:
            if name.kind is Kind.FRENCH:
                continue  # its code stands beside the Dutch name
            how = How.POSTCODE if name.kind is Kind.POSTCODE else How.FORMER_CODE
            number = name.name if name.kind is Kind.POSTCODE else name.code
            found[number] += [_Entry(row, how, name.name) for row in self._now(name)]
        for row in self.known:
            found[row.nis_code] = [self._of_code(row)]
        for row in self.known.today.values():
            found[row.nis_code] = [_Entry(row, How.CODE, row.name)]
        return found

    def _of_code(self, row: Municipality) -> "_Entry":
        now = self.known.find(row.nis_code)
        assert now is not None
        return _Entry(now, How.OLD_CODE, row.name)

    @cached_property
    def _by_name(self) -> "Sequence[Mapping[str, Sequence[_Entry]]]":
        """Names by their `key`, the kinds that go first in front."""
        today = {key(row.name): [_Entry(row, How.NAME, row.name)] for row in self._today}
        old: dict[str, list[_Entry]] = defaultdict(list)
        for gone, new in self.known.old_names.items():
            old[key(gone)] += [_Entry(row, How.OLD_NAME, gone) for row in self._today_named(new)]
        levels: dict[Kind, dict[str, list[_Entry]]] = {}
        for kind, how in ((Kind.FRENCH, How.FRENCH), (Kind.FORMER, How.FORMER)):
            mine = levels[kind] = defaultdict(list)
            for name in self.names:
                if name.kind is kind:
                    entries = [_Entry(row, how, name.name) for row in self._now(name)]
                    for form in {key(name.name), key(name.name.partition(" (")[0])}:
                        mine[form] += entries
        return today, old, levels[Kind.FRENCH], levels[Kind.FORMER]

    @property
    def _today(self) -> Iterable[Municipality]:
        return self.known.today.values()

    def _today_named(self, name: str) -> list[Municipality]:
        return [row for row in self._today if row.name == name]

    def _now(self, name: PlaceName) -> list[Municipality]:
        """The municipalities of today that a name may stand for."""
        codes = dict.fromkeys(self._to_today[code] for code in name.nis_codes)
        return [self.known.today[code] for code in codes]

    @cached_property
    def _to_today(self) -> Mapping[str, str]:
        return self.known.to_today(place_names.MAP)

    def _alike(self, word: str) -> tuple[Municipality, ...]:
        forms = {form: entries for level in self._by_name for form, entries in level.items()}
        near = process.extract(word, list(forms), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=9)
        rows = [forms[form][0].row for form, _, _ in near]
        return tuple({row.nis_code: row for row in rows}.values())[:_MOST]


@dataclass(frozen=True)
class _Entry:
    row: Municipality
    how: How
    name: str


def key(name: str) -> str:
    """A name without capitals, accents, spaces, dashes and apostrophes; "St." is "Sint"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "".join("sint" if word == "st" else word for word in letters.split())


@lru_cache(maxsize=4)
def _of(known: Municipalities, file: str) -> Lookup:
    return Lookup(known, place_names.load(Path(file)))


def load(known: Municipalities | None = None, data: Path | None = None) -> Lookup:
    """The lookup on the municipalities and names in a data folder, read once per process.

    A folder of before there were such names works with those that come with the program.

    Args:
        known: the municipalities; None for those of the data folder in the settings.
        data: the folder; None for that of the settings.
    """
    here = (data or paths.data()) / place_names.FILE
    file = here if here.is_file() else paths.ROOT / "data" / place_names.FILE
    return _of(known or municipalities.load(), str(file))
