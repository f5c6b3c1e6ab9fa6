"""All that is wrong with an organisation file, at once and each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from orgcli.check import repair
from orgcli.check.registry import CHECKS, Selection, Subject
from orgcli.check.rules import duties, names, reporting
from orgcli.errors import MAX_PROBLEMS, InvalidFile, Problem
from orgcli.i18n.language import gettext as _
from orgcli.org import load, references, yaml_reader
from orgcli.org.model import Org

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from orgcli.check.audit import SectionCoverage
    from orgcli.check.official_text import Official

RULES = (reporting, duties, names)  # imported because that fills the registry


@dataclass(frozen=True)
class Report:
    """What `check` finds: problems by place, and for the audit the coverage by section.

    ``cut`` says that there are more problems than are told at once.
    """

    file: str
    problems: list[Problem]
    coverage: list[SectionCoverage] | None = None
    cut: bool = False
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Count the problems by severity."""
        counts = dict.fromkeys(("error", "warning", "info"), 0)
        for problem in self.problems:
            counts[problem.severity] += 1
        object.__setattr__(self, "counts", counts)

    @property
    def failed(self) -> bool:
        """Whether an error was found, or anything at all by the audit (rules that end in 6xx)."""
        return any(problem.severity == "error" or problem.rule[1:2] == "6" for problem in self.problems)


def check(path: Path, chosen: Selection | None = None, official: Official | None = None) -> Report:
    """Return every problem of a file that the chosen rules find, in the order of the file.

    What keeps the file from being read at all is reported whatever was chosen. With an official
    text, the file is compared with it. Raises UnreadableFile.
    """
    try:
        document = yaml_reader.parse_leniently(path)
    except InvalidFile as error:
        return Report(str(path), list(error.problems)[:MAX_PROBLEMS], cut=len(error.problems) > MAX_PROBLEMS)
    if not isinstance(document.data, dict):
        return Report(str(path), [_no_mapping(document)])
    found = load.shape(document.data)
    document.place(())  # builds the places, over data of their own
    search = _Search(document, chosen or Selection())
    if isinstance(found, Org):
        search.look(found)
        coverage = search.compare(found, official) if official else None
    else:
        search.look_beyond(found)
        coverage = None
    return Report(str(path), search.sorted(), coverage, search.cut)


def _no_mapping(document: yaml_reader.Document) -> Problem:
    if document.data is None:
        return document.problem("E101", _("the file is empty"), (1, 1))
    return document.problem("E105", _("expected a mapping with the key “units”"), (1, 1))


class _Search:
    """Collects the problems of one file; of one rule, no more than anybody reads."""

    def __init__(self, document: yaml_reader.Document, chosen: Selection) -> None:
        self.document, self.chosen = document, chosen
        self.problems = document.duplicates[:MAX_PROBLEMS]
        self.cut = len(document.duplicates) > MAX_PROBLEMS

    def sorted(self) -> list[Problem]:
        """Return the problems of the chosen rules by place, each once."""
        kept = {(problem, problem.message): problem for problem in self.problems if problem.rule in self.chosen}
        return sorted(kept.values())

    def look(self, org: Org, mended: repair.Mended | None = None) -> None:
        """Apply every rule; in a mended file, leave out what only comes from the parts left out."""
        for faults in chain(_of_integrity(org), _of_rules(Subject(org), self.chosen)):
            found = list(islice(faults, MAX_PROBLEMS))
            self.cut = self.cut or len(found) == MAX_PROBLEMS
            for rule, way, message in found:
                if rule == "E110":
                    self.problems.append(self.document.problem(rule, message, self.document.place(way)))
                    return
                if mended is None or (rule[0] != "I" and not mended.causes(way)):
                    place = self.document.place(way)
                    self.problems.append(self.document.problem(rule, message, place, load.dotted(way)))

    def look_beyond(self, details: list[ErrorDetails]) -> None:
        """Tell what is wrong with the shape, then look at what is sound of the file."""
        self.cut = self.cut or len(details) > MAX_PROBLEMS
        self.problems += [load.problem(self.document, detail) for detail in details[:MAX_PROBLEMS]]
        if not self.cut:
            mended = repair.Mended(self.document.data, details)
            if mended.org:
                self.look(mended.org, mended)

    def compare(self, org: Org, official: Official) -> list[SectionCoverage]:
        """Audit the file, and return the coverage of the official text."""
        from orgcli.check.audit import audit as compare

        findings = compare(self.document, org, official)
        self.problems += findings.problems
        return findings.coverage


def _of_integrity(org: Org) -> Iterator[Iterator[references.Fault]]:
    yield references.group_bombs(org)
    doubles = list(references.duplicate_ids(org))
    yield iter(doubles)
    yield references.unknown_references(org)
    if not doubles:  # with two parts of one id, there is no telling whose line goes where
        yield references.reporting_cycles(org)
        yield references.body_cycles(org)


def _of_rules(subject: Subject, chosen: Selection) -> Iterator[Iterator[references.Fault]]:
    for rule in CHECKS.values():
        if rule.find and rule.id in chosen:
            yield ((rule.id, way, message) for way, message in rule.find(subject))
