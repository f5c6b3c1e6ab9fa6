"""A file compared with the official text that it restates, both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgcli.check import citations
from orgcli.check.mentions import Names
from orgcli.errors import Problem
from orgcli.graph.organisation import Organisation
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses, load, traversal
from orgcli.org.model import Body, Duty, Group, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.check.citations import Statement
    from orgcli.check.official_text import Clause, Official
    from orgcli.org.model import Org
    from orgcli.org.yaml_reader import Document

MAX_RUN = 10
"""Words in a row that a restated duty may not share with its clause."""


@dataclass(frozen=True)
class SectionCoverage:
    """How many clauses a section has, and how many of them the file cites."""

    section: str
    title: str
    clauses: int
    cited: int


@dataclass(frozen=True)
class Findings:
    """What the audit says: the problems, and how much of each section the file cites."""

    problems: list[Problem]
    coverage: list[SectionCoverage]


def audit(document: Document, org: Org, official: Official) -> Findings:
    """Return all that differs between a file and its official text, at the clause or at the statement."""
    statements = list(citations.statements(Organisation.of(org)))
    covered = _covered(statements, official)
    found = _Audit(document, org, official, statements)
    problems = [*found.uncited(covered), *found.unknown(), *found.unnamed(), *found.copied()]
    return Findings(problems, _coverage(covered, official))


def _coverage(covered: set[str], official: Official) -> list[SectionCoverage]:
    """Return the coverage of each section of the official text, in its order."""
    found: dict[str, list[bool]] = {}
    for clause in official.clauses.values():
        found.setdefault(clause.section, []).append(clause.ref in covered)
    return [
        SectionCoverage(section, official.sections.get(section, ""), len(clauses), sum(clauses))
        for section, clauses in found.items()
    ]


def _covered(statements: list[Statement], official: Official) -> set[str]:
    """Return the clauses that a statement cites; one that introduces items is covered by any of them.

    A remark, or a body for which the clause is only where its name was found, covers nothing.
    """
    cited = {statement.ref for statement in statements if statement.type != "note"}
    introduced = {ref.partition(" ")[0] for ref in cited}
    return cited | {ref for ref in introduced if ref in official.clauses and official.clauses[ref].items}


class _Audit:
    def __init__(self, document: Document, org: Org, official: Official, statements: list[Statement]) -> None:
        self.document, self.org, self.official = document, org, official
        self.names = Names(org)
        self.paths = {_identity(part): path for path, part in reversed(list(traversal.parts(org)))}
        self.titles: dict[str, str] = {}
        self.owners: dict[str, str] = {body.id: body.part_of for body in org.bodies if body.part_of}
        for _path, part in traversal.parts(org):
            if isinstance(part, (Unit, Body, Group)):
                self.titles[part.id] = part.name
        self.owners |= {unit.id: owner.id for unit, owner in traversal.units(org) if owner}
        self.members = {group.id: set(members) for group, members in traversal.memberships(org)}
        self.statements: dict[str, list[Statement]] = {}
        for statement in statements:
            self.statements.setdefault(statement.ref, []).append(statement)

    def uncited(self, covered: set[str]) -> Iterator[Problem]:
        """E601: clauses that nothing cites."""
        for clause in self.official.clauses.values():
            if clause.ref not in covered:
                message = _("nothing cites {ref}").format(ref=clauses.label(clause.ref))
                yield self.at_clause("E601", clause, message)

    def unknown(self) -> Iterator[Problem]:
        """E602: clauses that the official text does not have."""
        for path, part in traversal.parts(self.org):
            ref = getattr(part, "ref", None)
            if ref and ref not in self.official.clauses and ref not in self.official.sections:
                message = _("the official text has no clause {ref}").format(ref=clauses.label(ref))
                yield self.at("E602", (*path, "ref"), message)

    def unnamed(self) -> Iterator[Problem]:
        """W603: units and bodies that a clause names and its statements do not."""
        for clause in self.official.clauses.values():
            statements = self.within(clause)
            if not statements:
                continue
            known = self.concerned(statements)
            for ids in dict.fromkeys(self.missing(clause, known)):
                name = self.titles[min(ids)]
                message = _("{ref} names “{name}”, and no statement that cites it does")
                path = self.paths[_identity(statements[0].part)]
                yield self.at("W603", (*path, "ref"), message.format(ref=clauses.label(clause.ref), name=name))

    def missing(self, clause: Clause, known: set[str]) -> Iterator[frozenset[str]]:
        """Yield whom a clause names and is not known; a name that contains another may be said by that one."""
        words = text.words(clause.text)
        for mention in self.names.found(clause.text):
            if mention.ids <= self.titles.keys() and not mention.ids & known:
                inside = " ".join(words[mention.start + 1 : mention.end])
                if not any(one.ids & known for one in self.names.found(inside)):
                    yield mention.ids

    def within(self, clause: Clause) -> list[Statement]:
        """Return the statements of a clause; for one that introduces items, theirs as well."""
        found = list(self.statements.get(clause.ref, []))
        for letter in clause.items:
            found += self.statements.get(f"{clause.ref} {letter}", [])
        return found

    def concerned(self, statements: list[Statement]) -> set[str]:
        """Return whom statements are about or name, and what these are part of."""
        found = {name for statement in statements for name in statement.about}
        found |= self.names.alluded(" ".join(statement.text for statement in statements))
        for name in list(found):
            owner = self.owners.get(name)
            while owner and owner not in found:
                found.add(owner)
                owner = self.owners.get(owner)
        return found | {group for group, members in self.members.items() if members & found}

    def copied(self) -> Iterator[Problem]:
        """E604: duties in the words of their clause."""
        for path, part in traversal.parts(self.org):
            clause = self.official.clauses.get(part.ref or "") if isinstance(part, Duty) else None
            if clause:
                run = _longest_run(self.masked(part.text), self.masked(clause.text))
                number = sum(not _is_name(word) for word in run)
                if number >= MAX_RUN:
                    message = _("{number} words in a row as in {ref}: “{words}”")
                    shown = " ".join("…" if _is_name(word) else word for word in run)
                    facts = {"number": number, "ref": clauses.label(clause.ref), "words": shown}
                    yield self.at("E604", (*path, "text"), message.format(**facts))

    def masked(self, sentence: str) -> list[str]:
        """Return the folded words of a sentence, each name in it as one word that does not count."""
        words = text.words(sentence)
        for mention in reversed(self.names.found(sentence)):
            words[mention.start : mention.end] = [f"{'/'.join(sorted(mention.ids))}/"]
        return words

    def at(self, rule: str, path: traversal.Path, message: str) -> Problem:
        return self.document.problem(rule, message, self.document.place(path), load.dotted(path))

    def at_clause(self, rule: str, clause: Clause, message: str) -> Problem:
        return Problem(self.official.file, clause.line, 1, rule, message, excerpt=clause.text[:100])


def _identity(part: Any) -> object:
    """Return what tells a part of the model from others: its id, or all that it says."""
    return getattr(part, "id", part)


def _is_name(word: str) -> bool:
    return word.endswith("/")


def _longest_run(one: list[str], other: list[str]) -> list[str]:
    """Return the run that two masked texts share which is longest when its names are not counted."""
    where: dict[str, list[int]] = {}
    for position, word in enumerate(other):
        where.setdefault(word, []).append(position)
    most, best = 0, (0, 0)
    before: dict[int, tuple[int, int]] = {}
    for position, word in enumerate(one):
        now = {}
        for match in where.get(word, ()):
            start, counted = before.get(match - 1, (position, 0))
            now[match] = start, counted + (not _is_name(word))
            if now[match][1] > most:
                most, best = now[match][1], (start, position + 1)
        before = now
    return one[slice(*best)]
