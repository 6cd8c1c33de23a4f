"""What commands take: days, lists of names, municipalities as people name them; completion."""

import csv
import os
import re
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sdgwijzer.cli import formats
from sdgwijzer.errors import UsageError

if TYPE_CHECKING:
    from sdgwijzer.lookup import Lookup
    from sdgwijzer.paths import Places


GROUPS: Final = {
    "buurgemeenten": "neighbours",
    "referentieregio": "region",
    "arrondissement": "administrative district",
    "provincie": "province",
    "belfius": "cluster of Belfius",
    "gelijkaardig": "most similar",
    "vlaanderen": "all",
}
_ENGLISH: Final = {meaning: word for word, meaning in GROUPS.items() if word != "vlaanderen"}
TABLES: Final = ("municipalities", "boundaries", "plan", "typology", "place_names", "eurostat")
"""`peers.GROUPS` and `lists.TABLES`, which a test holds beside them: those take a second to import,
for which help and completion do not wait."""


@dataclass
class Where:
    """What all commands work on, and which of them runs.

    Attributes:
        data: folder that was named with --data.
        catalogue: file that was named with --catalogue.
        command: the command.
    """

    data: Path | None = None
    catalogue: Path | None = None
    command: str = ""

    @cached_property
    def places(self) -> "Places":
        """As named; the others by the settings.

        Raises:
            UsageError: they are not there, or a setting is wrong.
        """
        from sdgwijzer import paths

        found = paths.places(self.data, self.catalogue)
        if not found.data.is_dir():
            advice = "name the one with figures, by --data or SDGWIJZER_DATA"
            raise UsageError(f"{found.data} is not a folder; {advice}")
        if not found.catalogue.is_file():
            advice = "name the list, by --catalogue or SDGWIJZER_CATALOGUE"
            raise UsageError(f"{found.catalogue} is not a file; {advice}")
        return found


class Group(click.Group):
    """Commands in the order in which one meets them, not that of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names."""
        return list(self.commands)


class Many(click.Command):
    """A command whose options with several values take them in each usual way.

    Split by commas, repeated, or behind each other: `--peers Gent,Aalst`,
    `--peers Gent --peers Aalst`, `--peers Gent Aalst`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write each value of such an option behind its own name."""
        lists = {
            name
            for each in self.params
            if isinstance(each, click.Option) and each.multiple
            for name in (*each.opts, *each.secondary_opts)
        }
        needed = sum(isinstance(each, click.Argument) and each.required for each in self.params)
        return super().parse_args(ctx, spread(args, lists, needed))


def spread(words: Sequence[str], lists: Collection[str], needed: int) -> list[str]:
    """`--option A,B C` → `--option A --option B --option C`.

    Args:
        words: the arguments of a command.
        lists: its options with several values.
        needed: how many words without an option it cannot do without: `--option A B` leaves B
            when none of those came before.
    """
    result: list[str] = []
    option, filled = "", False
    for place, word in enumerate(words):
        name, equals, value = word.partition("=")
        if word == "--":
            return [*result, *words[place:]]
        if name in lists:
            option, filled = name, bool(equals)
            result += [f"{name}={part}" for part in _split(value)] if equals else [name]
        elif word.startswith("-"):
            option = ""
            result.append(word)
        elif not option or (filled and needed):
            option, needed = "", max(needed - 1, 0)
            result.append(word)
        else:
            for part in _split(word):
                result += [option, part] if filled else [part]
                filled = True
    return result


def _split(text: str) -> list[str]:
    """The parts; a text without any as it is, so that it is refused and not passed over."""
    return [part.strip() for part in text.split(",") if part.strip()] or [text]


class Day(click.ParamType[date]):
    """A day like 2026-11-26."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:  # noqa: ANN401 - click's own
        """The day; anything else is wrong use."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"expected YYYY-MM-DD, found {value!r}", param, ctx)


class Goal(click.ParamType[int]):
    """The number of a goal."""

    name = "number"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:  # noqa: ANN401 - click's own
        """`8` → 8."""
        if str(value).isdecimal() and 1 <= int(value) <= 17:
            return int(value)
        self.fail(f"expected numbers 1 to 17, split by commas, found {value!r}", param, ctx)


class Place(click.ParamType[Path]):
    """A file or a folder.

    Args:
        name: which of the two, in the help.
        new: is it a file that will be written?
    """

    def __init__(self, name: str, *, new: bool = False) -> None:
        self.name, self.new = name, new

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:  # noqa: ANN401 - click's own
        """The path, in the letters of the disk: arguments are read as UTF-8 in any locale."""
        path = Path(os.fsdecode(str(value).encode("utf-8", "surrogateescape")))
        if self.new and path.is_dir():
            self.fail(f"{path} is a folder; name a file", param, ctx)
        if self.new and not path.parent.is_dir():
            self.fail(f"{path.parent} is not a folder; make it first", param, ctx)
        return path


def complete_municipality(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Names that go on so, of today and of before a merger."""
    from sdgwijzer import paths

    data = ctx.find_root().params.get("data") or paths.data()
    try:
        with (data / "municipalities.csv").open(encoding="utf-8", newline="") as file:
            names = {row["name"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError):  # nothing to offer: no reason to fail
        return []
    return _fitting(sorted(names), begun)


def complete_peers(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """Words of groups, and names."""
    return [*_fitting(list(GROUPS), begun), *complete_municipality(ctx, param, begun)]


def complete_indicator(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Ids of indicators that go on so."""
    from sdgwijzer import paths

    path = ctx.find_root().params.get("catalogue") or paths.catalogue()
    try:
        text = path.read_text(encoding="utf-8").partition("\nindicators:")[2]
    except (OSError, ValueError):
        return []
    return _fitting(re.findall(r"^  (\w+):", text, re.M), begun)


def sources() -> list[str]:
    """What can be asked of publishers: the modules in `sources/` and the tables beside them."""
    found = (Path(__file__).parent.parent / "sources").glob("[!_]*.py")
    return sorted([*TABLES, *(each.stem for each in found)])


def complete_source(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Sources that go on so, and the tables beside them."""
    return _fitting(sources(), begun)


def _fitting(names: Sequence[str], begun: str) -> list[str]:
    """The names that go on as the last one of a list was begun, with those before it."""
    before, comma, last = begun.rpartition(",")
    fold = last.casefold()
    return [f"{before}{comma}{name}" for name in names if name.casefold().startswith(fold)]


def alike(word: str, known: set[str]) -> list[str]:
    """Those that are written most like it."""
    from difflib import get_close_matches

    return get_close_matches(word, sorted(known), 5, 0.6)


def form(asked: str | None, output: Path | None) -> str:
    """In which form to export: as asked, else as the name of the file says, else CSV."""
    suffix = output.suffix.lower() if output else ""
    if suffix == ".xls":
        raise UsageError(f"--output {output}: Excel reads --format xlsx; name the file .xlsx")
    named = formats.NAMED.get(suffix)
    if asked and named and asked not in named:
        raise UsageError(f"--output {output}: its name does not fit --format {asked}")
    return asked or (named[0] if named else "csv")


def lookup(where: Where) -> "Lookup":
    """The names by which municipalities are known, of the data folder."""
    from sdgwijzer import lookup as names
    from sdgwijzer import municipalities

    return names.load(municipalities.of(where.places.data), where.places.data)


def code(names: "Lookup", text: str) -> str:
    """The code of the municipality that is meant; what differs from what was asked is said."""
    found = names.find(text)
    row = found.municipality
    if row is None:
        others = ", ".join(
            each.municipality.name
            if each.text == each.municipality.name or found.candidates
            else f"{each.municipality.name} (for {each.text})"
            for each in found.candidates or found.alike
        )
        expected = "one Flemish municipality, its NIS code or its postcode"
        if found.candidates:
            raise UsageError(f"{text!r} may be {others}; name one of them")
        hint = f"; did you mean {others}?" if others else ""
        raise UsageError(f"unknown municipality {text!r}; expected {expected}{hint}")
    if found.told:
        print(f"{text}: {row.name} ({row.nis_code})", file=sys.stderr)
    return row.nis_code


def peers(names: "Lookup", words: Sequence[str], own: str) -> list[str]:
    """Words of groups and names of municipalities as the pages know them; what falls out is said.

    Args:
        names: by which municipalities are known.
        words: as they were given.
        own: code of the municipality that is compared with them.
    """
    found: list[str] = []
    for word in words:
        name = _ENGLISH.get(word.casefold(), word.casefold())
        if name not in GROUPS:
            try:
                name = names.known.today[code(names, word)].name
            except UsageError as error:
                raise UsageError(
                    f"--peers: {error}\nor name a group: {', '.join(GROUPS)}"
                ) from error
        itself = name == names.known.today[own].name
        if itself or name in found:
            why = "is the municipality itself" if itself else "is there already"
            print(f"--peers {word}: {name} {why}, left out", file=sys.stderr)
        else:
            found.append(name)
    if words and not found:
        print("--peers: nobody is left; beside all of Flanders", file=sys.stderr)
    return found
