"""The reference list, made of the official files."""

import pytest

from sdgwijzer import paths
from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.lists import reference

CROSSWALK = "municipality_crosswalk_flanders.csv"
REFNIS = "TU_COM_REFNIS.txt"


@pytest.fixture
def changed(raw, tmp_path):
    """`get` of the official files, one of them changed."""

    def change(file, edit):
        def get(request):
            path = raw(request)
            if path.name != file:
                return path
            (tmp_path / file).write_bytes(edit(path.read_bytes()))
            return tmp_path / file

        return get

    return change


def half(content):
    return content[: len(content) // 2]


def page(content):
    return b"<!DOCTYPE html><title>Not found</title>" * 9


def test_official_files_reproduce_the_list_byte_for_byte(raw):
    made = reference.as_csv(reference.read(raw)).encode("utf-8")
    assert made == (paths.data() / "municipalities.csv").read_bytes()


def test_list_does_not_depend_on_the_order_of_the_merger_table(raw, changed):
    def turned(content):
        header, *rows = content.splitlines()
        return b"\n".join([header, *reversed(rows)])

    assert reference.read(changed(CROSSWALK, turned)) == reference.read(raw)


def test_file_that_is_not_there_is_named(raw):
    def get(request):
        if request.name.endswith(REFNIS):
            raise AnswerMissing(f"{request.name}: not in the folder")
        return raw(request)

    with pytest.raises(AnswerMissing, match=REFNIS):
        reference.read(get)


def without(start):
    return lambda content: b"".join(
        line for line in content.splitlines(keepends=True) if not line.startswith(start)
    )


def replaced(old, new):
    def edit(content):
        assert old in content
        return content.replace(old, new)

    return edit


DAMAGE = {
    "merger table cut off": (CROSSWALK, half),
    "merger table is a page": (CROSSWALK, page),
    "merger left out": (CROSSWALK, without(b"23023")),
    "column renamed": (CROSSWALK, replaced(b"new_nis", b"nis")),
    "day in another form": (CROSSWALK, replaced(b"2019-01-01", b"1/1/2019")),
    "codes cut off": (REFNIS, half),
    "codes are a page": (REFNIS, page),
    "code left out": (REFNIS, replaced(b"34013|", b"99999|")),
    "date in another form": (REFNIS, replaced(b"01/01/1970", b"1970-01-01")),
    "names cut off": ("gemeente.xlsx", half),
    "regions are a page": ("gemeente_refreg.xlsx", page),
}


@pytest.mark.parametrize(("file", "edit"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_is_refused(changed, file, edit):
    with pytest.raises(SourceError) as caught:
        reference.read(changed(file, edit))
    assert caught.value.source == "municipalities"


@pytest.mark.parametrize("edit", [half, page])
@pytest.mark.parametrize("ending", ["shp", "dbf", "shx"])
def test_damaged_polygons_are_refused(changed, ending, edit):
    with pytest.raises(SourceError, match="damaged polygons") as caught:
        reference.read(changed(f"gemeente2024.{ending}", edit))
    assert caught.value.file == "gemeente2024.shp"
