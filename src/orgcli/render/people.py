"""The card of a person: how to reach them, then each post with its lines and duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n.language import gettext as _
from orgcli.render import details, plain
from orgcli.render.typeset import LabelledRows, Paragraph, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from orgcli.graph.people import PersonCard
    from orgcli.render.notation import Notation


def drawing(card: PersonCard, notation: Notation) -> Iterator[RenderableType]:
    """Yield what is said of a person, then the card of each post."""
    yield Paragraph.of(styled(card.name, "bold"), "  ", styled(_("person"), "dim"))
    yield LabelledRows([(styled(label, "dim"), styled(value)) for label, value in facts(card)])
    for post in card.posts:
        yield ""
        yield from details.drawing(post, notation)


def sentences(card: PersonCard) -> Iterator[str]:
    """Yield what is said of a person, then the sentences of each post."""
    yield plain.fact(plain.labelled(card.name, _("person")))
    for label, value in facts(card):
        yield plain.fact(plain.labelled(label, value))
    for post in card.posts:
        yield from details.sentences(post)


def facts(card: PersonCard) -> Iterator[tuple[str, str]]:
    """Yield how a person is called and reached, each after its label."""
    labelled = (
        (_("also called"), ", ".join(card.aliases)),
        (_("e-mail"), card.email),
        (_("telephone"), card.phone),
        (_("page"), card.url),
        (_("note"), card.note),
    )
    yield from ((label, value) for label, value in labelled if value)
    if not card.posts:
        yield _("posts"), _("none")
