"""Commands that print or write what is known. What one needs is imported when it runs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from sdgwijzer.cli import formats, options, writing
from sdgwijzer.cli.options import complete_municipality
from sdgwijzer.errors import UsageError

if TYPE_CHECKING:
    from sdgwijzer.store.store import Store

_Write = Callable[[IO[bytes]], Iterator[None]]

_of_goals = click.option(
    "--goal",
    multiple=True,
    type=options.Goal(),
    metavar="NUMBER",
    help="Only this goal, 1 to 17; more are split by commas.  [default: all]",
)


@click.command(
    cls=options.Many,
    epilog="\b\nExamples:\n  sdgwijzer read Harelbeke --goal 8\n"
    "  sdgwijzer read 8530 --goal 1,8 --peers Zwevegem,Deerlijk,Kuurne\n"
    "  sdgwijzer read Gent --peers gelijkaardig",
)
@click.argument(
    "municipality",
    nargs=-1,
    required=True,
    metavar="MUNICIPALITY",
    shell_complete=complete_municipality,
)
@_of_goals
@click.option(
    "--peers",
    multiple=True,
    metavar="NAME",
    shell_complete=options.complete_peers,
    help="Whom to compare with: municipalities, split by commas, or a group: "
    f"{', '.join(f'{word} ({meaning})' for word, meaning in options.GROUPS.items())}.  Of fewer "
    "than five the figures are printed, and the judgements stay beside Flanders.  "
    "[default: vlaanderen]",
)
@click.option("--compare", "peers_old", multiple=True, hidden=True)  # its old name
@click.pass_obj
def read(
    where: options.Where,
    municipality: tuple[str, ...],
    goal: tuple[int, ...],
    peers: tuple[str, ...],
    peers_old: tuple[str, ...],
) -> None:
    """Print the goals of a municipality as Dutch sentences.

    MUNICIPALITY is one name (an old or French one too), a NIS code or a postcode. How many it is
    compared with differs by figure: only those that have one of the same year.
    """
    from sdgwijzer import catalogue
    from sdgwijzer.store import store
    from sdgwijzer.texts import aloud

    database = store.Store(store.current(where.places.data))
    names = options.lookup(where)
    own = options.code(names, " ".join(municipality))
    words = options.peers(names, [*peers, *peers_old], own)
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    every = [*catalogue.read(where.places.catalogue), *database.own_indicators()]
    entries = {item.id: item for item in every if fetched.get(item.id, False)}
    numbers = goal or range(1, 18)
    print(aloud.goals(database, names.known, entries, own, words, numbers), end="")


@click.command(
    cls=options.Many,
    epilog="\b\nExamples:\n"
    "  sdgwijzer export --municipality Harelbeke,Kuurne --indicator inwoners\n"
    "  sdgwijzer export --all --format parquet --output alles.parquet",
)
@click.option(
    "--municipality",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_municipality,
    help="A name, a NIS code or a postcode; more are split by commas.  [default: all]",
)
@click.option(
    "--indicator",
    multiple=True,
    metavar="ID",
    shell_complete=options.complete_indicator,
    help="Id of an indicator, as 'sdgwijzer indicators' lists them; more are split by commas.  "
    "[default: all]",
)
@click.option("--all", "everything", is_flag=True, help="All municipalities, all indicators.")
@click.option(
    "--format",
    "form",
    type=click.Choice(formats.EXPORT),
    help="csv: commas and decimal points; excel-csv: semicolons and decimal commas; xlsx: a "
    "workbook in Dutch, rounded and unrounded; parquet, json: for analysis; zip: of --all, CSV and "
    "Parquet with what explains them.  [default: what the "
    "file is named, else csv]",
)
@click.option(
    "--output",
    type=options.Place("FILE", new=True),
    help="File to write.  [default: standard output]",
)
@click.option(
    "--columns", is_flag=True, help="Explain the columns instead; group is on pages only."
)
@click.pass_obj
def export(
    where: options.Where,
    municipality: tuple[str, ...],
    indicator: tuple[str, ...],
    everything: bool,
    form: str | None,
    output: Path | None,
    columns: bool,
) -> None:
    """Write figures as CSV, XLSX, Parquet or JSON, with what traces them.

    Name municipalities, indicators or both, or ask for --all. A row is a figure of one municipality
    in one year, with its unit, source and licence; its judgement, beside all of Flanders, stands in
    the rows of its latest year and of the year that is compared. --columns explains each column.
    """
    from sdgwijzer.store import exports, store

    if columns:
        every = {**exports.COLUMNS, **exports.BESIDE_GROUP}
        print("\n".join(f"{name}: {meaning}" for name, meaning in every.items()))
        return
    kind = options.form(form, output)
    _possible(kind, bool(municipality or indicator), everything)
    if kind in formats.BINARY and not output and sys.stdout and sys.stdout.isatty():
        raise UsageError(f"{kind} is nothing to read on a terminal; name a file with --output")
    database = store.Store(store.current(where.places.data))
    names = options.lookup(where)
    codes = [options.code(names, name) for name in municipality]
    _known(indicator, set(database.indicators()["indicator_id"]))
    asked = (codes or None, list(indicator) or None)
    sizes = dict(database.sizes(*asked))
    for id_ in sorted(set(indicator) - set(sizes)):
        print(f"{id_}: no figures of it yet", file=sys.stderr)
    count = sum(sizes.values())
    write = _writer(where, database, kind, asked, count)
    if output:
        writing.streamed(output, write)
        print(f"{count} rows in {output}", file=sys.stderr)
    else:
        for _ in write(sys.stdout.buffer):
            pass


def _possible(form: str, some: bool, everything: bool) -> None:
    """Is it said of what, and can that be written in this form?"""
    if not (everything or some):
        raise UsageError("name a --municipality or --indicator, or ask for --all")
    if everything and some:
        raise UsageError(
            "--all is of all municipalities and indicators; name some, or ask for --all"
        )
    if form == "zip" and some:
        raise UsageError("--format zip is of everything: ask for --all, or take another format")


def _known(asked: Sequence[str], ids: set[str]) -> None:
    """Are all of these indicators?"""
    if unknown := sorted(set(asked) - ids):
        alike = options.alike(unknown[0], ids)
        hint = f"; did you mean {', '.join(alike)}?" if alike else ""
        raise UsageError(
            f"unknown indicator {', '.join(unknown)}{hint}; 'sdgwijzer indicators' lists them"
        )


def _writer(where: options.Where, database: "Store", form: str, asked: Any, count: int) -> _Write:  # noqa: ANN401
    """What writes these figures in a form, a piece at each step."""
    from sdgwijzer.store import exports

    if form == "zip":
        return _explained(where)
    if form == "xlsx":
        return _workbook(where, database, asked, count)
    return lambda file: exports.stream(database.tables(*asked), file, form)


def _explained(where: options.Where) -> _Write:
    """A zip of everything, as the site gives it."""
    from sdgwijzer.documents import bundle
    from sdgwijzer.store import store
    from sdgwijzer.views.dataset import Dataset

    return bundle.everything(Dataset(store.current(where.places.data), where.places.catalogue))


def _workbook(where: options.Where, database: "Store", asked: Any, count: int) -> _Write:  # noqa: ANN401
    from sdgwijzer import catalogue
    from sdgwijzer.documents import sheets
    from sdgwijzer.screens.workbook import workbook
    from sdgwijzer.store.plain import Plain

    if count > sheets.MOST:
        raise UsageError(
            f"{count} rows; a workbook takes {sheets.MOST} at most, as Excel needs minutes for "
            "more: name some municipalities or indicators, or take --format excel-csv, which "
            "Excel opens as it is"
        )
    table = Plain(database.rows(*asked))
    every = [*catalogue.read(where.places.catalogue), *database.own_indicators()]
    known = {item.id: item for item in every}
    gone = sorted({id_ for (id_,) in table.different("indicator_id")} - set(known))
    if gone:
        raise UsageError(f"{', '.join(gone)}: no longer in the catalogue; run 'sdgwijzer build'")
    content = sheets.xlsx(workbook(table, known))

    def write(file: IO[bytes]) -> Iterator[None]:
        file.write(content)
        yield

    return write


@click.command(
    cls=options.Many,
    epilog="\b\nExamples:\n  sdgwijzer indicators armoede\n  sdgwijzer indicators --goal 8",
)
@click.argument("word", nargs=-1)
@_of_goals
@click.pass_obj
def indicators(where: options.Where, word: tuple[str, ...], goal: tuple[int, ...]) -> None:
    """List indicators by id.

    With the goal, the latest year that has figures (- without any) and the Dutch name. WORD is a
    part of the id, the name or the theme.
    """
    from sdgwijzer.store import store
    from sdgwijzer.views import coverage as counted

    print(counted.listed(store.Store(store.current(where.places.data)), word, goal), end="")


@click.command(epilog="\b\nExample:\n  sdgwijzer coverage --format json")
@click.option("--format", "form", type=click.Choice(formats.TABLE), default="text")
@click.pass_obj
def coverage(where: options.Where, form: str) -> None:
    """What there is per goal, and what there is not."""
    from sdgwijzer.store import store
    from sdgwijzer.views import coverage as counted

    print(counted.written(store.Store(store.current(where.places.data)), form), end="")


@click.command(
    cls=options.Many,
    epilog="\b\nExamples:\n  sdgwijzer changes --since 2026-11-01 --format csv\n"
    "  sdgwijzer changes --judgements --municipality Harelbeke",
)
@click.option("--since", type=options.Day(), help="From this day on.")
@click.option("--judgements", is_flag=True, help="Judgements that changed, and what changed them.")
@click.option(
    "--municipality",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_municipality,
    help="With --judgements: a name, a NIS code or a postcode; more are split by commas.",
)
@click.option("--format", "form", type=click.Choice(formats.TABLE), default="text")
@click.pass_obj
def changes(
    where: options.Where,
    since: date | None,
    judgements: bool,
    municipality: tuple[str, ...],
    form: str,
) -> None:
    """What updates changed, the newest first.

    With --judgements: the status, trend and signal of each municipality that a build changed, by
    the method, the figures or the catalogue ("methode", "cijfers", "catalogus").
    """
    from sdgwijzer.figures import changes as told
    from sdgwijzer.store import store
    from sdgwijzer.update import terminal

    if municipality and not judgements:
        raise UsageError("--municipality goes with --judgements")
    if judgements:
        database = store.Store(store.current(where.places.data))
        names = options.lookup(where)
        codes = [options.code(names, name) for name in municipality]
        rows = database.judgement_changes(codes or None)
        rows = rows[rows["as_of"] >= (since.isoformat() if since else "")]
        print(terminal.revised(rows, form), end="")
        return
    found = told.read(where.places.data, since.isoformat() if since else "")
    print(terminal.changed(found, form), end="")
