"""A folder of texts: what is wrong with each file, with the dates from one to the next, and with ``formerly``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from orgcli.check import report
from orgcli.check.registry import Selection
from orgcli.graph import folder
from orgcli.i18n.language import gettext as _
from orgcli.org import load, traversal, yaml_reader
from orgcli.org.model import Body, Org, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from orgcli.errors import Problem
    from orgcli.graph.folder import Text


@dataclass(frozen=True)
class Reading:
    """A text of the folder, and what its file says."""

    text: Text
    document: yaml_reader.Document
    org: Org

    def problem(self, rule: str, message: str, path: traversal.Path) -> Problem:
        """Return a problem of the file at the value that a path leads to."""
        return self.document.problem(rule, message, self.document.position(path), load.dotted(path))

    def types(self) -> dict[str, type]:
        """Return the type of each unit, body and post by its id."""
        return {
            part.id: type(part) for _path, part in traversal.parts(self.org) if isinstance(part, (Unit, Post, Body))
        }

    def origins(self) -> set[tuple[str, str]]:
        """Return the id of each unit and post with each that it was formerly."""
        parts = (part for _path, part in traversal.parts(self.org) if isinstance(part, (Unit, Post)))
        return {(part.id, former) for part in parts for former in part.formerly}


def check(path: Path, chosen: Selection | None = None) -> report.Report:
    """Return every problem of the files of a folder, and of their dates; raises UnreadableFile."""
    chosen = chosen or Selection()
    files = folder.files(path)
    reports = [report.check(file, chosen) for file in files]
    problems = [problem for one in reports for problem in one.problems]
    readings, undated = _readings(dict(zip(files, reports, strict=True)))
    faults = [*undated, *_same_days(readings), *_periods(readings), *_unknown_origins(readings)]
    problems += [problem for problem in faults if problem.rule in chosen]
    readable = all(one.readable for one in reports) and not undated
    return report.Report(str(path), sorted(problems), cut=any(one.cut for one in reports), readable=readable)


def _readings(reports: dict[Path, report.Report]) -> tuple[list[Reading], list[Problem]]:
    """Return the texts that are whole, by date, and the problems of those without a date."""
    readings, undated = {}, []
    for file, one in reports.items():
        if not one.document:
            continue
        try:
            text = folder.text(file)
        except folder.NoDate as error:
            undated.append(one.document.problem("E701", error.reason, one.document.position(("source",))))
            continue
        if one.org:
            readings[file] = Reading(text, one.document, one.org)
    dated = folder.dated([reading.text for reading in readings.values()])
    return [Reading(text, readings[text.file].document, readings[text.file].org) for text in dated], undated


def _same_days(readings: list[Reading]) -> Iterator[Problem]:
    """E702: texts that begin on the same day."""
    for since, same in groupby(readings, key=lambda reading: reading.text.since):
        first, *others = same
        for other in others:
            message = _("{file} holds from {date} too").format(file=first.text.file.name, date=since)
            yield other.problem("E702", message, ("source", "in_force", "date"))


def _periods(readings: list[Reading]) -> Iterator[Problem]:
    """W703 and W704: texts that overlap, and days without one."""
    for reading, later in pairwise(readings):
        until, since = reading.text.until, later.text.since
        if until and until >= since:
            message = _("{text} holds until {date}, and the next, {other}, from {start}")
            facts = {"text": reading.text.label, "date": until, "other": later.text.label, "start": since}
            yield reading.problem("W703", message.format(**facts), ("source", "until"))
        elif until and reading.text.since <= until < (last := since - timedelta(days=1)):
            message = _("no text is in force from {start} to {end}")
            start = until + timedelta(days=1)
            yield reading.problem("W704", message.format(start=start, end=last), ("source", "until"))


def _unknown_origins(readings: list[Reading]) -> Iterator[Problem]:
    """W705: former ids that are not in the text before; what that text says already happened before it."""
    older: set[str] = set()
    for before, reading in pairwise(readings):
        types, stated = before.types(), before.origins()
        older |= types.keys()
        for path, part in traversal.parts(reading.org):
            for position, former in enumerate(part.formerly if isinstance(part, (Unit, Post)) else ()):
                message = None if (part.id, former) in stated else _fault(part, former, types, older)
                if message:
                    message = message.format(id=former, text=before.text.label)
                    yield reading.problem("W705", message, (*path, "formerly", position))


def _fault(part: Unit | Post, former: str, before: dict[str, type], older: set[str]) -> str | None:
    """Return the message on a former id, if it cannot be one."""
    if former == part.id:
        if former in before:
            return _("“{id}” is in the text before, {text}: it is not restored")
        return None if former in older else _("no older text has “{id}”: it is not restored")
    if issubclass(before.get(former, object), Post if isinstance(part, Post) else (Unit, Body)):
        return None
    if isinstance(part, Post):
        return _("“{id}” is no post of the text before, {text}")
    return _("“{id}” is no unit of the text before, {text}")
