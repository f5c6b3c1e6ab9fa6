"""The program's frame: its options, and what one run works on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orgcli import bundled
from orgcli.errors import UsageError
from orgcli.i18n import language
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

    from orgcli.graph.organisation import OrgGraph
    from orgcli.render.tree import Look


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass
class Session:
    """What one run was asked to work on, and how to answer."""

    file: Path
    color: str
    plain: bool = False

    def graph(self, *, search: bool = False, meanwhile: Callable[[], None] = lambda: None) -> OrgGraph:
        """Return the organisation in use, for a ``search`` or another question; ``meanwhile`` may be called."""
        from orgcli.graph import cache

        return cache.open_graph(self.file, screen.progress, search=search, meanwhile=meanwhile)

    def look(self, graph: OrgGraph) -> Look:
        """Return what drawing needs to know of the organisation."""
        from orgcli.render.tree import Look

        return Look(graph.facts.source, graph.facts.kinds)

    def answer_json(self, found: Any) -> None:
        """Print an answer as JSON."""
        from orgcli.render import json_shapes

        print(json_shapes.to_json(found, ascii_only=not screen.has_unicode()))

    def answer(
        self, draw: Callable[[], Iterable[RenderableType]], tell: Callable[[], Iterable[str]] | None = None
    ) -> None:
        """Print an answer drawn, or in sentences for a screen reader."""
        if self.plain and tell:
            for line in tell():
                print(line)
        else:
            screen.show(draw(), self.color)


app = typer.Typer(
    name="orgcli",
    add_completion=False,  # our own, below: Typer's quotes neither spaces nor apostrophes, and is in English only
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
GLOBAL_OPTIONS = ("--file", "--lang", "--color")
GLOBAL_FLAGS = ("--plain",)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def _version(ctx: typer.Context, wanted: bool) -> None:
    if wanted:
        print(f"orgcli {bundled.version()}\n{file_in_use(ctx.params.get('file'))}")
        raise typer.Exit


def _install_completion(wanted: bool) -> None:
    if wanted:
        from orgcli.completion import install

        for file in install.install(install.shell()):
            print(_("written: {file}").format(file=file))
        print(_("Completion works from the next shell you open."))
        raise typer.Exit


def _show_completion(wanted: bool) -> None:
    if wanted:
        from orgcli.completion import install

        print(install.script(install.shell()), end="")
        raise typer.Exit


def file_in_use(file: Path | None = None) -> Path:
    """Return the organisation file: the one named, else that of ORGCLI_FILE, else the bundled one."""
    return file or Path(os.environ.get("ORGCLI_FILE") or bundled.file())


@app.callback()
def orgcli(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="Organisation file (or ORGCLI_FILE).")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help="Language: fr or en (or ORGCLI_LANG).")] = None,
    color: Annotated[Color, typer.Option(help="When to colour.")] = Color.AUTO,
    plain: Annotated[
        bool, typer.Option("--plain", help="For a screen reader: one fact a line, nothing drawn.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_version, help="Show the version and the file in use.")
    ] = False,
    install_completion: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--install-completion", callback=_install_completion, help="Install completion for the current shell."
        ),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            help="Show completion for the current shell, to copy it or customize the installation.",
        ),
    ] = False,
) -> None:
    """Ask an org chart: who is under whom, who answers to whom, who does what, by which clause."""
    wanted = lang or os.environ.get("ORGCLI_LANG")
    if wanted and wanted[:2].lower() not in language.LANGUAGES:
        raise UsageError(_("no language “{lang}”: fr or en").format(lang=wanted))
    ctx.obj = Session(file_in_use(file), Color.NEVER.value if plain else color.value, plain)
