"""The texts that commands compare."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from orgcli.render import screen

if TYPE_CHECKING:
    from orgcli.changes.revisions import Text
    from orgcli.cli.session import Session
    from orgcli.graph.organisation import Organisation


def read(session: Session, wanted: str | None) -> Text:
    """Return a file, ``REV:path`` or the file in use at a revision; the file in use where none is named."""
    from orgcli.changes import revisions

    return revisions.text(str(session.file) if wanted is None else wanted, session.file)


def opened(text: Text) -> Organisation:
    """Return the organisation of a text; that of the null device has nothing in it."""
    from orgcli.graph.opening import open_organisation
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

    if text.name == os.devnull:
        return Organisation.of(Org(units=()))
    return open_organisation(Path(text.name), screen.progress, text.content)
