"""What a reader takes out of the answers of its source: at once, or file by file."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sdgwijzer.errors import ByHand, FiguresError, SdgWijzerError
from sdgwijzer.fetch.answers import Answer, Answers
from sdgwijzer.figures.kept import Provenance
from sdgwijzer.model import Indicator, Source
from sdgwijzer.municipalities import Municipalities


@dataclass
class Harvest:
    """The figures of one source, read at once, or file by file where its indicators lie apart."""

    source: Source
    asked: Sequence[Indicator]
    before: pd.DataFrame | None
    origin: Provenance | None
    answers: Answers
    reference: Municipalities

    def read(self) -> tuple[pd.DataFrame, list[Answer], list[str]]:
        """Figures, what they were read from, and what went wrong with some of them.

        Raises:
            SdgWijzerError: nothing could be read.
        """
        groups: dict[str, list[Indicator]] = {}
        for item in self.asked:
            groups.setdefault(self.source.apart(item) if self.source.apart else "", []).append(item)
        frames, errors = [], []
        for items in groups.values():
            accepted = len(self.answers.used)
            try:
                frames.append(self.source.read(items, self.answers.get, self.reference))
            except SdgWijzerError as error:
                if len(groups) == 1:
                    raise
                errors.append(error)
                del self.answers.used[accepted:]  # answers that are not used are not kept
                if self.before is not None:
                    ids = {item.id for item in items}
                    frames.append(self.before[self.before["indicator_id"].isin(ids)])
        if len(errors) == len(groups):
            raise (
                errors[0]
                if all(isinstance(e, ByHand) for e in errors)
                else FiguresError(
                    f"none of {len(groups)} files could be read, the first: {errors[0]}"
                )
            )
        used = list(self.answers.used)
        if errors and self.origin is not None:
            names = {answer.name for answer in used}
            used += [answer for answer in self.origin.answers if answer.name not in names]
        kept = [frame for frame in frames if len(frame)]
        return pd.concat(kept, ignore_index=True), used, [str(error) for error in errors]


def with_earlier_years(
    frame: pd.DataFrame,
    used: Sequence[Answer],
    before: pd.DataFrame,
    origin: Provenance | None,
) -> tuple[pd.DataFrame, list[Answer]]:
    """The figures of a file of one day, behind those of the years that came before it."""
    first = frame.groupby("indicator_id")["year"].min()
    earlier = before[before["year"] < before["indicator_id"].map(first)]
    if earlier.empty:
        return frame, list(used)
    names = {answer.sha256 for answer in used}
    old = [answer for answer in origin.answers if answer.sha256 not in names] if origin else []
    return pd.concat([earlier, frame], ignore_index=True), [*old, *used]
