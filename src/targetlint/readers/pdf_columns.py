"""Tables without ruling lines: columns are where no letter stands."""

from targetlint.readers.pdf_lines import TextLine
from targetlint.readers.pdf_page import Letter


def printed_lines(lines: list[TextLine], _letters: list[Letter]) -> list[str]:
    """Give the lines of a page as a text layer has them."""
    return [line.text for line in lines]
