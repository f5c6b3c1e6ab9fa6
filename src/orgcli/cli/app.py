"""The Typer application: its commands, and the options that all of them take."""

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from orgcli import __version__
from orgcli.cli import option_values
from orgcli.cli.commands import check, cite, diff, export, find, history, init, path, schema, show, stats, tree
from orgcli.cli.commands import list as listing
from orgcli.cli.session import Session, day, given_file
from orgcli.errors import UsageError
from orgcli.i18n import language
from orgcli.i18n.language import gettext as _

COMMANDS: dict[str, Callable[..., None]] = {
    "tree": tree.tree,
    "path": path.path,
    "find": find.find,
    "show": show.show,
    "list": listing.list_,
    "stats": stats.stats,
    "cite": cite.cite,
    "diff": diff.diff,
    "history": history.history,
    "check": check.check,
    "export": export.export,
    "init": init.init,
    "schema": schema.schema,
}
"""The commands by name, in the order of --help."""


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def program(name: str | None = None) -> Any:
    """Return the command line of the program, with the command of that name or, if there is none, with all.

    Typer reads the annotations of every command that it is given, which takes a tenth of the time of an answer.
    """
    app = typer.Typer(
        name="orgcli",
        # Typer's completion quotes neither spaces nor apostrophes, and has its help in English only.
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(orgcli)
    for command_name in [name] if name in COMMANDS else COMMANDS:
        app.command(command_name)(COMMANDS[command_name])
    command = typer.main.get_command(app)
    option_values.skip_validators(command)
    return command


def _print_version(ctx: typer.Context, wanted: bool) -> None:
    if wanted:
        session = Session(given_file(ctx.params.get("file")), Color.NEVER.value, as_of=day(ctx.params.get("as_of")))
        print(f"orgcli {__version__}\n{session.file}")
        raise typer.Exit


def _install_completion(wanted: bool) -> None:
    if wanted:
        from orgcli.completion import install

        for file in install.install(install.shell()):
            print(_("written: {file}").format(file=file))
        print(_("Completion works from the next shell you open."))
        raise typer.Exit


def _print_completion(wanted: bool) -> None:
    if wanted:
        from orgcli.completion import install

        print(install.script(install.shell()), end="")
        raise typer.Exit


# Defined once, and without lazy annotations: Typer would compile those of a signature for each question, in 6 ms.
File = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Organisation file, or folder of its texts (or ORGCLI_FILE).")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Use the text in force on this day: 2024-01-31.")
]
Lang = Annotated[str | None, typer.Option(metavar="LANG", help="Language of the answers (or ORGCLI_LANG).")]
Colour = Annotated[Color, typer.Option(help="When to colour.")]
Plain = Annotated[bool, typer.Option("--plain", help="For a screen reader: one fact a line, nothing drawn.")]
Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, help="Show the version and the file in use.")
]
InstallCompletion = Annotated[
    bool,
    typer.Option(
        "--install-completion", callback=_install_completion, help="Install completion for the current shell."
    ),
]
ShowCompletion = Annotated[
    bool,
    typer.Option(
        "--show-completion",
        callback=_print_completion,
        help="Show completion for the current shell, to copy it or customize the installation.",
    ),
]


def orgcli(
    ctx: typer.Context,
    file: File = None,
    as_of: AsOf = None,
    lang: Lang = None,
    color: Colour = Color.AUTO,
    plain: Plain = False,
    version: Version = False,  # noqa: ARG001 - its callback does the work
    install_completion: InstallCompletion = False,  # noqa: ARG001 - the same
    show_completion: ShowCompletion = False,  # noqa: ARG001 - the same
) -> None:
    """Ask an org chart: who is under whom, who answers to whom, who does what, by which clause."""
    code = lang or os.environ.get("ORGCLI_LANG")
    if code and language.primary(code) not in language.languages():
        known = ", ".join(language.languages())
        raise UsageError(_("no language “{lang}”: {languages}").format(lang=code, languages=known))
    ctx.obj = Session(given_file(file), Color.NEVER.value if plain else color.value, plain, day(as_of))
