"""Who holds a post, and how: for the time being, since when, until when, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from orgcli.i18n import labels

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation


class Holding(NamedTuple):
    """What the file says of the holder of a post."""

    person: str | None = None
    vacant: bool = False
    acting: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def is_without_person(self) -> bool:
        """Whether nobody is named, or the one named does not hold the post any more."""
        return not self.person or (self.vacant and not self.acting)

    def __str__(self) -> str:
        """Return all of it in words: “Ann Lee, acting, until 2027”; nothing where the file says nothing."""
        return ", ".join([*([self.person] if self.person else []), *labels.state(self)])


def holding(org: Organisation, post_id: str | None) -> Holding:
    """Return who holds a post; without a post, nobody is named."""
    plain = org.plain(post_id) if post_id else {}
    return Holding(**{key: plain[key] for key in Holding._fields if key in plain})
