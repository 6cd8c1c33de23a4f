"""What came is looked at before it is read."""

import random
import zipfile

import pytest

from sdgwijzer.errors import DownloadError
from sdgwijzer.fetch import archives, genuine

LIMIT = 50_000_000
CHALLENGE = b"<html><head><title>Request rejected</title><script>TSPD</script></head></html>"


def put(tmp_path, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    return path


def packed(tmp_path, name, members, compression=zipfile.ZIP_DEFLATED):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", compression) as archive:
        for member, body in members.items():
            archive.writestr(member, body)
    return path


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", b"a;b\n1;2\n"),
        ("a.csv", "a;b\né;2\n".encode("cp1252")),
        ("a.txt", b"\xff\xfea\x00;\x00b\x00"),
        ("a.json", b' {"facts": []}'),
        ("a.json", b"\xef\xbb\xbf[1]"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"0" * 30),
    ],
)
def test_what_was_asked_passes(tmp_path, name, body):
    genuine.check(put(tmp_path, name, body), name, LIMIT)


@pytest.mark.parametrize("name", ["a.csv", "a.zip", "a.xlsx", "a.xls", "a.json", "a.parquet"])
@pytest.mark.parametrize("body", [CHALLENGE, b"\n<!DOCTYPE html>\n<html>", b"<HTML><body>"])
def test_page_of_html_is_no_answer(tmp_path, name, body):
    with pytest.raises(DownloadError, match=rf"{name}: expected .* found a page of HTML"):
        genuine.check(put(tmp_path, name, body), name, LIMIT)


def test_title_of_the_page_is_told(tmp_path):
    with pytest.raises(DownloadError, match="Request rejected"):
        genuine.check(put(tmp_path, "a.zip", CHALLENGE), "a.zip", LIMIT)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.zip", b"", "empty file"),
        ("a.zip", b"code;waarde", "expected a zip archive"),
        ("a.json", b"code;waarde", "expected JSON"),
        ("a.csv", b"a\x00\x01\x02", "no text"),
        ("a.csv", b"0" * 101, "at most 100 bytes"),
        (
            "a.csv",
            b"a;b\n1;2\nStreaming interrupted due to the following error: (error_code: X)\n",
            "broke off in the middle: Streaming interrupted",
        ),
        ("a.zip", b"PK\x03\x04" + b"0" * 50, "expected a whole archive"),
    ],
)
def test_anything_else_is_refused(tmp_path, name, body, said):
    limit = 100 if len(body) > 100 else LIMIT
    with pytest.raises(DownloadError, match=said):
        genuine.check(put(tmp_path, name, body), name, limit)


def test_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    path = packed(tmp_path, "a.zip", {"a.txt": b"12345" * 1_000})
    with pytest.raises(DownloadError, match="at most 4,999 bytes unpacked, found 5,000"):
        genuine.check(path, "a.zip", 4_999)


def test_zip_bomb_is_refused(tmp_path):
    path = packed(tmp_path, "a.zip", {"a.txt": b"0" * 20_000_000})
    with pytest.raises(DownloadError, match="at most 250 times as much"):
        genuine.check(path, "a.zip", LIMIT)


@pytest.mark.parametrize("member", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\b.txt"])
def test_member_that_leads_out_is_refused(tmp_path, member):
    path = packed(tmp_path, "a.zip", {member: b"x"})
    with pytest.raises(DownloadError, match="leads out of the archive"):
        genuine.check(path, "a.zip", LIMIT)


def test_workbook_that_declares_entities_is_refused(tmp_path):
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    path = packed(tmp_path, "a.xlsx", {"xl/sharedStrings.xml": evil})
    with pytest.raises(DownloadError, match=r"sharedStrings\.xml declares entities"):
        genuine.check(path, "a.xlsx", LIMIT)


NOISE = random.Random(1).randbytes(350_000).hex()
"""It cannot be packed small, as a bomb would be."""

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("xl/sharedStrings.xml", f"<!--{NOISE[:700_000]}-->{ENTITIES}".encode()),
        ("xl/sharedStrings.xml", ENTITIES.encode("utf-16")),
        ("xl/sharedStrings.xml", f"\n \n{ENTITIES}".encode("utf-16-be")),
        ("xl/sharedStrings.xml", b"\xef\xbb\xbf" + ENTITIES.encode()),
        ("xl/media/image1.png", ENTITIES.encode()),
        (
            "xl/sharedStrings.xml",
            b"<" + NOISE[: 2**18 - 6].encode() + b"><!DOCTYPE y>",
        ),  # on an edge
    ],
)
def test_entities_are_refused_wherever_they_hide(tmp_path, member, content):
    path = packed(tmp_path, "a.xlsx", {member: content})
    with pytest.raises(DownloadError, match=rf"a\.xlsx: {member} declares entities"):
        genuine.check(path, "a.xlsx", LIMIT)


def test_encoding_in_which_nobody_can_look_is_refused(tmp_path):
    evil = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x'
    path = packed(tmp_path, "a.xlsx", {"xl/sharedStrings.xml": evil})
    with pytest.raises(DownloadError, match="found encoding 'UTF-7'"):
        genuine.check(path, "a.xlsx", LIMIT)


def test_archive_in_an_archive_is_looked_into_and_no_deeper(tmp_path):
    def inside(name, members):
        return packed(tmp_path, name, members).read_bytes()

    plain = inside("plain.xlsx", {"xl/workbook.xml": b"<x/>"})
    genuine.check(packed(tmp_path, "a.zip", {"plain.xlsx": plain}), "a.zip", LIMIT)
    evil = inside("evil.xlsx", {"xl/workbook.xml": ENTITIES.encode()})
    path = packed(tmp_path, "b.zip", {"evil.xlsx": evil})
    with pytest.raises(DownloadError, match=r"b\.zip: evil\.xlsx: xl/workbook\.xml declares"):
        genuine.check(path, "b.zip", LIMIT)
    bomb = inside("bomb.zip", {"a.txt": b"0" * 20_000_000})
    path = packed(tmp_path, "c.zip", {"bomb.zip": bomb})
    with pytest.raises(DownloadError, match="at most 250 times as much"):
        genuine.check(path, "c.zip", LIMIT)
    path = packed(tmp_path, "d.zip", {"a.zip": inside("e.zip", {"plain.xlsx": plain})})
    with pytest.raises(DownloadError, match="archive in an archive in an archive"):
        genuine.check(path, "d.zip", LIMIT)


def test_archive_of_too_many_members_is_refused(tmp_path):
    members = {f"{i}.txt": b"" for i in range(archives.MAX_MEMBERS + 1)}
    path = packed(tmp_path, "a.zip", members, zipfile.ZIP_STORED)
    with pytest.raises(DownloadError, match="at most 5000 members"):
        genuine.check(path, "a.zip", LIMIT)
