"""Guesses which new ids were other ones before, as lines to paste into the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n.language import gettext as _
from orgcli.render import plain
from orgcli.render.typeset import styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orgcli.changes.guesses import Guess
    from orgcli.render.typeset import Paragraph


def drawing(guesses: Sequence[Guess]) -> Iterator[Paragraph]:
    """Yield each guess as a remark of YAML, with the key that confirms it."""
    if not guesses:
        yield styled("\n" + _("no new id looks like an old one under another name"), "dim")
        return
    yield styled("\n" + _("New ids that may be old ones; to confirm, add to each its line “formerly”:"))
    for guess in guesses:
        yield styled(f"\n# {guess.formerly.name} → {guess.name} ({_alike(guess)})", "dim")
        yield styled(f"- id: {guess.id}\n  formerly: [{guess.formerly.id}]")


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
