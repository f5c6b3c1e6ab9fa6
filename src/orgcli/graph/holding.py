"""Who holds a post, and how: for the time being, since when, until when, or nobody."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from orgcli.graph.nodes import Kind
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orgcli.graph.organisation import Organisation


class Holding(NamedTuple):
    """What the file says of the holder of a post."""

    person: str | None = None
    vacant: bool = False
    acting: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def has_person(self) -> bool:
        """Whether somebody is named who holds the post, if only for the time being."""
        return self.person is not None and (self.acting or not self.vacant)

    @property
    def in_short(self) -> str:
        """Who holds the post, without dates: “Ann Lee, acting”."""
        return str(self._replace(since=None, until=None))

    def __str__(self) -> str:
        """Return all of it in words: “Ann Lee, acting, until 2027”; nothing where the file says nothing."""
        return ", ".join([*([self.person] if self.person else []), *labels.state(self)])


def holding(org: Organisation, post_id: str | None) -> Holding:
    """Return who holds a post; without a post, nobody is named."""
    plain = org.plain(post_id) if post_id else {}
    return Holding(**{key: plain[key] for key in Holding._fields if key in plain})


def with_contact(org: Organisation, post_id: str) -> str:
    """Return who holds a post in words, with where to write to."""
    email = org.person_in.get(post_id, {}).get("email")
    return ", ".join(filter(None, (str(holding(org, post_id)), email)))


def heads_in_words(org: Organisation, place: str, holder: Callable[[Organisation, str], str] | None = None) -> str:
    """Return the posts that head a unit with who holds them: “2 Chairs, Ann Lee; Bob May”, “Chair (Ann Lee), Clerk”."""
    if not org.heads(place):
        return ""
    held_by = holder or (lambda org, post: holding(org, post).in_short)
    by_title: dict[str, list[str]] = {}
    for post in org.heads(place):
        by_title.setdefault(org.title(post), []).append(post)
    held = [(_("; ").join(filter(None, (held_by(org, post) for post in posts)))) for posts in by_title.values()]
    titles = named_together(org, org.heads(place))
    if len(titles) == 1:
        return ", ".join(filter(None, (titles[0], held[0])))
    return ", ".join(f"{title} ({names})" if names else title for title, names in zip(titles, held, strict=True))


def named_together(org: Organisation, posts: Iterable[str]) -> list[str]:
    """Return the titles of some posts, each with how many there are of it: “2 Chairs”."""
    titles = Counter(map(org.title, dict.fromkeys(posts)))
    return [_several(number, title, org.facts.lang) for title, number in titles.items()]


def _several(number: int, title: str, lang: str) -> str:
    """Return how many posts there are of a title."""
    if number == 1:
        return title
    titles = plural(title, lang)
    return f"{number} {titles}" if titles else f"{number} × {title}"


def plural(title: str, lang: str) -> str | None:
    """Return a title in the plural, if it is one plain word."""
    plain = lang in {"en", "fr"} and re.fullmatch(r"[\w-]+", title) and not re.search(r"(?:[sxzyl]|ch|sh|eau)$", title)
    return f"{title}s" if plain else None


def distinction(org: Organisation, node_id: str) -> str:
    """Return who holds a post, or its id where that alone tells it from another post of its title in the same unit."""
    if org.kind(node_id) is not Kind.POST:
        return ""
    held = holding(org, node_id)
    alike = not held.person and _titles(org)[org.parent(node_id), org.title(node_id)] > 1
    return ", ".join(filter(None, (held.in_short, node_id if alike else "")))


@lru_cache(maxsize=1)
def _titles(org: Organisation) -> Counter[tuple[str | None, str]]:
    """Return how often each title occurs in each unit."""
    return Counter((org.parent(post), org.title(post)) for post in org.ids_of(Kind.POST))
