"""``orgcli check``: all that is wrong with a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.errors import UnreadableFile, UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.check.official_text import Official
    from orgcli.check.registry import Selection
    from orgcli.check.report import Report
    from orgcli.cli.session import Session
    from orgcli.render.check import ReportView


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


File = Annotated[Path | None, typer.Argument(metavar="FILE", help="Organisation file; else the one in use.")]
Against = Annotated[Path | None, typer.Option(metavar="TEXT", help="Compare with this copy of the official text.")]
Form = Annotated[Format, typer.Option("--format", help="How to report.")]
Select = Annotated[
    list[str] | None, typer.Option(metavar="RULE", help="Only these rules, or those that begin so: E2,W401.")
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")]
Info = Annotated[bool, typer.Option("--info", help="Show remarks as well.")]
Explain = Annotated[str | None, typer.Option(metavar="RULE", help="Explain a rule, with examples.")]


def check(
    ctx: typer.Context,
    file: File = None,
    against: Against = None,
    form: Form = Format.TEXT,
    select: Select = None,
    ignore: Ignore = None,
    info: Info = False,
    explain: Explain = None,
) -> None:
    """Show all that is wrong with a file, each with its place and rule.

    Example: orgcli check org.yaml --against circular.txt
    """
    from orgcli.check import registry
    from orgcli.render import check as rendering

    session: Session = ctx.obj
    if explain is not None:
        session.answer(lambda: rendering.explanation(registry.rule_named(explain)))
        return
    rules = registry.selection(select or (), ignore or ())
    official = _official(against) if against else None
    report = _report(file or (session.file if session.as_of else session.given), rules, official)
    view = rendering.ReportView(report, info=info or rules.remarks)
    _answer(session, view, form)
    raise typer.Exit(report.exit_code)


def _official(file: Path) -> Official:
    """Return a copy of the official text; raises UnreadableFile for a text without clauses."""
    from orgcli.check import official_text

    official = official_text.read(file)
    if not official.clauses:
        raise UnreadableFile(str(file), _("no numbered paragraphs in it: is it the official text?"))
    return official


def _report(checked: Path, rules: Selection, official: Official | None) -> Report:
    """Return the problems of a file, or of a folder of texts."""
    from orgcli.check import folder, report

    if not checked.is_dir():
        return report.check(checked, rules, official)
    if official:
        raise UsageError(_("--against compares one file, not a folder: name the file"))
    return folder.check(checked, rules)


def _answer(session: Session, view: ReportView, form: Format) -> None:
    from orgcli.render import check as rendering

    if form is Format.GITHUB:
        print(view.github())
    elif form is Format.JSON:
        session.answer_json(view.for_json())
    else:
        session.answer(lambda: [view], lambda: rendering.sentences(view))
