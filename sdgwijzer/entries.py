"""A YAML file of entries → plain data with line numbers, and every problem in it at once.

Someone who adds ten indicators should not have to run ten times.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import yaml
from pydantic import ValidationError

from sdgwijzer.errors import CatalogueError
from sdgwijzer.model import Record

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C where available
_EXPECTED: Final = {"missing": "a value"}
Kind = TypeVar("Kind", bound=Record)


class Problem(NamedTuple):
    """One thing that is wrong in a file."""

    line: int
    entry: str
    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"line {self.line}: {self.entry}: {self.field}"
        return f"{where}: expected {self.expected}, found {self.found}"


def refuse(path: Path, problems: Sequence[Problem]) -> None:
    """Stop when there are problems.

    Raises:
        CatalogueError: with every one of them, one per line.
    """
    if not problems:
        return
    listed = "\n".join(f"  {path.name}, {problem}" for problem in problems)
    count = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
    raise CatalogueError(f"{count} in {path.name}:\n{listed}")


class Entry(NamedTuple):
    """One entry of a section: its name and its fields as plain data."""

    id: str
    line: int
    fields: Mapping[str, Any]
    lines: Mapping[str, int]  # field → line

    def line_of(self, field: str) -> int:
        """The line of a field, or of the entry."""
        return self.lines.get(field.split(".")[0], self.line)

    def validated(
        self, kind: type[Kind], more: Mapping[str, Any], problems: list[Problem]
    ) -> Kind | None:
        """The entry as a record, or None and what is wrong with it.

        Args:
            kind: the record.
            more: fields that the file does not give.
            problems: is added to.
        """
        try:
            return kind.model_validate({**self.fields, **more})
        except ValidationError as error:
            found_at = [item["loc"] for item in error.errors()]
            for item in error.errors():
                if any(len(loc) > 1 and loc[:1] == item["loc"] for loc in found_at):
                    continue  # a list that is too short only because one of its items is wrong
                field = ".".join(str(part) for part in item["loc"])
                found = "nothing" if item["type"] == "missing" else repr(item["input"])
                expected = _EXPECTED.get(item["type"], item["msg"].removeprefix("Input should be "))
                if item["type"] == "extra_forbidden":
                    names = ", ".join(sorted(set(kind.model_fields) - set(more)))
                    expected = f"one of the fields {names}"
                    found = f"the unknown field {field!r}"
                problems.append(Problem(self.line_of(field), self.id, field, expected, found))
            return None


class Document:
    """An open file: its sections, each with entries or plain data.

    Args:
        path: the file.
        known: the sections it may have; others are problems.
        problems: is added to; doubled names too (YAML keeps the last in silence).

    Raises:
        CatalogueError: the file cannot be read, or is not YAML.
    """

    def __init__(self, path: Path, known: Collection[str], problems: list[Problem]) -> None:
        try:
            self._loader = _LOADER(path.read_text(encoding="utf-8"))
            top = self._loader.get_single_node()
        except OSError as error:
            raise CatalogueError(f"{path}: cannot be read ({error.strerror})") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{path.name} is not YAML: {error}") from error
        self._problems = problems
        self.sections = dict(self._pairs(top, path.name))
        for key in self.sections.keys() - set(known):
            line = self.sections[key].start_mark.line + 1
            problems.append(
                Problem(line, "-", key, f"only {', '.join(known)}", "an unknown section")
            )

    def plain(self, section: str, otherwise: object) -> Any:  # noqa: ANN401 - what YAML holds
        """A section as plain data."""
        if section not in self.sections:
            return otherwise
        return self._loader.construct_object(self.sections[section], deep=True)

    def entries(self, section: str) -> list[Entry]:
        """The entries of a section; none when it is not there."""
        if section not in self.sections:
            return []
        found = []
        for key, node in self._pairs(self.sections[section], section):
            fields = dict(self._pairs(node, key))
            found.append(
                Entry(
                    id=key,
                    line=node.start_mark.line,
                    fields={
                        name: self._loader.construct_object(value, deep=True)
                        for name, value in fields.items()
                    },
                    lines={name: value.start_mark.line + 1 for name, value in fields.items()},
                )
            )
        return found

    def _pairs(self, node: yaml.Node | None, owner: str) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            line = node.start_mark.line + 1 if node else 1
            self._problems.append(
                Problem(line, owner, "-", "fields with a value", "something else")
            )
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                again = f"it again (first in line {seen[key.value]})"
                self._problems.append(Problem(line, owner, key.value, "each name once", again))
                continue
            seen[key.value] = line
            yield key.value, value
