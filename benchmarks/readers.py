"""How long all readers take over a folder with the publishers' files: `make bench MIRROR=folder`.

Budgets: all together under 5 minutes of CPU time, and never more than 1.5 GB of memory.
"""

import resource
import sys
import time
from pathlib import Path

from sdgwijzer import catalogue, municipalities, paths, sources
from sdgwijzer.errors import AnswerMissing
from sdgwijzer.fetch.answers import Mirror

SECONDS, MEGABYTES = 300, 1_500


def main(folder: Path) -> int:
    """Read every source that the folder has, one after the other."""
    entries = catalogue.read(paths.catalogue())
    began = time.process_time()
    for key in sources.available():
        start = time.process_time()
        try:
            rows = len(
                sources.load(key).read(
                    entries.of_source(key), Mirror(folder, today="").get, municipalities.load()
                )
            )
        except AnswerMissing:
            print(f"{key:34} not in this folder")
            continue
        print(f"{key:34} {time.process_time() - start:6.2f} s CPU  {rows:8,} rows", flush=True)
    taken = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'all readers':34} {taken:6.2f} s CPU (budget {SECONDS}), peak {peak:.0f} MB "
        f"(budget {MEGABYTES})"
    )
    return int(taken > SECONDS or peak > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
