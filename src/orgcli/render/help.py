"""The help of the program and of its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.render import plain
from orgcli.render.typeset import LabelledRows, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from orgcli.cli.help import Help


def drawing(answer: Help) -> Iterator[RenderableType]:
    """Yield the help: each name with its meaning in a second column, or below it on a narrow screen."""
    yield Paragraph.of(styled(_("Usage: "), "bold"), styled(answer.usage))
    for paragraph in answer.paragraphs:
        yield Text()
        yield styled(paragraph)
    for title, parts in answer.lists:
        yield Text()
        yield styled(title, "bold")
        yield LabelledRows([(styled(name, "bold"), styled(meaning)) for name, meaning in parts], indent=2)
    yield Text()
    yield styled(answer.last, "dim")


def sentences(answer: Help) -> Iterator[str]:
    """Yield the help for a screen reader: a line for each name, with its meaning."""
    yield _("Usage: ") + answer.usage
    yield from answer.paragraphs
    for title, parts in answer.lists:
        yield plain.labelled(title, len(parts))
        for name, meaning in parts:
            yield plain.labelled(name, meaning)
    yield answer.last
