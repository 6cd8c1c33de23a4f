"""The errors a user can do something about.

Every message says what is wrong, where, what was expected, what was found and what to do.
Messages are English (terminal, log); the pages show a Dutch sentence per class (`texts`).
"""


class SdgWijzerError(Exception):
    """Something a user or a colleague can mend; anything else is a bug."""


class UsageError(SdgWijzerError):
    """A command was given something that is not there: exit code 2."""


class TemplateError(UsageError):
    """The Word file whose look reports take is not there, or may not be used."""


class CatalogueError(SdgWijzerError):
    """`indicators.yaml` is wrong; the message lists all problems at once."""


class DownloadError(SdgWijzerError):
    """A publisher's file could not be had; the figures of before stay in use."""


class AnswerMissing(DownloadError):
    """The publisher does not have this file (yet), as opposed to being out of reach."""


class ByHand(AnswerMissing):
    """A file that the publisher lets people export, but no program ask for."""


class WorkroomDown(SdgWijzerError):
    """The database of the workrooms cannot be used now; nothing half was written."""


class Busy(SdgWijzerError):
    """Another update or build is at work on the same data folder."""


class SourceError(SdgWijzerError):
    """A publisher's file has another form than its reader knows.

    Args:
        source: key of the source, the name of its module in `sources/`.
        file: the answer's file name.
        problem: what is wrong, in one clause.
        expected: what the reader needs.
        found: what is there instead.
        todo: what to do, where that is known better than in general.
    """

    def __init__(
        self,
        source: str,
        file: str,
        problem: str,
        expected: str,
        found: str,
        *,
        todo: str = "Compare the file with the publisher's own and correct the reader or the file.",
    ) -> None:
        super().__init__(
            f"{source}: {file}: {problem}; expected {expected}, found {found}. "
            f"Nothing was changed. {todo}"
        )
        self.source = source
        self.file = file


class FiguresError(SdgWijzerError):
    """A file in `data/figures/` is missing, damaged or contradicts the catalogue."""


class StoreError(SdgWijzerError):
    """There is no database to read, or it was made by another version."""
