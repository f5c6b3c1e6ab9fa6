"""Two units or posts side by side, one beneath the other where the screen is narrow, or in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from orgcli.graph.comparison import partners_of, superiors_of
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain, screen
from orgcli.render.typeset import LabelledRows, Paragraph, joined, shortened, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.graph.comparison import Comparison, Side
    from orgcli.graph.details import Card

# columns from which the two stand side by side, and of which no more are used
_TWO_COLUMNS, _MAX_COLUMNS = 64, screen.MAX_WIDTH
_COMMON = "="


@dataclass(frozen=True)
class Row:
    """A label and what each of the two has under it; ``common`` is what both have."""

    label: str
    sides: Sequence[Sequence[str]]
    common: Sequence[str] = ()

    def apart(self, side: int) -> list[str]:
        """Return what only one of the two has."""
        return [value for value in self.sides[side] if value not in self.common]


def rows(comparison: Comparison) -> Iterator[Row]:
    """Yield what is compared: where each belongs, its head, superiors, size, duties and partners."""
    cards, common = [side.card for side in comparison.sides], comparison.common
    yield _row(_("part of"), [[card.part_of.name] if card.part_of else [] for card in cards])
    heads = [[card.head.title] if card.head and card.kind != "post" else [] for card in cards]
    yield Row(_("headed by"), heads)
    yield Row(_("deputy"), [[deputy.title for deputy in card.deputies] for card in cards])
    yield Row(_("answers to"), [superiors_of(card) for card in cards], common.superiors)
    yield Row(_("level"), [[str(side.level)] for side in comparison.sides])
    yield Row(_("units below"), [[str(card.below.units)] for card in cards])
    yield Row(_("posts below"), [[str(side.posts)] for side in comparison.sides])
    yield Row(_("duties"), [[str(len(card.duties))] for card in cards])
    yield _row("", [[_duty(duty) for duty in card.duties] for card in cards])
    yield Row(_("duties below"), [[str(card.below.duties)] for card in cards])
    partners = [[partner.name for partner in partners_of(card)] for card in cards]
    yield Row(_("works with"), partners, [partner.name for partner in common.partners])
