"""Hostile input until the time is up: catalogue, local files, readers, links, API.

    python benchmarks/fuzz.py [MINUTES] [TARGET ...]

Each target gets its minutes. What is allowed: a good answer, or a refusal of ours
(`SdgWijzerError`) of at most `LONGEST` letters; never another exception, never longer than
`SLOWEST` seconds. Ends with 1 when anything else was found.
"""

import copy
import io
import random
import resource
import string
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sdgwijzer import catalogue, links, municipalities, paths, screens, sources
from sdgwijzer.build import local
from sdgwijzer.errors import AnswerMissing, SdgWijzerError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.links import PARAMETERS
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset
from tests.ask import asked
from tests.test_local import FIGURES, FILE

LONGEST = 100_000
SLOWEST = 10
NAMES = ("gemeente", "vergelijk", "groep", "gewichten", "mand", "pagina", *PARAMETERS)
ASKED = ("indicators", "municipalities", "observations", "summary", "sources", "openapi.json", "")
FILTERS = ("limit", "offset", "indicator", "gemeente", "jaar", "format", "place", "year", "goal")
STRANGE = (
    *("", " ", "0", "-1", "1e400", "nan", "9" * 400, "\x00", "\u202e", "é", "[]", "{}", "&x *x"),
    *("2026-02-30", "Harelbeke", "Harelbeke,Kuurne", "<b>", "%s", "../..", "'; --", "=1+1", "😀"),
    *("armoederisico", "buren", "34013", "9999-12-31", "true", "null", "x" * 5000, "," * 300),
)
VALUES = st.one_of(
    st.sampled_from(STRANGE),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.dates(),
    st.lists(st.sampled_from(STRANGE), max_size=3),
    st.dictionaries(st.sampled_from(STRANGE), st.sampled_from(STRANGE), max_size=2),
)
TEXTS = st.one_of(st.sampled_from(STRANGE), st.text(max_size=60))
SEEDS = st.integers(0, 2**63)


@contextmanager
def allowed() -> Iterator[None]:
    """A refusal of ours, not too long, in time."""
    begun = time.monotonic()
    try:
        yield
    except SdgWijzerError as error:
        if len(str(error)) > LONGEST:
            raise AssertionError(f"a message of {len(str(error))} letters") from error
    took = time.monotonic() - begun
    if took > SLOWEST:
        raise AssertionError(f"it took {took:.0f} s")


def places(value: object, at: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Where something stands in a document, itself first."""
    yield at
    found = value.items() if isinstance(value, dict) else ()
    found = enumerate(value) if isinstance(value, list) else found
    for key, each in found:
        yield from places(each, (*at, key))


def changed(document: object, value: object, at: tuple[object, ...], kind: int) -> object:
    """A document with something else in a place: changed, gone, or with a strange name."""
    made = copy.deepcopy(document)
    if not at:
        return value
    part = made
    for key in at[:-1]:
        part = part[key]  # type: ignore[index]
    if kind == 0 and isinstance(part, dict):
        del part[at[-1]]  # type: ignore[index]
    elif kind == 1 and isinstance(part, dict):
        name = value if isinstance(value, str | int | float | bool | None) else "x"
        part[name] = part.pop(at[-1])
    else:
        part[at[-1]] = value  # type: ignore[index]
    return made


def damaged(content: bytes, seed: int) -> bytes:
    """A few bytes changed, cut out, doubled or put in."""
    made, chance = bytearray(content), random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 10, 1000))
        digit = next((i for i in range(at, min(at + 500, len(made))) if made[i] in b"12345"), at)
        match chance.randrange(6):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length]
            case 3:
                made[at:at] = chance.choice(STRANGE).encode("utf-8", "surrogatepass")
            case 4:
                made[at : at + 1] = chance.choice((b";", b"\t", b'"', b"\n", b",", b"\xff\xfe"))
            case _:
                made[digit : digit + 1] = chance.choice((b"-", b"x", b"99999999", b"1e9", b""))
    return bytes(made)


def inside(content: bytes, seed: int) -> bytes:
    """The same in a file of an archive or workbook, so that it is still one."""
    if not zipfile.is_zipfile(io.BytesIO(content)) or seed % 4 == 0:
        return damaged(content, seed)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        chosen = names[seed // 4 % len(names)]
        for name in names:
            whole = old.read(name)
            new.writestr(name, damaged(whole, seed) if name == chosen else whole)
    return target.getvalue()


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    path.write_bytes(raw)
    return path


@cache
def whole_catalogue() -> tuple[bytes, dict[str, object]]:
    """The shipped one, and a small part of it: reading all of it takes a second."""
    content = paths.catalogue().read_bytes()
    read = yaml.load(content, Loader=yaml.CSafeLoader)
    few = dict(list(read["indicators"].items())[:4])
    return content, {**read, "indicators": few}


def of_catalogue(folder: Path) -> Callable[[], None]:
    _, few = whole_catalogue()
    text = yaml.safe_dump(few, allow_unicode=True, sort_keys=False)

    @given(st.sampled_from(list(places(few))), VALUES, st.integers(0, 4), SEEDS)
    def one(at: tuple[object, ...], value: object, kind: int, seed: int) -> None:
        content: bytes | str = damaged(text.encode(), seed)
        if kind < 4:
            made = changed(few, value, at, kind)
            content = yaml.dump(made, allow_unicode=True, sort_keys=False)
        with allowed():
            catalogue.read(written(folder, "indicators.yaml", content))

    return one


def of_local(folder: Path) -> Callable[[], None]:
    entries, reference = catalogue.read(paths.catalogue()), municipalities.load()
    document = yaml.safe_load(FILE)

    @given(st.sampled_from(list(places(document))), VALUES, st.integers(0, 6), SEEDS)
    def one(at: tuple[object, ...], value: object, kind: int, seed: int) -> None:
        content: bytes | str = FILE
        if kind < 4:
            content = yaml.dump(changed(document, value, at, kind), allow_unicode=True)
        elif kind == 4:
            content = damaged(FILE.encode(), seed)
        figures = damaged(FIGURES.encode(), seed) if kind > 4 else FIGURES.encode()
        written(folder, "harelbeke.yaml", content)
        written(folder, "verzonnen.csv", figures)
        with allowed():
            local.read(folder, entries, reference, 2026)

    return one


def of_readers(folder: Path) -> Callable[[], None]:
    here = paths.ROOT / "tests" / "sources"
    mirrors = [Mirror(here / name, today="2026-01-01") for name in ("responses", "invented")]
    entries, reference = catalogue.read(paths.catalogue()), municipalities.load()

    def get(request: object) -> Path:
        try:
            return mirrors[0].get(request)  # type: ignore[arg-type]
        except AnswerMissing:
            return mirrors[1].get(request)  # type: ignore[arg-type]

    @given(st.sampled_from(list(sources.available())), SEEDS)
    def one(key: str, seed: int) -> None:
        count = 0

        def hurt(request: object) -> Path:
            nonlocal count
            path = get(request)
            count += 1
            if count != 1 + seed % 3:
                return path
            return written(folder, path.name, inside(path.read_bytes(), seed))

        with allowed():
            sources.load(key).read(entries.of_source(key), hurt, reference)

    return one


@cache
def figures() -> Dataset:
    return Dataset(store.current(paths.data()), paths.catalogue())


LINKS = st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=6)
PLACED = st.sampled_from(({}, {"gemeente": "Harelbeke"}, {"gemeente": "Voeren"}))


def of_links(_: Path) -> Callable[[], None]:
    @given(st.sampled_from(screens.WORDS), PLACED, LINKS)
    def one(word: str, place: dict[str, str], link: dict[str, str]) -> None:
        with allowed():
            found = links.read({**link, **place}, word, figures())
            said = "".join(str(each) for each in found.notices)
            assert len(said) < LONGEST, f"{len(said)} letters said of a link"
            screens.page(word, found.choices, figures())

    return one


def of_api(_: Path) -> Callable[[], None]:
    ends = st.sampled_from(("", ".json", ".csv", ".jsonl", ".xml", "/", "/34013", "/%00"))
    questions = st.dictionaries(st.one_of(st.sampled_from(FILTERS), TEXTS), TEXTS, max_size=4)
    methods = st.sampled_from(("GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"))

    @given(st.one_of(st.sampled_from(ASKED), TEXTS), ends, questions, methods)
    def one(name: str, end: str, link: dict[str, str], method: str) -> None:
        def utf8(text: str) -> str:
            return text.encode("utf-8", "replace").decode("utf-8")

        link = {utf8(key): utf8(value) for key, value in link.items()}
        answer = asked(figures(), f"api/v1/{utf8(name)}{end}", link, method=method)
        assert answer.status < 500, f"{answer.status}: {answer.body[:300]!r}"
        if answer.status >= 400 and answer.status not in (404, 405):
            kind = answer.headers.get("content-type", "")
            assert "problem" in kind or method != "GET", f"{answer.status} as {kind}"

    return one


TARGETS = {
    "catalogue": of_catalogue,
    "local": of_local,
    "readers": of_readers,
    "links": of_links,
    "api": of_api,
}


def run(name: str, minutes: float) -> int:
    """One target until its time is up; returns how many kinds of findings there were."""
    found: Counter[str] = Counter()
    cases, begun = 0, time.monotonic()
    until = begun + minutes * 60
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        test = TARGETS[name](folder)
        inner = test.hypothesis.inner_test  # type: ignore[attr-defined]

        def counted(*given_: object, **named: object) -> None:
            nonlocal cases
            if time.monotonic() > until:
                return
            cases += 1
            try:
                inner(*given_, **named)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - each is a finding, a panic of Rust too
                note(found, error, given_, named)

        test.hypothesis.inner_test = counted  # type: ignore[attr-defined]
        often = settings(
            max_examples=500,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        test = often(test)
        while time.monotonic() < until:
            test()
    seconds = time.monotonic() - begun
    print(f"{name}: {cases} cases, {seconds:.0f} s, {len(found)} kinds of findings", flush=True)
    return len(found)


def note(found: Counter[str], error: BaseException, *given_: object) -> None:
    """A finding, printed the first time."""
    last = error.__traceback__
    where = ""
    while last is not None:
        code = last.tb_frame.f_code
        if "sdgwijzer" in code.co_filename:
            where = f"{Path(code.co_filename).name}:{last.tb_lineno}"
        last = last.tb_next
    kind = f"{type(error).__name__} at {where}"
    found[kind] += 1
    if found[kind] == 1:
        printable = "".join(c if c in string.printable else "?" for c in str(given_)[:400])
        print(f"  found: {kind}: {str(error)[:300]!r} of {printable}", flush=True)


MOST = 8_000_000_000
"""Bytes of memory: a reader that asks more fails with a MemoryError, and the machine goes on."""


def main(words: list[str]) -> int:
    """Every target that is named, or all of them."""
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    minutes = float(words[0]) if words else 10
    chosen = words[1:] or list(TARGETS)
    return int(sum(run(name, minutes) for name in chosen) > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
