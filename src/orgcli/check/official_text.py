"""An official text as its clauses: numbered paragraphs and lettered items, as UN bulletins print them.

Read from plain text, as copied or extracted from a page: page breaks, page numbers and running
heads go, words hyphenated at a line's end are joined, headings between paragraphs belong to no
clause. A paragraph is recognised by its number following on from the last, an item by its letter,
so a figure that happens to begin a line is no clause. A section without numbered paragraphs is one
clause, the section's number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.org import clauses, yaml_reader

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = re.compile(
    r"(?:Section|SECTION|Chapitre|CHAPITRE|Chapter|CHAPTER|Article|ARTICLE)\s+([0-9]{1,4})\s*(?:[.:–—-]\s*(.*))?"
)
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})+)\.?\s+(?=\S)|([0-9]{1,3})\.\s+(?=\S)")
_LETTER = re.compile(r"\(?([a-z]{1,2})\)\s*(?=\S)")
_FURNITURE = re.compile(
    r"[-–—]?\s*[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?\s*[-–—]?"  # the number of a page
    r"|[A-Z]{1,6}(?:/[\w.()-]+){2,}"  # the symbol of the document
    r"|[0-9]{2}-[0-9]{5}\b.{0,20}"  # the number of the printing job
)
_ENDED = (".", ";", ":", "!", "?", "»", "”", '"')
_PREFIXES = {"sous", "vice", "non", "ex", "mi", "quasi", "sub", "co", "self", "inter"}
_MAX_HEADING = 3
_MAX_GAP = 10


@dataclass
class Clause:
    """One clause of the text: its number, its wording on one line, and the line where it begins."""

    ref: str
    line: int
    text: str = ""
    items: list[str] = field(default_factory=list)

    @property
    def section(self) -> str:
        """The number of the section it is in."""
        return re.split(r"[. ]", self.ref, maxsplit=1)[0]


@dataclass(frozen=True)
class Official:
    """An official text: its clauses in order, by number, and the titles of its sections."""

    file: str
    clauses: dict[str, Clause]
    sections: dict[str, str]

    def wording(self, ref: str) -> str | None:
        """Return the text of a clause with all that lies in it, a line each, or None if there is none."""
        found = [clause for clause in self.clauses.values() if clauses.within(clause.ref, ref)]
        return "\n".join(_labelled(clause, ref) for clause in found) or None


def _labelled(clause: Clause, wanted: str) -> str:
    if clause.ref == wanted:
        return clause.text
    number, _, letter = clause.ref.partition(" ")
    return f"{letter}) {clause.text}" if letter else f"{number} {clause.text}"


def read(path: Path) -> Official:
    """Return the clauses of a plain text file; raises UnreadableFile, or InvalidFile if it is not UTF-8."""
    return parse(yaml_reader.read_text(path), str(path))


def parse(content: str, file: str = "") -> Official:
    """Return the clauses of an official text."""
    reader = _Reader(content)
    reader.run()
    return Official(file, reader.clauses, reader.sections)


class _Reader:
    """Goes through the lines once; ``clause`` is the one that the next line would continue."""

    def __init__(self, content: str) -> None:
        self.lines = _without_furniture(content)
        self.words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", content.casefold()))
        self.clauses: dict[str, Clause] = {}
        self.sections: dict[str, str] = {}
        self.clause: Clause | None = None
        self.paragraph: Clause | None = None
        self.last: dict[tuple[int, ...], int] = {}
        self.section = ""
        self.gap = True

    def run(self) -> None:
        position = 0
        while position < len(self.lines):
            number, line = self.lines[position]
            taken = 1
            if not line.strip():
                self.gap = True
            else:
                taken = self.take(position, number, line)
                self.gap = False
            position += taken

    def take(self, position: int, number: int, line: str) -> int:
        """Place one line that is not blank, and return how many lines that used up."""
        stripped = line.strip()
        heading = self.heading(position)
        if self.begins_section(stripped):
            return self.open_section(position, stripped)
        if self.begins_paragraph(stripped, number) or self.begins_item(stripped, number):
            return 1
        if heading:
            self.clause = self.paragraph = None
            return heading
        if self.clause is None and self.section and not self.in_section():
            self.start(self.section, number)
        if self.clause:
            self.clause.text = self.joined(self.clause.text, stripped)
        return 1

    def begins_section(self, line: str) -> bool:
        found = _SECTION.fullmatch(line)
        return found is not None and (not self.clauses or int(found[1]) == int(self.section or 0) + 1)

    def open_section(self, position: int, line: str) -> int:
        """Begin a section: its title is the rest of the line, or the lines up to the next blank one."""
        found = _SECTION.fullmatch(line)
        self.section, title = (found[1], found[2] or "") if found else ("", "")
        self.clause = self.paragraph = None
        taken = 1
        block = self.block(position + 1)
        if not title and len(block) <= _MAX_HEADING and not _NUMBER.match(block[0] if block else ""):
            title, taken = " ".join(block), 1 + len(block)
        self.sections[self.section] = title
        return taken

    def begins_paragraph(self, line: str, number: int) -> bool:
        found = _NUMBER.match(line)
        if not found or not (self.gap or self.complete()) or not self.follows(found[1] or found[2]):
            return False
        ref = found[1] or found[2]
        self.paragraph = self.start(ref, number)
        self.paragraph.text = line[found.end() :]
        figures = _figures(ref)
        self.last.update({figures[:depth]: figures[depth] for depth in range(len(figures))})
        return True

    def begins_item(self, line: str, number: int) -> bool:
        found = _LETTER.match(line)
        if not found or not self.clause or not self.owner or not self.expects(found[1]):
            return False
        owner = self.owner
        self.start(f"{owner.ref} {found[1]}", number).text = line[found.end() :]
        owner.items.append(found[1])
        return True

    @property
    def owner(self) -> Clause | None:
        """The clause that an item would belong to."""
        return self.paragraph or self.clauses.get(self.section)

    def start(self, ref: str, number: int) -> Clause:
        self.clause = self.clauses.setdefault(ref, Clause(ref, number))
        return self.clause

    def follows(self, ref: str) -> bool:
        """Tell whether a paragraph number goes on from the last one, or begins the section."""
        wanted = _figures(ref)
        if self.section and wanted[0] != int(self.section):
            return False
        last = self.last.get(wanted[:-1], 0)
        return last < wanted[-1] <= last + (_MAX_GAP if last else 1) or not self.last

    def expects(self, letter: str) -> bool:
        """Tell whether a letter is the next one, or the one after where one was lost."""
        known = self.owner.items if self.owner else []
        if not known:
            return letter == "a"
        return _rank(letter) - _rank(known[-1]) in ({1, 2} if self.gap else {1})

    def in_section(self) -> bool:
        return self.section in self.clauses or (int(self.section),) in self.last

    def complete(self) -> bool:
        return self.clause is None or self.clause.text.endswith(_ENDED)

    def block(self, position: int) -> list[str]:
        """Return the lines from a position to the next blank one, after blank ones."""
        found: list[str] = []
        for _number, line in self.lines[position : position + 2 * _MAX_HEADING + 2]:
            stripped = line.strip()
            if not stripped or (found and any(way.match(stripped) for way in (_NUMBER, _LETTER, _SECTION))):
                break
            found.append(stripped)
        return found

    def heading(self, position: int) -> int:
        """Return how many lines of a heading begin here: few, unpunctuated, where a sentence has ended."""
        line = self.lines[position][1]
        apart = self.gap or len(line) - len(line.lstrip()) > 1
        block = self.block(position)
        after = position + len(block)
        while after < len(self.lines) and not self.lines[after][1].strip():
            after += 1
        goes_on = after < len(self.lines) and self.lines[after][1].strip()[0].islower()
        starts = block[0].lstrip('«“"( \N{NO-BREAK SPACE}')[:1].isupper()
        unpunctuated = not block[-1].endswith((*_ENDED[:5], ","))
        short = len(block) <= _MAX_HEADING
        return len(block) if apart and self.complete() and starts and unpunctuated and short and not goes_on else 0

    def joined(self, before: str, line: str) -> str:
        """Append a line to a clause; a hyphen at the line's end stays only where the word has one."""
        if not before.endswith(("-", "\N{SOFT HYPHEN}")) or not line[:1].isalpha():
            return f"{before} {line}".strip()
        left = re.split(r"[\s’']", before[:-1])[-1].casefold()
        right = re.match(r"[^\W\d_]+", line)
        right_word = right[0].casefold() if right else ""
        whole, hyphenated = left + right_word in self.words, f"{left}-{right_word}" in self.words
        keeps = hyphenated or line[0].isupper() or left in _PREFIXES
        keeps = keeps and not whole and before.endswith("-")
        return before[: None if keeps else -1] + line


def _figures(ref: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ref.split("."))


def _rank(letter: str) -> int:
    return (ord(letter[0]) - ord("a")) + 26 * (len(letter) - 1)


def _without_furniture(content: str) -> list[tuple[int, str]]:
    """Return the lines, numbered from 1, without page numbers, document symbols and running heads."""
    lines, number, edges = [], 0, Counter[str]()
    for page in content.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        printed = page.split("\n")
        lines += [(number + offset + 1, line) for offset, line in enumerate(printed)]
        number += len(printed) - 1
        full = [line.strip() for line in printed if line.strip()]
        edges.update({full[0], full[-1]} if full else ())
    heads = {line for line, times in edges.items() if times > 1}
    return [pair for pair in lines if not _FURNITURE.fullmatch(pair[1].strip()) and pair[1].strip() not in heads]
