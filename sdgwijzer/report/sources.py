"""The sources of a document: each gets a number when a line first rests on it."""

from collections.abc import Iterable
from dataclasses import replace

from sdgwijzer.content import Outside, Ref, Source
from sdgwijzer.model import Indicator
from sdgwijzer.texts import numbers
from sdgwijzer.texts import report as texts
from sdgwijzer.views.dataset import Dataset

PLAN = "plan"
"""Key of the multi-year plans, which are no source of figures."""


class Sources:
    """Hands out the numbers, in the order in which they are asked."""

    def __init__(self, data: Dataset) -> None:
        """Nothing has a number yet.

        Args:
            data: the figures in use.
        """
        self._known = {
            str(row["source"]): row for row in data.provenance().fillna("").to_dict("records")
        }
        self._numbers: dict[str, int] = {}
        self._added: dict[str, Source] = {}

    def add(self, key: str, source: Source) -> int:
        """The number of a source that is none of the figures in use; asked again it is the same."""
        self._added.setdefault(key, source)
        return self.number(key)

    def number(self, key: str) -> int:
        """The number of a source, or of `PLAN`."""
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def of(self, items: Iterable[Indicator]) -> tuple[int, ...]:
        """The numbers of the sources of these indicators, lowest first."""
        return tuple(sorted({self.number(item.source) for item in items}))

    def ref(self, *items: Indicator) -> Ref:
        """What stands behind a line that rests on these indicators."""
        return Ref(self.of(items))

    def listed(self) -> tuple[Source, ...]:
        """All that have a number, in its order."""
        return tuple(self._source(key, number) for key, number in self._numbers.items())

    def _source(self, key: str, number: int) -> Source:
        if key in self._added:
            return replace(self._added[key], number=number)
        found = self._known_source(key, number)
        home = Outside(found.homepage) if found.homepage else ""
        return replace(found, homepage=home, line=texts.source_line(found))

    def _known_source(self, key: str, number: int) -> Source:
        if key == PLAN:
            return Source(number, *texts.PLAN_SOURCE)
        row = self._known.get(key)
        if row is None:  # an own figure of the municipality: its file is the source
            return Source(number, texts.OWN_FIGURES, texts.OWN_PUBLISHER, "", "", "", "")
        return Source(
            number,
            str(row["title"]),
            str(row["publisher"]),
            str(row["licence"]),
            numbers.day(str(row["published"])),
            numbers.day(str(row["retrieved"])),
            str(row["homepage"]),
        )
