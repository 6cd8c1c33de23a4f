"""What a link asks about municipalities: which one, beside whom, and what has to be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    read = wanted[:MOST]
    words: list[str] = []
    again: list[str] = []
    renamed, itself, unknown = [], [], []
    for part in read:
        if part.casefold() in peers.GROUPS:
            word = part.casefold()
        else:
            found = lookup.find(part)
            if found.municipality is None:
                unknown.append(found)
                continue
            word = found.municipality.name
            if found.told:
                renamed.append(names.other_name(found, peer=True))
            if found.municipality == own:
                itself.append(word)
                continue
        (again if word in words else words).append(word)
    told = list(dict.fromkeys(renamed))
    told += [names.peer_is_own(word) for word in itself[:1]]
    told += [names.peers_twice(list(dict.fromkeys(again)))] if again else []
    notices += [_said(" ".join(told))] if told else []
    offered = [each for each in unknown if each.candidates or each.alike][:MOST_OFFERED]
    for each in offered:
        others = ",".join(part for part in read if part != each.asked)
        notices.append(_notice(each, page, link, "vergelijk", others))
    if nowhere := [each.asked for each in unknown if each not in offered]:
        notices.append(_said(names.unknown_peers(nowhere)))
    if len(wanted) > MOST:
        notices.append(_said(names.too_many_peers(len(wanted) - MOST, MOST)))
    return Asked(own, tuple(words), tuple(notices))


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
