"""``orgcli export``: the organisation in another form."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orgcli.cli import texts
from orgcli.cli.arguments import Force
from orgcli.errors import UsageError
from orgcli.export import registry
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.cli.session import Session
    from orgcli.org.model import Org


class By(StrEnum):
    """The columns of a matrix."""

    TYPES = "types"
    PARTNERS = "partners"


class As(StrEnum):
    """How a matrix is written."""

    CSV = "csv"
    MARKDOWN = "markdown"
    JSON = "json"


class Without(StrEnum):
    """What may be left out."""

    PEOPLE = "people"


Format = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT", help=f"One of {', '.join(registry.FORMATS)}.", autocompletion=lambda: list(registry.FORMATS)
    ),
]
Top = Annotated[str | None, typer.Option(metavar="UNIT", help="Only this unit and what is beneath it.")]
Depth = Annotated[int | None, typer.Option(min=0, metavar="N", help="Levels to write.")]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write, in place of stdout.")
]
MatrixBy = Annotated[By | None, typer.Option(help="Columns of a matrix: types of relation, or partners.")]
MatrixAs = Annotated[As | None, typer.Option("--as", help="How a matrix is written.")]
LeftOut = Annotated[Without | None, typer.Option(help="What to leave out: all that is said of persons.")]
Old = Annotated[
    str | None, typer.Option(metavar="OLD", help="Mark what changed since this file, day or git revision (html).")
]
Open = Annotated[bool, typer.Option("--open", help="Open the page (html) in the browser.")]


def export(
    ctx: typer.Context,
    format_: Format,
    unit: Top = None,
    depth: Depth = None,
    output: Output = None,
    force: Force = False,
    by: MatrixBy = None,
    as_: MatrixAs = None,
    without: LeftOut = None,
    since: Old = None,
    open_: Open = False,
) -> None:
    """Write the organisation in another form: a page, a picture, a table, a matrix, a graph, linked data.

    Example: orgcli export html --output chart.html --open
    """
    from orgcli.graph.organisation import Organisation
    from orgcli.org import load

    session: Session = ctx.obj
    to_text: Callable[..., Iterator[str]] = registry.function(format_)
    _refuse_options_of_other_formats(format_, is_matrix=bool(by or as_), since=since, is_opened=open_)
    if format_ == "matrix":
        to_text = partial(to_text, by=by or By.TYPES, written_as=as_ or As.CSV)
    whole = load.load(session.file)
    model = _part(whole, unit, depth, without)
    registry.check_size(format_, model)
    if since is not None:
        to_text = partial(to_text, since=texts.since(session, since, Organisation.of(whole)))
    _write(to_text(model, Organisation.of(model)), output, force=force, is_opened=open_)


def _refuse_options_of_other_formats(format_: str, *, is_matrix: bool, since: str | None, is_opened: bool) -> None:
    if is_opened and format_ != "html":
        raise UsageError(_("--open is for html"))
    if is_matrix and format_ != "matrix":
        raise UsageError(_("--by and --as are for matrix"))
    if since is not None and format_ != "html":
        raise UsageError(_("--since is for html"))


def _part(model: Org, unit: str | None, depth: int | None, without: Without | None) -> Org:
    """Return the part of the organisation that is asked for."""
    from orgcli.graph import names
    from orgcli.graph.organisation import Organisation
    from orgcli.org import subset

    if unit is not None or depth is not None:
        top = names.resolve(Organisation.of(model), unit) if unit is not None else None
        model = subset.part(model, top, depth)
    return subset.without_people(model) if without else model


def _write(pieces: Iterator[str], output: str | None, *, force: bool, is_opened: bool) -> None:
    """Write to a file, which may be opened, or to standard output."""
    target = output or (_temporary_page() if is_opened else None)
    if target is None or target == "-":
        registry.show(pieces)
        return
    registry.write(pieces, target, force=force)
    if is_opened:
        _open_in_browser(Path(target))


def _temporary_page() -> str:
    """Return the path of a page that is only to be looked at."""
    import tempfile

    return str(Path(tempfile.mkdtemp(prefix="orgcli-")) / "organisation.html")


def _open_in_browser(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        screen.print_message(_("no browser found; the page is {file}").format(file=page))
