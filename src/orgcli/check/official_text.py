"""An official text as its clauses: numbered paragraphs and lettered items, as UN bulletins print them.

The plain text may come from a printed page: page breaks, page numbers and running heads are removed, words
hyphenated at a line's end are joined, and headings between paragraphs belong to no clause. A number or letter
that begins a line begins a clause only if it continues the sequence. A section without numbered paragraphs is
one clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from orgcli.check import printed_pages
from orgcli.errors import InvalidFile, Problem
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses, yaml_reader

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = re.compile(
    r"(?:Section|SECTION|Chapitre|CHAPITRE|Chapter|CHAPTER|Article|ARTICLE)\s+([0-9]{1,4})\s*(?:[.:–—-]\s*(.*))?"
)
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){1,9})\.?\s+(?=\S)|([0-9]{1,3})\.\s+(?=\S)")
_LETTER = re.compile(r"\(?([a-z]{1,2})\)\s*(?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){,9}")
_SENTENCE_ENDS = (".", ";", ":", "!", "?", "»", "”", '"')
_NOT_AFTER_HEADING = (".", ";", ":", "!", "?", ",")
_HYPHENATED_PREFIXES = {"sous", "vice", "non", "ex", "mi", "quasi", "sub", "co", "self", "inter"}
# The most lines of a text: at 80 characters they are 40 MB, and each takes memory.
MAX_LINES = 500_000
_MAX_HEADING_LINES = 3
_MAX_WORD = 100
_MAX_MISSING_PARAGRAPHS = 10


@dataclass
class Clause:
    """A clause: its number, the line where it begins, and the letters of its items."""

    ref: str
    line: int
    items: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list, repr=False)
    end: str = field(default="", repr=False)
    """The last word of its wording, or more."""

    @cached_property
    def text(self) -> str:
        """Its wording on one line."""
        return "".join(self.pieces)

    def begin(self, text: str) -> None:
        """Begin the wording."""
        self.pieces, self.end = [text], text[-_MAX_WORD:]

    def append(self, text: str, *, hyphen: bool = True) -> None:
        """Append to the wording, perhaps in place of the hyphen at its end."""
        if not hyphen:
            self.pieces[-1], self.end = self.pieces[-1][:-1], self.end[:-1]
        self.pieces.append(text)
        self.end = (self.end + text[-_MAX_WORD:])[-_MAX_WORD:]

    @property
    def section(self) -> str:
        """The number of its section."""
        return re.split(r"[. ]", self.ref, maxsplit=1)[0]


@dataclass(frozen=True)
class Official:
    """An official text: its clauses in order, by number, and the titles of its sections."""

    file: str
    clauses: dict[str, Clause]
    sections: dict[str, str]

    def wording(self, ref: str) -> str | None:
        """Return the text of a clause and of all clauses in it, a line each, or None if there is none."""
        lines = [_labelled(clause, ref) for clause in self.clauses.values() if clauses.within(clause.ref, ref)]
        return "\n".join(lines) or None


def _labelled(clause: Clause, ref: str) -> str:
    """Return the text of a clause after its number or letter, unless it is the clause ``ref`` itself."""
    if clause.ref == ref:
        return clause.text
    number, _, letter = clause.ref.partition(" ")
    return f"{letter}) {clause.text}" if letter else f"{number} {clause.text}"


def read(path: Path) -> Official:
    """Return the clauses of a plain text file; raises UnreadableFile, or InvalidFile if it is not UTF-8."""
    return parse(yaml_reader.read_text(path), str(path))


def parse(content: str, file: str = "") -> Official:
    """Return the clauses of an official text; raises InvalidFile if it has more lines than any has."""
    if len(re.findall(r"[\n\r\f]", content)) > MAX_LINES:
        message = _("the text has more than {number} lines").format(number=MAX_LINES)
        raise InvalidFile([Problem(file, 0, 0, "E110", message)])
    parser = _Parser(content)
    parser.parse()
    return Official(file, parser.clauses, parser.sections)


class _Parser:
    """Reads the lines once; the next line of text continues ``clause``, the next item belongs to ``paragraph``."""

    def __init__(self, content: str) -> None:
        self.lines = printed_pages.lines(content)
        self.words = {match[0] for match in _WORD.finditer(content.casefold())}
        self.clauses: dict[str, Clause] = {}
        self.sections: dict[str, str] = {}
        self.clause: Clause | None = None
        self.paragraph: Clause | None = None
        self.last_figures: dict[tuple[int, ...], int] = {}  # by the figures before: (2,) → 4 after paragraph 2.4
        self.section = ""
        self.is_after_blank = True

    def parse(self) -> None:
        position = 0
        while position < len(self.lines):
            line = self.lines[position][1].strip()
            position += self._consume(position, line) if line else 1
            self.is_after_blank = not line

    def _consume(self, position: int, line: str) -> int:
        """Assign a line to its section, clause or heading, and return how many lines that consumes."""
        number = self.lines[position][0]
        section = _SECTION.fullmatch(line)
        if section and (not self.clauses or int(section[1]) == int(self.section or 0) + 1):
            return self._begin_section(position, section[1], section[2] or "")
        if self._begin_paragraph(line, number) or self._begin_item(line, number):
            return 1
        heading = self._heading_lines(position)
        if heading:
            self.clause = self.paragraph = None
            return heading
        if not self.clause and self.section and not self._has_clauses():
            self._begin_clause(self.section, number)
        if self.clause:
            self._continue(self.clause, line)
        return 1

    def _begin_section(self, position: int, section: str, title: str) -> int:
        """Begin a section, whose title may be the lines up to the next blank one."""
        self.section, self.clause, self.paragraph = section, None, None
        block = [] if title else self._block(position + 1)
        if len(block) > _MAX_HEADING_LINES or (block and _NUMBER.match(block[0])):
            block = []
        self.sections[section] = title or " ".join(block)
        return 1 + len(block)

    def _begin_paragraph(self, line: str, number: int) -> bool:
        match = _NUMBER.match(line)
        if not match or not (self.is_after_blank or self._is_sentence_complete()):
            return False
        ref = match[1] or match[2]
        figures = tuple(int(figure) for figure in ref.split("."))
        if not self._is_next(figures):
            return False
        self.paragraph = self._begin_clause(ref, number)
        self.paragraph.begin(line[match.end() :])
        self.last_figures |= {figures[:depth]: figures[depth] for depth in range(len(figures))}
        return True

    def _is_next(self, figures: tuple[int, ...]) -> bool:
        """Return whether a paragraph continues the sequence of the section, perhaps after missing ones."""
        if self.section and figures[0] != int(self.section):
            return False
        last = self.last_figures.get(figures[:-1], 0)
        return not self.last_figures or last < figures[-1] <= last + (_MAX_MISSING_PARAGRAPHS if last else 1)

    def _begin_item(self, line: str, number: int) -> bool:
        match = _LETTER.match(line)
        owner = self.paragraph or self.clauses.get(self.section)
        if not match or not self.clause or not owner or not self._is_next_letter(match[1], owner.items):
            return False
        self._begin_clause(f"{owner.ref} {match[1]}", number).begin(line[match.end() :])
        owner.items.append(match[1])
        return True

    def _is_next_letter(self, letter: str, items: list[str]) -> bool:
        """Return whether a letter is the next one, or the one after a missing one."""
        if not items:
            return letter == "a"
        return _rank(letter) - _rank(items[-1]) in ({1, 2} if self.is_after_blank else {1})

    def _begin_clause(self, ref: str, number: int) -> Clause:
        self.clause = self.clauses.setdefault(ref, Clause(ref, number))
        return self.clause

    def _has_clauses(self) -> bool:
        return self.section in self.clauses or (int(self.section),) in self.last_figures

    def _is_sentence_complete(self) -> bool:
        return self.clause is None or self.clause.end.endswith(_SENTENCE_ENDS)

    def _block(self, position: int) -> list[str]:
        """Return the lines from a position to the next blank line or clause."""
        block: list[str] = []
        for _number, line in self.lines[position : position + 2 * _MAX_HEADING_LINES + 2]:
            stripped = line.strip()
            if not stripped or (block and any(begin.match(stripped) for begin in (_NUMBER, _LETTER, _SECTION))):
                break
            block.append(stripped)
        return block

    def _heading_lines(self, position: int) -> int:
        """Return how many lines a heading at a position has: few, unpunctuated, after a complete sentence."""
        line = self.lines[position][1]
        is_apart = self.is_after_blank or len(line) - len(line.lstrip()) > 1
        is_capitalised = line.strip().lstrip('«“"( \N{NO-BREAK SPACE}')[:1].isupper()
        if not (is_apart and is_capitalised and self._is_sentence_complete()):
            return 0
        block = self._block(position)
        after = (self.lines[index][1].strip() for index in range(position + len(block), len(self.lines)))
        following = next(filter(None, after), "")
        is_heading = (
            len(block) <= _MAX_HEADING_LINES
            and not block[-1].endswith(_NOT_AFTER_HEADING)
            and not following[:1].islower()
        )
        return len(block) if is_heading else 0

    def _continue(self, clause: Clause, line: str) -> None:
        """Append a line to a clause; a hyphen at a line's end remains only if the word has one."""
        if not clause.end.endswith(("-", "\N{SOFT HYPHEN}")) or not line[:1].isalpha():
            clause.append(f" {line}" if clause.end else line)
            return
        left = re.split(r"[\s’']", clause.end[:-1])[-1].casefold()
        match = re.match(r"[^\W\d_]+", line)
        right = match[0].casefold() if match else ""
        is_hyphenated = f"{left}-{right}" in self.words or line[0].isupper() or left in _HYPHENATED_PREFIXES
        clause.append(line, hyphen=is_hyphenated and left + right not in self.words and clause.end.endswith("-"))


def _rank(letter: str) -> int:
    return (ord(letter[0]) - ord("a")) + 26 * (len(letter) - 1)
