"""Why something was not done: a reason that a page has words for (`texts.workroom`)."""

from enum import StrEnum


class Why(StrEnum):
    """Reasons; each is one sentence on the page."""

    PHASE = "the phase does not allow it"
    JUST_CLOSED = "the phase has just ended"
    RIGHTS = "this role may not do it"
    GONE = "it is not there (any more)"
    CHANGED = "somebody else changed it meanwhile"
    TITLE = "a title of 3 to 80 letters"
    BODY = "a text of at most 1,000 letters"
    REASON = "a reason of 20 to 600 letters"
    SCORES = "two scores of 1 to 5, or none"
    TOO_MANY_IDEAS = "ten ideas of one participant"
    TOO_MANY_LINKS = "three cards beside an idea"
    FULL = "the room is full"
    OWN = "one's own idea"
    SUPPORTED = "others support it already"
    DOTS = "all dots are given"
    NOTHING_TO_SEE = "no card or challenge yet"
    PROPOSALS = "2 to 30 proposals"
    VOTED = "somebody voted already"
    UNDECIDED = "a proposal without a choice"
    IN_PROPOSAL = "an idea is in another proposal"
    BALLOT = "a ballot with this number is there already"
    USED = "a pass that is used"
    NAME = "a name that is there already"
    SETTING = "a setting that cannot be"
    CODE = "no such code"
    NOT_IN = "not in this room"
    TOO_FAST = "too many at once"


class Refused(Exception):
    """It was not done, and nothing changed.

    Attributes:
        why: the reason.
        about: what it is about: numbers of proposals, a name, a limit.
    """

    def __init__(self, why: Why, *about: str | int) -> None:
        super().__init__(f"{why} ({', '.join(map(str, about))})" if about else str(why))
        self.why = why
        self.about = about
