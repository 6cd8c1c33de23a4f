"""What a link asks about municipalities: which one, beside whom, and what has to be said of it.

Without Streamlit: the link goes in, choices and notices come out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer import html, peers, texts
from sdgwijzer.lookup import Found, Lookup
from sdgwijzer.model import Municipality
from sdgwijzer.texts import screens

MOST: Final = 50
"""Words of peers in a link that are read."""

Ways = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Notice:
    """A sentence, and links behind it: addresses (already safe) and their words."""

    text: str
    ways: Ways = ()


@dataclass(frozen=True)
class Asked:
    """The municipality and the words of peers that a link stands for."""

    municipality: Municipality | None
    peers: tuple[str, ...]  # words of groups and names of today, each once
    notices: tuple[Notice, ...]


def asked(link: Mapping[str, str], page: str, lookup: Lookup) -> Asked:
    """Make sense of `gemeente=` and `vergelijk=`; whatever is changed or dropped is said.

    Args:
        link: the choices in the address.
        page: the word of the page, for links that mend a choice and keep the others.
        lookup: the municipalities and their names.
    """
    notices = []
    own = None
    if name := link.get("gemeente", "").strip():
        found = lookup.find(name)
        own = found.municipality
        if own is None or (found.how and found.how.told):
            notices.append(_notice(found, page, link, "gemeente", ""))
    wanted = [part.strip() for part in link.get("vergelijk", "").split(",") if part.strip()]
    words: list[str] = []
    again: list[str] = []
    unknown = []
    for part in wanted[:MOST]:
        if part.casefold() in peers.GROUPS:
            word = part.casefold()
        else:
            found = lookup.find(part)
            if found.municipality is None:
                unknown.append(found)
                continue
            word = found.municipality.name
            if found.how and found.how.told:
                notices.append(Notice(texts.other_name(found)))
            if found.municipality == own:
                notices.append(Notice(texts.peer_is_own(word)))
                continue
        (again if word in words else words).append(word)
    if again:
        notices.append(Notice(texts.peers_twice(list(dict.fromkeys(again)))))
    nowhere = [each.asked for each in unknown if not each.candidates and not each.alike]
    for each in unknown:
        if each.asked not in nowhere:
            others = ",".join(word for word in wanted[:MOST] if word != each.asked)
            notices.append(_notice(each, page, link, "vergelijk", others))
    if nowhere:
        notices.append(Notice(texts.unknown_peers(nowhere)))
    if len(wanted) > MOST:
        notices.append(Notice(texts.too_many_peers(len(wanted) - MOST, MOST)))
    return Asked(own, tuple(words), tuple(notices))


def _notice(found: Found, page: str, link: Mapping[str, str], name: str, others: str) -> Notice:
    """What is said of one name, with links that put another in its place and keep the rest."""
    if found.municipality is not None:
        return Notice(texts.other_name(found))
    ways = []
    for row in found.candidates or found.alike:
        choice = f"{others},{row.name}" if others else row.name
        ways.append((html.link(page, {**link, name: choice}.items()), row.name))
    if found.candidates:
        return Notice(texts.ambiguous(found.asked), ways)
    if name == "vergelijk":
        return Notice(texts.unknown_peers([found.asked]) + f" {screens.DID_YOU_MEAN}", ways)
    return Notice(texts.unknown_municipality(found.asked, suggested=bool(ways)), ways)
