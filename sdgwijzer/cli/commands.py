"""The commands: each calls one function. What it needs is imported when it runs."""

import logging
import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from sdgwijzer import __version__, formats, paths
from sdgwijzer.cli import options, writing
from sdgwijzer.cli.options import complete_municipality
from sdgwijzer.errors import SdgWijzerError, UsageError

PATIENCE: Final = 600
"""Seconds that a build waits for an update that is at work."""


_SOURCES: Final = f"Sources: {', '.join(options.sources())}"

_EPILOG: Final = """\b
Examples:
  sdgwijzer read Harelbeke --goal 8 --peers Zwevegem,Deerlijk,Kuurne
  sdgwijzer export --municipality Harelbeke --output harelbeke.csv
  sdgwijzer --data FOLDER build

\b
Settings from the environment:
  SDGWIJZER_DATA       as --data
  SDGWIJZER_CATALOGUE  as --catalogue
  SDGWIJZER_LOCAL      folder with own targets and figures (default: local/)
  SDGWIJZER_CONTACT    an address where publishers can reach you, sent along by update

\b
Shell completion, for this session or in the shell's start file (bash; or zsh_source, fish_source):
  eval "$(_SDGWIJZER_COMPLETE=bash_source sdgwijzer)"

Ends with 0: done, 1: it failed, 2: wrong use, 130: interrupted (Ctrl-C).
"""


@click.group(
    cls=options.Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.version_option(__version__, prog_name="sdgwijzer", message="%(prog)s %(version)s")
@click.option(
    "--data",
    type=options.Place("is_dir", "name the one with figures, by --data or SDGWIJZER_DATA"),
    default=paths.data,
    show_default="SDGWIJZER_DATA, or data/",
    help="Folder with figures and database; stands before the command.",
)
@click.option(
    "--catalogue",
    type=options.Place("is_file", "name the list, by --catalogue or SDGWIJZER_CATALOGUE"),
    default=paths.catalogue,
    show_default="SDGWIJZER_CATALOGUE, or indicators.yaml",
    help="File with the indicators; stands before the command.",
)
@click.pass_context
def sdgwijzer(context: click.Context, data: Path, catalogue: Path) -> None:
    """How does each Flemish municipality stand on the 17 Sustainable Development Goals?

    Print or export what is known, and keep the figures up to date. 'sdgwijzer COMMAND --help'
    explains a command. Results go to standard output, errors to standard error.
    """
    where = context.obj
    where.data, where.catalogue, where.command = data, catalogue, context.invoked_subcommand or ""


@sdgwijzer.command(epilog="\b\nExample:\n  sdgwijzer check --figures")
@click.option("--figures", is_flag=True, help="The figures too: a line per indicator.")
@click.option("--data", "figures_old", is_flag=True, hidden=True)  # its old name
@click.pass_obj
def check(where: options.Where, figures: bool, figures_old: bool) -> None:
    """Is indicators.yaml right, and local/? Lists every problem."""
    from sdgwijzer import checks, pipeline

    entries, said = pipeline.checked(
        where.data, where.catalogue, date.today().year, local_folder=paths.local()
    )
    print(*said, sep="\n")
    if figures or figures_old:
        found, failed = pipeline.report(where.data, entries)
        print(found.to_string(index=False, float_format="{:.2f}".format))
        print(checks.counted(found, entries.indicators))
        wrong = found[found["verdict"] != "ok"]
        if len(wrong):
            failed.append(f"{len(wrong)} indicators look off: {', '.join(wrong['indicator_id'])}")
        if failed:
            raise SdgWijzerError("\n".join(failed))


@sdgwijzer.command(
    epilog="\b\nExamples:\n  sdgwijzer update\n"
    "  sdgwijzer update rva_unemployment --dry-run\n"
    f"  sdgwijzer update statbel_population --mirror FOLDER\n\n{_SOURCES}"
)
@click.argument("source", nargs=-1, shell_complete=options.complete_source)
@click.option(
    "--mirror",
    type=options.Place(),
    metavar="FOLDER",
    help="Read the publishers' own files from this folder instead.",
)
@click.option("--offline", is_flag=True, help="Read the answers kept in data/answers instead.")
@click.option("--since", type=options.Day(), help="Leave out what was asked on this day or later.")
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing.")
@click.option(
    "--accept",
    multiple=True,
    metavar="SOURCE",
    shell_complete=options.complete_source,
    help="Write this source's figures although they changed more than expected.",
)
@click.pass_obj
def update(
    where: options.Where,
    source: tuple[str, ...],
    mirror: Path | None,
    offline: bool,
    since: date | None,
    dry_run: bool,
    accept: tuple[str, ...],
) -> None:
    """Ask the publishers for new figures, write what is new, build.

    SOURCE is one of those below; without one all are asked.
    """
    from sdgwijzer import progress
    from sdgwijzer.update import Update
    from sdgwijzer.web import Web, settings

    if mirror is not None and offline:
        raise UsageError("--mirror and --offline: name one of the two")
    live = mirror is None and not offline
    work = Update(
        data=where.data,
        catalogue_file=where.catalogue,
        today=date.today(),
        mirror=mirror,
        offline=offline,
        web=Web(settings()) if live else None,
        accept=accept,
        local=paths.local(),
        since=since.isoformat() if since else "",
        dry_run=dry_run,
    )
    keys = work.chosen(source)
    kept = "; sources that were done stay so, and the next update builds with them"
    with writing.in_use_said(where.data, kept), progress.bar(len(keys)) as tell:
        outcomes = work.run(keys, tell)
    print(progress.table(outcomes))
    if dry_run:
        print("nothing was written (--dry-run)")
    failed = [outcome for outcome in outcomes if not outcome.good]
    if failed:
        listed = "\n".join(outcome.said for outcome in failed)
        raise SdgWijzerError(f"{len(failed)} of {len(outcomes)} failed:\n{listed}")


@sdgwijzer.command(epilog="\b\nExample:\n  sdgwijzer changes --since 2026-11-01 --format csv")
@click.option("--since", type=options.Day(), help="From this day on.")
@click.option("--format", "form", type=click.Choice(formats.TABLE), default="text")
@click.pass_obj
def changes(where: options.Where, since: date | None, form: str) -> None:
    """What updates changed, the newest first."""
    from sdgwijzer import changes as told
    from sdgwijzer import progress

    found = told.read(where.data, since.isoformat() if since else "")
    print(progress.changed(found, form), end="")


@sdgwijzer.command(epilog=f"\b\nExample:\n  sdgwijzer doctor statbel_population\n\n{_SOURCES}")
@click.argument("source", nargs=-1, shell_complete=options.complete_source)
@click.pass_obj
def doctor(where: options.Where, source: tuple[str, ...]) -> None:
    """Does every publisher answer? Changes nothing.

    SOURCE is one of those below; without one all are asked.
    """
    from sdgwijzer import catalogue, municipalities, progress
    from sdgwijzer import doctor as examination
    from sdgwijzer.web import Web, settings

    entries = catalogue.read(where.catalogue)
    known = [*examination.TABLES, *(one.key for one in entries.sources)]
    unknown = sorted(set(source) - set(known))
    if unknown:
        raise UsageError(f"unknown source {', '.join(unknown)}; expected {', '.join(known)}")
    reference = municipalities.read(where.data / "municipalities.csv")
    found, asked = [], list(source) or known
    for each in examination.examine(entries, asked, Web(settings()), reference):
        print(progress.finding(each), flush=True)
        found.append(each.verdict)
    print(progress.verdicts(found))


@sdgwijzer.command(epilog="\b\nExample:\n  sdgwijzer build --as-of 2026-11-26")
@click.option(
    "--as-of", type=options.Day(), default=date.today, help="Day on which age is measured (today)."
)
@click.pass_obj
def build(where: options.Where, as_of: date) -> None:
    """Make the database from the figures and put it in use."""
    from sdgwijzer import pipeline
    from sdgwijzer.lock import alone

    def tell(who: str) -> None:
        print(f"waiting for {who}, at most {PATIENCE // 60} minutes", file=sys.stderr)

    logging.basicConfig(format="sdgwijzer build: %(message)s")
    with writing.in_use_said(where.data), alone(where.data, "build", wait=PATIENCE, tell=tell):
        path = pipeline.build(where.data, where.catalogue, as_of, local_folder=paths.local())
    print(f"{path.name} is in use", file=sys.stderr)


@sdgwijzer.command(epilog="\b\nExample:\n  sdgwijzer coverage --format json")
@click.option("--format", "form", type=click.Choice(formats.TABLE), default="text")
@click.pass_obj
def coverage(where: options.Where, form: str) -> None:
    """What there is per goal, and what there is not."""
    from sdgwijzer import coverage as counted
    from sdgwijzer import store

    print(counted.written(store.Store(store.current(where.data)), form), end="")


@sdgwijzer.command(
    cls=options.Many,
    epilog="\b\nExamples:\n  sdgwijzer indicators armoede\n  sdgwijzer indicators --goal 8",
)
@click.argument("word", nargs=-1)
@click.option(
    "--goal",
    multiple=True,
    type=options.Goal(),
    metavar="NUMBER",
    help="Only of this goal, 1 to 17; more are split by commas.  [default: all]",
)
@click.pass_obj
def indicators(where: options.Where, word: tuple[str, ...], goal: tuple[int, ...]) -> None:
    """List indicators by id.

    With the goal, the latest year that has figures (- without any) and the Dutch name. WORD is a
    part of the id, the name or the theme.
    """
    from sdgwijzer import coverage as counted
    from sdgwijzer import store

    print(counted.listed(store.Store(store.current(where.data)), word, goal), end="")


@sdgwijzer.command(
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
@click.option(
    "--goal",
    multiple=True,
    type=options.Goal(),
    metavar="NUMBER",
    help="Only this goal, 1 to 17; more are split by commas.  [default: all]",
)
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
    from sdgwijzer import catalogue, reading, store

    database = store.Store(store.current(where.data))
    names = options.lookup(where)
    own = options.code(names, " ".join(municipality))
    words = options.peers(names, [*peers, *peers_old], own)
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    every = [*catalogue.read(where.catalogue), *database.own_indicators()]
    entries = {item.id: item for item in every if fetched.get(item.id, False)}
    numbers = goal or range(1, 18)
    print(reading.goals(database, names.known, entries, own, words, numbers), end="")


@sdgwijzer.command(epilog="\b\nExample:\n  sdgwijzer audit --shuffle 200 --simulate 400")
@click.option(
    "--shuffle", type=click.IntRange(1), metavar="TIMES", help="Permute the years of every series."
)
@click.option(
    "--simulate",
    type=click.IntRange(1),
    is_flag=False,
    flag_value=400,
    metavar="DRAWS",
    help="Draw municipalities with one true rate (400 times).",
)
@click.pass_obj
def audit(where: options.Where, shuffle: int | None, simulate: int | None) -> None:
    """What do the rules see in noise?

    Ends with 1 when it is too much.
    """
    from sdgwijzer import catalogue, store
    from sdgwijzer.judgement import audit as noise

    if not (shuffle or simulate):
        raise UsageError("ask for --shuffle TIMES or for --simulate")
    observations = store.Store(store.current(where.data)).rows().to_pandas()
    entries = catalogue.read(where.catalogue)
    too_much = False
    for table, seen in noise.report(observations, entries, shuffle or 0, simulate or 0):
        print(table.to_string(index=False, float_format="{:.3f}".format))
        for name, share, limit in seen:
            print(f"{name}: {share:.1%} (at most {limit:.0%})")
            too_much |= share > limit
    if too_much:
        raise SdgWijzerError("the rules see more in noise than they may")


@sdgwijzer.command(
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
    help="csv: commas and decimal points; excel-csv: semicolons and decimal commas; parquet: for "
    "analysis.  [default: parquet for a file that is named so, else csv]",
)
@click.option(
    "--output", type=options.Place("new"), help="File to write.  [default: standard output]"
)
@click.option("--columns", is_flag=True, help="Explain the columns instead.")
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
    """Write figures as CSV or Parquet, with what traces them.

    Name municipalities, indicators or both, or ask for --all. A row is a figure of one municipality
    in one year, with its unit, source and licence; its judgement, beside all of Flanders, stands in
    the rows of its latest year and of the year that is compared. --columns explains each column.
    """
    from sdgwijzer import exports, store

    if columns:
        print("\n".join(f"{name}: {meaning}" for name, meaning in exports.COLUMNS.items()))
        return
    if not (everything or municipality or indicator):
        raise UsageError("name a --municipality or --indicator, or ask for --all")
    if everything and (municipality or indicator):
        raise UsageError(
            "--all is of all municipalities and indicators; name some, or ask for --all"
        )
    form = options.form(form, output)
    if form == "parquet" and not output and sys.stdout and sys.stdout.isatty():
        raise UsageError("Parquet is nothing to read on a terminal; name a file with --output")
    database = store.Store(store.current(where.data))
    names = options.lookup(where)
    codes = [options.code(names, name) for name in municipality]
    ids = set(database.indicators()["indicator_id"])
    unknown = sorted(set(indicator) - ids)
    if unknown:
        alike = options.alike(unknown[0], ids)
        hint = f"; did you mean {', '.join(alike)}?" if alike else ""
        raise UsageError(
            f"unknown indicator {', '.join(unknown)}{hint}; 'sdgwijzer indicators' lists them"
        )
    rows = database.rows(codes or None, list(indicator) or None)
    for id_ in sorted(set(indicator) - set(rows["indicator_id"].to_pylist())):
        print(f"{id_}: no figures of it yet", file=sys.stderr)
    content = exports.as_bytes(rows, form)
    if output:
        writing.whole(output, content)
        print(f"{rows.num_rows} rows in {output}", file=sys.stderr)
    else:
        click.echo(content, nl=False)
