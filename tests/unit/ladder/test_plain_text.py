import pytest
from django.core.exceptions import ValidationError

from ladder.plain_text import clean_text, for_documents, refuse_control_characters

FINE = ["", "gewoon", "tab\tregel\neinde", "é ë € – ’ 😷", "<w:p>&amp;</w:p>", "=1+1", "\ud7ff\ue000\ufffd"]
HOSTILE = ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("text", FINE)
def test_text_that_xml_can_hold_stays_as_it_is(text: str) -> None:
    refuse_control_characters(text)
    assert for_documents(text) == text


@pytest.mark.parametrize("character", HOSTILE)
def test_characters_that_xml_refuses_are_refused_and_replaced(character: str) -> None:
    with pytest.raises(ValidationError, match=f"2.*U\\+{ord(character):04X}"):
        refuse_control_characters(f"een\ntwee{character}")
    assert for_documents(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("  a\n\n", "a"), ("\r\n", ""), ("a\r\n\r\nb", "a\n\nb")],
)
def test_line_ends_are_plain(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned
