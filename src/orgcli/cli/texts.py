"""The texts that commands compare."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from orgcli.cli.session import day, file_on
from orgcli.render import screen

if TYPE_CHECKING:
    from orgcli.changes.marks import Since
    from orgcli.changes.revisions import Text
    from orgcli.cli.session import Session
    from orgcli.graph.organisation import Organisation

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(session: Session, wanted: str | None) -> Text:
    """Return a file, ``REV:path`` or the file in use at a revision; the file in use where none is named.

    Of a folder it is the text in force today; a day is the text in force on it, where the file in use is a folder.
    """
    from orgcli.changes import revisions

    if wanted is None:
        wanted = str(session.file)
    elif _DAY.fullmatch(wanted) and session.given.is_dir() and not Path(wanted).exists():
        wanted = str(file_on(session.given, day(wanted, "")))
    elif wanted and Path(wanted).is_dir():
        wanted = str(file_on(Path(wanted)))
    return revisions.text(wanted, session.file)


def opened(text: Text) -> Organisation:
    """Return the organisation of a text; that of the null device has nothing in it."""
    from orgcli.graph.opening import open_organisation
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

    if text.name == os.devnull:
        return Organisation.of(Org(units=()))
    return open_organisation(Path(text.name), screen.progress, text.content)


def with_name(folder: Path, name: str) -> str | None:
    """Return the last text of a folder in which a unit, post or body is called just so."""
    from orgcli.graph import names
    from orgcli.graph.folder import texts
    from orgcli.graph.nodes import Kind
    from orgcli.graph.opening import open_organisation

    for text in reversed(texts(folder)):
        org = open_organisation(text.file, screen.progress)
        if any(org.kind(node_id) is not Kind.GROUP for node_id in names.called(org, name)):
            return text.label
    return None


def since(session: Session, wanted: str, org: Organisation) -> Since:
    """Return what changed in an organisation since a text; raises TooManyDifferences where it is too much to mark."""
    from orgcli.changes.events import check_number
    from orgcli.changes.marks import Since

    changed = Since(opened(read(session, wanted)), org)
    check_number(len(changed.marks))
    return changed
