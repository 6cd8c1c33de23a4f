"""Ask, read, check, compare, write: one source after the other, then one build.

A source that fails leaves its figures as they were, and does not keep the others from going on.
One update at a time works on a data folder; readers of the database never wait for it.
"""

import json
import logging
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

import pandas as pd

from sdgwijzer import catalogue, files, lists, municipalities, sources
from sdgwijzer.build import pipeline
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import (
    AnswerMissing,
    ByHand,
    CatalogueError,
    DownloadError,
    SdgWijzerError,
    StoreError,
    UsageError,
)
from sdgwijzer.fetch.origin import Answer
from sdgwijzer.fetch.supply import CACHE, STAGING, Supply
from sdgwijzer.figures import changes, checks, kept
from sdgwijzer.figures.changes import Changed
from sdgwijzer.figures.kept import Provenance
from sdgwijzer.model import Source
from sdgwijzer.paths import Places
from sdgwijzer.store import store
from sdgwijzer.update import harvest, last
from sdgwijzer.update.harvest import Harvest, Reaped
from sdgwijzer.update.lock import alone

_ASKED: Final = "asked.json"
_NAMED: Final = 3  # files that were asked in vain and that an error names
_LOG: Final = logging.getLogger("sdgwijzer")


class Result(StrEnum):
    """What became of one source."""

    CHANGED = "changed"
    SAME = "same"
    BY_HAND = "by hand"  # its files are exported by people: only with a mirror
    SKIPPED = "skipped"  # asked since the day that was named
    PARTLY = "partly"  # some of its files failed; the figures of before of those stay
    FAILED = "failed"  # the figures of before stay in use


@dataclass(frozen=True)
class Outcome:
    """One source after an update."""

    key: str
    result: Result
    said: str = ""  # what went wrong, or what was found
    rows: int = 0
    answers: int = 0  # files it was read from
    changed: tuple[Changed, ...] = ()

    @property
    def good(self) -> bool:
        """Was nothing wrong?"""
        return self.result not in (Result.FAILED, Result.PARTLY)


@dataclass
class Update:
    """One run over sources.

    Attributes:
        places: what it works on.
        supply: where the answers come from.
        today: what counts as the day of retrieval.
        accept: sources whose figures may change more than expected.
        since: over the network, leave out sources that were asked on this day or later (ISO).
        dry_run: write nothing.
    """

    places: Places
    supply: Supply
    today: date
    accept: Collection[str] = ()
    since: str = ""
    dry_run: bool = False

    def chosen(self, wanted: Sequence[str] = ()) -> list[str]:
        """The tables and sources that are updated, in order: the wanted ones, or all that can be.

        Raises:
            UsageError: a name that is no source, or a folder that is not there.
        """
        data, live = self.places.data, self.supply.live
        if not data.is_dir():
            raise UsageError(f"{data} is not a folder; name the one with data")
        self.supply.check()
        known = [*lists.available(), *sources.available()]
        unknown = sorted({*wanted, *self.accept} - set(known))
        if unknown:
            raise UsageError(f"unknown source {', '.join(unknown)}; expected {', '.join(known)}")
        entries = catalogue.read(self.places.catalogue)
        below = {item.per.indicator for item in entries if item.per}
        first = {item.source for item in entries if item.id in below}  # what others divide by
        known.sort(key=lambda key: (key not in lists.available(), key not in first))
        if wanted:
            return [key for key in known if key in wanted]
        folder = data / "figures"
        mine = {
            one.key
            for one in entries.sources
            if one.shipped or (folder / f"{one.key}.json").exists() or live
        }
        mine |= {
            key
            for key, one in lists.available().items()
            if one.shipped or (data / one.file).exists() or live
        }
        return [key for key in known if key in mine]

    def run(
        self, keys: Sequence[str], tell: Callable[[str, Outcome | None], None]
    ) -> list[Outcome]:
        """Update these, one after the other, and make the database anew when it is behind.

        Args:
            keys: from `chosen`.
            tell: called with a key before it begins (and None), and with its outcome behind it.

        Returns:
            An outcome for each key, and one of the database when it was made.

        Raises:
            Busy: another update is at work.
            CatalogueError: the catalogue is wrong; nothing was asked.
        """
        entries = catalogue.read(self.places.catalogue)
        with alone(self.places.data, "update"):
            killed = self.places.data / CACHE / STAGING  # what an update left there
            shutil.rmtree(killed, ignore_errors=True)
            if not self.dry_run:
                changes.settle(self.places.data, self.today)
            asked = self._asked()
            outcomes = []
            for key in keys:
                tell(key, None)
                if self.since and self.supply.live and asked.get(key, "") >= self.since:
                    outcome = Outcome(key, Result.SKIPPED, f"asked on {asked[key][:10]}")
                else:
                    outcome = self.one(key, entries)
                    if outcome.result in (Result.CHANGED, Result.SAME):
                        asked[key] = datetime.now(UTC).isoformat(timespec="seconds")
                        outcome = self._noted(asked, outcome)
                outcomes.append(outcome)
                tell(key, outcome)
            if not self.dry_run and self._is_behind():
                tell("database", None)
                outcomes.append(self._build())
                tell("database", outcomes[-1])
            self._remember(outcomes)
        return outcomes

    def _remember(self, outcomes: Sequence[Outcome]) -> None:
        """Keep how it ended for who watches over the site; an update does not fail for that."""
        if self.dry_run:
            return
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            failed = [outcome.said for outcome in outcomes if not outcome.good]
            last.remember(self.places.data, ended, failed)
        except OSError as error:
            _LOG.warning("how the update ended could not be written: %s", error)

    def one(self, key: str, entries: Catalogue) -> Outcome:
        """Update one table or source; whatever goes wrong is its outcome."""
        try:
            if key in lists.available():
                return self._table(key, entries)
            return self._source(sources.load(key), entries)
        except ByHand as error:
            return Outcome(key, Result.BY_HAND, _named(key, error))
        except SdgWijzerError as error:
            return Outcome(key, Result.FAILED, _named(key, error))
        except OSError as error:
            return Outcome(
                key, Result.FAILED, f"{key}: the files could not be read or written: {error}"
            )
        except Exception as error:  # noqa: BLE001 - a bug in one reader: the others go on
            _LOG.exception("the reader of %s failed", key)
            said = (
                f"{key}: a fault in its reader, please report it: {type(error).__name__}: {error}"
            )
            return Outcome(key, Result.FAILED, said)

    def _table(self, key: str, entries: Catalogue) -> Outcome:
        """Lists and drawings that are no figures."""
        data = self.places.data
        answers = self.supply.answers(key, self.today.isoformat(), {})
        said, content, description = lists.available()[key].prepare(data, entries, answers.get)
        old = {path: path.read_bytes() if path.exists() else None for path in content}
        if old == content:
            answers.keep()
            return Outcome(key, Result.SAME, said, answers=len(answers.used))
        if self.dry_run:
            answers.drop()
        else:
            if description is None:
                for path, new in content.items():
                    files.replace(path, new)
            else:
                text = content[description]
                others = {path: new for path, new in content.items() if path != description}
                files.replace_described(description, text, others)
            answers.keep()
        return Outcome(key, Result.CHANGED, said, answers=len(answers.used))

    def _source(self, source: Source, entries: Catalogue) -> Outcome:
        if not entries.of_source(source.key):
            raise CatalogueError(
                f"{source.key}: no indicator in {self.places.catalogue} asks for it"
            )
        before, origin = self._in_use(source.key)
        known = {answer.sha256: answer for answer in origin.answers} if origin else {}
        answers = self.supply.answers(source.key, self.today.isoformat(), known)
        reference = municipalities.of(self.places.data)
        asked = entries.of_source(source.key)
        reader = Harvest(source, asked, before, origin, answers, reference)
        try:
            reaped = self._read(reader)
            frame, used = reaped.frame, reaped.used
            if source.snapshot and before is not None:
                frame, used = harvest.with_earlier_years(frame, used, before, origin)
            changed = changes.between(before, frame)
            if changed:
                self._check(source, frame, before, used, entries)
            prepared = kept.prepare(source, frame, used)
            same = prepared.provenance == origin
            if not same and not self.dry_run:
                self._write(prepared, origin, changed)
        except BaseException:
            answers.drop()
            raise
        answers.drop() if self.dry_run else answers.keep()
        result = Result.CHANGED if changed else Result.SAME
        return Outcome(
            source.key,
            Result.PARTLY if reaped.problems else result,
            "\n".join(reaped.problems) or reaped.said,
            rows=len(frame),
            answers=len(used),
            changed=changed,
        )

    @staticmethod
    def _read(reader: Harvest) -> Reaped:
        """What a reader takes out; a file of a program's that is gone is no file made by hand."""
        try:
            return reader.read()
        except AnswerMissing as error:
            missed = reader.answers.missed
            if missed:
                raise DownloadError("; ".join([*missed[:_NAMED], str(error)])) from error
            raise

    def _check(
        self,
        source: Source,
        frame: pd.DataFrame,
        before: pd.DataFrame | None,
        used: Sequence[Answer],
        entries: Catalogue,
    ) -> None:
        """Refuse figures that are not believable, or that a build would refuse."""
        if source.key not in self.accept:
            known = set(frame["indicator_id"])
            found = [item for item in entries.of_source(source.key) if item.id in known]
            reference = municipalities.of(self.places.data)
            if source.snapshot and before is not None:
                before = before[before["year"] < frame["year"].max()]  # that year may change
            names = [answer.name for answer in used]
            checks.figures(source, frame, found, reference, before, names)
        pipeline.trial(self.places.data, entries, source.key, frame, self.today.year)

    def _write(
        self, prepared: kept.Prepared, origin: Provenance | None, changed: tuple[Changed, ...]
    ) -> None:
        if changed:
            found = changes.ChangeSet(
                moment=datetime.now(UTC).isoformat(timespec="microseconds"),
                source=prepared.provenance.source,
                before=origin.sha256 if origin else "",
                after=prepared.provenance.sha256,
                indicators=changed,
            )
            told = changes.write(self.places.data, found)
        try:
            kept.write(self.places.data / "figures", prepared)
        except OSError:
            if changed:  # else it would be told again and again, every night that the disk is full
                told.unlink()
            raise

    def _in_use(self, key: str) -> tuple[pd.DataFrame | None, Provenance | None]:
        if not (self.places.data / "figures" / f"{key}.json").exists():
            return None, None
        return kept.read(self.places.data / "figures", key)

    def _is_behind(self) -> bool:
        """Is the database not of the figures that are there? Its build may have been cut off."""
        try:
            opened = store.Store(store.current(self.places.data))
        except StoreError:
            return True
        try:
            made_of = opened.build().get("inputs_sha256")
        finally:
            opened.close()
        return made_of != pipeline.inputs(self.places, self.today)

    def _build(self) -> Outcome:
        try:
            path = pipeline.build(self.places, self.today)
        except (SdgWijzerError, OSError) as error:
            return Outcome("database", Result.FAILED, f"the database of before is in use: {error}")
        return Outcome("database", Result.CHANGED, f"{path.name} is in use")

    def _asked(self) -> dict[str, str]:
        """When each source was last asked with success."""
        path = self.places.data / CACHE / _ASKED
        try:
            return dict(json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return {}

    def _noted(self, asked: Mapping[str, str], outcome: Outcome) -> Outcome:
        """Keep when each source was asked; the outcome, or that this could not be kept."""
        if self.supply.live and not self.dry_run:
            text = json.dumps(asked, indent=1, sort_keys=True) + "\n"
            try:
                files.replace(self.places.data / CACHE / _ASKED, text.encode())
            except OSError as error:
                said = f"{outcome.key}: when it was asked could not be written: {error}"
                return replace(outcome, result=Result.FAILED, said=said)
        return outcome


def _named(key: str, error: Exception) -> str:
    """What went wrong, with the source in front."""
    said = str(error)
    return said if said.startswith(f"{key}: ") else f"{key}: {said}"
