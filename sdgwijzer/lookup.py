"""Which municipality is meant: one answer for a link, the search box and the command line.

Known are today's names and codes, those of before a merger, French names, former municipalities
and postcodes, however people write them. What may be several places is not chosen here; what
differs from what was asked is said (`Found.told`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from sdgwijzer import municipalities, paths
from sdgwijzer.lists import place_names
from sdgwijzer.lists.place_names import Kind, PlaceName
from sdgwijzer.model import Municipality
from sdgwijzer.municipalities import Municipalities

ALIKE: Final = 76
"""Share of letters in common from which a name is suggested for one that is not known."""

LONGEST: Final = 80
"""Letters of a question that are looked at."""

_MOST: Final = 5  # suggestions
_BEGUN: Final = 3  # letters from which names that begin so are suggested
_OFFICE = re.compile(r"^(stad|gemeente)\s+", re.IGNORECASE)


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


@dataclass(frozen=True)
class Name:
    """One name, code or postcode, and the municipality of today that it stands for."""

    municipality: Municipality
    how: How
    text: str  # as the place is called; of a code, the name of its place; of a postcode its digits
    place: str = ""  # its Dutch name, where the text is another one

    @property
    def told(self) -> bool:
        """Does the visitor see something else than what was asked?"""
        return self.how not in (How.NAME, How.CODE)


@dataclass(frozen=True)
class Found:
    """The answer. One of name, candidates and alike is there, or nothing is."""

    asked: str
    name: Name | None = None
    candidates: tuple[Name, ...] = ()  # it may be each of these municipalities
    alike: tuple[Name, ...] = ()  # it is none, but these are written like it

    @property
    def municipality(self) -> Municipality | None:
        """The municipality that is meant, when it is certain."""
        return self.name.municipality if self.name else None

    @property
    def told(self) -> bool:
        """Does the visitor see something else than what was asked?"""
        return self.name is not None and self.name.told


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
        for word in (key(asked), key(_OFFICE.sub("", asked))):
            for level in self._by_name:
                if word in level:
                    return self._answer(asked, level[word])
        return Found(asked, alike=self._alike(key(asked)))

    @cached_property
    def others(self) -> Sequence[Name]:
        """French and former names that stand for one municipality, for a search."""
        forms = [names for level in self._by_name[2:] for names in level.values()]
        return tuple(dict.fromkeys(names[0] for names in forms if len(set(names)) == 1))

    @cached_property
    def postcodes(self) -> Mapping[str, Sequence[str]]:
        """Code of a municipality of today → its postcodes."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            for row in self._now(name) if name.kind is Kind.POSTCODE else ():
                found[row.nis_code].append(name.name)
        return found

    def _answer(self, asked: str, names: Sequence[Name]) -> Found:
        different = tuple({name.municipality.nis_code: name for name in names}.values())
        if len(different) == 1:
            return Found(asked, different[0])
        return Found(asked, candidates=different)

    @cached_property
    def _by_number(self) -> Mapping[str, Sequence[Name]]:
        """Code or postcode → what it may be; today's codes go before those of before."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            if name.kind is Kind.POSTCODE:
                found[name.name] += [Name(row, How.POSTCODE, name.name) for row in self._now(name)]
            elif name.kind is Kind.FORMER:
                found[name.code] += [
                    Name(row, How.FORMER_CODE, name.name) for row in self._now(name)
                ]
        for row in self.known:
            found[row.nis_code] = [self._of_code(row)]
        for row in self.known.today.values():
            found[row.nis_code] = [Name(row, How.CODE, row.name)]
        return found

    def _of_code(self, row: Municipality) -> Name:
        now = self.known.find(row.nis_code)
        assert now is not None
        return Name(now, How.OLD_CODE, row.name)

    @cached_property
    def _by_name(self) -> Sequence[Mapping[str, Sequence[Name]]]:
        """Names by their `key`, the kinds that go first in front."""
        rows = {row.name: row for row in self.known.today.values()}
        today = {key(name): [Name(row, How.NAME, name)] for name, row in rows.items()}
        old: dict[str, list[Name]] = defaultdict(list)
        for gone, new in self.known.old_names.items():
            old[key(gone)].append(Name(rows[new], How.OLD_NAME, gone))
        dutch = {name.code: name.name for name in self.names if name.kind is Kind.FORMER}
        dutch |= {code: row.name for code, row in self.known.on_map(place_names.MAP).items()}
        levels: dict[Kind, dict[str, list[Name]]] = {}
        for kind, how in ((Kind.FRENCH, How.FRENCH), (Kind.FORMER, How.FORMER)):
            mine = levels[kind] = defaultdict(list)
            for name in self.names:
                if name.kind is kind:
                    place = dutch[name.code] if kind is Kind.FRENCH else ""
                    named = [Name(row, how, name.name, place) for row in self._now(name)]
                    for form in {key(name.name), key(name.name.partition(" (")[0])}:
                        mine[form] += named
        return today, old, levels[Kind.FRENCH], levels[Kind.FORMER]

    def _now(self, name: PlaceName) -> list[Municipality]:
        """The municipalities of today that a name may stand for."""
        codes = dict.fromkeys(self._to_today[code] for code in name.nis_codes)
        return [self.known.today[code] for code in codes]

    @cached_property
    def _to_today(self) -> Mapping[str, str]:
        return self.known.to_today(place_names.MAP)

    @cached_property
    def _forms(self) -> Mapping[str, Sequence[Name]]:
        """All names by their `key`; the kinds that go first win."""
        return {form: names for level in reversed(self._by_name) for form, names in level.items()}

    def _alike(self, word: str) -> tuple[Name, ...]:
        """Names with much the same letters, or that begin so; digits have no part in it."""
        letters = "".join(filter(str.isalpha, word))
        forms = list(self._forms)
        near = process.extract(letters, forms, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=9)
        begun = (each for each in forms if len(letters) >= _BEGUN and each.startswith(letters))
        found: dict[str, Name] = {}
        for form in (*(each[0] for each in near), *begun):
            for name in self._forms[form]:
                found.setdefault(name.municipality.nis_code, name)
        return tuple(found.values())[:_MOST]


def key(name: str) -> str:
    """A name without capitals, accents, spaces, dashes and apostrophes; "St." is "Sint".

    So is "Saint": a French "St-Nicolas" cannot be told from a Dutch "St-Niklaas" beforehand.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    words = ["sint" if word in ("st", "saint") else word for word in letters.split()]
    return re.sub("^olv", "onzelievevrouw", "".join(words))


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
