"""One run of the program: the organisation file it uses, and how it prints its answer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgcli import bundled
from orgcli.render import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

    from orgcli.graph.organisation import Organisation
    from orgcli.render.notation import Notation


@dataclass(frozen=True)
class Session:
    """The organisation file and the style of the output: ``color`` is auto, always or never."""

    file: Path
    color: str
    plain: bool = False

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
                print(line)
        else:
            screen.print_answer(draw(), self.color)


def file_in_use(file: Path | None = None) -> Path:
    """Return the organisation file: the one given, otherwise that of ORGCLI_FILE, otherwise the bundled one."""
    return file or Path(os.environ.get("ORGCLI_FILE") or bundled.file())
