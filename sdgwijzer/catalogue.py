"""`indicators.yaml` → Catalogue.

All problems are found in one go and listed with file, line, entry, field, what was expected and
what is there: someone who adds ten indicators should not have to run ten times.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path
from string import Formatter

from pydantic import ValidationError

from sdgwijzer import sources
from sdgwijzer.errors import CatalogueError
from sdgwijzer.model import Chance, Direction, Indicator, Merge, Source, Target, Unit
from sdgwijzer.parsing.entries import Document, Entry, Problem, refuse


@dataclass(frozen=True)
class Catalogue:
    """Every indicator, in the order of the file."""

    indicators: tuple[Indicator, ...]
    themes: Mapping[str, str]  # key → Dutch name
    units: Mapping[str, Unit]  # as visitors read it → what it means

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)

    @cached_property
    def by_id(self) -> Mapping[str, Indicator]:
        """Id → indicator."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources in use, by key."""
        return tuple(sources.load(key) for key in sorted({item.source for item in self.indicators}))

    def of_source(self, key: str) -> tuple[Indicator, ...]:
        """The indicators that this source gives."""
        return tuple(item for item in self.indicators if item.source == key)


def read(path: Path) -> Catalogue:
    """Read and check the catalogue; of the same text the same one is given again.

    Raises:
        CatalogueError: with every problem in the file, one per line.
    """
    text = path.read_bytes() if path.is_file() else b""
    return _read(path, text)


@lru_cache(maxsize=4)
def _read(path: Path, _text: bytes) -> Catalogue:
    """Checking takes half a second, and an update, a build and every test ask for it."""
    catalogue, problems = check(path)
    refuse(path, problems)
    return catalogue


def check(path: Path) -> tuple[Catalogue, list[Problem]]:
    """The entries that are right, and every problem of those that are not."""
    problems: list[Problem] = []
    file = Document(path, ("themes", "units", "indicators"), problems)
    if "indicators" not in file.sections:
        raise CatalogueError(f"{path.name}: the section 'indicators' is missing")
    themes, units = file.words("themes"), _units(file, problems)
    indicators = []
    for entry in file.entries("indicators"):
        indicator = entry.validated(
            Indicator, {"id": entry.id, "measure": measure(entry, units)}, problems
        )
        if indicator is not None:
            indicators.append((entry, indicator))
        problems += [
            Problem(entry.line_of(field), entry.id, field, "nothing: it is filled in", "a value")
            for field in ("id", "measure")
            if field in entry.fields
        ]
    catalogue = Catalogue(tuple(indicator for _, indicator in indicators), themes, units)
    names: dict[str, str] = {}
    for entry, indicator in indicators:
        problems += [
            Problem(entry.line_of(field), entry.id, field, expected, found)
            for field, expected, found in contradictions(indicator, names, catalogue)
        ]
        problems += [
            Problem(entry.line_of(field), entry.id, field, expected, found)
            for field, expected, found in _not_here(indicator)
        ]
    problems.sort()
    return catalogue, problems


def measure(entry: Entry, units: Mapping[str, Unit]) -> Unit:
    """What the unit of an entry means; that of an unknown one is a problem of its own."""
    name = entry.fields.get("unit")
    return units.get(name, Unit()) if isinstance(name, str) else Unit()


def _units(file: Document, problems: list[Problem]) -> dict[str, Unit]:
    """The units that are right; what is wrong with the others is added to the problems."""
    found = {}
    for entry in file.entries("units"):
        unit = entry.validated(Unit, {}, problems)
        if unit is None:
            continue
        found[entry.id] = unit
        if unit.additive and unit.factor != 1:
            expected, said = "no factor beside 'additive'", f"{unit.factor:g}"
            problems.append(Problem(entry.line_of("factor"), entry.id, "factor", expected, said))
        if unit.measured and not unit.additive:
            expected = "'additive' beside it"
            problems.append(
                Problem(entry.line_of("measured"), entry.id, "measured", expected, "none")
            )
    return found


Contradiction = tuple[str, str, str]  # field, expected, found


def contradictions(
    item: Indicator, names: dict[str, str], catalogue: Catalogue
) -> Iterator[Contradiction]:
    """What is wrong with an entry beside the others.

    Args:
        item: the entry.
        names: name → id of those that were looked at before; is added to.
        catalogue: the others, themes and units.
    """
    if names.setdefault(item.name, item.id) != item.id:
        yield "name", "a name that no other indicator has", f"the name of {names[item.name]}"
    yield from _called(item)
    if item.theme not in catalogue.themes:
        yield "theme", f"one of {', '.join(catalogue.themes)}", repr(item.theme)
    yield from _measured(item, catalogue)
    yield from _related(item, catalogue)
    yield from _aimed(item)
    yield from _said(item)
    if item.target is not None:
        yield from ((f"target.{each[0]}", *each[1:]) for each in aims(item.target, item))


def _called(item: Indicator) -> Iterator[Contradiction]:
    """Its other words: each once, and none that the name has."""
    known = set(re.findall(r"[\w'-]+", item.name.casefold()))
    for word in item.synonyms:
        if word in known:
            yield "synonyms", "each word once, and not in the name", word
        known.add(word)


def _measured(item: Indicator, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Its unit, what can be done with its values, and what they can be."""
    if item.unit not in catalogue.units:
        yield "unit", f"one of {', '.join(catalogue.units)}", repr(item.unit)
    elif item.measure.additive != (item.merge is Merge.SUM):
        yield "merge", "sum for counts, and for counts only", f"{item.merge.value} with {item.unit}"
    if item.plausible[0] >= item.plausible[1]:
        yield "plausible", "[lowest, highest]", str(list(item.plausible))
    low, high = bounds(item) if item.unit in catalogue.units else (-inf, inf)
    if item.plausible[0] < low or item.plausible[1] > high:
        expected = f"within {low:g} to {high:g}, as {item.unit} is with chance: {item.chance.value}"
        yield "plausible", expected, str(list(item.plausible))
    if item.per:
        below = catalogue.by_id.get(item.per.indicator)
        if below is None or not below.measure.additive:
            yield "per.indicator", "the id of a count in this file", repr(item.per.indicator)
        if item.merge not in (Merge.RATIO, Merge.MEAN):
            yield "merge", "ratio or mean for an indicator with 'per'", item.merge.value


def _related(item: Indicator, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Who speaks for it: an indicator of this file that speaks for itself, one place for each."""
    if item.family is None:
        return
    speaks = catalogue.by_id.get(item.family.spokesman)
    if speaks is None or speaks.family is not None:
        expected = "the id of an indicator in this file without a family of its own"
        yield "family.spokesman", expected, repr(item.family.spokesman)
    elif speaks.archive and not item.archive:
        expected = "an indicator on the pages, as it speaks for one that is"
        yield "family.spokesman", expected, f"{speaks.id}, which is in the archive"
    for other in catalogue:
        if other.id != item.id and other.family == item.family:
            taken = f"{item.family.place}, that of {other.id}"
            yield "family.place", "a place that no other has", taken


def _aimed(item: Indicator) -> Iterator[Contradiction]:
    """Its goals and their targets."""
    if len(set(item.goals)) != len(item.goals):
        yield "goals", "each goal once", str(list(item.goals))
    for target in item.un_targets:
        if int(target.split(".")[0]) not in item.goals:
            yield "un_targets", "targets of the entry's own goals", target


def _said(item: Indicator) -> Iterator[Contradiction]:
    """Why one way is better, and the words around its value."""
    if (item.direction is Direction.NEUTRAL) == bool(item.direction_reason):
        expected = "a reason, unless the direction is neutral"
        yield "direction_reason", expected, repr(item.direction_reason)
    if item.sentence and not _fills_in(item.sentence):
        yield (
            "sentence",
            "words after 'In 2022 ' with {value} and {place} once (of a difference {way} too), no "
            "other braces, no full stop",
            repr(item.sentence),
        )


def bounds(item: Indicator) -> tuple[float, float]:
    """What a figure of this kind can be at all: counts have no minus, a share is a part."""
    counted = item.measure.additive or item.chance in (Chance.SHARE, Chance.EVENTS)
    return 0.0 if counted else -inf, item.measure.factor if item.chance is Chance.SHARE else inf


def aims(target: Target, item: Indicator) -> Iterator[Contradiction]:
    """What is wrong with a target of an indicator."""
    if item.direction is Direction.NEUTRAL:
        yield "value", "a figure of which one way is better", "context: neither way is better"
    low, high = item.plausible
    for name, value in (("value", target.value), ("worst", target.worst)):
        if value is not None and not low <= value <= high:
            yield name, f"{low:g} to {high:g} {item.unit}, as in 'plausible'", f"{value:g}"
    if target.worst is not None and (target.value - target.worst) * item.direction.sign < 0:
        side = "below" if item.direction is Direction.HIGHER_IS_BETTER else "above"
        yield "worst", f"a value {side} the target of {target.value:g}", f"{target.worst:g}"
    elif target.worst == target.value:
        yield "worst", f"another value than the target's {target.value:g}", f"{target.worst:g}"


def _fills_in(sentence: str) -> bool:
    """Has it {value} and {place} once, at most {way} beside them, and no full stop?"""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(sentence) if field is not None]
    except ValueError:
        return False
    return (
        sorted({*fields} - {"way"}) == ["place", "value"]
        and len(fields) == len({*fields})
        and not sentence.endswith(".")
    )


def _not_here(item: Indicator) -> Iterator[tuple[str, str, str]]:
    """What only an entry of the catalogue must have, or may not have."""
    if item.target is not None and (item.target.own or item.target.worst is not None):
        yield "target", "value, year and source; 'own' and 'worst' belong in local/", "more"
    if item.owner is not None:
        yield "owner", "nothing: own figures belong in local/", repr(item.owner)
    yield from _query_problems(item)


def _query_problems(item: Indicator) -> Iterator[tuple[str, str, str]]:
    if item.source not in sources.available():
        yield "source", f"one of {', '.join(sources.available())}", repr(item.source)
        return
    try:
        sources.load(item.source).query.model_validate(item.query)
    except ValidationError as error:
        for problem in error.errors():
            field = ".".join(["query", *(str(part) for part in problem["loc"])])
            yield field, problem["msg"], repr(problem["input"])
