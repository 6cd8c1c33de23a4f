"""A form that is sent to an address of our own: what one can tick, choose and write in it."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.runs import Address, Link


@dataclass(frozen=True, slots=True)
class Tick:
    """One box to tick.

    Attributes:
        value: what is sent.
        label: what it is.
        ticked: is it ticked at first?
        goal: whose tile stands before it; None for none.
    """

    value: str
    label: str
    ticked: bool
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Ticks(Block):
    """Boxes under one question.

    Attributes:
        name: of the choice, in the link too.
        legend: the question.
        ticks: in order.
        left_out: name of the choice in the link, where that is of those that are not ticked.
        hint: what happens when none is ticked; "" for nothing.
    """

    name: str
    legend: str
    ticks: tuple[Tick, ...]
    left_out: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Pick(Block):
    """One of some options.

    Attributes:
        name: of the choice, in the link too.
        label: the question.
        options: value and label of each; the first one stays out of the link.
        chosen: value of one of them.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Entry(Block):
    """One line to write.

    Attributes:
        name: of the choice, in the link too.
        label: the question.
        text: what stands there.
        usual: what stays out of the link.
        most: letters.
    """

    name: str
    label: str
    text: str
    usual: str
    most: int


@dataclass(frozen=True, slots=True)
class Writing(Block):
    """Places for own text, that is sent along and kept by the browser alone.

    Attributes:
        title: what unfolds.
        hint: what may stand there.
        places: name and label of each.
        most: letters of each.
    """

    title: str
    hint: str
    places: tuple[tuple[str, str], ...]
    most: int


@dataclass(frozen=True, slots=True)
class Expected(Block):
    """What a document will have.

    Attributes:
        title: above its contents.
        lines: of the contents.
        pages: about how many, in words.
        pictures: of its first pages, each with its words.
    """

    title: str
    lines: tuple[str, ...]
    pages: str
    pictures: tuple[tuple[Address, str], ...]


@dataclass(frozen=True, slots=True)
class Making(Block):
    """A form with a button for each thing that can be made of it.

    Attributes:
        to: where it is sent, with the choices of the link.
        parts: what can be chosen.
        name: of what a button sends.
        buttons: what each sends, and its label.
        jump: on a telephone, words of the way to the buttons, which stand below what can be chosen.
        stop: label of the button that stops it.
        begun: what is said until the first step is.
        stopped: what is said when it was stopped.
        failed: what is said when the server does not answer.
        done: what is said before the name of the file.
        expected: what will be in it.
        folded: what unfolds to the parts, where they are chosen already; "" where not.
    """

    to: Address
    parts: tuple[Block, ...]
    name: str
    buttons: tuple[tuple[str, str], ...]
    jump: str
    stop: str
    begun: str
    stopped: str
    failed: str
    done: str
    expected: Expected
    folded: str = ""


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Buttons that make something of what is chosen already.

    Attributes:
        to: where it is sent, with the choices of the link.
        sent: name and value of what goes along.
        name: of what a button sends.
        buttons: what each sends, and its label.
        stop: label of the button that stops it.
        begun: what is said until the first step is.
        stopped: what is said when it was stopped.
        failed: what is said when the server does not answer.
        done: what is said before the name of the file.
    """

    to: Address
    sent: tuple[tuple[str, str], ...]
    name: str
    buttons: tuple[tuple[str, str], ...]
    stop: str
    begun: str
    stopped: str
    failed: str
    done: str


@dataclass(frozen=True, slots=True)
class Held(Block):
    """What is put aside, and what can be done with it.

    Attributes:
        words: how much it is.
        making: what is made of it at once; None where nothing can be, or the page itself does it.
        links: where to go with it.
    """

    words: str
    making: AtOnce | None
    links: tuple[Link, ...]
