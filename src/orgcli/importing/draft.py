"""The organisation in the making: units and posts with their ids, before they refer to one another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing import columns
from orgcli.importing.rows import Row, says_vacant
from orgcli.org.model import Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.importing.table import Table

SHARED = " / "  # between the holders of one post
_PLACEHOLDERS = {"0", "xx", "n/a", "n/d"}  # in place of an id, for persons without a post in the UK’s organograms


@dataclass(eq=False)
class DraftPost:
    """A post in the making; ``unit`` is its unit, ``above`` the posts that it answers to."""

    id: str
    title: str
    row: Row
    person: str = ""
    unit: DraftUnit | None = field(default=None, repr=False)
    vacant: bool = False
    acting: bool = False
    above: list[DraftPost | DraftUnit] = field(default_factory=list, repr=False)

    def to_post(self) -> Post:
        """Return the post."""
        return Post(
            id=self.id,
            title=self.title,
            person=self.person or None,
            vacant=self.vacant,
            acting=self.acting,
            reports_to=tuple(
                Superior(post=above.id) if isinstance(above, DraftPost) else Superior(heads_of=above.id)
                for above in self.above
            ),
            **({} if self.row.table.of_units else self.row.of_post()),
        )


@dataclass(eq=False)
class DraftUnit:
    """A unit in the making; ``row`` is the row that describes it, if there is one."""

    id: str
    name: str
    row: Row | None = None
    heads: list[DraftPost] = field(default_factory=list, repr=False)
    owner: DraftUnit | None = field(default=None, repr=False)
    also_in: list[DraftUnit] = field(default_factory=list, repr=False)
    below: list[DraftUnit] = field(default_factory=list, repr=False)
    posts: list[DraftPost] = field(default_factory=list, repr=False)

    def lineage(self) -> Iterator[DraftUnit]:
        """Yield the unit and those that it is part of, each once even if they are in one another."""
        at: DraftUnit | None = self
        reached: set[DraftUnit] = set()
        while at is not None and at not in reached:
            reached.add(at)
            yield at
            at = at.owner

    def to_unit(self) -> Unit:
        """Return the unit with all that it contains."""
        return Unit(
            id=self.id,
            name=self.name,
            head=self.heads[0].to_post() if len(self.heads) == 1 else None,
            heads=tuple(post.to_post() for post in self.heads) if len(self.heads) > 1 else (),
            posts=tuple(post.to_post() for post in self.posts if post not in self.heads),
            also_part_of=tuple(unit.id for unit in self.also_in),
            units=tuple(unit.to_unit() for unit in self.below),
            **(self.row.of_unit() if self.row else {}),
        )


class Ids:
    """Ids as the file wants them, each given once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._last: Counter[str] = Counter()

    def new(self, wanted: str, otherwise: str) -> str:
        """Return a free id like the one wanted, numbered if necessary."""
        base = slug(wanted) or otherwise
        numbered = (f"{base}-{number}" for number in count(max(2, self._last[base])))
        free = next(name for name in chain([base], numbered) if name not in self.taken)
        self._last[base] = int(free.removeprefix(f"{base}-")) if free != base else 2
        self.taken.add(free)
        return free


@dataclass(eq=False)
class Draft:
    """Units and posts in the making, by row, and remarks for the user.

    ``outside`` has the rows of units whose parent is in no row.
    """

    units: dict[Row, DraftUnit] = field(default_factory=dict)
    posts: dict[Row, DraftPost] = field(default_factory=dict)
    ids: Ids = field(default_factory=Ids)
    given: dict[tuple[bool, str], Row] = field(default_factory=dict)
    outside: list[Row] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def drafted(tables: list[Table]) -> Draft:
    """Return the rows of all tables as units or posts with ids; collect what is wrong with each."""
    draft = Draft()
    rows: list[Row] = []
    for table in tables:
        table.check_rows()
        of_table = [Row(table, number, cells) for number, cells in table.rows]
        for row, owner in zip(of_table, table.owners or [None] * len(of_table), strict=True):
            row.owner = None if owner is None else of_table[owner]
        rows += of_table
    left_out = [row for row in rows if row.is_left_out]
    for row in rows:
        if not row.is_left_out:
            row.check()
            _add(draft, row)
    if draft.changed:
        names = ", ".join(draft.changed[:3]) + (" …" if len(draft.changed) > 3 else "")
        draft.remarks.append(_("ids written as the file wants them: {ids}").format(ids=names))
    if left_out:
        message = ngettext(
            "{number} row left out, whose post is no more: {rows}",
            "{number} rows left out, whose posts are no more: {rows}",
            len(left_out),
        )
        numbers = ", ".join(str(row.number) for row in left_out)
        draft.remarks.append(message.format(number=len(left_out), rows=numbers))
    return draft


def _add(draft: Draft, row: Row) -> None:
    """Give a row its id, and make a unit or a post of it; a second holder of a post joins the first."""
    of_units, given = row.table.of_units, row.text("id")
    by_post = "id" in row.table.columns and columns.heading_key(row.table.heading("id")).startswith("post")
    if by_post and given.casefold() in _PLACEHOLDERS:
        given = ""
    other = draft.given.get((of_units, slug(given) or given)) if given else None
    if other and by_post and _share_a_post(row, other):
        post = draft.posts[other]
        post.person = SHARED.join(filter(None, [post.person, row.name]))
        draft.remarks.append(
            _("{place}: shares the post of {other}").format(
                place=row.table.place(row.number, None), other=other.table.place(other.number, None)
            )
        )
        return
    if other:
        message = _("the id “{id}” is that of {place} as well")
        row.fault("id", message.format(id=given, place=other.table.place(other.number, None)))
    held = row.text(row.holder_role)
    name = row.text("title") if says_vacant(held) and not of_units else row.name or row.text("title")
    row.id = draft.ids.new(given or name, f"row-{row.number}")
    if given:
        draft.given.setdefault((of_units, slug(given) or given), row)
        draft.changed += [f"{given} → {row.id}"] if given != row.id else []
    if of_units:
        unit = draft.units[row] = DraftUnit(row.id, row.name, row)
        unit.heads = list(_heads(draft, row, unit))
        return
    title = row.text("title") or ("" if says_vacant(held) else row.name)
    vacant = says_vacant(held) or row.says("vacant")
    if not title:
        row.fault("title", _("no title for a vacant post"))
    person = held if row.holder_role == "person" else row.name if row.text("title") else ""
    person = "" if vacant else person
    draft.posts[row] = DraftPost(row.id, title, row, person, None, vacant, row.says("acting"))


def _heads(draft: Draft, row: Row, unit: DraftUnit) -> Iterator[DraftPost]:
    """Yield the heads of a unit: of several persons, or of several titles in the program's own export."""
    persons, title = row.items("person"), row.text("title")
    titles = row.items("title") if row.table.is_own_export else [title] if title else []
    number = max(len(titles), len(persons))
    unclear = len(persons) < number and (persons or row.says("vacant"))
    if number > 1 and row.table.is_own_export and (unclear or row.says("acting")):
        message = _("{place}: who of several heads is meant is not said: taken in their order")
        draft.remarks.append(message.format(place=row.table.place(row.number, "person")))
    for at in range(number):
        person = persons[at] if at < len(persons) else ""
        vacant = says_vacant(person) or (row.says("vacant") and not person)
        title = titles[min(at, len(titles) - 1)] if titles else "" if vacant else person
        held = "" if vacant or not titles else person
        if title:
            new_id = draft.ids.new(f"{row.id}-head", "")
            yield DraftPost(new_id, title, row, held, unit, vacant, row.says("acting") and at == 0)


def _share_a_post(row: Row, other: Row) -> bool:
    """Return whether two rows are one post with two holders: the same but for the person."""
    roles = ("title", "unit", "manager")
    return bool(row.name) and row.name != other.name and all(row.items(role) == other.items(role) for role in roles)


def slug(value: str) -> str:
    """Return a value as an id: lower case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.fold(value)).strip("-")[:80].strip("-")
