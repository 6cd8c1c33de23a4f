"""`indicators.yaml` → Catalogue. The only module that reads YAML.

All problems are found in one go and listed with file, line, entry, field, what was expected and
what is there: someone who adds ten indicators should not have to run ten times.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any, Final, NamedTuple

import yaml
from pydantic import ValidationError

from sdgwijzer import sources
from sdgwijzer.errors import CatalogueError
from sdgwijzer.model import UNITS, Direction, Indicator, Merge, Source

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C where available
_TOP: Final = ("themes", "indicators")


class Problem(NamedTuple):
    """One thing that is wrong in the catalogue."""

    line: int
    entry: str
    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"line {self.line}: {self.entry}: {self.field}"
        return f"{where}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True)
class Catalogue:
    """Every indicator, in the order of the file."""

    indicators: tuple[Indicator, ...]
    themes: Mapping[str, str]  # key → Dutch name

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
    """Read and check the catalogue.

    Raises:
        CatalogueError: with every problem in the file, one per line.
    """
    catalogue, problems = check(path)
    if problems:
        listed = "\n".join(f"  {path.name}, {problem}" for problem in problems)
        count = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
        raise CatalogueError(f"{count} in {path.name}:\n{listed}")
    return catalogue


def check(path: Path) -> tuple[Catalogue, list[Problem]]:
    """The entries that are right, and every problem of those that are not."""
    problems: list[Problem] = []
    entries, themes = _entries(path, problems)
    indicators = []
    for entry in entries:
        indicator = _indicator(entry, problems)
        if indicator is not None:
            indicators.append((entry, indicator))
    known = {indicator.id: indicator for _, indicator in indicators}
    names: dict[str, str] = {}
    for entry, indicator in indicators:
        problems += [
            Problem(entry.line_of(field), entry.id, field, expected, found)
            for field, expected, found in _contradictions(indicator, known, names, themes)
        ]
    problems.sort()
    return Catalogue(tuple(indicator for _, indicator in indicators), themes), problems


class _Entry(NamedTuple):
    id: str
    line: int
    fields: Mapping[str, Any]
    lines: Mapping[str, int]  # field → line

    def line_of(self, field: str) -> int:
        return self.lines.get(field.split(".")[0], self.line)


def _entries(path: Path, problems: list[Problem]) -> tuple[list[_Entry], dict[str, str]]:
    """The entries as plain data; reports doubled keys (YAML keeps the last in silence)."""
    try:
        loader = _LOADER(path.read_text(encoding="utf-8"))
        top = loader.get_single_node()
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name} is not YAML: {error}") from error
    sections = dict(_pairs(top, path.name, problems))
    for key in sections.keys() - set(_TOP):
        line = sections[key].start_mark.line + 1
        problems.append(Problem(line, "-", key, f"only {', '.join(_TOP)}", "an unknown section"))
    if "indicators" not in sections:
        raise CatalogueError(f"{path.name}: the section 'indicators' is missing")
    themes = loader.construct_object(sections["themes"], deep=True) if "themes" in sections else {}
    entries = []
    for key, node in _pairs(sections["indicators"], "indicators", problems):
        fields = dict(_pairs(node, key, problems))
        entries.append(
            _Entry(
                id=key,
                line=node.start_mark.line,
                fields={
                    name: loader.construct_object(value, deep=True)
                    for name, value in fields.items()
                },
                lines={name: value.start_mark.line + 1 for name, value in fields.items()},
            )
        )
    return entries, themes


def _pairs(
    node: yaml.Node | None, owner: str, problems: list[Problem]
) -> Iterator[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        problems.append(Problem(line, owner, "-", "fields with a value", "something else"))
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            first = seen[key.value]
            problems.append(
                Problem(
                    line, owner, key.value, "each name once", f"it again (first in line {first})"
                )
            )
            continue
        seen[key.value] = line
        yield key.value, value


def _indicator(entry: _Entry, problems: list[Problem]) -> Indicator | None:
    try:
        return Indicator.model_validate({"id": entry.id, **entry.fields})
    except ValidationError as error:
        found_at = [item["loc"] for item in error.errors()]
        for item in error.errors():
            if any(len(loc) > 1 and loc[:1] == item["loc"] for loc in found_at):
                continue  # a list that is too short only because one of its items is wrong
            field = ".".join(str(part) for part in item["loc"])
            found = "nothing" if item["type"] == "missing" else repr(item["input"])
            expected = _EXPECTED.get(item["type"], item["msg"].removeprefix("Input should be "))
            if item["type"] == "extra_forbidden":
                expected = (
                    f"one of the fields {', '.join(sorted(set(Indicator.model_fields) - {'id'}))}"
                )
                found = f"the unknown field {field!r}"
            problems.append(Problem(entry.line_of(field), entry.id, field, expected, found))
        return None


_EXPECTED: Final = {"missing": "a value"}


def _contradictions(
    item: Indicator,
    known: Mapping[str, Indicator],
    names: dict[str, str],
    themes: Mapping[str, str],
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an entry beside the others: field, expected, found."""
    if item.unit not in UNITS:
        yield "unit", f"one of {', '.join(UNITS)}", repr(item.unit)
    elif UNITS[item.unit].additive != (item.merge is Merge.SUM):
        yield "merge", "sum for counts, and for counts only", f"{item.merge.value} with {item.unit}"
    if item.theme not in themes:
        yield "theme", f"one of {', '.join(themes)}", repr(item.theme)
    if names.setdefault(item.name, item.id) != item.id:
        yield "name", "a name that no other indicator has", f"the name of {names[item.name]}"
    if len(set(item.goals)) != len(item.goals):
        yield "goals", "each goal once", str(list(item.goals))
    for target in item.un_targets:
        if int(target.split(".")[0]) not in item.goals:
            yield "un_targets", "targets of the entry's own goals", target
    if (item.direction is Direction.NEUTRAL) == bool(item.direction_reason):
        yield (
            "direction_reason",
            "a reason, unless the direction is neutral",
            repr(item.direction_reason),
        )
    if item.plausible[0] >= item.plausible[1]:
        yield "plausible", "[lowest, highest]", str(list(item.plausible))
    if item.sentence and not _fills_in(item.sentence):
        yield (
            "sentence",
            "words after 'In 2022 ' with {value} and {place} once, no other braces, no full stop",
            repr(item.sentence),
        )
    if item.target is not None and item.direction is Direction.NEUTRAL:
        yield "target", "no target for a context figure", str(item.target.value)
    if item.target is not None and (item.target.own or item.target.worst is not None):
        yield "target", "value, year and source; 'own' and 'worst' belong in local/", "more"
    if item.owner is not None:
        yield "owner", "nothing: own figures belong in local/", repr(item.owner)
    yield from _query_problems(item)
    if item.per:
        below = known.get(item.per.indicator)
        if below is None or not UNITS.get(below.unit, UNITS["%"]).additive:
            yield "per.indicator", "the id of a count in this file", repr(item.per.indicator)
        if item.merge is not Merge.RATIO:
            yield "merge", "ratio for an indicator with 'per'", item.merge.value


def _fills_in(sentence: str) -> bool:
    """Has it {value} and {place} once, nothing else in braces, and no full stop?"""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(sentence) if field is not None]
    except ValueError:
        return False
    return sorted(fields) == ["place", "value"] and not sentence.endswith(".")


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
