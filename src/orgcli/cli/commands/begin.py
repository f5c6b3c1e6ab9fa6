"""The command that begins: init."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated

import typer

from orgcli.cli.app import app
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

_FILE = typer.Argument(metavar="FILE", help="File to write; - for standard output.")
_CSV = typer.Option("--from-csv", metavar="CSV", help="Spreadsheet: columns id, name, parent or manager, title.")


@app.command()
def init(
    file: Annotated[Path, _FILE],
    from_csv: Annotated[Path | None, _CSV] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Write a first organisation file: a small example with comments, or what a spreadsheet says.

    Example: orgcli init organisation.yaml --from-csv units.csv
    """
    from orgcli.export import registry
    from orgcli.importing import starts

    begun = starts.from_csv(from_csv) if from_csv else starts.Start(starts.example(), [])
    for remark in begun.remarks:
        screen.say(remark)
    if str(file) == "-":
        registry.show(begun.text)
        return
    registry.write(begun.text, file, force=force)
    screen.say(_("written: {file}; next: orgcli check {file}").format(file=file))
