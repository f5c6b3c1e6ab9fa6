"""The report of `check` on a screen, in sentences, for programs and for code hosts; the explanation of a rule."""

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
from orgcli.render.typeset import LabelledRows, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from orgcli.check.audit import SectionCoverage
    from orgcli.check.registry import Rule
    from orgcli.check.report import Report
    from orgcli.errors import Problem

_STYLES = {"error": "bold red", "warning": "bold magenta", "info": "bold"}
# columns below which a file is named once above its problems, and the table of coverage has two columns
_NARROW = 60
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}


@dataclass(frozen=True)
class ReportView:
    """A report in each of its forms; remarks are always counted, but listed only with ``info``."""

    report: Report
    info: bool = False

    @property
    def problems(self) -> list[Problem]:
        """The problems to list."""
        return [problem for problem in self.report.problems if self.info or problem.severity != "info"]

    def for_json(self) -> dict[str, Any]:
        """Return the report as dicts and lists: problems, counts, and for the audit the coverage by section."""
        fields = ("file", "line", "column", "rule", "severity", "message", "path")
        coverage = self.report.coverage
        return {
            "problems": [{name: getattr(problem, name) for name in fields} for problem in self.problems],
            "counts": self.report.counts,
            "coverage": None if coverage is None else [dataclasses.asdict(section) for section in coverage],
        }

    def github(self) -> str:
        """Return the report as workflow commands, which code hosts show at the lines of a change."""
        return "\n".join(map(_command, self.problems))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the problems, the table of coverage, and a line with their number."""
        is_narrow, file = options.max_width < _NARROW, ""
        for problem in self.problems:
            place = problem.place
            if is_narrow:
                place = place.removeprefix(f"{problem.file}:")
                if problem.file != file:
                    yield styled(problem.file)
                file = problem.file
            message = re.sub(r"[ \t\r\n]+", " ", problem.message)
            yield Paragraph.of(styled(f"{place} "), (problem.rule, _STYLES[problem.severity]), styled(f" {message}"))
            if problem.excerpt:
                excerpt = Paragraph.of("    ", styled(problem.excerpt, "dim"))
                excerpt.no_wrap, excerpt.overflow = True, "ellipsis"
                yield excerpt
        if self.report.coverage is not None:
            if self.problems:
                yield Text()
            yield _coverage(self.report.coverage, is_narrow=is_narrow)
            yield Text()
        yield styled(self.summary())

    def summary(self) -> str:
        """Return the closing line: how many errors, warnings and remarks."""
        counts = self.report.counts
        errors, warnings, remarks = counts["error"], counts["warning"], counts["info"]
        parts = [ngettext("{number} error", "{number} errors", errors).format(number=errors)] if errors else []
        if warnings:
            parts.append(ngettext("{number} warning", "{number} warnings", warnings).format(number=warnings))
        summary = ", ".join(parts) or _("no problem")
        if self.report.cut:
            summary = _("{counts} (only the first are shown)").format(counts=summary)
        if remarks and self.info:
            summary += ", " + ngettext("{number} remark", "{number} remarks", remarks).format(number=remarks)
        elif remarks:
            hidden = ngettext("{number} remark, with --info", "{number} remarks, with --info", remarks)
            summary += f" ({hidden.format(number=remarks)})"
        return plain.labelled(self.report.file, summary)


def sentences(view: ReportView) -> Iterator[str]:
    """Yield each problem with its place, under the name of its file, then the coverage and the counts."""
    file, severities = view.report.file, {"error": _("error"), "warning": _("warning"), "info": _("remark")}
    for problem in view.problems:
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


def explanation(rule: Rule) -> Iterator[RenderableType]:
    """Yield what a rule says and why, then its examples."""
    first, *rest = rule.prose
    yield Paragraph.of((rule.id, "bold"), "  ", styled(first, "bold"))
    for paragraph in rest:
        yield styled(f"\n{paragraph}")
    titles = {"Text": _("Official text:"), "Bad": _("Bad:"), "Good": _("Good:")}
    for name, example in rule.examples.items():
        yield Paragraph.of("\n", styled(titles[name], "bold underline"))
        yield styled("\n".join(f"    {line}".rstrip() for line in example.rstrip().split("\n")))


def _command(problem: Problem) -> str:
    place = {"line": problem.line or 1, "col": problem.column or 1}
    return command(_GITHUB[problem.severity], {"file": problem.file, **place, "title": problem.rule}, problem.message)


def command(level: str, fields: Mapping[str, str | int], message: str) -> str:
    """Return a workflow command: a remark of some level at a place of a file."""
    properties = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in fields.items())
    return f"::{level} {properties}::{_escaped(message)}"


def _escaped(value: str, more: str = "") -> str:
    escapes = _ESCAPES | {char: f"%{ord(char):02X}" for char in more}
    return "".join(escapes.get(char, char) for char in text.printable(value))


def _coverage(sections: list[SectionCoverage], *, is_narrow: bool) -> Table:
    """Return a table of how many clauses of each section are cited, and of the whole."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(_("section"), overflow="fold")
    for title in (_("cited"),) if is_narrow else (_("clauses"), _("cited"), _("coverage")):
        table.add_column(styled(title), justify="right", no_wrap=True)
    for section in sections:
        name = LabelledRows([(styled(section.section), styled(section.title))])
        table.add_row(name, *_figures(section.cited, section.clauses, is_narrow=is_narrow))
    clauses, cited = sum(section.clauses for section in sections), sum(section.cited for section in sections)
    table.add_row(styled(_("whole"), "bold"), *_figures(cited, clauses, is_narrow=is_narrow))
    return table


def _figures(cited: int, clauses: int, *, is_narrow: bool) -> list[str]:
    """Return the cells of a row; the percentage is never rounded up to 100."""
    share = f"{100 * cited // clauses if clauses else 100} %"
    return [f"{cited}/{clauses}"] if is_narrow else [str(clauses), str(cited), share]
