"""One search over municipalities (old names too), goals, themes and indicators.

Typing errors are forgiven: a word counts when it begins or holds what was typed; where none does,
when it differs from it by a letter or two. Every word that was typed has to be found.
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
_BEGUN: Final = 95.0  # of a word of which it is the beginning
_HELD: Final = 85.0  # of a word in which it stands
_BESIDE: Final = 0.8  # weight of words in a description beside those in a name


class Kind(StrEnum):
    """What was found."""

    MUNICIPALITY = "gemeente"
    GOAL = "doel"
    THEME = "thema"
    INDICATOR = "indicator"
    WAITING = "wachtend"  # an indicator without figures yet


_CALLED: Final = {Kind.MUNICIPALITY: _BEGUN}
"""Score from which a kind is meant; `_HELD` for the others."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found, and how well it fits (0 to 100)."""

    kind: Kind
    key: str  # name of today, number, key of the theme, id
    name: str  # as it is called; an old name where that was asked for
    score: float
    called: Name | None = None  # a municipality by another name than today's, or by a number
    part: bool = False  # an indicator that says nearly the same as another


def find(
    question: str,
    known: Lookup,
    indicators: Iterable[Indicator],
    themes: Mapping[str, str],
    synonyms: Mapping[str, str],
    waiting: Iterable[Indicator] = (),
) -> list[Hit]:
    """Everything that fits: kinds that are called so first, and the best first within each kind.

    Args:
        question: as typed; only its first `LONGEST` letters count.
        known: the municipalities and their names.
        indicators: those with figures.
        themes: key → Dutch name.
        synonyms: how people begin a word that nothing begins with → how the catalogue begins it.
        waiting: those without figures yet.
    """
    typed = _words(question[:LONGEST])
    asked = [word for word in typed if word not in _STOP] or typed
    if not asked:
        return []
    meant = known.find(question)
    named = (meant.name,) if meant.name else meant.candidates
    exact = [_called(name, _EXACT) for name in named]
    entries = [*_entries(known, themes)]
    entries += [_described(item, Kind.INDICATOR, themes) for item in indicators]
    entries += [_described(item, Kind.WAITING, themes) for item in waiting]
    hits = _scored(asked, entries, synonyms)
    if all(hit.kind is Kind.MUNICIPALITY for hit in hits):  # "water" is no village but a theme
        others = [(_called(name, 0.0), _words(name.text), ()) for name in known.others]
        hits += _scored(asked, others, synonyms)
    there = {hit.key for hit in exact}
    least = _HELD if exact else 0.0  # what was named is no typing error for something else
    hits = [hit for hit in hits if hit.score >= least]
    hits = [hit for hit in hits if hit.kind is not Kind.MUNICIPALITY or hit.key not in there]
    order, whole = _order(hits), " ".join(asked)

    def rank(hit: Hit) -> tuple[int, float, bool, float, str]:
        apart = fuzz.ratio(whole, " ".join(_words(hit.name)))  # Turnhout before Oud-Turnhout
        last = hit.called is not None or hit.part
        return order.index(hit.kind), -hit.score, last, -apart, hit.name

    return [*exact, *sorted(hits, key=rank)]


def _order(hits: Sequence[Hit]) -> list[Kind]:
    """Kinds of which one is called as was typed go before the others ("loon" is no Borgloon)."""
    called = {hit.kind for hit in hits if hit.score >= _CALLED.get(hit.kind, _HELD)}
    return sorted(Kind, key=lambda kind: kind not in called)


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
        if max(alike[word].values(), default=0.0) >= _BEGUN:
            continue
        for begin, ours in synonyms.items():
            if word.startswith(begin):
                alike[word] = {**_alike(ours, vocabulary), **alike[word]}
    scored = ((hit, _score(asked, alike, names, others)) for hit, names, others in entries)
    return [replace(hit, score=score) for hit, score in scored if score]


def _entries(known: Lookup, themes: Mapping[str, str]) -> Iterable[Entry]:
    for row in known.known.today.values():
        numbers = " ".join([row.nis_code, *known.postcodes.get(row.nis_code, ())])
        yield _entry(Kind.MUNICIPALITY, row.name, row.name, also=numbers)
    for old, new in known.known.old_names.items():
        yield _entry(Kind.MUNICIPALITY, new, old)
    for goal in GOALS:
        words = f"{goal.number} sdg{goal.number} sdg doel doelstelling {goal.name}"
        yield _entry(Kind.GOAL, str(goal.number), goal.name, also=words)
    for key, name in themes.items():
        yield _entry(Kind.THEME, key, name)


def _described(item: Indicator, kind: Kind, themes: Mapping[str, str]) -> Entry:
    also = f"{item.description} {themes.get(item.theme, '')}"
    names = f"{item.name} {item.id.replace('_', ' ')} {item.id} {' '.join(item.synonyms)}"
    hit = Hit(kind, item.id, item.name, 0.0, part=item.family is not None)
    return hit, _words(names), _words(also)


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
        return {word: _EXACT for word in vocabulary if word == asked}  # 8530 is not 8531
    found = {word: _BEGUN for word in vocabulary if word.startswith(asked)}
    found |= {word: _EXACT for word in found if word == asked}
    if len(asked) < SHORTEST:
        return found
    found |= {word: _HELD for word in vocabulary if asked in word and word not in found}
    if found:
        return found  # it is no typing error
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
