"""The registry of the rules of `check`.

A rule is an explanation, ``explanations/ID.md`` (one sentence, why it matters, a bad and a good example), and a small
generator over an organisation, registered by `check`. The problems of some rules are reported elsewhere: by reading
(E1), by `references` (E2, E3), by the audit (E6, W6), by `folder` (E7, W7).

The letter of an id is the severity: E an error, W a warning, I a remark. The first figure is where it comes from:
1 reading, 2 references, 3 the graph, 4 the words, 5 what is missing, 6 the audit against the official text, 7 the texts
of a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgcli.errors import UsageError
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import traversal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from orgcli.org.model import Group, Org
    from orgcli.org.traversal import Line

    Finder = Callable[["Subject"], Iterator[tuple[traversal.Path, str]]]

_EXPLANATIONS = Path(__file__).parent / "explanations"
_EXAMPLE = re.compile(r"^## (\w+)\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Subject:
    """What the rules look at: an organisation, and what several of them need of it, computed once."""

    def __init__(self, org: Org) -> None:
        self.org = org

    @cached_property
    def parts(self) -> list[tuple[traversal.Path, Any]]:
        """Every part of the organisation with its path, in the order of the file."""
        return list(traversal.parts(self.org))

    @cached_property
    def reporting(self) -> dict[str, list[Line]]:
        """The lines up from each post, and from each unit without a head."""
        return traversal.reporting(self.org)

    @cached_property
    def memberships(self) -> list[tuple[Group, list[str]]]:
        """The groups with the ids of their members."""
        return list(traversal.memberships(self.org))

    def of(self, *kinds: type) -> Iterator[tuple[traversal.Path, Any]]:
        """Yield the parts of some classes of the model."""
        return (pair for pair in self.parts if isinstance(pair[1], kinds))


@dataclass(frozen=True)
class Rule:
    """A rule: its id, and the generator of its problems, unless reading or the audit reports them."""

    id: str
    find: Finder | None = None

    @property
    def prose(self) -> list[str]:
        """What the rule says and why, as paragraphs in the user's language."""
        return [_(paragraph) for paragraph in self.paragraphs]

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs in English: the messages to translate."""
        before = self._explanation.partition("\n## ")[0].removeprefix("# ")
        return [" ".join(paragraph.split()) for paragraph in before.strip().split("\n\n")]

    @property
    def examples(self) -> dict[str, str]:
        """The example files: ``Bad``, ``Good``, and for the audit ``Text``, an official text."""
        return dict(_EXAMPLE.findall(self._explanation))

    @cached_property
    def _explanation(self) -> str:
        return (_EXPLANATIONS / f"{self.id}.md").read_text(encoding="utf-8")


RULES = {file.stem: Rule(file.stem) for file in sorted(_EXPLANATIONS.glob("*.md"))}


def rule(rule_id: str) -> Callable[[Finder], Finder]:
    """Register a generator as the one that finds what breaks a rule."""

    def register(find: Finder) -> Finder:
        RULES[rule_id] = Rule(rule_id, find)
        return find

    return register


class UnknownRule(UsageError):
    """No rule has this id, nor does any id begin so."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        self.name, self.suggestions = name, text.nearest(name, names, 3)
        super().__init__(name)

    def __str__(self) -> str:
        """Say so, and name the nearest rules."""
        message = _("there is no rule “{name}”").format(name=self.name)
        hint = _("did you mean {names}?").format(names=", ".join(self.suggestions))
        return f"{message} ({hint})" if self.suggestions else message


@dataclass(frozen=True)
class Selection:
    """Which rules to report: those that begin with one of ``select`` (all, if empty), less ``ignore``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __contains__(self, rule: object) -> bool:
        """Return whether a rule is reported."""
        name = str(rule)
        return name.startswith(self.select or ("",)) and not (self.ignore and name.startswith(self.ignore))

    @property
    def remarks(self) -> bool:
        """Whether remarks are wanted: somebody who selects a rule of theirs wants to see them."""
        return any(name.startswith("I") for name in self.select)


def selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """Return which rules are meant by ids or their beginnings, such as ``E2`` or ``W401,W402``.

    Raises UnknownRule where no rule begins so.
    """
    return Selection(_names(select), _names(ignore))


def _names(wanted: Iterable[str]) -> tuple[str, ...]:
    names = [name.strip().upper() for entry in wanted for name in entry.split(",") if name.strip()]
    for name in names:
        if not any(rule_id.startswith(name) for rule_id in RULES):
            raise UnknownRule(name, RULES)
    return tuple(names)


def rule_named(name: str) -> Rule:
    """Return the rule with this id; raises UnknownRule."""
    wanted = name.strip().upper()
    if wanted not in RULES:
        raise UnknownRule(name, RULES)
    return RULES[wanted]
