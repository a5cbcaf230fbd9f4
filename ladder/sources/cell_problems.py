"""What is wrong with one cell of a spreadsheet, and the text by which it is stored."""

import re
from dataclasses import dataclass
from typing import Self

from ladder.sources.snippets import snippet

LONGEST_TEXT = 300
FIRST_CLAUSE = re.compile(r"(?P<words>[^:(]*?)(?:: (?P<found>.*?))?(?: \((?P<cell>(?:.+!)?[A-Z]{1,3}\d+)\))?")


class CellError(ValueError):
    """A cell that cannot be taken: the reason (`ladder.sources.reasons`), what stands there, what was expected."""

    def __init__(self, words: str, *, found: object = "", expected: str = "") -> None:
        super().__init__(words)
        self.words, self.found, self.expected = words, snippet(found), snippet(expected, 120)


@dataclass(frozen=True)
class CellProblem:
    """A reason with the cell that it is about, such as `C7` or `Per week!C7`; "" where no cell is known."""

    words: str
    cell: str = ""
    found: str = ""
    expected: str = ""

    @classmethod
    def of(cls, error: CellError, cell: str) -> Self:
        return cls(error.words, cell, error.found, error.expected)

    @classmethod
    def parse(cls, reason: str) -> Self:
        """Read the reason of a refused row, also one that another check gave.

        >>> CellProblem.parse("not a number: x (C7); expected: 1, 2")
        CellProblem(words='not a number', cell='C7', found='x', expected='1, 2')
        """
        first, _, expected = reason.partition("; expected: ")
        match = FIRST_CLAUSE.fullmatch(first)
        if match is None:
            return cls(words=first, expected=expected)
        parts = match.groupdict(default="")
        return cls(parts["words"], parts["cell"], parts["found"], expected)

    def __str__(self) -> str:
        """The reason as it is stored: `words: found (cell); expected: …` (see `ladder.import_texts`)."""
        text = f"{self.words}: {self.found}" if self.found else self.words
        text = f"{text} ({self.cell})" if self.cell else text
        return (f"{text}; expected: {self.expected}" if self.expected else text)[:LONGEST_TEXT]
