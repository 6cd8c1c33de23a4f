"""Commands that keep the figures up to date and right. What one needs is imported when it runs."""

import logging
import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from sdgwijzer.cli import options, writing
from sdgwijzer.errors import SdgWijzerError, UsageError

PATIENCE: Final = 600
"""Seconds that a build waits for an update that is at work."""


_SOURCES: Final = f"Sources: {', '.join(options.sources())}"


@click.command(
    epilog="\b\nExamples:\n  sdgwijzer update\n"
    "  sdgwijzer update rva_unemployment --dry-run\n"
    f"  sdgwijzer update statbel_population --mirror FOLDER\n\n{_SOURCES}"
)
@click.argument("source", nargs=-1, shell_complete=options.complete_source)
@click.option(
    "--mirror",
    type=options.Place("FOLDER"),
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
    from sdgwijzer import settings
    from sdgwijzer.fetch import supply
    from sdgwijzer.fetch.web import Web
    from sdgwijzer.update import terminal
    from sdgwijzer.update.update import Update

    if mirror is not None and offline:
        raise UsageError("--mirror and --offline: name one of the two")
    answers: supply.Supply
    if mirror is not None:
        answers = supply.FromFolder(mirror)
    elif offline:
        answers = supply.from_cache(where.places.data)
    else:
        answers = supply.FromNetwork(where.places.data, Web(settings.read()))
    work = Update(
        places=where.places,
        supply=answers,
        today=date.today(),
        accept=accept,
        since=since.isoformat() if since else "",
        dry_run=dry_run,
    )
    keys = work.chosen(source)
    kept = "; sources that were done stay so, and the next update builds with them"
    with writing.in_use_said(where.places.data, kept), terminal.bar(len(keys)) as tell:
        outcomes = work.run(keys, tell)
    print(terminal.table(outcomes))
    if dry_run:
        print("nothing was written (--dry-run)")
    failed = [outcome for outcome in outcomes if not outcome.good]
    if failed:
        listed = "\n".join(outcome.said for outcome in failed)
        raise SdgWijzerError(f"{len(failed)} of {len(outcomes)} failed:\n{listed}")


@click.command(epilog="\b\nExample:\n  sdgwijzer build --as-of 2026-11-26")
@click.option(
    "--as-of", type=options.Day(), default=date.today, help="Day on which age is measured (today)."
)
@click.pass_obj
def build(where: options.Where, as_of: date) -> None:
    """Make the database from the figures and put it in use."""
    from sdgwijzer.build import pipeline
    from sdgwijzer.update.lock import alone

    def tell(who: str) -> None:
        print(f"waiting for {who}, at most {PATIENCE // 60} minutes", file=sys.stderr)

    logging.basicConfig(format="sdgwijzer build: %(message)s")
    with (
        writing.in_use_said(where.places.data),
        alone(where.places.data, "build", wait=PATIENCE, tell=tell),
    ):
        path = pipeline.build(where.places, as_of)
    print(f"{path.name} is in use", file=sys.stderr)


@click.command(epilog="\b\nExample:\n  sdgwijzer check --figures")
@click.option("--figures", is_flag=True, help="The figures too: a line per indicator.")
@click.option("--data", "figures_old", is_flag=True, hidden=True)  # its old name
@click.pass_obj
def check(where: options.Where, figures: bool, figures_old: bool) -> None:
    """Is indicators.yaml right, and local/? Lists every problem."""
    from sdgwijzer.build import pipeline
    from sdgwijzer.figures import checks

    entries, said = pipeline.checked(where.places, date.today().year)
    print(*said, sep="\n")
    if figures or figures_old:
        found, failed = pipeline.report(where.places.data, entries)
        print(found.to_string(index=False, float_format="{:.2f}".format))
        print(checks.counted(found, entries.indicators))
        wrong = found[found["verdict"] != "ok"]
        if len(wrong):
            look = "indicator looks" if len(wrong) == 1 else "indicators look"
            failed.append(f"{len(wrong)} {look} off: {', '.join(wrong['indicator_id'])}")
        if failed:
            raise SdgWijzerError("\n".join(failed))


_TODAY: Final = "sdgwijzer-doctor-{:%Y-%m-%d}.txt"
"""Name of a report for which none is given."""


@click.command(
    epilog="\b\nExamples:\n  sdgwijzer doctor statbel_population\n  sdgwijzer doctor --report\n\n"
    + _SOURCES
)
@click.argument("source", nargs=-1, shell_complete=options.complete_source)
@click.option(
    "--report",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Write what came to one file that you can send: addresses, status, headers, the first "
    f"2 kB of each answer, no secrets ({_TODAY.format(date(2026, 12, 1))}).",
)
@click.pass_obj
def doctor(where: options.Where, source: tuple[str, ...], report: str | None) -> None:
    """Does every publisher answer? Changes nothing.

    SOURCE is one of those below; without one all are asked. Ends with 1 when an address is refused,
    changed or silent.
    """
    from sdgwijzer import catalogue, municipalities, settings
    from sdgwijzer.errors import DownloadError
    from sdgwijzer.fetch.web import Web
    from sdgwijzer.update import doctor as examination
    from sdgwijzer.update import report as reports
    from sdgwijzer.update import terminal

    entries = catalogue.read(where.places.catalogue)
    known = [*examination.TABLES, *(one.key for one in entries.sources)]
    if report in known:  # `--report SOURCE` takes the source for its file
        source, report = (*source, str(report)), ""
    unknown = sorted(set(source) - set(known))
    if unknown:
        raise UsageError(f"unknown source {', '.join(unknown)}; expected {', '.join(known)}")
    path = None if report is None else _place(report)
    reference = municipalities.of(where.places.data)
    documents: dict[str, bytes | DownloadError] = {}
    web, found = Web(settings.read()), []
    for each in examination.examine(entries, list(source) or known, web, reference, documents):
        print(terminal.finding(each), flush=True)
        found.append(each)
    counted = terminal.verdicts([each.verdict for each in found])
    print(counted)
    if path is not None:
        said = [*map(terminal.finding, found), counted]
        content = reports.text(str(date.today()), said, web.heard, documents, web.settings.gateway)
        writing.whole(path, content.encode())
        print(f"written to {path}")
    wrong = sum(each.wrong for each in found)
    if wrong:
        raise SdgWijzerError(
            f"{wrong} of {len(found)} are refused, changed or unreachable; what each means is in "
            "docs/eerste-update.md, and 'sdgwijzer doctor --report' writes down what came"
        )


def _place(report: str) -> Path:
    """Where a report is written; "" for its usual name, here."""
    path = Path(report or _TODAY.format(date.today()))
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path.parent} is not a folder; name a file in one that is there")
    return path


@click.command(epilog="\b\nExample:\n  sdgwijzer audit --draws 100")
@click.option(
    "--draws",
    type=click.IntRange(1),
    metavar="TIMES",
    help="How often all municipalities are drawn (20 times); series four times as often.",
)
@click.option("--seed", type=click.IntRange(0), default=0, help="Of the random numbers (0).")
@click.pass_obj
def audit(where: options.Where, draws: int | None, seed: int) -> None:
    """Do the rules keep what they promise?

    Puts noise and known differences through them; docs/audit.md says how. Ends with 1 when a
    promise over all judged indicators is broken.
    """
    from sdgwijzer import catalogue
    from sdgwijzer.judgement import audit as promised
    from sdgwijzer.store import store

    opened = store.Store(store.current(where.places.data))
    entries = catalogue.read(where.places.catalogue).indicators
    observations = opened.rows().to_pandas()
    rows = opened.summary(observations["nis_code"].unique().tolist(), [one.id for one in entries])
    found = promised.report(
        observations,
        rows,
        entries,
        int(opened.build()["as_of"][:4]),
        draws=draws or promised.DRAWS,
        seed=seed,
    )
    for title, table in found.tables.items():
        print(f"{title}\n{table.to_string(index=False, float_format='{:.1f}'.format, na_rep='')}\n")
    for each in found.promises:
        print(f"{each.name}: {each.found:.1f} % ({each.limit}){'' if each.kept else ' BROKEN'}")
    print("\nAlone outside these limits:", *(found.alone or ["none"]), sep="\n")
    broken = [each.name for each in found.promises if not each.kept]
    if broken:
        raise SdgWijzerError(f"{len(broken)} broken: {'; '.join(broken)}")
