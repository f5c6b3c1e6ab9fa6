"""``orgcli history``: what happened to a unit or post from text to text."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from orgcli.cli.arguments import Json, UnitOrPost
from orgcli.errors import UsageError
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from orgcli.changes.history import History
    from orgcli.cli.session import Session


def history(ctx: typer.Context, unit: UnitOrPost, json: Json = False) -> None:
    """Show what happened to a unit or post through the texts of a folder, with what it comes from and became.

    A name that only an older text has will do.

    Example: orgcli --file orders history "Division de la police"
    """
    session: Session = ctx.obj
    traced = _history(session, unit)
    from orgcli.render import history as rendering

    if json:
        session.answer_json(rendering.shape(traced))
    else:
        session.answer(lambda: rendering.drawing(traced), lambda: rendering.sentences(traced))


def _history(session: Session, unit: str) -> History:
    from orgcli.changes import history as histories
    from orgcli.graph import folder
    from orgcli.graph.opening import open_organisation
    from orgcli.render import screen

    if not session.given.is_dir():
        message = _(
            "{file} is one text: a history needs several. Put the file of each in a folder, with its date under"
            " source.in_force or in its name (2024-01-31.yaml), and name the folder: --file FOLDER"
        )
        raise UsageError(message.format(file=session.given))
    texts = folder.texts(session.given)
    orgs = [open_organisation(text.file, screen.progress) for text in texts]
    first = len(texts) - 1
    with suppress(*([] if session.as_of else [folder.NoTextInForce, folder.SeveralTexts])):
        first = texts.index(folder.in_force(session.given, texts, session.as_of or folder.today()))
    return histories.history(texts, orgs, unit, first)
