"""What a link asks about municipalities: which one, beside whom, and what has to be said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sdgwijzer.content import Address, Link, Note
from sdgwijzer.lookup import Found, Lookup
from sdgwijzer.model import Municipality
from sdgwijzer.texts import frame_of_pages, names
from sdgwijzer.views import peers

MOST: Final = 50
"""Words of peers in a link that are read."""

MOST_OFFERED: Final = 5
"""Unknown peers that get suggestions; the others are named together."""


@dataclass(frozen=True)
class Asked:
    """The municipality and the words of peers that a link stands for."""

    municipality: Municipality | None
    peers: tuple[str, ...]  # words of groups and names of today, each once
    notices: tuple[Note, ...]


def asked(link: Mapping[str, str], page: str, lookup: Lookup) -> Asked:
    """Make sense of `gemeente=` and `vergelijk=`; whatever is changed or dropped is said.

    Args:
        link: the choices in the address.
        page: the word of the page, for links that mend a choice and keep the others.
        lookup: the municipalities and their names.
    """
    notices = []
    own = None
    link = {key: value for key, value in link.items() if key != "pagina"}  # was said, and is over
    if name := link.get("gemeente", "").strip():
        found = lookup.find(name)
        own = found.municipality
        if own is None or found.told:
            notices.append(_notice(found, page, link, "gemeente", ""))
    wanted = [part.strip() for part in link.get("vergelijk", "").split(",") if part.strip()]
    others = _Others()
    for part in wanted[:MOST]:
        others.add(part, lookup, own)
    notices += others.told()
    notices += others.offers(page, link, wanted[:MOST])
    if len(wanted) > MOST:
        notices.append(_said(names.too_many_peers(len(wanted) - MOST, MOST)))
    return Asked(own, tuple(others.words), tuple(notices))


@dataclass
class _Others:
    """Whom to compare with, word by word, and what has to be said of them."""

    words: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)  # what is said of another name
    itself: list[str] = field(default_factory=list)
    unknown: list[Found] = field(default_factory=list)

    def add(self, part: str, lookup: Lookup, own: Municipality | None) -> None:
        """One word of the link: a group, or a name."""
        word = part.casefold()
        if word not in peers.GROUPS:
            found = lookup.find(part)
            if found.municipality is None:
                self.unknown.append(found)
                return
            word = found.municipality.name
            if found.told:
                self.renamed.append(names.other_name(found, peer=True))
            if found.municipality == own:
                self.itself.append(word)
                return
        (self.again if word in self.words else self.words).append(word)

    def told(self) -> list[Note]:
        """What was read otherwise than it stood there, in one note."""
        told = list(dict.fromkeys(self.renamed))
        told += [names.peer_is_own(word) for word in self.itself[:1]]
        told += [names.peers_twice(list(dict.fromkeys(self.again)))] if self.again else []
        return [_said(" ".join(told))] if told else []

    def offers(self, page: str, link: Mapping[str, str], read: Sequence[str]) -> list[Note]:
        """Unknown names: the first with what may be meant, the others together."""
        offered = [each for each in self.unknown if each.candidates or each.alike][:MOST_OFFERED]
        notes = []
        for each in offered:
            others = ",".join(part for part in read if part != each.asked)
            notes.append(_notice(each, page, link, "vergelijk", others))
        nowhere = [each.asked for each in self.unknown if each not in offered]
        return [*notes, _said(names.unknown_peers(nowhere))] if nowhere else notes


def _notice(found: Found, page: str, link: Mapping[str, str], name: str, others: str) -> Note:
    """What is said of one name, with links that put another in its place and keep the rest."""
    if found.municipality is not None:
        return _said(names.other_name(found))
    ways = []
    for each in found.candidates or found.alike:
        today = each.municipality.name
        choice = f"{others},{today}" if others else today
        words = today if found.candidates else names.named(each)
        ways.append(Link(Address(page, tuple({**link, name: choice}.items())), words))
    if found.candidates:
        return _said(names.ambiguous(found.asked), tuple(ways))
    if name == "vergelijk":
        return _said(
            names.unknown_peers([found.asked]) + f" {frame_of_pages.DID_YOU_MEAN}", tuple(ways)
        )
    return _said(names.unknown_municipality(found.asked, suggested=bool(ways)), tuple(ways))


def _said(text: str, ways: tuple[Link, ...] = ()) -> Note:
    return Note("warning", text, ways)
