"""The commands for whoever keeps the file: check, cite, schema."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli.app import Json, app
from orgcli.errors import ExitCode, NothingFound, UnreadableFile, UsageError
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from orgcli.check.official_text import Official
    from orgcli.org.model import Org


_AGAINST = typer.Option(metavar="TEXT", help="Compare with this copy of the official text.")
_SELECT = typer.Option(metavar="RULE", help="Only these rules, or those that begin so: E2,W401.")
_TEXT = typer.Option(metavar="FILE", help="Plain text copy of the official text (or ORGCLI_TEXT).")


class Format(StrEnum):
    """How `check` reports."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.command()
def check(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Organisation file; else the one in use.")] = None,
    against: Annotated[Path | None, _AGAINST] = None,
    format: Annotated[Format, typer.Option(help="How to report.")] = Format.TEXT,  # noqa: A002 - the option's name
    select: Annotated[list[str] | None, _SELECT] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")] = None,
    info: Annotated[bool, typer.Option("--info", help="Show remarks as well.")] = False,
    explain: Annotated[str | None, typer.Option(metavar="RULE", help="Explain a rule, with examples.")] = None,
) -> None:
    """Show all that is wrong with a file, each with its place and rule.

    Example: orgcli check org.yaml --against circular.txt
    """
    from orgcli.check import official_text, registry
    from orgcli.check import report as checks
    from orgcli.render import check, plain

    if explain is not None:
        ctx.obj.answer(lambda: check.explanation(registry.rule(explain)))
        return
    chosen = registry.selection(select or (), ignore or ())
    compared = official_text.read(against) if against else None
    if compared and not compared.clauses:
        raise UnreadableFile(str(against), _("no numbered paragraphs in it: is it the official text?"))
    report = checks.check(file or ctx.obj.file, chosen, compared)
    view = check.View(report, info=info or chosen.remarks)
    if format is Format.GITHUB:
        print(view.github())
    elif format is Format.JSON:
        ctx.obj.answer_json(view.plain())
    else:
        ctx.obj.answer(lambda: [view], lambda: plain.check(view))
    if report.failed:
        raise typer.Exit(ExitCode.NO)


@app.command()
def cite(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="CLAUSE", help="Clause: 8.14, 8.14 a, or a whole section: 8.")],
    letter: Annotated[str | None, typer.Argument(metavar="LETTER", help="The letter, where it stands apart.")] = None,
    text: Annotated[Path | None, _TEXT] = None,
    json: Json = False,
) -> None:
    """Show all that a clause establishes: who heads, who answers to whom, each duty and link.

    Example: orgcli cite 8.14 a
    """
    from orgcli.check import citations as citing
    from orgcli.org import clauses, load

    asked = f"{ref} {letter}" if letter else ref
    clause = clauses.normalise(asked)
    if clause is None:
        raise UsageError(_("“{ref}” is no clause number (such as 8.14 or 8.14 a)").format(ref=asked))
    org = load.load(ctx.obj.file)
    official = _official(org, ctx.obj.file, text)
    found = citing.cite(org, clause, official)
    if json:
        ctx.obj.answer_json(found)
        raise typer.Exit(ExitCode.YES if found.statements else ExitCode.NO)
    from orgcli.render import cite, plain

    if not found.statements:
        raise NothingFound(cite.nothing(found))
    view = cite.CiteView(found, official, org.source)
    ctx.obj.answer(lambda: [view], lambda: plain.cite(view))


def _official(org: Org, file: Path, text: Path | None) -> Official | None:
    """Return the copy of the official text that was named, or the one that the file names if it is there."""
    from orgcli.check import official_text

    named = text or (Path(os.environ["ORGCLI_TEXT"]) if os.environ.get("ORGCLI_TEXT") else None)
    if named:
        return official_text.read(named)
    beside = file.parent / org.source.text if org.source and org.source.text else None
    return official_text.read(beside) if beside and beside.is_file() else None


@app.command()
def schema() -> None:
    """Print the JSON Schema of the file, with which editors complete and check while you type.

    Example: orgcli schema > org.schema.json
    """
    from orgcli.org import schema as shape

    print(shape.text(ascii_only=not screen.has_unicode()), end="")
