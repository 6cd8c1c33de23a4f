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
