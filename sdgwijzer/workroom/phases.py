"""The six phases of a room, where each leads, and who may do what in which. Pure."""

from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """As it is stored, in files and in the table."""

    PREPARING = "voorbereiding"
    IDEAS = "ideeën"
    BUNDLING = "bundelen"
    VOTING = "stemmen"
    DISCUSSING = "bespreken"
    CLOSED = "gesloten"


class Role(StrEnum):
    """Who asks."""

    PARTICIPANT = "deelnemer"
    SCREEN = "scherm"
    FACILITATOR = "beheer"


class Act(StrEnum):
    """What one may do."""

    PREPARE = "prepare"  # cards, challenges, circles, texts
    PASSES = "passes"
    ADD_IDEA = "add an idea"
    CHANGE_IDEA = "change an own idea"
    SUPPORT = "support"
    REPORT = "report"
    PAPER_IDEA = "type in an idea on paper"
    MODERATE = "hide or show an idea"
    BUNDLE = "bundle"
    DOT = "choose a proposal"
    SCORE = "score a proposal"
    BALLOT = "type in a ballot on paper"
    CHOOSE = "choose what becomes of a proposal"
    ERASE_OWN = "erase one's own contribution"
    MOVE = "go to another phase"
    TIME = "give time"
    EXPORT = "take the document along"
    DELETE = "delete the room"


NEXT: Final = {
    Phase.PREPARING: (Phase.IDEAS,),
    Phase.IDEAS: (Phase.BUNDLING,),
    Phase.BUNDLING: (Phase.VOTING, Phase.IDEAS),
    Phase.VOTING: (Phase.DISCUSSING, Phase.BUNDLING),
    Phase.DISCUSSING: (Phase.CLOSED,),
    Phase.CLOSED: (),
}
"""Forward first; back from bundling, and from voting while nobody voted."""

BY_THE_HOUR: Final = {Phase.IDEAS: Phase.BUNDLING, Phase.VOTING: Phase.DISCUSSING}
"""Phases that end when their hour has passed."""

_OPEN: Final = tuple(phase for phase in Phase if phase is not Phase.CLOSED)
_REVEALED: Final = (Phase.DISCUSSING, Phase.CLOSED)

_MAY: Final = {
    Role.PARTICIPANT: {
        Act.ADD_IDEA: (Phase.IDEAS,),
        Act.CHANGE_IDEA: (Phase.IDEAS,),
        Act.SUPPORT: (Phase.IDEAS,),
        Act.REPORT: (Phase.IDEAS,),
        Act.DOT: (Phase.VOTING,),
        Act.SCORE: (Phase.VOTING,),
        Act.ERASE_OWN: _OPEN,
    },
    Role.SCREEN: {},
    Role.FACILITATOR: {
        Act.PREPARE: (Phase.PREPARING,),
        Act.PASSES: (Phase.PREPARING, Phase.IDEAS, Phase.BUNDLING, Phase.VOTING),
        Act.PAPER_IDEA: (Phase.IDEAS, Phase.BUNDLING),
        Act.MODERATE: (Phase.IDEAS, Phase.BUNDLING, Phase.VOTING, Phase.DISCUSSING),
        Act.BUNDLE: (Phase.BUNDLING,),
        Act.BALLOT: (Phase.VOTING,),
        Act.CHOOSE: (Phase.DISCUSSING,),
        Act.MOVE: _OPEN,
        Act.TIME: tuple(BY_THE_HOUR),
        Act.EXPORT: _REVEALED,
        Act.DELETE: tuple(Phase),
    },
}
"""Whoever keeps the server has the command line, and no rights here."""


def may(role: Role, act: Act, phase: Phase) -> bool:
    """Is this right of this role open in this phase?"""
    return phase in _MAY[role].get(act, ())


def sees_counts(role: Role, phase: Phase, *, shown: bool) -> bool:
    """Does this role see what the votes say?

    Args:
        role: who asks.
        phase: of the room.
        shown: does the room show results to participants?
    """
    return phase in _REVEALED and (role is not Role.PARTICIPANT or shown)
