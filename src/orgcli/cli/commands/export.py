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
from orgcli.export.registry import FORMATS
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.cli.session import Session


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


_FORMAT = typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.", autocompletion=lambda: list(FORMATS))


def export(
    ctx: typer.Context,
    format_: Annotated[str, _FORMAT],
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="Only this unit and what is beneath it.")] = None,
    depth: Annotated[int | None, typer.Option(min=0, metavar="N", help="Levels to write.")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write, in place of stdout.")
    ] = None,
    force: Force = False,
    by: Annotated[By | None, typer.Option(help="Columns of a matrix: types of relation, or partners.")] = None,
    as_: Annotated[As | None, typer.Option("--as", help="How a matrix is written.")] = None,
    without: Annotated[Without | None, typer.Option(help="What to leave out: all that is said of persons.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="OLD", help="Mark what changed since this file, day or git revision (html).")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page (html) in the browser.")] = False,
) -> None:
    """Write the organisation in another form: a page, a picture, a table, a matrix, a graph, linked data.

    Example: orgcli export html --output chart.html --open
    """
    from orgcli.export import registry
    from orgcli.graph import names
    from orgcli.graph.organisation import Organisation
    from orgcli.org import load, subset

    session: Session = ctx.obj
    to_text: Callable[..., Iterator[str]] = registry.function(format_)
    if open_ and format_ != "html":
        raise UsageError(_("--open is for html"))
    if (by or as_) and format_ != "matrix":
        raise UsageError(_("--by and --as are for matrix"))
    if format_ == "matrix":
        to_text = partial(to_text, by=by or By.TYPES, written_as=as_ or As.CSV)
    if since is not None and format_ != "html":
        raise UsageError(_("--since is for html"))
    whole = model = load.load(session.file)
    if unit is not None or depth is not None:
        top = names.resolve(Organisation.of(model), unit) if unit is not None else None
        model = subset.part(model, top, depth)
    if without:
        model = subset.without_people(model)
    registry.check_size(format_, model)
    if since is not None:
        to_text = partial(to_text, since=texts.since(session, since, Organisation.of(whole)))
    pieces = to_text(model, Organisation.of(model))
    target = output or (_temporary_page() if open_ else None)
    if target is None or target == "-":
        registry.show(pieces)
        return
    registry.write(pieces, target, force=force)
    if open_:
        _open_in_browser(Path(target))


def _temporary_page() -> str:
    """Return the path of a page that is only to be looked at."""
    import tempfile

    return str(Path(tempfile.mkdtemp(prefix="orgcli-")) / "organisation.html")


def _open_in_browser(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        screen.print_message(_("no browser found; the page is {file}").format(file=page))
