"""Comparison of a file with the official text that it restates."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from orgcli.check import citations
from orgcli.check.mentions import MentionFinder
from orgcli.errors import Problem
from orgcli.graph.organisation import Organisation
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses, load, traversal
from orgcli.org.model import Body, Duty, Group, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.check.citations import Statement
    from orgcli.check.official_text import Clause, Official
    from orgcli.org.model import Org
    from orgcli.org.yaml_reader import Document

MAX_COPIED_WORDS = 10


@dataclass(frozen=True)
class SectionCoverage:
    """The number of clauses of a section, and how many of them the file cites."""

    section: str
    title: str
    clauses: int
    cited: int


@dataclass(frozen=True)
class Findings:
    """The differences between a file and its official text, and the coverage of each section."""

    problems: list[Problem]
    coverage: list[SectionCoverage]


def audit(document: Document, org: Org, official: Official) -> Findings:
    """Compare an organisation with its official text."""
    statements = list(citations.statements(Organisation.of(org)))
    covered = _covered_refs(statements, official)
    comparison = _Comparison(document, org, official, statements)
    problems = [
        *comparison.uncited_clauses(covered),
        *comparison.unknown_refs(),
        *comparison.unnamed_parts(),
        *comparison.copied_duties(),
    ]
    return Findings(problems, _coverage(covered, official))


def covered_clauses(org: Organisation, official: Official) -> tuple[int, int]:
    """Return how many clauses of the official text an organisation cites, and how many there are."""
    sections = _coverage(_covered_refs(list(citations.statements(org)), official), official)
    return sum(section.cited for section in sections), sum(section.clauses for section in sections)


def _covered_refs(statements: list[Statement], official: Official) -> set[str]:
    """Return the clauses that statements other than notes cite.

    A clause that introduces items is covered by any of them.
    """
    cited = {statement.ref for statement in statements if statement.type != "note"}
    paragraphs = {ref.partition(" ")[0] for ref in cited}
    return cited | {ref for ref in paragraphs if ref in official.clauses and official.clauses[ref].items}


def _coverage(covered: set[str], official: Official) -> list[SectionCoverage]:
    """Return the coverage of each section, in the order of the official text."""
    sections: dict[str, list[bool]] = {}
    for clause in official.clauses.values():
        sections.setdefault(clause.section, []).append(clause.ref in covered)
    return [
        SectionCoverage(section, official.sections.get(section, ""), len(cited), sum(cited))
        for section, cited in sections.items()
    ]


class _Comparison:
    """A file beside its official text: a generator of problems for each rule of the audit."""

    def __init__(self, document: Document, org: Org, official: Official, statements: list[Statement]) -> None:
        self.document, self.official = document, official
        self.finder = MentionFinder(org)
        self.parts = list(traversal.parts(org))
        self.paths = {_identity(part): path for path, part in reversed(self.parts)}
        self.names = {part.id: part.name for _path, part in self.parts if isinstance(part, (Unit, Body, Group))}
        self.owners = {body.id: body.part_of for body in org.bodies if body.part_of}
        self.owners |= {unit.id: owner.id for unit, owner in traversal.units(org) if owner}
        self.groups: defaultdict[str, list[str]] = defaultdict(list)
        for group, members in traversal.memberships(org):
            for member in members:
                self.groups[member].append(group.id)
        self.statements: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self.statements[statement.ref].append(statement)

    def uncited_clauses(self, covered: set[str]) -> Iterator[Problem]:
        """E601: clauses that no statement cites."""
        for clause in self.official.clauses.values():
            if clause.ref not in covered:
                message = _("nothing cites {ref}").format(ref=clauses.label(clause.ref))
                yield Problem(self.official.file, clause.line, 1, "E601", message, excerpt=clause.text[:100])

    def unknown_refs(self) -> Iterator[Problem]:
        """E602: clauses that the official text does not have."""
        for path, part in self.parts:
            ref = getattr(part, "ref", None)
            if ref and ref not in self.official.clauses and ref not in self.official.sections:
                message = _("the official text has no clause {ref}").format(ref=clauses.label(ref))
                yield self._problem("E602", (*path, "ref"), message)

    def unnamed_parts(self) -> Iterator[Problem]:
        """W603: units and bodies that a clause names and its statements do not."""
        for clause in self.official.clauses.values():
            refs = [clause.ref, *(f"{clause.ref} {letter}" for letter in clause.items)]
            statements = [statement for ref in refs for statement in self.statements[ref]]
            if not statements:
                continue
            for ids in dict.fromkeys(self._missing(clause, self._concerned(statements))):
                message = _("{ref} names “{name}”, and no statement that cites it does")
                message = message.format(ref=clauses.label(clause.ref), name=self.names[min(ids)])
                yield self._problem("W603", (*self.paths[_identity(statements[0].part)], "ref"), message)

    def _missing(self, clause: Clause, concerned: set[str]) -> Iterator[frozenset[str]]:
        """Yield the ids of each mention in a clause that neither it nor a mention inside its name concerns."""
        words = text.words(clause.text)
        for mention in self.finder.mentions(clause.text):
            if mention.ids <= self.names.keys() and not mention.ids & concerned:
                inside = " ".join(words[mention.start + 1 : mention.end])
                if not any(inner.ids & concerned for inner in self.finder.mentions(inside)):
                    yield mention.ids

    def _concerned(self, statements: list[Statement]) -> set[str]:
        """Return the ids of whom statements are about or name, of what contains these, and of their groups."""
        concerned = {part_id for statement in statements for part_id in statement.about}
        concerned |= self.finder.possible_ids(" ".join(statement.text for statement in statements))
        for part_id in list(concerned):
            owner = self.owners.get(part_id)
            while owner and owner not in concerned:
                concerned.add(owner)
                owner = self.owners.get(owner)
        return concerned.union(*(self.groups[part_id] for part_id in concerned if part_id in self.groups))

    def copied_duties(self) -> Iterator[Problem]:
        """E604: duties in the words of their clause."""
        copied = cache(lambda ref: _runs(self._mask_names(self.official.clauses[ref].text)))
        for path, part in self.parts:
            if isinstance(part, Duty) and part.ref in self.official.clauses:
                run = _longest_run(self._mask_names(part.text), copied(part.ref))
                if run:
                    words = " ".join("…" if _is_name(word) else word for word in run)
                    message = _("{number} words in a row as in {ref}: “{words}”").format(
                        number=_word_count(run), ref=clauses.label(part.ref), words=words
                    )
                    yield self._problem("E604", (*path, "text"), message)

    def _mask_names(self, sentence: str) -> list[str]:
        """Return the folded words of a sentence, with each name replaced by one word that ends in a slash."""
        words = text.words(sentence)
        for mention in reversed(self.finder.mentions(sentence)):
            words[mention.start : mention.end] = [f"{'/'.join(sorted(mention.ids))}/"]
        return words

    def _problem(self, rule_id: str, path: traversal.Path, message: str) -> Problem:
        return self.document.problem(rule_id, message, self.document.position(path), load.dotted(path))


def _identity(part: Any) -> object:
    """Return what tells a part of the model from others: its id, or all that it says."""
    return getattr(part, "id", part)


def _is_name(word: str) -> bool:
    return word.endswith("/")


def _word_count(run: Iterable[str]) -> int:
    """Return how many words of a masked text are no names."""
    return sum(not _is_name(word) for word in run)


def _runs(words: list[str]) -> set[int]:
    """Return the hash of every run of `MAX_COPIED_WORDS` words of a masked text: the runs would take much memory."""
    return {_hash(words, end) for end in range(MAX_COPIED_WORDS, len(words) + 1)}


def _hash(words: list[str], end: int) -> int:
    return hash(tuple(words[end - MAX_COPIED_WORDS : end]))


def _longest_run(words: list[str], runs: set[int]) -> list[str]:
    """Return the longest stretch of a masked text, without its names, all of whose runs another text has.

    It is empty if it has fewer than `MAX_COPIED_WORDS` other words.
    """
    longest: list[str] = []
    start = 0
    for end in range(MAX_COPIED_WORDS, len(words) + 2):
        if end <= len(words) and _hash(words, end) in runs:
            continue
        stretch = words[start : end - 1]
        if len(stretch) >= MAX_COPIED_WORDS and _word_count(stretch) > max(_word_count(longest), MAX_COPIED_WORDS - 1):
            longest = stretch
        start = end - MAX_COPIED_WORDS + 1
    return longest
