import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from meetings.verification.archives import MOST_MEMBERS, UNPACKED_LIMIT, safe_members
from meetings.verification.comparing import Difference, differences
from meetings.verification.reading import format_of, read_document
from meetings.verification.unreadable import Unreadable


def archive(members: list[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return file.getvalue()


def word(*texts: str, xml: str = "") -> bytes:
    document, file = docx.Document(), BytesIO()
    for text in texts:
        document.add_paragraph(text)
    if xml:
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n%PDF-1.7", "pdf"),
        (b' {"a": 1}', "json"),
        (b"", ""),
        (b"MZ\x90", ""),
        (b"<html>", ""),
        (word("x"), "docx"),
        (archive([("mimetype", b"application/vnd.oasis.opendocument.text")]), "odt"),
        (archive([("mimetype", b"application/vnd.oasis.opendocument.text-master")]), ""),
        (archive([("readme.txt", b"x")]), ""),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, expected: str) -> None:
    assert format_of(data) == expected


TRAPS = {
    "empty": b"",
    "text": b"hallo",
    "a program": b"MZ\x90\x00" * 100,
    "half a PDF": b"%PDF-1.7\n1 0 obj <<",
    "half an archive": word("x")[:-400],
    "an archive with other things": archive([("readme.txt", b"x")]),
    "no content": archive([("mimetype", b"application/vnd.oasis.opendocument.text")]),
    "no main part": archive([("[Content_Types].xml", b"<Types/>")]),
    "a damaged part": archive([("[Content_Types].xml", b"<Types")]),
    "entities": archive([("[Content_Types].xml", b'<!DOCTYPE x [<!ENTITY a "b">]><Types/>')]),
    "entities in UTF-16": archive([("[Content_Types].xml", "<!doctype x>".encode("utf-16"))]),
}


@pytest.mark.parametrize("data", TRAPS.values(), ids=TRAPS)
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_document(data)


@pytest.mark.parametrize(("size", "refused"), [(UNPACKED_LIMIT, False), (UNPACKED_LIMIT + 1, True)])
def test_an_archive_has_a_largest_size_unpacked(size: int, refused: bool) -> None:
    data = archive([("a", b"\0" * (size - 1)), ("b", b"x")])
    if refused:
        with pytest.raises(Unreadable, match="too large"):
            safe_members(data)
    else:
        assert set(safe_members(data)) == {"a", "b"}


@pytest.mark.parametrize(("number", "refused"), [(MOST_MEMBERS, False), (MOST_MEMBERS + 1, True)])
def test_an_archive_has_a_largest_number_of_members(number: int, refused: bool) -> None:
    data = archive([(str(one), b"") for one in range(number)])
    if refused:
        with pytest.raises(Unreadable, match="too large"):
            safe_members(data)
    else:
        assert len(safe_members(data)) == number


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["word/document.xml", "Word/Document.xml"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    with pytest.raises(Unreadable, match="one name"):
        safe_members(archive([("word/document.xml", b"a"), (second, b"b")]))


def test_lines_are_read_without_blanks_around_and_empty_ones() -> None:
    assert read_document(word("  een  twee ", "", "drie")).lines == ("een twee", "drie")


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
RUN = "<w:r><w:t>{}</w:t></w:r>"
SEEN = {
    "inserted with tracked changes": (f'<w:ins w:id="1" w:author="x">{RUN.format("erbij")}</w:ins>', "erbij"),
    "deleted with tracked changes": (
        '<w:del w:id="1" w:author="x"><w:r><w:delText>weg</w:delText></w:r></w:del>', "",
    ),
    "a page number": (f'<w:fldSimple w:instr=" PAGE ">{RUN.format("7")}</w:fldSimple>', ""),
    "another field": (f'<w:fldSimple w:instr="QUOTE x">{RUN.format("erbij")}</w:fldSimple>', "erbij"),
    "a page number in pieces": (
        FIELD.format("begin") + "<w:r><w:instrText> NUMPAGES </w:instrText></w:r>" + FIELD.format("separate")
        + RUN.format("7") + FIELD.format("end") + RUN.format("na"), "na",
    ),
    "another field in pieces": (
        FIELD.format("begin") + "<w:r><w:instrText> QUOTE </w:instrText></w:r>" + FIELD.format("separate")
        + RUN.format("erbij") + FIELD.format("end"), "erbij",
    ),
    "a content control": (f"<w:sdt><w:sdtContent>{RUN.format('erbij')}</w:sdtContent></w:sdt>", "erbij"),
    "a picture": ("<w:r><w:drawing/></w:r>", "▣"),
    "a tab": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "expected"), SEEN.values(), ids=SEEN)
def test_what_a_reader_of_word_sees_is_read(xml: str, expected: str) -> None:
    assert read_document(word("slot", xml=xml)).lines == (*filter(None, [expected]), "slot")


DIFFERENCES = {
    "the same": (["a", "b"], ["a", "b"], ()),
    "changed": (["a", "x"], ["a", "b"], (Difference(("x",), ("b",)),)),
    "added": (["a", "x", "b"], ["a", "b"], (Difference(("x",), ()),)),
    "left out": (["a"], ["a", "b"], (Difference((), ("b",)),)),
    "nothing at all": ([], ["a"], (Difference((), ("a",)),)),
}


@pytest.mark.parametrize(("given", "own", "expected"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_the_places_that_differ(given: list[str], own: list[str], expected: tuple[Difference, ...]) -> None:
    assert differences(given, own) == expected
