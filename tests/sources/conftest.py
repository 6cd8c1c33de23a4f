"""What tests of sources share: changed copies of recorded answers."""

import openpyxl
import pytest


@pytest.fixture
def edited_sheet(tmp_path):
    """From a workbook: a function that changes its sheet and gives `get` of the copy."""

    def of(path):
        def change(edit):
            book = openpyxl.load_workbook(path)
            edit(book.active)
            book.save(tmp_path / "changed.xlsx")
            return lambda request: tmp_path / "changed.xlsx"

        return change

    return of


@pytest.fixture
def edited_text(tmp_path, recorded):
    """A function that changes the text of one recorded answer and gives `get` of all of them."""

    def change(request, edit, encoding="utf-8"):
        copy = tmp_path / request.name.rpartition("/")[2]
        copy.write_text(edit(recorded(request).read_text(encoding)), encoding)
        return lambda asked: copy if asked == request else recorded(asked)

    return change
