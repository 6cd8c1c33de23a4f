"""A link → choices, with what has to be said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer.content import Address, Note
from sdgwijzer.errors import StoreError
from sdgwijzer.judgement.position import MIN_PEERS
from sdgwijzer.links.parameters import BASKET, PARAMETERS, Options
from sdgwijzer.links.places import asked
from sdgwijzer.model import Municipality
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.texts import basket, frame_of_pages, groups, names
from sdgwijzer.texts.groups import Group, few_peers
from sdgwijzer.views import cards, peers
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.peers import CONTEXT, FLANDERS, GROUPS, SIMILAR, Peers

Weights = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Unplaced:
    """What a link says that names no municipality; whom to compare with is kept for later."""

    options: Options
    words: tuple[str, ...] = ()
    weights: Weights = ()
    basket: tuple[str, ...] = ()
    called: str = ""
    municipality: None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices that every link of the site carries along."""
        return _pairs("", self.words, self.called, self.weights, self.basket)


@dataclass(frozen=True)
class Placed:
    """What a link says of one municipality: whom it stands beside, and what the page shows."""

    options: Options
    municipality: Municipality
    peers: Peers
    default: bool  # True: the peers are the neighbours, because none were chosen
    label: Group
    groups: Mapping[str, tuple[str, ...]]  # those among the peers: word → codes
    weights: Weights  # of the context, where they differ from 1
    cluster: str  # Belfius' cluster; "" for none
    named: tuple[Municipality, ...]  # the peers that are shown by name
    basket: tuple[str, ...] = ()  # ids of indicators that are put aside
    called: str = ""  # the visitor's own name for peers that were all chosen by name

    @property
    def name(self) -> str:
        """Of the municipality."""
        return self.municipality.name

    @property
    def code(self) -> str:
        """Of the municipality."""
        return self.municipality.nis_code

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices that every link of the site carries along."""
        return _pairs(self.name, self.words, self.called, self.weights, self.basket)

    @property
    def words(self) -> tuple[str, ...]:
        """Whom it is compared with, as it was chosen; none for the usual."""
        return () if self.default else self.peers.words

    @property
    def codes(self) -> list[str]:
        """Codes of the own municipality and of the peers that are shown by name, the own first."""
        return [self.code, *(row.nis_code for row in self.named)]

    @property
    def judged_by_peers(self) -> bool:
        """Are the judgements beside these peers, and not beside all of Flanders?"""
        return len(self.peers.codes) >= MIN_PEERS and not self.peers.flanders

    @property
    def marked(self) -> tuple[str, ...]:
        """Codes of peers that are marked among all: not when they are all of Flanders."""
        return () if self.peers.flanders else self.peers.codes

    @property
    def looks(self) -> Mapping[str, int]:
        """The number of the look of each peer that is shown by name, by code (`colours.peer`)."""
        return {row.nis_code: number for number, row in enumerate(self.named)}

    @property
    def beside_line(self) -> str:
        """Whom the judgements compare with, in a sentence."""
        few = len(self.peers.codes) < MIN_PEERS
        return few_peers(self.label) if few else groups.beside(self.label)

    @property
    def whom_line(self) -> str:
        """Whom the judgements compare with, in few words."""
        few = len(self.peers.codes) < MIN_PEERS
        return groups.BESIDE_ALL if few else groups.beside(self.label)

    @property
    def beside_short(self) -> str:
        """Whom the judgements compare with, within a line: "naast 9 buurgemeenten"."""
        return groups.beside_short(self.label) if self.judged_by_peers else groups.BESIDE_EVERY

    @property
    def file_name(self) -> str:
        """The municipality and its peers as part of a file name."""
        group = self.peers.group or "eigen-keuze"
        whom = group if self.judged_by_peers else FLANDERS
        return f"{self.name.lower().replace(' ', '-')}-naast-{whom}"


Choices = Placed | Unplaced


def to(found: Choices, page: str, *choices: tuple[str, str]) -> Address:
    """The address of a page with these choices and those that every link carries along."""
    return Address(page, (*found.pairs, *choices))


@dataclass(frozen=True)
class Read:
    """The choices of a link, and what was changed or dropped."""

    choices: Choices
    notices: tuple[Note, ...]


def read(link: Mapping[str, str], page: str, data: Dataset) -> Read:
    """Make sense of a link; whatever is changed or dropped is said.

    Args:
        link: the choices in the address, or those of the controls in the same form.
        page: the word of the page, for links that mend a choice and keep the others.
        data: for the names and the groups of municipalities.
    """
    said = []
    if unknown := link.get("pagina", ""):
        said.append(Note("warning", frame_of_pages.unknown_page(unknown)))
    said += _strange(link, page)
    places = asked(link, page, data.lookup)
    said += places.notices
    options, words, row = Options.of(link), places.peers, places.municipality
    weights = _weights(link.get("gewichten", "")) if SIMILAR in words else ()
    held, strange = _basket(link, row, data)
    said += strange
    if row is None:
        return Read(Unplaced(options, words, weights, held, _called(link, words)), tuple(said))
    offered = data.groups(row.nis_code, dict(weights))
    gone = [word for word in words if word in GROUPS and word not in offered]
    said += [Note("warning", groups.group_not_offered(word, row.name)) for word in gone]
    words = tuple(word for word in words if word not in gone)
    called = _called(link, words)
    found = peers.choose(words, row.nis_code, offered, data.reference)
    cluster = data.cluster(row.nis_code)
    choices = Placed(
        options=options,
        municipality=row,
        peers=found,
        default=not words,
        label=groups.group(found, row, data.reference.today, cluster, called),
        groups={word: offered[word] for word in found.words if word in offered},
        weights=weights if SIMILAR in words else (),
        cluster=cluster,
        named=_named(found, data.reference),
        basket=held,
        called=called,
    )
    return Read(choices, tuple(said))


def _strange(link: Mapping[str, str], page: str) -> Iterator[Note]:
    """What the link says of a choice of this page that is none of its options."""
    for name, parameter in PARAMETERS.items():
        text = link.get(name, "")
        if page in parameter.pages and not parameter.knows(text):
            yield Note("warning", names.unknown_option(name, text, parameter.options))


def _named(found: Peers, reference: Municipalities) -> tuple[Municipality, ...]:
    """Peers by name: when they are many, those that were chosen by name."""
    codes: Sequence[str] = found.codes
    if len(codes) > cards.MAX_NAMED:
        rows = (reference.find(word) for word in found.words if word not in GROUPS)
        codes = [row.nis_code for row in rows if row is not None][: cards.MAX_NAMED]
    return tuple(reference.today[code] for code in codes)


def _pairs(
    own: str, words: Sequence[str], called: str, weights: Weights, basket: Sequence[str]
) -> list[tuple[str, str]]:
    heavy = ",".join(f"{name}:{weight}" for name, weight in weights)
    found = [("gemeente", own), ("vergelijk", ",".join(words)), ("gewichten", heavy)]
    found += [("groep", called)] if called else []
    return [*found, ("mand", ",".join(basket))] if basket else found


NAME: Final = 40
"""Letters of the name of a list of one's own."""


def _called(link: Mapping[str, str], words: Sequence[str]) -> str:
    """The visitor's own name for the peers; a group that is offered has one already."""
    if not words or any(word in GROUPS for word in words):
        return ""
    return " ".join(link.get("groep", "").split())[:NAME].strip()


def _basket(
    link: Mapping[str, str], row: Municipality | None, data: Dataset
) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Indicators that are put aside, and what was in the link that is none.

    Without a database nobody knows; then all of it is kept.
    """
    asked = BASKET.read(link.get("mand", ""))
    assert isinstance(asked, tuple)
    try:
        known = data.indicators(row.nis_code if row else None) if asked else {}
    except StoreError:
        return asked, ()
    strange = [each for each in asked if each not in known]
    held = tuple(each for each in asked if each in known)
    return held, (Note("warning", basket.unknown(strange)),) if strange else ()


WHOLE: Final = tuple(map(str, range(peers.MAX_WEIGHT + 1)))


def _weights(text: str) -> Weights:
    """Of the context variables, those that differ from 1; 1 for anything strange."""

    def said() -> Iterator[tuple[str, int]]:
        given = dict(part.split(":", 1) for part in text.split(",") if ":" in part)
        for name in CONTEXT:
            weight = given.get(name, "")
            yield name, int(weight) if weight in WHOLE else 1

    return tuple((name, weight) for name, weight in said() if weight != 1)
