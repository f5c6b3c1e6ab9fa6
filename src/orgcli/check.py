"""All that is wrong with an organisation file, at once and each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import chain
from typing import TYPE_CHECKING, Any

from orgcli import integrity, load, mend, rules_audit, rules_graph, rules_read, rules_words, yamlfile
from orgcli.errors import InvalidFile, Problem
from orgcli.model import Org
from orgcli.rules import CHECKS, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from orgcli.audit import SectionCoverage
    from orgcli.official import Official

EXPLAINED = (rules_read, rules_graph, rules_words, rules_audit)
"""The modules whose import fills the registry."""


@dataclass(frozen=True)
class Report:
    """What `check` finds: problems by place, and for the audit the coverage by section."""

    file: str
    problems: list[Problem]
    coverage: list[SectionCoverage] | None = None
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
    chosen = chosen or Selection()
    try:
        document = yamlfile.parse_leniently(path)
    except InvalidFile as error:
        return Report(str(path), list(error.problems))
    if not isinstance(document.data, dict):
        return Report(str(path), [_no_mapping(document)])
    found = load.shape(document.data)
    document.place(())  # builds the places, over data of their own
    coverage = None
    if isinstance(found, Org):
        problems = [*document.doubles, *_problems(document, found)]
        if official:
            from orgcli import audit  # noqa: PLC0415 - only with an official text

            coverage = audit.coverage(found, official)
            problems += audit.problems(document, found, official)
    else:
        problems = [*document.doubles, *(load.problem(document, detail) for detail in found)]
        problems += _beyond(document, mend.Mended(document.data, found))
    kept = {(problem, problem.message): problem for problem in problems if problem.rule in chosen}
    return Report(str(path), sorted(kept.values()), coverage)


def _no_mapping(document: yamlfile.Document) -> Problem:
    if document.data is None:
        return document.problem("E101", _("the file is empty"), (1, 1))
    return document.problem("E105", _("expected a mapping with the key “units”"), (1, 1))


def faults(org: Org) -> Iterator[integrity.Fault]:
    """Yield what every rule finds in an organisation: its id, the way to the fault, the message."""
    yield from chain(integrity.duplicate_ids(org), integrity.unknown_references(org))
    yield from chain(integrity.reporting_cycles(org), integrity.body_cycles(org))
    for rule in CHECKS.values():
        for way, message in rule.find(org) if rule.find else ():
            yield rule.id, way, message


def _problems(document: yamlfile.Document, org: Org) -> list[Problem]:
    return [_problem(document, *fault) for fault in faults(org)]


def _problem(document: yamlfile.Document, rule: str, way: tuple[Any, ...], message: str) -> Problem:
    return document.problem(rule, message, document.place(way), load.dotted(way))


def _beyond(document: yamlfile.Document, mended: mend.Mended) -> list[Problem]:
    """Return what is wrong beside the shape, less what only comes from parts that were left out."""
    if not mended.org:
        return []
    return [
        _problem(document, rule, way, message)
        for rule, way, message in faults(mended.org)
        if rule[0] != "I" and not mended.causes(way)
    ]
