"""``orgcli init``: a first organisation file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orgcli.cli.arguments import Force
from orgcli.errors import UsageError
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

File = Annotated[str, typer.Argument(metavar="FILE", help="File to write; - for standard output.")]
Spreadsheets = Annotated[
    list[Path] | None,
    typer.Option(
        "--from-csv", metavar="CSV", help="Spreadsheet of units or persons; may be given again for further ones."
    ),
]
Lists = Annotated[
    list[Path] | None,
    typer.Option("--from-json", metavar="FILE", help="List of units or persons in JSON or YAML, nested or not."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="ROLE=COLUMN",
        help="What a column (heading or letter) is: id, name, parent, unit, title, manager or another role.",
    ),
]


def init(
    file: File,
    from_csv: Spreadsheets = None,
    from_json: Lists = None,
    columns: Columns = None,
    force: Force = False,
) -> None:
    """Write a first organisation file: a small example with comments, or what spreadsheets or lists say.

    Example: orgcli init organisation.yaml --from-csv units.csv
    """
    from orgcli.export import registry
    from orgcli.importing import conversion, example

    mapping = [_role_and_column(given) for given in columns or []]
    if from_csv or from_json:
        created = conversion.convert(from_csv or [], from_json or [], mapping)
    else:
        created = conversion.Conversion([example.example()], [])
    if file != "-":  # before the remarks: a pipe may close while they are printed
        registry.write(created.text, file, force=force)
    for remark in created.remarks:
        screen.print_message(remark)
    if file == "-":
        registry.show(created.text)
        return
    screen.print_message(_("written: {file}; next: orgcli check {file}").format(file=file))


def _role_and_column(given: str) -> tuple[str, str]:
    """Return the role and the column of a ``--map``; raises UsageError for an unknown role."""
    from orgcli.importing import columns

    role, equals, column = given.partition("=")
    if not equals or role.strip() not in columns.NAMES:
        message = _("--map {given}: say ROLE=COLUMN, where ROLE is one of {roles}")
        raise UsageError(message.format(given=given, roles=", ".join(columns.NAMES)))
    return role.strip(), column.strip()
