"""Guesses which new ids were other ones before, as lines to paste into the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.render import plain
from orgcli.render.typeset import styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.changes.guesses import Guess


@dataclass(frozen=True)
class GuessesView:
    """The guesses, each a remark of YAML above the key that confirms it."""

    guesses: Sequence[Guess]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines for a screen, the remarks dim."""
        del console, options
        for line in self.plain_lines():
            yield styled(line, "dim" if line.startswith("#") or not self.guesses else "")

    def plain_lines(self) -> Iterator[str]:
        """Yield the lines for a pipe."""
        yield ""
        if not self.guesses:
            yield _("no new id looks like an old one under another name")
            return
        yield _("New ids that may be old ones; to confirm, add to each its line “formerly”:")
        for guess in self.guesses:
            yield ""
            yield text.printable(f"# {guess.formerly.name} → {guess.name} ({_alike(guess)})").replace("\n", " ")
            yield f"- id: {guess.id}"
            yield f"  formerly: [{guess.formerly.id}]"


def sentences(guesses: Sequence[Guess]) -> Iterator[str]:
    """Yield each guess as a sentence."""
    if not guesses:
        yield plain.fact(_("no new id looks like an old one under another name"))
    for guess in guesses:
        sentence = _("{id} ({name}) may be the former {old} ({old_name}), {alike}: formerly: [{old}]")
        words = sentence.format(
            id=guess.id, name=guess.name, old=guess.formerly.id, old_name=guess.formerly.name, alike=_alike(guess)
        )
        yield plain.fact(words)


def _alike(guess: Guess) -> str:
    return _("{number} % alike").format(number=int(guess.likeness * 100))
