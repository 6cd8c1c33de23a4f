"""`sdgwijzer check | update | build | export`: each command calls one function.

Results go to standard output, progress and errors to standard error. Exit code 0: done,
1: it failed, 2: wrong use.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from sdgwijzer import (
    __version__,
    catalogue,
    changes,
    coverage,
    doctor,
    exports,
    local,
    municipalities,
    paths,
    peers,
    pipeline,
    progress,
    reading,
    store,
    web,
)
from sdgwijzer.errors import SdgWijzerError, UsageError
from sdgwijzer.judgement import audit
from sdgwijzer.lock import alone
from sdgwijzer.update import Update
from sdgwijzer.web import Web

PATIENCE: Final = 600
"""Seconds that a build waits for an update that is at work."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except SdgWijzerError as error:
        print(f"sdgwijzer {options.command}: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        said = "interrupted; what was in use before still is"
        print(f"\nsdgwijzer {options.command}: {said}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()
    except OSError as error:  # a full disk, a folder that may not be written
        said = f"{error}; what was in use before still is"
        print(f"sdgwijzer {options.command}: {said}", file=sys.stderr)
        return 1
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected YYYY-MM-DD, found {text!r}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sdgwijzer", description=__doc__.split(":")[0])
    parser.add_argument("--version", action="version", version=f"sdgwijzer {__version__}")
    parser.add_argument(
        "--data", type=Path, default=paths.data(), help="folder with figures and database"
    )
    parser.add_argument(
        "--catalogue", type=Path, default=paths.catalogue(), help="the file indicators.yaml"
    )
    commands = parser.add_subparsers(dest="command", required=True)

    check = commands.add_parser("check", help="is the catalogue right? lists every problem")
    check.add_argument(
        "--data", action="store_true", dest="figures", help="the figures too: a line per indicator"
    )
    check.set_defaults(run=_check)

    update = commands.add_parser("update", help="ask the publishers, and write what is new")
    update.add_argument("source", nargs="*", help="a table or a module in sources/ (default: all)")
    where = update.add_mutually_exclusive_group()
    where.add_argument(
        "--mirror", type=Path, metavar="DIR", help="a folder with the publishers' own files instead"
    )
    where.add_argument(
        "--offline", action="store_true", help="the answers that are kept in data/answers instead"
    )
    update.add_argument(
        "--since",
        type=_day,
        metavar="YYYY-MM-DD",
        help="leave out what was asked on this day or later",
    )
    update.add_argument("--dry-run", action="store_true", help="say what would change")
    update.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="SOURCE",
        help="write this source's figures although they changed more than expected",
    )
    update.set_defaults(run=_update)

    changed = commands.add_parser("changes", help="what updates changed, the newest first")
    changed.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="from this day on")
    changed.add_argument("--format", choices=progress.FORMATS, default="text")
    changed.set_defaults(run=_changes)

    examined = commands.add_parser("doctor", help="does every publisher answer? changes nothing")
    examined.add_argument("source", nargs="*", help="a module in sources/ (default: all)")
    examined.set_defaults(run=_doctor)

    build = commands.add_parser("build", help="make the database from the figures")
    build.add_argument(
        "--as-of",
        type=_day,
        default=date.today(),
        metavar="YYYY-MM-DD",
        help="day on which the age of figures is measured (default: today)",
    )
    build.set_defaults(run=_build)

    covered = commands.add_parser("coverage", help="what there is per goal, and what there is not")
    covered.add_argument("--format", choices=coverage.FORMATS, default="text")
    covered.set_defaults(run=_coverage)

    read = commands.add_parser("read", help="print the goals of a municipality as Dutch sentences")
    read.add_argument("municipality", help="NIS code or name")
    read.add_argument("--goal", type=int, nargs="+", choices=range(1, 18), metavar="1-17")
    read.add_argument(
        "--compare",
        nargs="+",
        default=[],
        metavar="WORD",
        help=f"names, or one of {', '.join(peers.GROUPS)} (default: vlaanderen)",
    )
    read.set_defaults(run=_read)

    audit_ = commands.add_parser("audit", help="what do the rules say of pure noise?")
    audit_.add_argument(
        "--shuffle", type=int, metavar="TIMES", help="permute the years of every series so often"
    )
    audit_.add_argument(
        "--simulate",
        type=int,
        nargs="?",
        const=400,
        metavar="DRAWS",
        help="draw municipalities with one true rate (400 times)",
    )
    audit_.set_defaults(run=_audit)

    export = commands.add_parser("export", help="print figures with everything to trace them")
    export.add_argument("--municipality", nargs="+", metavar="CODE", help="NIS codes or names")
    export.add_argument("--indicator", nargs="+", metavar="ID", help="indicator ids")
    export.add_argument("--all", action="store_true", help="everything")
    export.add_argument("--format", choices=exports.FORMATS, default="csv")
    export.add_argument("--output", type=Path, help="file to write (default: standard output)")
    export.set_defaults(run=_export)
    return parser


def _check(options: argparse.Namespace) -> None:
    entries = catalogue.read(options.catalogue)
    goals = {goal for item in entries for goal in item.goals}
    reference = municipalities.read(options.data / "municipalities.csv")
    own = local.read(paths.local(), entries, reference)
    print(f"{len(entries.indicators)} indicators on {len(goals)} goals, no problems")
    if own.targets or own.indicators:
        targets = sum(map(len, own.targets.values()))
        print(f"local: {targets} own targets, {len(own.indicators)} own indicators, no problems")
    if options.figures:
        found, failed = pipeline.report(options.data, entries)
        print(found.to_string(index=False, float_format="{:.2f}".format))
        wrong = found[found["verdict"] != "ok"]
        if len(wrong):
            failed.append(f"{len(wrong)} indicators look off: {', '.join(wrong['indicator_id'])}")
        if failed:
            raise SdgWijzerError("\n".join(failed))


def _update(options: argparse.Namespace) -> None:
    live = options.mirror is None and not options.offline
    work = Update(
        data=options.data,
        catalogue_file=options.catalogue,
        today=date.today(),
        mirror=options.mirror,
        offline=options.offline,
        web=Web(web.settings()) if live else None,
        accept=options.accept,
        local=paths.local(),
        since=options.since.isoformat() if options.since else "",
        dry_run=options.dry_run,
    )
    keys = work.chosen(options.source)
    with progress.bar(len(keys)) as tell:
        outcomes = work.run(keys, tell)
    print(progress.table(outcomes))
    if options.dry_run:
        print("nothing was written (--dry-run)")
    failed = [outcome for outcome in outcomes if not outcome.good]
    if failed:
        listed = "\n".join(outcome.said for outcome in failed)
        raise SdgWijzerError(f"{len(failed)} of {len(outcomes)} failed:\n{listed}")


def _doctor(options: argparse.Namespace) -> None:
    entries = catalogue.read(options.catalogue)
    known = [*doctor.TABLES, *(one.key for one in entries.sources)]
    unknown = sorted(set(options.source) - set(known))
    if unknown:
        raise UsageError(f"unknown source {', '.join(unknown)}; expected {', '.join(known)}")
    found = []
    for each in doctor.examine(entries, options.source or known, Web(web.settings())):
        print(progress.finding(each), flush=True)
        found.append(each.verdict)
    print(progress.verdicts(found))


def _changes(options: argparse.Namespace) -> None:
    found = changes.read(options.data, options.since.isoformat() if options.since else "")
    print(progress.changed(found, options.format), end="")


def _build(options: argparse.Namespace) -> None:
    def tell(who: str) -> None:
        print(f"waiting for {who}, at most {PATIENCE // 60} minutes", file=sys.stderr)

    with alone(options.data, "build", wait=PATIENCE, tell=tell):
        path = pipeline.build(
            options.data, options.catalogue, options.as_of, local_folder=paths.local()
        )
    print(f"{path.name} is in use", file=sys.stderr)


def _coverage(options: argparse.Namespace) -> None:
    database = store.Store(store.current(options.data))
    print(coverage.written(database, options.format), end="")


def _audit(options: argparse.Namespace) -> None:
    if not (options.shuffle or options.simulate):
        raise SdgWijzerError("ask for --shuffle TIMES or for --simulate")
    database = store.Store(store.current(options.data))
    observations = database.rows().to_pandas()
    said = []
    if options.shuffle:
        entries = catalogue.read(options.catalogue)
        found = audit.shuffled(observations, entries, options.shuffle)
        print(found.to_string(index=False, float_format="{:.3f}".format))
        direction, clear = (
            float(np.average(found[name], weights=found["series"]))
            for name in ("direction", "clear")
        )
        said.append(("shuffled series with a direction", direction, audit.MAX_DIRECTION))
        said.append(("shuffled series with a clear direction", clear, audit.MAX_CLEAR))
    if options.simulate:
        people = observations[observations["indicator_id"] == "inwoners"]
        sizes = people.loc[people["year"] == people["year"].max(), "value"].dropna()
        drawn = audit.simulated(sizes.to_numpy(float), options.simulate)
        print(drawn.to_string(index=False, float_format="{:.3f}".format))
        judged = float(drawn["judged"].mean())
        said.append(("equal municipalities called better or weaker", judged, audit.MAX_JUDGED))
    for name, share, limit in said:
        print(f"{name}: {share:.1%} (at most {limit:.0%})")
    if any(share > limit for _, share, limit in said):
        raise SdgWijzerError("the rules see more in noise than they may")


def _read(options: argparse.Namespace) -> None:
    database = store.Store(store.current(options.data))
    known = municipalities.read(options.data / "municipalities.csv")
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    every = [*catalogue.read(options.catalogue), *database.own_indicators()]
    entries = {item.id: item for item in every if fetched.get(item.id, False)}
    own = _code(known, options.municipality)
    unknown = [
        word for word in options.compare if word not in peers.GROUPS and not known.find(word)
    ]
    if unknown:
        raise SdgWijzerError(
            f"unknown {', '.join(unknown)}; expected names of municipalities or one of "
            f"{', '.join(peers.GROUPS)}"
        )
    numbers = options.goal or range(1, 18)
    print(reading.goals(database, known, entries, own, options.compare, numbers), end="")


def _export(options: argparse.Namespace) -> None:
    if not (options.all or options.municipality or options.indicator):
        raise SdgWijzerError("name a --municipality or --indicator, or ask for --all")
    database = store.Store(store.current(options.data))
    known = municipalities.read(options.data / "municipalities.csv")
    codes = [_code(known, name) for name in options.municipality or []]
    ids = set(database.indicators()["indicator_id"])
    unknown = sorted(set(options.indicator or []) - ids)
    if unknown:
        raise SdgWijzerError(
            f"unknown indicator {', '.join(unknown)}; 'sdgwijzer check' names the catalogue, "
            f"which has for example {', '.join(sorted(ids)[:5])}"
        )
    content = exports.as_bytes(
        database.rows(codes or None, options.indicator or None), options.format
    )
    if options.output:
        options.output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _code(known: municipalities.Municipalities, name: str) -> str:
    found = known.find(name)
    if found is None:
        raise SdgWijzerError(
            f"unknown municipality {name!r}; expected a Flemish NIS code or name, "
            "as in data/municipalities.csv"
        )
    return found.nis_code


if __name__ == "__main__":
    sys.exit(main())
