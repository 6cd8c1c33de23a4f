"""A YAML file of entries → plain data with line numbers, and every problem in it at once.

Someone who adds ten indicators should not have to run ten times.
"""

import contextlib
import reprlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import yaml
from pydantic import ValidationError

from sdgwijzer.errors import CatalogueError
from sdgwijzer.model import Record
from sdgwijzer.parsing import typed_numbers

_EXPECTED: Final = {"missing": "a value"}
_NUMBERS: Final = ("int_type", "float_type", "finite_number")
_SAID: Final = reprlib.Repr()  # how much of what was found is said
_SAID.maxstring = _SAID.maxother = 80
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


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # C where there
    """Plain data, with numbers as people mean them.

    YAML itself reads 30.000 as thirty, 1:30 as ninety and 010 as eight. What is no number here
    stays the text that it is, and is then no number to the record that expects one. A date stays
    text too, and a name that stands there twice is an error (YAML keeps the last in silence).
    """


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    text = str(node.value)
    with contextlib.suppress(typed_numbers.Unclear):
        value, decimals = typed_numbers.read(text, None)
        return value if decimals else int(value)
    return text


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key, value in node.value:
        name = loader.construct_object(key, deep=True)
        if not isinstance(name, str | int) or name in found:
            raise yaml.MarkedYAMLError(problem=f"{name!r} again, or no name")
        found[name] = loader.construct_object(value, deep=True)
    return found


for _tag in ("int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _number)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _refuse_aliases(path: Path, text: str) -> None:
    """What is repeated by reference can grow without end, and is easily meant otherwise.

    Raises:
        CatalogueError: there is one.
    """
    if "*" not in text:
        return
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent) and event.start_mark is not None:
            raise CatalogueError(
                f"{path.name}, line {event.start_mark.line + 1}: expected what is meant itself, "
                f"found *{str(event.anchor)[:40]}, which refers to another place; write it out "
                "(or put it between quotes, if it is a text)"
            )


class Entry(NamedTuple):
    """One entry of a section: its name and its fields as plain data."""

    id: str
    line: int
    fields: Mapping[str, Any]
    nodes: Mapping[str, yaml.Node]  # field → where it stands

    def line_of(self, field: str) -> int:
        """The line of a field (`target.value`), or of the entry."""
        node = self._node(field.split("."))
        return node.start_mark.line + 1 if node else self.line

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
                if item["type"] == "missing" and field in self.nodes:
                    continue  # it is there, and its problem has been said
                found = "nothing" if item["type"] == "missing" else self.written(field, item)
                expected = _EXPECTED.get(item["type"], item["msg"].removeprefix("Input should be "))
                if item["type"] in _NUMBERS and isinstance(item["input"], str):
                    expected = typed_numbers.ways(item["input"], whole=item["type"] == "int_type")
                if item["type"] == "extra_forbidden":
                    names = ", ".join(sorted(set(kind.model_fields) - set(more)))
                    expected = f"one of the fields {names}"
                    found = f"the unknown field {field!r}"
                problems.append(Problem(self.line_of(field), self.id, field, expected, found))
            return None

    def written(self, field: str, error: Mapping[str, Any]) -> str:
        """What stands in the file, as it stands there where it is one word."""
        node = self._node(field.split("."), nearest=False)
        plain = node.value if isinstance(node, yaml.ScalarNode) else error["input"]
        return _SAID.repr(plain)

    def _node(self, parts: Sequence[str], *, nearest: bool = True) -> yaml.Node | None:
        """Where a field, or what is in it, stands; what it stands in when it is not there."""
        node = self.nodes.get(parts[0])
        for part in parts[1:]:
            inside: Mapping[str, yaml.Node] = {}
            if isinstance(node, yaml.MappingNode):
                inside = {str(key.value): value for key, value in node.value}
            elif isinstance(node, yaml.SequenceNode):
                inside = {str(place): value for place, value in enumerate(node.value)}
            if part not in inside:
                return node if nearest else None
            node = inside[part]
        return node


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
            text = path.read_text(encoding="utf-8-sig")
            _refuse_aliases(path, text)
            self._loader = _Loader(text)
            top = self._loader.get_single_node()
        except OSError as error:
            raise CatalogueError(f"{path}: cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise CatalogueError(
                f"{path.name}: expected text in UTF-8, found another encoding; save it as UTF-8"
            ) from error
        except (yaml.YAMLError, RecursionError) as error:
            raise CatalogueError(f"{path.name} is not YAML: {error}") from error
        self._problems = problems
        self.sections = dict(self._pairs(top, path.name))
        for key in self.sections.keys() - set(known):
            line = self.sections[key].start_mark.line + 1
            problems.append(
                Problem(line, "-", key, f"only {', '.join(known)}", "an unknown section")
            )

    def words(self, section: str) -> dict[str, str]:
        """A section of names with a text; what is something else is a problem.

        Texts of digits stay as they are written (NIS codes, policy fields).
        """
        found = {}
        for name, node in self._pairs(self.sections.get(section), section):
            if isinstance(node, yaml.ScalarNode) and node.value:
                found[name] = str(node.value)
            else:
                line = node.start_mark.line + 1
                self._problems.append(Problem(line, section, name, "a text", "something else"))
        return found

    def line_of(self, section: str, name: str) -> int:
        """The line of what has this name in a section."""
        for key, value in self.sections[section].value:
            if key.value == name:
                return int(value.start_mark.line) + 1
        return self.sections[section].start_mark.line + 1

    def word(self, section: str) -> str:
        """A section that is one word, as it is written; "" when it is not there or no word."""
        node = self.sections.get(section)
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def entries(self, section: str) -> list[Entry]:
        """The entries of a section; none when it is not there."""
        if section not in self.sections:
            return []
        found = []
        for key, node in self._pairs(self.sections[section], section):
            nodes = dict(self._pairs(node, key))
            fields = {
                name: value
                for name, each in nodes.items()
                for value in self._constructed(each, key, name)
            }
            found.append(Entry(id=key, line=node.start_mark.line, fields=fields, nodes=nodes))
        return found

    def _constructed(self, node: yaml.Node, entry: str, field: str) -> Iterator[Any]:
        """The plain data of a node; nothing, and a problem, when there is none."""
        try:
            yield self._loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError) as error:
            said = getattr(error, "problem", None) or "something else"
            line = node.start_mark.line + 1
            self._problems.append(
                Problem(line, entry, field, "plain words, numbers, lists and fields", str(said))
            )

    def _pairs(self, node: yaml.Node | None, owner: str) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            line = node.start_mark.line + 1 if node else 1
            found = "something else" if node and node.value else "nothing"
            self._problems.append(Problem(line, owner, "-", "fields with a value", found))
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._problems.append(Problem(line, owner, "-", "a name", "something else"))
                continue
            if key.value in seen:
                again = f"it again (first in line {seen[key.value]})"
                self._problems.append(Problem(line, owner, key.value, "each name once", again))
                continue
            seen[key.value] = line
            yield key.value, value
