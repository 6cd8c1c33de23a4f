"""A region larger than Flanders: what a build, a page and its memory cost with more municipalities.

All municipalities are MADE: each real one so many times, with its own figures and another code and
name ("Verzonnen 7 van Gent"). They stand in a temporary folder and go with it. For each size one
process builds and one opens overviews; both are measured, and held beside the size of today with
the same indicators. What grows faster than the figures do is named. Needs Linux.
"""

import argparse
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml

from sdgwijzer import paths

FEW: Final = ("fluvius", "statbel_fiscal_income", "statbel_population", "statbel_real_estate")
"""Sources of the largest region: as many indicators as 8 GB carry."""

_BUILD: Final = """
import resource, sys, time
from datetime import date
from pathlib import Path
from sdgwijzer.build import pipeline
from sdgwijzer.paths import Places
begun = time.process_time()
path = pipeline.build(Places.of(Path(sys.argv[1]), Path(sys.argv[2])), date(2026, 11, 23))
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.process_time() - begun, used.ru_maxrss / 1024, path.stat().st_size / 1e6)
"""
_OPEN: Final = """
import resource, statistics, sys, time
from pathlib import Path
from urllib.parse import urlencode
from starlette.datastructures import Headers
from sdgwijzer.html import kept
from sdgwijzer.serving.gate import Gate, Wanted
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset
data = Dataset(store.current(Path(sys.argv[1])), Path(sys.argv[2]))
begun = time.process_time()
data.warm()
warm = time.process_time() - begun
gate = Gate(None, None, lambda: data)
pages = {"page": [], "kept": []}
names = [row.name for row in data.reference.today.values()]
for name in names[:: len(names) // 24][:24]:
    query = urlencode({"gemeente": name})
    for kind in pages:
        begun = time.process_time()
        made = gate._answer(Wanted("overzicht", f"?{query}", query, "http://x/"), Headers({}))
        assert made.status_code == 200 and name.encode() in made.body
        pages[kind].append(time.process_time() - begun)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(*(1000 * statistics.median(each[4:]) for each in pages.values()), used, warm)
"""
NAMES: Final = (
    *("build, s CPU", "build, MB", "database, MB"),
    *("overview made, ms CPU", "overview kept, ms CPU", "site, MB", "start, s CPU"),
)


def region(times: int, folder: Path, sources: tuple[str, ...]) -> Path:
    """A data folder with so many of each municipality, and the catalogue that goes with it.

    Args:
        times: of each.
        folder: an empty one.
        sources: whose figures; none of them for all.

    Returns:
        The catalogue.
    """
    data = paths.data()
    (folder / "figures").mkdir()
    rows = list(csv.DictReader((data / "municipalities.csv").open(encoding="utf-8")))
    order = {code: place for place, code in enumerate(sorted({row["nis_code"] for row in rows}))}
    _write(
        folder / "municipalities.csv", [_made(row, k, order) for k in range(times) for row in rows]
    )
    clusters = list(csv.DictReader((data / "typology.csv").open(encoding="utf-8")))
    _write(
        folder / "typology.csv",
        [
            row | {"nis_code": _code(row["nis_code"], k, order)}
            for k in range(times)
            for row in clusters
        ],
    )
    head = (data / "bad_cells.csv").read_text(encoding="utf-8").partition("\n")[0]
    (folder / "bad_cells.csv").write_text(f"{head}\n", encoding="utf-8")
    names = list(csv.DictReader((data / "place_names.csv").open(encoding="utf-8")))[:1]
    of_it = [" ".join(_code(code, 0, order) for code in row["nis_codes"].split()) for row in names]
    _write(
        folder / "place_names.csv",
        [row | {"nis_codes": codes} for row, codes in zip(names, of_it, strict=True)],
    )
    shutil.copy(data / "boundaries.json", folder)
    catalogue = folder / "indicators.yaml"
    written: dict[str, Any] = yaml.safe_load(paths.catalogue().read_text(encoding="utf-8"))
    for path in (data / "figures").glob("plan*"):
        shutil.copy(path, folder / "figures")
    for path in sorted((data / "figures").glob("*.parquet")):
        own = path.with_suffix(".json").exists()
        if own and (not sources or path.stem in sources):
            _copies(path, folder / "figures", times, order)
    if sources:
        written["indicators"] = {
            id_: entry for id_, entry in written["indicators"].items() if entry["source"] in sources
        }
        for entry in written["indicators"].values():
            if entry.get("family", {}).get("spokesman") not in written["indicators"]:
                entry.pop("family", None)
    catalogue.write_text(
        yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return catalogue


def _code(code: str, k: int, order: dict[str, int]) -> str:
    return f"{k:02d}{order[code]:03d}" if code in order else code


def _made(row: dict[str, str], k: int, order: dict[str, int]) -> dict[str, str]:
    return row | {
        "nis_code": _code(row["nis_code"], k, order),
        "name": f"Verzonnen {k + 1} van {row['name']}",
        "successor": _code(row["successor"], k, order) if row["successor"] else "",
        "bordering": " ".join(_code(code, k, order) for code in row["bordering"].split()),
    }


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def _copies(path: Path, folder: Path, times: int, order: dict[str, int]) -> None:
    table = pq.read_table(path)
    if "nis_code" not in table.column_names:
        shutil.copy(path, folder)
        shutil.copy(path.with_suffix(".json"), folder)
        return
    table = table.filter(pc.is_in(table["nis_code"], pa.array(list(order))))
    where = table.column_names.index("nis_code")
    made = pa.concat_tables(
        table.set_column(
            where,
            "nis_code",
            pa.array([_code(code, k, order) for code in table["nis_code"].to_pylist()]),
        )
        for k in range(times)
    )
    target = folder / path.name
    pq.write_table(made, target)
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    said["rows"] = made.num_rows
    said["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")


def measured(times: int, sources: tuple[str, ...]) -> tuple[float, ...]:
    """What `NAMES` says, of a region of that size.

    Raises:
        RuntimeError: it could not be built or opened; what was said.
    """
    with tempfile.TemporaryDirectory(prefix="sdgwijzer-region-") as name:
        folder = Path(name)
        catalogue = region(times, folder, sources)
        return (*_run(_BUILD, folder, catalogue), *_run(_OPEN, folder, catalogue))


def _run(script: str, folder: Path, catalogue: Path) -> tuple[float, ...]:
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(catalogue)],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"SDGWIJZER_DATA": str(folder), "SDGWIJZER_CATALOGUE": str(catalogue)},
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return tuple(
        map(float, done.stdout.split()[-4:] if script is _OPEN else done.stdout.split()[-3:])
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="A region larger than Flanders.")
    parser.add_argument("--times", type=int, default=10, help="municipalities, of each")
    parser.add_argument("--few", action="store_true", help=f"of {', '.join(FEW)} alone")
    options = parser.parse_args()
    sources = FEW if options.few else ()
    small, large = (measured(each, sources) for each in (1, options.times))
    print(f"made municipalities, {options.times} of each; load {os.getloadavg()[0]:.1f}")
    for name, a, b in zip(NAMES, small, large, strict=True):
        grown = b / a if a else float("nan")
        more = "  faster than the figures" if grown > 1.1 * options.times else ""
        print(f"{name:24s} {a:8.1f} {b:9.1f}   x {grown:.1f}{more}")


if __name__ == "__main__":
    main()
