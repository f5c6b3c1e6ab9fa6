"""All that is wrong with an organisation file, at once and each with its position."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from orgcli.check import repair
from orgcli.check.registry import RULES, Selection, Subject
from orgcli.check.rules import dates, duties, formerly, names, people, reporting
from orgcli.errors import MAX_PROBLEMS, ExitCode, InvalidFile, Problem
from orgcli.i18n.language import gettext as _
from orgcli.org import load, references, yaml_reader
from orgcli.org.model import Org

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from orgcli.check.audit import SectionCoverage
    from orgcli.check.official_text import Official

_FAMILIES = (reporting, duties, names, people, formerly, dates)  # imported because that fills the registry


@dataclass(frozen=True)
class Report:
    """What `check` finds: problems by position, and for the audit the coverage by section.

    ``cut`` says that there are more problems than these, ``readable`` whether there is an organisation in the file
    at all. ``document`` and ``org`` are what was read, if it could be: a folder compares them.
    """

    file: str
    problems: list[Problem]
    coverage: list[SectionCoverage] | None = None
    cut: bool = False
    readable: bool = True
    document: yaml_reader.Document | None = field(default=None, repr=False)
    org: Org | None = field(default=None, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """The number of problems by severity."""
        severities = Counter(problem.severity for problem in self.problems)
        return {severity: severities[severity] for severity in ("error", "warning", "info")}

    @property
    def exit_code(self) -> ExitCode:
        """TROUBLE for a file that no command can read, NO for an error or any finding of the audit (rules 6xx)."""
        if not self.readable:
            return ExitCode.TROUBLE
        failed = any(problem.severity == "error" or problem.rule[1:2] == "6" for problem in self.problems)
        return ExitCode.NO if failed else ExitCode.YES


def check(path: Path, chosen: Selection | None = None, official: Official | None = None) -> Report:
    """Return every problem of a file that the chosen rules find, in the order of the file.

    What keeps the file from being read at all is reported whatever was chosen. With an official
    text, the file is compared with it. Raises UnreadableFile.
    """
    try:
        document = yaml_reader.parse_leniently(path, with_positions=True)
    except InvalidFile as error:
        return Report(str(path), error.problems, cut=len(error.problems) == MAX_PROBLEMS, readable=False)
    if not isinstance(document.data, dict):
        return Report(str(path), [_no_mapping(document)], readable=False)
    result = load.shape(document.data)
    collector = _Collector(document, chosen or Selection())
    coverage = None
    if isinstance(result, Org):
        collector.apply_rules(result)
        coverage = collector.audit(result, official) if official else None
    else:
        collector.add_shape_errors(result)
    org = result if isinstance(result, Org) else None
    return Report(str(path), collector.sorted(), coverage, collector.cut, document=document, org=org)


def _no_mapping(document: yaml_reader.Document) -> Problem:
    if document.data is None:
        return document.problem("E101", _("the file is empty"), (1, 1))
    return document.problem("E105", _("expected a mapping with the key “units”"), (1, 1))


class _Collector:
    """Collect the problems of one file, of one rule at most `MAX_PROBLEMS`; ``cut`` says that there are more."""

    def __init__(self, document: yaml_reader.Document, chosen: Selection) -> None:
        self.document, self.chosen = document, chosen
        self.problems = document.duplicates[:MAX_PROBLEMS] + document.warnings
        self.cut = len(document.duplicates) > MAX_PROBLEMS

    def sorted(self) -> list[Problem]:
        """Return the problems of the chosen rules by position, each once."""
        unique = {(problem, problem.message): problem for problem in self.problems if problem.rule in self.chosen}
        return sorted(unique.values())

    def apply_rules(self, org: Org, repaired: repair.Repaired | None = None) -> None:
        """Add what breaks any rule; in a repaired file, without what only follows from the parts left out."""
        subject = Subject(org)
        for faults in chain(_faults_of_references(subject), _faults_of_rules(subject, self.chosen)):
            first_faults = list(islice(faults, MAX_PROBLEMS))
            self.cut = self.cut or len(first_faults) == MAX_PROBLEMS
            for rule, path, message in first_faults:
                if rule == "E110":
                    self.problems.append(self.document.problem(rule, message, self.document.position(path)))
                    return
                if repaired is None or (rule[0] != "I" and not repaired.causes(path)):
                    position = self.document.position(path)
                    self.problems.append(self.document.problem(rule, message, position, load.dotted(path)))

    def add_shape_errors(self, errors: list[ErrorDetails]) -> None:
        """Add what is wrong with the shape of the file, then what else is wrong with its valid parts."""
        self.cut = self.cut or len(errors) > MAX_PROBLEMS
        self.problems += [load.problem(self.document, error) for error in errors[:MAX_PROBLEMS]]
        if not self.cut:
            repaired = repair.Repaired(self.document.data, errors)
            if repaired.org:
                self.apply_rules(repaired.org, repaired)

    def audit(self, org: Org, official: Official) -> list[SectionCoverage]:
        """Add the differences from the official text, and return how much of it the file cites."""
        from orgcli.check import audit

        findings = audit.audit(self.document, org, official)
        self.problems += findings.problems
        return findings.coverage


def _faults_of_references(subject: Subject) -> Iterator[Iterator[references.Fault]]:
    org = subject.org
    yield references.group_bombs(org)
    parts = subject.parts
    yield references.open_lines(org, parts)
    duplicates = list(references.duplicate_ids(parts))
    yield iter(duplicates)
    yield references.unknown_references(parts)
    if not duplicates:  # of two parts with one id, nobody can say which one a line leads to
        yield references.reporting_cycles(org)
        yield references.body_cycles(org)


def _faults_of_rules(subject: Subject, chosen: Selection) -> Iterator[Iterator[references.Fault]]:
    for rule in RULES.values():
        if rule.find and rule.id in chosen:
            yield ((rule.id, path, message) for path, message in rule.find(subject))
