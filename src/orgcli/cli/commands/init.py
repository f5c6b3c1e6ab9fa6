"""``orgcli init``: a first organisation file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orgcli.cli.arguments import Force
from orgcli.i18n.language import gettext as _
from orgcli.render import screen


def init(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File to write; - for standard output.")],
    from_csv: Annotated[
        Path | None,
        typer.Option("--from-csv", metavar="CSV", help="Spreadsheet: columns id, name, parent or manager, title."),
    ] = None,
    force: Force = False,
) -> None:
    """Write a first organisation file: a small example with comments, or what a spreadsheet says.

    Example: orgcli init organisation.yaml --from-csv units.csv
    """
    from orgcli.export import registry
    from orgcli.importing import example
    from orgcli.importing import from_csv as spreadsheets

    created = spreadsheets.convert(from_csv) if from_csv else spreadsheets.Conversion([example.example()], [])
    for remark in created.remarks:
        screen.print_message(remark)
    if file == "-":
        registry.show(created.text)
        return
    registry.write(created.text, file, force=force)
    screen.print_message(_("written: {file}; next: orgcli check {file}").format(file=file))
