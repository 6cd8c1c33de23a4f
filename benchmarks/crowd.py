"""What a crowd costs: many first visits within a second, beside Streamlit's default settings.

Those watch the program's files for every visitor and collect garbage after every run
(`.streamlit/config.toml` says why neither is wanted). Every run measures both in turns, from the
first click until the last visitor has the page. Each has a new server, warm after one visit.
"""

import argparse
import asyncio
import os
import time
from statistics import median

from benchmarks.pages import OWN, served
from benchmarks.visitor import arrive, click
from sdgwijzer import municipalities, paths

DEFAULTS = {
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "auto",
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
}


async def crowd(url: str, names: list[str]) -> float:
    """Seconds from the first click until every visitor has an overview."""
    await click(await arrive(url), "overzicht", f"gemeente={OWN}", 0)
    visitors = [await arrive(url) for _ in names]
    begin = time.monotonic() + 0.1
    clicks = [
        click(visitor, "overzicht", f"gemeente={name}", begin + place / len(names))
        for place, (visitor, name) in enumerate(zip(visitors, names, strict=True))
    ]
    wrong = [each for answer in await asyncio.gather(*clicks) for each in answer]
    assert not wrong, wrong[0]
    taken = time.monotonic() - begin
    for visitor in visitors:
        await visitor.close()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description="What a crowd costs.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--visitors", type=int, default=40)
    options = parser.parse_args()
    names = [row.name for row in municipalities.load().today.values()][: options.visitors]
    seconds: dict[str, list[float]] = {"as shipped": [], "Streamlit's defaults": []}
    for _ in range(options.runs):
        for what, settings in (("as shipped", {}), ("Streamlit's defaults", DEFAULTS)):
            os.environ.update(settings)
            try:
                with served(paths.ROOT / "app.py") as (url, _):
                    seconds[what].append(asyncio.run(crowd(url, names)))
            finally:
                for name in settings:
                    del os.environ[name]
    own, other = (median(each) for each in seconds.values())
    each = [a / b for a, b in zip(*seconds.values(), strict=True)]
    print(f"medians of {options.runs} runs in turns; load of the machine {os.getloadavg()[0]:.1f}")
    print(
        f"{len(names)} first visits in a second, as shipped / Streamlit's defaults "
        f"({own:.3g} / {other:.3g} s): {own / other:.2f} ({min(each):.2f}-{max(each):.2f})"
    )


if __name__ == "__main__":
    main()
