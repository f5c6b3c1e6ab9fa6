"""The rule about ``formerly``: what a unit or post cannot come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, rule
from orgcli.i18n.language import gettext as _
from orgcli.org.model import Body, Group, Person, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.org import traversal


@rule("W206")
def impossible_origins(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """An id under ``formerly`` that stands there twice, or that is something else in this file."""
    kinds: dict[str, type] = {part.id: type(part) for _path, part in subject.of(Unit, Post, Body, Group, Person)}
    for path, part in subject.of(Unit, Post):
        for position, former in enumerate(part.formerly):
            if former in part.formerly[:position]:
                yield (*path, "formerly", position), _("“{id}” is named twice").format(id=former)
            elif (kind := kinds.get(former)) and not issubclass(kind, _origins(part)):
                yield (*path, "formerly", position), _no_origin(part, former)


def _origins(part: Unit | Post) -> tuple[type, ...]:
    return (Post,) if isinstance(part, Post) else (Unit, Body)


def _no_origin(part: Unit | Post, former: str) -> str:
    if isinstance(part, Post):
        return _("“{id}” is no post in this file: a post comes from posts").format(id=former)
    return _("“{id}” is no unit in this file: a unit comes from units").format(id=former)
