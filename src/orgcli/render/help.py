"""The help of the program and of its commands: how to call it, what it does, what can be given to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.i18n.language import gettext as _
from orgcli.render.typeset import Columns, Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from orgcli.cli.help import Help


def drawn(found: Help) -> Iterator[RenderableType]:
    """Yield the help: names beside what they mean, or above it on a narrow screen."""
    yield Line.of(styled(_("Usage: "), "bold"), styled(found.usage))
    for paragraph in found.paragraphs:
        yield Text()
        yield styled(paragraph)
    for title, parts in found.parts:
        yield Text()
        yield styled(title, "bold")
        yield Columns([(styled(name, "bold"), styled(meaning)) for name, meaning in parts], indent=2)
    yield Text()
    yield styled(found.last, "dim")


def told(found: Help) -> Iterator[str]:
    """Yield the help for a screen reader: a line a name, with what it means."""
    yield _("Usage: ") + found.usage
    yield from found.paragraphs
    for title, parts in found.parts:
        yield _("{label}: {value}").format(label=title, value=len(parts))
        for name, meaning in parts:
            yield _("{label}: {value}").format(label=name, value=meaning)
    yield found.last
