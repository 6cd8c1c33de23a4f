"""What commands take: days, lists of names, municipalities as people name them; completion."""

import csv
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sdgwijzer import paths
from sdgwijzer.errors import UsageError

if TYPE_CHECKING:
    from sdgwijzer.lookup import Lookup


@dataclass
class Where:
    """What all commands work on, and which of them runs."""

    data: Path = Path()
    catalogue: Path = Path()
    command: str = ""


class Many(click.Command):
    """A command whose options with several values take them in each usual way.

    Split by commas, repeated, or behind each other: `--peers Gent,Aalst`,
    `--peers Gent --peers Aalst`, `--peers Gent Aalst`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write each value of such an option behind its own name."""
        several = {
            name
            for each in self.params
            if isinstance(each, click.Option) and each.multiple
            for name in (*each.opts, *each.secondary_opts)
        }
        spread: list[str] = []
        option = ""
        for word in args:
            name, equals, value = word.partition("=")
            if word.startswith("--"):
                option = name if name in several else ""
                if not option or equals:
                    spread += [f"{name}={part}" for part in _split(value)] if option else [word]
            elif option:
                spread += [f"{option}={part}" for part in _split(word)]
            else:
                spread.append(word)
        return super().parse_args(ctx, spread)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


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


FILE: Final = click.Path(path_type=Path)


def complete_municipality(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Names that begin so."""
    path = paths.data() / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    return sorted(name for name in names if name.casefold().startswith(begun.casefold()))


def complete_indicator(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Ids of indicators that begin so."""
    text = paths.catalogue().read_text(encoding="utf-8").partition("\nindicators:")[2]
    return [id_ for id_ in re.findall(r"^  (\w+):", text, re.M) if id_.startswith(begun)]


def complete_source(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Sources that begin so."""
    found = (Path(__file__).parent.parent / "sources").glob("[!_]*.py")
    return sorted(each.stem for each in found if each.stem.startswith(begun))


def alike(word: str, known: set[str]) -> list[str]:
    """Those that are written most like it."""
    from difflib import get_close_matches

    return get_close_matches(word, sorted(known), 5, 0.4) or sorted(known)[:5]


def lookup(where: Where) -> "Lookup":
    """The names by which municipalities are known, of the data folder."""
    from sdgwijzer import lookup as names
    from sdgwijzer import municipalities

    return names.load(municipalities.read(where.data / "municipalities.csv"), where.data)


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
        expected = "a Flemish municipality, its NIS code or its postcode"
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
    from sdgwijzer.peers import GROUPS

    found: list[str] = []
    for word in words:
        name = word.casefold()
        if name not in GROUPS:
            try:
                name = names.known.today[code(names, word)].name
            except UsageError as error:
                raise UsageError(f"--peers: {error}, or a group: {', '.join(GROUPS)}") from error
        itself = name == names.known.today[own].name
        if itself or name in found:
            why = "is the municipality itself" if itself else "is there already"
            print(f"--peers {word}: {name} {why}, left out", file=sys.stderr)
        else:
            found.append(name)
    return found
