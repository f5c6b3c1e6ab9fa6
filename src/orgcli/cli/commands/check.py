"""``orgcli check``: all that is wrong with a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.errors import UnreadableFile, UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.cli.session import Session
    from orgcli.render.check import ReportView


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Organisation file; else the one in use.")] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="TEXT", help="Compare with this copy of the official text.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.TEXT,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these rules, or those that begin so: E2,W401.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")] = None,
    info: Annotated[bool, typer.Option("--info", help="Show remarks as well.")] = False,
    explain: Annotated[str | None, typer.Option(metavar="RULE", help="Explain a rule, with examples.")] = None,
) -> None:
    """Show all that is wrong with a file, each with its place and rule.

    Example: orgcli check org.yaml --against circular.txt
    """
    from orgcli.check import official_text, registry
    from orgcli.check import report as checks
    from orgcli.render import check as rendering

    session: Session = ctx.obj
    if explain is not None:
        session.answer(lambda: rendering.explanation(registry.rule(explain)))
        return
    rules = registry.selection(select or (), ignore or ())
    official = official_text.read(against) if against else None
    if official and not official.clauses:
        raise UnreadableFile(str(against), _("no numbered paragraphs in it: is it the official text?"))
    checked = file or (session.file if session.as_of else session.given)
    if checked.is_dir():
        from orgcli.check import folder

        if official:
            raise UsageError(_("--against compares one file, not a folder: name the file"))
        report = folder.check(checked, rules)
    else:
        report = checks.check(checked, rules, official)
    view = rendering.ReportView(report, info=info or rules.remarks)
    _answer(session, view, form)
    raise typer.Exit(report.exit_code)


def _answer(session: Session, view: ReportView, form: Format) -> None:
    from orgcli.render import check as rendering

    if form is Format.GITHUB:
        print(view.github())
    elif form is Format.JSON:
        session.answer_json(view.for_json())
    else:
        session.answer(lambda: [view], lambda: rendering.sentences(view))
