"""Rules about who holds posts (W4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, rule
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org.model import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.org import traversal

_LIKE_AN_ID = re.compile(r"[a-z0-9_.-]+")


@rule("W409")
def vacant_but_held(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A vacant post with a person who is not acting."""
    for path, post in subject.of(Post):
        if post.vacant and post.person and not post.acting:
            message = _("“{title}” is vacant, yet “{person}” holds it, who is not acting")
            yield (*path, "person"), message.format(title=post.title, person=post.person)


@rule("W410")
def mistyped_ids(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A person that is nearly an id of the people, and looks like one."""
    ids = {person.id for person in subject.org.people}
    names = {name for person in subject.org.people for name in (person.name, *person.aliases)}
    for path, post in subject.of(Post):
        if not post.person or post.person in ids | names or not _LIKE_AN_ID.fullmatch(post.person):
            continue
        if near := text.nearest(post.person, ids, 1):
            message = _("“{person}” is no id of the people (did you mean “{near}”?)")
            yield (*path, "person"), message.format(person=post.person, near=near[0])
