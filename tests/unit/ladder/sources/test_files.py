"""What comes out of a path: unpacked, and never more than the limit."""

import gzip
import zipfile

import pytest

from ladder.sources.errors import SourceError
from ladder.sources.files import describe, fingerprint, read_bytes, read_members

CONTENT = b"0123456789"


@pytest.fixture(params=["plain", "gzip", "zip"])
def packed(request, tmp_path):
    path = tmp_path / "figures"
    if request.param == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("figures.csv", CONTENT)
    else:
        path.write_bytes(gzip.compress(CONTENT) if request.param == "gzip" else CONTENT)
    return path


def test_a_file_is_unpacked_by_what_it_is_not_by_its_name(packed):
    assert read_bytes(packed) == CONTENT


def test_a_file_of_the_limit_is_read_and_a_larger_one_refused(packed):
    assert read_bytes(packed, limit=10) == CONTENT
    with pytest.raises(SourceError, match="too large when unpacked"):
        read_bytes(packed, limit=9)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path):
    path = tmp_path / "figures.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("figures.csv", b"0" * 1000)
    data = path.read_bytes()
    path.write_bytes(data.replace((1000).to_bytes(4, "little"), (5).to_bytes(4, "little")))

    with pytest.raises(SourceError):
        read_bytes(path, limit=10)


def test_the_limit_counts_for_all_files_of_a_folder_together(tmp_path):
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(CONTENT)

    assert len(list(read_members(tmp_path, limit=20))) == 2
    with pytest.raises(SourceError, match="too large"):
        list(read_members(tmp_path, limit=19))


def test_plain_text_named_gz_is_no_gzip_file(tmp_path):
    path = tmp_path / "figures.csv.gz"
    path.write_bytes(b"<html>404</html>")

    with pytest.raises(SourceError, match="not a gzip file; expected: gzip data; found: an HTML page"):
        read_bytes(path)


def test_a_zip_of_two_files_is_refused_naming_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("b.csv", CONTENT)
        archive.writestr("a.csv", CONTENT)

    with pytest.raises(SourceError, match=r"not one file in the zip; expected: 1; found: a\.csv, b\.csv"):
        read_bytes(tmp_path / "two.zip")


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: None])
def test_a_folder_or_nothing_is_no_file(tmp_path, make):
    path = tmp_path / "figures.csv"
    make(path)

    with pytest.raises(SourceError):
        read_bytes(path)


def test_the_fingerprint_of_a_folder_follows_its_json_files(tmp_path):
    (tmp_path / "a.json").write_bytes(CONTENT)
    before = fingerprint(tmp_path)
    (tmp_path / "notes.txt").write_bytes(CONTENT)
    assert fingerprint(tmp_path) == before
    (tmp_path / "a.json").write_bytes(CONTENT + b"0")
    assert fingerprint(tmp_path) != before


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "nothing"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML>", "an HTML page"),
        (b'{"a": 1}', "JSON"),
        (b"a\0b", "binary data"),
        (b"a;b\n1;2", "“a,b 1,2”"),
    ],
)
def test_files_are_described_by_how_they_start(data, kind):
    assert describe(data) == kind
