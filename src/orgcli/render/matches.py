"""What `find` matched: statements with their matched words highlighted, whole or shortened, and words in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n.language import gettext as _
from orgcli.render import screen
from orgcli.render.typeset import MATCH, UNBROKEN_SPACE, Paragraph, styled

if TYPE_CHECKING:
    from orgcli.search.answer import Answer, Match

# letters of a shortened statement: fewer make no sense, so that a narrow screen has more lines of it
ENOUGH_LETTERS = 70


def highlighted(match: Match, style: str = MATCH) -> Paragraph:
    """Return a statement with its matched words highlighted."""
    line = styled(match.text)
    for start, end in match.spans:
        line.stylize(style, len(screen.encodable(match.text[:start])), len(screen.encodable(match.text[:end])))
    return line


def excerpt(line: Paragraph, letters: int) -> Paragraph:
    """Return about so many letters of a statement, from just before the place with most of its matched words."""
    letters = letters * len(line) // max(line.cell_len, 1)
    if len(line) <= letters:
        return line
    starts = [span.start for span in line.spans[:100]] or [0]
    first = max(starts, key=lambda start: (sum(0 <= other - start < letters // 2 for other in starts), -start))
    start = 0 if first < letters // 2 else line.plain.find(" ", first - letters // 3, first) + 1 or first
    room = letters - (4 if start else 2)
    end = start + room
    if end < len(line):
        end = line.plain.rfind(" ", first, end + 1)
        end = end if end > first else start + room
    ellipsis = screen.encodable("…")
    head = f"{ellipsis}{UNBROKEN_SPACE}" if start else ""
    tail = f"{UNBROKEN_SPACE}{ellipsis}" if end < len(line) else ""
    return Paragraph.of(head, line[start:end], tail)


def unmatched(answer: Answer) -> str:
    """Return the line that names the words without a match."""
    words = ", ".join(_("“{word}”").format(word=word) for word in answer.unknown)
    return _("nothing here matches {words}").format(words=words)
