"""One run of the program: the organisation file it uses, and how it prints its answer."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgcli import bundled
from orgcli.errors import UsageError
from orgcli.i18n.language import gettext as _
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

    from orgcli.graph.organisation import Organisation
    from orgcli.render.notation import Notation

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Session:
    """The organisation file or folder of files, and the style of the output: ``color`` is auto, always or never.

    ``as_of`` is the day for which the text in force is wanted, None for today.
    """

    given: Path
    color: str
    plain: bool = False
    as_of: date | None = None

    @cached_property
    def file(self) -> Path:
        """The organisation file: of a folder, that of the text in force."""
        return file_on(self.given, self.as_of)

    def organisation(self) -> Organisation:
        """Return the organisation of the file."""
        from orgcli.graph.opening import open_organisation

        return open_organisation(self.file, screen.progress)

    def notation(self, org: Organisation) -> Notation:
        """Return the symbols and links with which the organisation is drawn."""
        from orgcli.render.notation import Notation

        return Notation(org.facts.source, org.facts.kinds)

    def answer_json(self, answer: Any) -> None:
        """Print an answer as JSON."""
        from orgcli.render import json_shapes

        print(json_shapes.to_json(answer, ascii_only=not screen.has_unicode()))

    def answer(
        self, draw: Callable[[], Iterable[RenderableType]], sentences: Callable[[], Iterable[str]] | None = None
    ) -> None:
        """Print an answer: with ``--plain`` its sentences, for a screen reader, otherwise its drawing."""
        if self.plain and sentences:
            for line in sentences():
                print(screen.inert(line))
        else:
            screen.print_answer(draw(), self.color)


def given_file(file: Path | None = None) -> Path:
    """Return the organisation file or folder: the one given, that of ORGCLI_FILE, or the bundled file."""
    return file or Path(os.environ.get("ORGCLI_FILE") or bundled.file())


def file_on(given: Path, as_of: date | None = None) -> Path:
    """Return the file to use: of a folder, that of the text in force on a day, by default today."""
    if as_of is None and not given.is_dir():
        return given
    from orgcli.graph import folder  # not needed for one file

    return folder.file_on(given, as_of)


def day(typed: str | None, option: str = "--as-of ") -> date | None:
    """Return the day of ``--as-of``, or of another option or argument; raises UsageError for what is none."""
    if typed is None:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(typed):  # fromisoformat reads weeks as well
            return date.fromisoformat(typed)
    raise UsageError(_("{typed}: write the day as in 2024-01-31").format(typed=f"{option}{typed}"))
