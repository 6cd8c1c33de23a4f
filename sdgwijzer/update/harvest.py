"""What a reader takes out of the answers of its source: at once, or file by file."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sdgwijzer.errors import AnswerMissing, ByHand, FiguresError, SdgWijzerError
from sdgwijzer.fetch.answers import Answers
from sdgwijzer.fetch.origin import Answer
from sdgwijzer.figures.kept import Provenance
from sdgwijzer.model import Indicator, Source
from sdgwijzer.municipalities import Municipalities


@dataclass(frozen=True)
class Reaped:
    """What was read of one source.

    Attributes:
        frame: the figures.
        used: the answers that they were read from.
        problems: what went wrong with some of them.
        said: how many files there were, where the others were left alone; "" for all.
    """

    frame: pd.DataFrame
    used: list[Answer]
    problems: list[str]
    said: str = ""


@dataclass
class Harvest:
    """The figures of one source, read at once, or file by file where its indicators lie apart."""

    source: Source
    asked: Sequence[Indicator]
    before: pd.DataFrame | None
    origin: Provenance | None
    answers: Answers
    reference: Municipalities

    def read(self) -> Reaped:
        """Figures, what they were read from, and what went wrong with some of them.

        A file that fails, and one that is not in a folder, leave the figures of before.

        Raises:
            SdgWijzerError: nothing could be read.
        """
        groups: dict[str, list[Indicator]] = {}
        for item in self.asked:
            groups.setdefault(self.source.apart(item) if self.source.apart else "", []).append(item)
        frames: list[pd.DataFrame] = []
        errors: list[SdgWijzerError] = []
        for items in groups.values():
            accepted = len(self.answers.used)
            try:
                frames.append(self.source.read(items, self.answers.get, self.reference))
            except SdgWijzerError as error:
                if len(groups) == 1:
                    raise
                errors.append(error)
                del self.answers.used[accepted:]  # answers that are not used are not kept
                frames += self._of_before(items)
        wrong = [
            each for each in errors if not (self.answers.part and isinstance(each, AnswerMissing))
        ]
        if len(errors) == len(groups):
            raise _nothing(wrong or errors, len(groups))
        said = ""
        if len(wrong) < len(errors):
            left = len(errors) - len(wrong)
            said = f"{len(groups) - left} of {len(groups)} files are there, the others stay"
        kept = [frame for frame in frames if len(frame)]
        used = self._answers(bool(errors))
        return Reaped(pd.concat(kept, ignore_index=True), used, [str(each) for each in wrong], said)

    def _of_before(self, items: Sequence[Indicator]) -> list[pd.DataFrame]:
        if self.before is None:
            return []
        return [self.before[self.before["indicator_id"].isin({item.id for item in items})]]

    def _answers(self, some_of_before: bool) -> list[Answer]:
        used = list(self.answers.used)
        if some_of_before and self.origin is not None:
            names = {answer.name for answer in used}
            used += [answer for answer in self.origin.answers if answer.name not in names]
        return used


def _nothing(errors: Sequence[SdgWijzerError], files: int) -> SdgWijzerError:
    """The error of a source of which no file could be read."""
    if all(isinstance(each, ByHand) for each in errors):
        return errors[0]
    absent = all(isinstance(each, AnswerMissing) for each in errors)
    what = "is there" if absent else "could be read"
    return FiguresError(f"none of {files} files {what}, the first: {errors[0]}")


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
