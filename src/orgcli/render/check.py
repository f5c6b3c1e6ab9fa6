"""What `check` found, for a screen, for programs and for code hosts; and the explanation of a rule."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.render import plain
from orgcli.render.typeset import Columns, Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.check.audit import SectionCoverage
    from orgcli.check.registry import Rule
    from orgcli.check.report import Report
    from orgcli.errors import Problem

STYLES = {"error": "bold red", "warning": "bold magenta", "info": "bold"}
_NARROW = 60
"""Columns under which a file is named once above its problems, and the table of coverage has two columns."""
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}


@dataclass(frozen=True)
class View:
    """A report in each of its forms; remarks only if wanted, but counted."""

    report: Report
    info: bool = False

    @property
    def shown(self) -> list[Problem]:
        """The problems to show."""
        return [problem for problem in self.report.problems if self.info or problem.severity != "info"]

    def plain(self) -> dict[str, Any]:
        """Return the report as dicts and lists: problems, counts, and for the audit the coverage by section."""
        problems = [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "rule": problem.rule,
                "severity": problem.severity,
                "message": problem.message,
                "path": problem.path,
            }
            for problem in self.shown
        ]
        coverage = self.report.coverage
        answer: dict[str, Any] = {"problems": problems, "counts": self.report.counts}
        answer["coverage"] = None if coverage is None else [dataclasses.asdict(section) for section in coverage]
        return answer

    def github(self) -> str:
        """Return the report as workflow commands, which code hosts show beside the lines of a change."""
        return "\n".join(_command(problem) for problem in self.shown)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the problems, the table of coverage, and a line with their number."""
        narrow, file = options.max_width < _NARROW, ""
        for problem in self.shown:
            place = problem.place
            if narrow:
                place = place.removeprefix(f"{problem.file}:")
                if problem.file != file:
                    yield styled(problem.file)
                file = problem.file
            rule = (problem.rule, STYLES[problem.severity])
            yield Line.of(styled(f"{place} "), rule, styled(f" {_one_line(problem.message)}"))
            if problem.excerpt:
                yield _excerpt(problem.excerpt)
        if self.report.coverage is not None:
            yield from _coverage(self.report.coverage, apart=bool(self.shown), narrow=narrow)
        yield styled(self.summary())

    def summary(self) -> str:
        """Return the closing line: how many errors, warnings and remarks."""
        counts = self.report.counts
        errors, warnings, remarks = counts["error"], counts["warning"], counts["info"]
        parts = [ngettext("{number} error", "{number} errors", errors).format(number=errors)] if errors else []
        if warnings:
            parts.append(ngettext("{number} warning", "{number} warnings", warnings).format(number=warnings))
        said = ", ".join(parts) or _("no problem")
        if self.report.cut:
            said = _("{counts} (only the first are shown)").format(counts=said)
        if remarks and self.info:
            said += ", " + ngettext("{number} remark", "{number} remarks", remarks).format(number=remarks)
        elif remarks:
            hidden = ngettext("{number} remark, with --info", "{number} remarks, with --info", remarks)
            said += f" ({hidden.format(number=remarks)})"
        return _("{label}: {value}").format(label=self.report.file, value=said)


def _excerpt(line: str) -> Line:
    shown = Line.of("    ", styled(line, "dim"))
    shown.no_wrap, shown.overflow = True, "ellipsis"
    return shown


def _one_line(message: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", message)


def _command(problem: Problem) -> str:
    facts = {"file": problem.file, "line": problem.line or 1, "col": problem.column or 1, "title": problem.rule}
    listed = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in facts.items())
    return f"::{_GITHUB[problem.severity]} {listed}::{_escaped(problem.message)}"


def _escaped(value: str, more: str = "") -> str:
    escapes = _ESCAPES | {char: f"%{ord(char):02X}" for char in more}
    return "".join(escapes.get(char, char) for char in text.printable(value))


def _coverage(sections: list[SectionCoverage], *, apart: bool, narrow: bool) -> Iterator[RenderableType]:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(_("section"), overflow="fold")
    for title in (_("cited"),) if narrow else (_("clauses"), _("cited"), _("coverage")):
        table.add_column(styled(title), justify="right", no_wrap=True)
    for section in sections:
        name = Columns([(styled(section.section), styled(section.title))])
        table.add_row(name, *_figures(section.cited, section.clauses, narrow=narrow))
    clauses, cited = sum(section.clauses for section in sections), sum(section.cited for section in sections)
    table.add_row(styled(_("whole"), "bold"), *_figures(cited, clauses, narrow=narrow))
    if apart:
        yield Text()
    yield table
    yield Text()


def _figures(cited: int, clauses: int, *, narrow: bool) -> list[str]:
    return [f"{cited}/{clauses}"] if narrow else [str(clauses), str(cited), _share(cited, clauses)]


def _share(part: int, whole: int) -> str:
    """Return a percentage, never rounded up to 100."""
    return f"{100 * part // whole if whole else 100} %"


def explanation(rule: Rule) -> Iterator[RenderableType]:
    """Yield what a rule says and why, then its examples."""
    first, *rest = rule.prose
    yield Line.of((rule.id, "bold"), "  ", styled(first, "bold"))
    for paragraph in rest:
        yield styled(f"\n{paragraph}")
    titles = {"Text": _("Official text:"), "Bad": _("Bad:"), "Good": _("Good:")}
    for name, example in rule.examples.items():
        yield Line.of("\n", styled(titles[name], "bold underline"))
        yield styled("\n".join(f"    {line}".rstrip() for line in example.rstrip().split("\n")))


def sentences(view: View) -> Iterator[str]:
    """Yield each problem with its place, under the name of its file, then the coverage and the counts."""
    file, severities = view.report.file, {"error": _("error"), "warning": _("warning"), "info": _("remark")}
    for problem in view.shown:
        if problem.file != file:
            file = problem.file
            yield plain.fact(plain.labelled(_("file"), file))
        place = _("line {line}, column {column}").format(line=problem.line, column=problem.column)
        rule = f"{severities[problem.severity]} {problem.rule}"
        yield plain.fact(plain.labelled(f"{place}, {rule}" if problem.line else rule, problem.message))
    for section in view.report.coverage or ():
        share = ngettext("{cited} clause of {all} cited", "{cited} clauses of {all} cited", section.cited)
        title = plain.labelled(_("section {section}").format(section=section.section), section.title)
        yield plain.fact(title, share.format(cited=section.cited, all=section.clauses))
    yield f"{view.summary()}."
