"""One search over municipalities (old names too), goals, themes and indicators.

Typing errors are forgiven: a word counts when it begins or holds what was typed, or differs from
it by a letter or two. Every word that was typed has to be found.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from sdgwijzer.goals import GOALS
from sdgwijzer.lookup import Lookup, Name
from sdgwijzer.model import Indicator

ALIKE: Final = 76
"""Share of letters in common from which two words are one word with a typing error."""

SHORTEST: Final = 4
"""Words shorter than this have to be typed as they are, or begun."""

LONGEST: Final = 80
"""Letters of a question that are looked at."""

_STOP: Final = frozenset(("de", "het", "een", "en", "in", "van", "voor", "op", "met", "per", "te"))
_EXACT: Final = 100.0  # score of what was named as it is
_BESIDE: Final = 0.8  # weight of words in a description beside those in a name


class Kind(StrEnum):
    """What was found."""

    MUNICIPALITY = "gemeente"
    GOAL = "doel"
    THEME = "thema"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class Hit:
    """One thing that was found, and how well it fits (0 to 100)."""

    kind: Kind
    key: str  # name of today, number, key of the theme, id
    name: str  # as it is called; an old name where that was asked for
    score: float
    called: Name | None = None  # a municipality by another name than today's, or by a number


def find(
    question: str,
    known: Lookup,
    indicators: Iterable[Indicator],
    themes: Mapping[str, str],
    synonyms: Mapping[str, str],
) -> list[Hit]:
    """Everything that fits, the best first within each kind.

    Args:
        question: as typed; only its first `LONGEST` letters count.
        known: the municipalities and their names.
        indicators: those that can be found.
        themes: key → Dutch name.
        synonyms: how people begin a word → how the catalogue begins it.
    """
    typed = _words(question[:LONGEST])
    asked = [word for word in typed if word not in _STOP] or typed
    if not asked:
        return []
    meant = known.find(question)
    named = (meant.name,) if meant.name else meant.candidates
    exact = [_called(name, _EXACT) for name in named]
    hits = _scored(asked, list(_entries(known, indicators, themes)), synonyms)
    if all(hit.kind is Kind.MUNICIPALITY for hit in hits):  # "water" is no village but a theme
        others = [(_called(name, 0.0), _words(name.text), ()) for name in known.others]
        hits += _scored(asked, others, synonyms)
    there = {hit.key for hit in exact}
    hits = [hit for hit in hits if hit.kind is not Kind.MUNICIPALITY or hit.key not in there]
    order, whole = list(Kind), " ".join(asked)

    def rank(hit: Hit) -> tuple[int, float, bool, float, str]:
        apart = fuzz.ratio(whole, " ".join(_words(hit.name)))  # Turnhout before Oud-Turnhout
        return order.index(hit.kind), -hit.score, hit.called is not None, -apart, hit.name

    return [*exact, *sorted(hits, key=rank)]


Entry = tuple[Hit, tuple[str, ...], tuple[str, ...]]


def _called(name: Name, score: float) -> Hit:
    today = name.municipality.name
    return Hit(Kind.MUNICIPALITY, today, name.text, score, name)


def _scored(
    asked: Sequence[str], entries: Sequence[Entry], synonyms: Mapping[str, str]
) -> list[Hit]:
    """The entries in which every word that was asked is found."""
    vocabulary = {word for _, names, others in entries for word in (*names, *others)}
    alike = {word: _alike(word, vocabulary) for word in asked}
    for word in asked:
        for begin, ours in synonyms.items():
            if word.startswith(begin):
                alike[word] = {**_alike(ours, vocabulary), **alike[word]}
    scored = ((hit, _score(asked, alike, names, others)) for hit, names, others in entries)
    return [replace(hit, score=score) for hit, score in scored if score]


def _entries(
    known: Lookup, indicators: Iterable[Indicator], themes: Mapping[str, str]
) -> Iterable[Entry]:
    for row in known.known.today.values():
        yield _entry(Kind.MUNICIPALITY, row.name, row.name, also=row.nis_code)
    for old, new in known.known.old_names.items():
        yield _entry(Kind.MUNICIPALITY, new, old)
    for goal in GOALS:
        words = f"{goal.number} sdg{goal.number} sdg {goal.name}"
        yield _entry(Kind.GOAL, str(goal.number), goal.name, also=words)
    for key, name in themes.items():
        yield _entry(Kind.THEME, key, name)
    for item in indicators:
        also = f"{item.description} {themes.get(item.theme, '')}"
        synonyms = " ".join(item.synonyms)
        names = f"{item.name} {item.id.replace('_', ' ')} {item.id} {synonyms}"
        yield (
            Hit(Kind.INDICATOR, item.id, item.name, 0.0),
            _words(names),
            _words(also),
        )


def _entry(kind: Kind, key: str, name: str, also: str = "") -> Entry:
    return Hit(kind, key, name, 0.0), _words(f"{name} {also}"), ()


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Small letters without accents, split where there is no letter or digit.

    Kept: every search asks it of all names and descriptions.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return tuple(letters.split())


def _alike(asked: str, vocabulary: Collection[str]) -> dict[str, float]:
    """Words that fit one word of the question, with how well."""
    if _has_digit(asked):
        return {word: 100.0 for word in vocabulary if word == asked}  # 8530 is not 8531
    found = {word: 95.0 for word in vocabulary if word.startswith(asked)}
    found |= {word: 100.0 for word in found if word == asked}
    if len(asked) < SHORTEST:
        return found
    found |= {word: 85.0 for word in vocabulary if asked in word and word not in found}
    near = process.extract(asked, vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    for word, score, _ in near:
        if len(word) >= SHORTEST and not _has_digit(word):
            found.setdefault(word, score * 0.9)
    return found


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _score(
    asked: Sequence[str],
    alike: Mapping[str, Mapping[str, float]],
    names: Sequence[str],
    others: Sequence[str],
) -> float:
    """Mean over the words of the question; 0 when one of them fits nothing."""
    total = 0.0
    for word in asked:
        found = alike[word]
        best = max((found.get(name, 0.0) for name in names), default=0.0)
        beside = _BESIDE * max((found.get(other, 0.0) for other in others), default=0.0)
        if not (best or beside):
            return 0.0
        total += max(best, beside)
    return total / len(asked)
