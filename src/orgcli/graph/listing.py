"""Lists of units, posts, bodies, groups, links and duties, filtered, in the order of the tree."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from orgcli.errors import UsageError
from orgcli.graph.composition import units_beneath
from orgcli.graph.filters import Filters, Selection
from orgcli.graph.holding import holding
from orgcli.graph.links import in_tree, place_of, posts_of, stated_links
from orgcli.graph.list_rows import DutyRow, LinkRow, PartnerRow, PostRow, Titled, UnitRow
from orgcli.graph.nodes import DEPUTISES, Kind
from orgcli.graph.people import people
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from orgcli.graph.list_rows import Row
    from orgcli.graph.organisation import Organisation
    from orgcli.graph.people import Person


_SHARED = frozenset({"under", "kind", "clause", "match"})
# The filters that each list takes.
FILTERS = {
    "units": _SHARED | {"without"},
    "heads": _SHARED | {"without", "superiors"},
    "posts": _SHARED | {"without", "superiors"},
    "bodies": _SHARED,
    "groups": _SHARED - {"kind"},
    "links": _SHARED | {"type", "from_", "to"},
    "duties": _SHARED,
    "people": frozenset({"under", "match"}),
}


def rows(org: Organisation, what: str = "units", filters: Filters | None = None) -> list[Any]:
    """Return the rows of one list: units, heads, posts, bodies, groups, links, duties or people.

    Raises UsageError for a filter that the list does not take, for an unknown kind and an unknown type of link.
    """
    filters = filters or Filters()
    for name in filters.given():
        if name not in FILTERS[what]:
            lists = [other for other, taken in FILTERS.items() if name in taken]
            message = _("{option} is for: {lists} (orgcli list {first} {option} …)")
            option = f"--{name.rstrip('_')}"
            raise UsageError(message.format(option=option, lists=", ".join(lists), first=lists[0]))
    return list(LISTS[what](org, Selection(org, filters)))


def _units(org: Organisation, selection: Selection) -> Iterator[UnitRow]:
    beneath = units_beneath(org)
    for unit in filter(selection.is_inside, in_tree(org, Kind.UNIT)):
        head, owner, plain = org.head(unit), org.parent(unit), org.plain(unit)
        held = holding(org, head)
        head_title = org.title(head) if head else None
        facts = {"head": head, "duties": org.duty_count(unit), "person": held.has_person}
        texts = [head_title, held.person, *labels.state(held)]
        if selection.misses(facts) and _fits(org, selection, unit, texts):
            yield UnitRow(
                id=unit,
                name=org.title(unit),
                kind=org.label(unit),
                part_of=org.named(owner) if owner else None,
                level=len(org.owners(unit)),
                head=head_title,
                person=held.person,
                vacant=held.vacant,
                units=beneath[unit],
                **{key: plain.get(key) for key in ("ref", "since", "until", "staff")},
                temporary=bool(plain.get("temporary")),
            )


def _heads(org: Organisation, selection: Selection) -> Iterator[PostRow]:
    return (row for row in _posts(org, selection) if org.is_head(row.id))


def _posts(org: Organisation, selection: Selection) -> Iterator[PostRow]:
    """Yield the posts of units; those of bodies are not of the organisation."""
    for post in filter(selection.is_inside, in_tree(org, Kind.POST)):
        unit, part = org.parent(post), org.plain(post)
        if not unit or org.kind(unit) is not Kind.UNIT:
            continue
        superiors = [Titled(superior, org.title(superior)) for superior, _line in org.superiors(post)]
        if len(superiors) < (selection.filters.superiors or 0):
            continue
        held = holding(org, post)
        facts = {"head": org.head(unit), "duties": org.duty_count(post), "person": held.has_person}
        texts = [org.title(unit), held.person, *labels.state(held)]
        if selection.misses(facts) and _fits(org, selection, post, texts):
            yield PostRow(
                id=post,
                title=org.title(post),
                unit=org.named(unit),
                person=held.person,
                vacant=held.vacant,
                acting=held.acting,
                reports_to=superiors,
                deputy_of=[Titled(to, org.title(to)) for to, link in org.links_from(post) if link.type == DEPUTISES],
                ref=part.get("ref"),
            )


def _bodies(org: Organisation, selection: Selection) -> Iterator[PartnerRow]:
    """Yield the bodies; under a unit, those with links to what is inside, and only these links are counted."""
    under = selection.under
    pairs = [{start, end} for start, end, _link in stated_links(org) if under is None or {start, end} & under]
    links = Counter(node_id for pair in pairs for node_id in pair)
    for body in in_tree(org, Kind.BODY):
        number = sum(links[node_id] for node_id in [body, *posts_of(org, body)])
        if (under is None or number) and _fits(org, selection, body):
            yield PartnerRow(body, org.title(body), org.label(body), number)


def _groups(org: Organisation, selection: Selection) -> Iterator[PartnerRow]:
    links = Counter(node_id for start, end, _link in stated_links(org) for node_id in {start, end})
    for group in filter(selection.is_inside, in_tree(org, Kind.GROUP)):
        if _fits(org, selection, group):
            yield PartnerRow(group, org.title(group), None, links[group])


def _links(org: Organisation, selection: Selection) -> Iterator[LinkRow]:
    return iter(dict.fromkeys(_links_fitting(org, selection)))


def _links_fitting(org: Organisation, selection: Selection) -> Iterator[LinkRow]:
    from_, to = selection.ends
    verb = cache(lambda link_type: labels.link(link_type, "out", org.facts.link_types))
    for start, end, link in stated_links(org):
        texts = org.title(start), org.title(end), verb(link.type), link.condition
        if (
            (selection.under is None or start in selection.under)
            and (from_ is None or start in from_)
            and (to is None or end in to)
            and selection.type in {None, link.type}
            and selection.in_clause(link.ref)
            and selection.has_kind(org.label(place_of(org, start)))
            and selection.says(texts)
        ):
            yield LinkRow(link.type, org.named(start), org.named(end), link.ref, link.condition, verb(link.type))


def _duties(org: Organisation, selection: Selection) -> Iterator[DutyRow]:
    for holder in in_tree(org, *Kind):
        place = place_of(org, holder)
        if (selection.under is not None and holder not in selection.under) or not selection.has_kind(org.label(place)):
            continue
        title = org.title(holder) if place != holder else None
        for duty in org.plain(holder).get("duties", ()):
            texts = duty["text"], *duty["keywords"], org.title(place), title
            if selection.in_clause(duty["ref"]) and selection.says(texts):
                yield DutyRow(duty["ref"], duty["text"], duty["kind"], org.named(place), title)


def _people(org: Organisation, selection: Selection) -> Iterator[Person]:
    for person in people(org):
        words_of_posts = (words for post in person.posts for words in (post.title, post.unit.name))
        is_inside = selection.under is None or any(selection.is_inside(post.id) for post in person.posts)
        if is_inside and selection.says([person.name, *person.aliases, person.email, *words_of_posts]):
            yield person


def _fits(org: Organisation, selection: Selection, node_id: str, texts: Sequence[str | None] = ()) -> bool:
    """Return whether a node is of the kind, with the clause (in its posts and groups too) and the words asked for."""
    cited_by = [node_id]
    if selection.filters.clause and org.kind(node_id) is not Kind.POST:
        cited_by += [*posts_of(org, node_id), *org.groups(node_id)]
    return (
        selection.has_kind(org.label(place_of(org, node_id)))
        and selection.cites(cited_by)
        and selection.says([*org.nodes[node_id].names, *texts])
    )


LISTS: dict[str, Callable[[Organisation, Selection], Iterator[Row]]] = {
    "units": _units,
    "heads": _heads,
    "posts": _posts,
    "bodies": _bodies,
    "groups": _groups,
    "links": _links,
    "duties": _duties,
    "people": _people,
}
