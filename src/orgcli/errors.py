"""The errors that a user can cause: exceptions that carry facts and write their own message."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

# The most problems reported of one file: nobody reads more, and finding the line of each takes time.
MAX_PROBLEMS = 500
# The longest name or question that is looked for: longer ones, which nobody types, would take too much time.
MAX_CHARACTERS, MAX_WORDS = 2_000, 150


class ExitCode(IntEnum):
    """The exit codes of the program."""

    # There is an answer; nothing is wrong.
    YES = 0
    # There is no answer, or there are problems or differences.
    NO = 1
    # The command could not be run: usage, unknown or ambiguous name, unusable file.
    TROUBLE = 2
    # Stopped with Ctrl-C.
    INTERRUPTED = 130


class OrgError(Exception):
    """Base of every error that a user can cause; ``str()`` is the message to show."""

    code = ExitCode.TROUBLE


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in an organisation file.

    ``line`` and ``column`` count from 1 (0: unknown); ``path`` leads to the key, such as
    ``units[0].head``; ``rule`` is the id of the check; ``excerpt`` is the line of the file.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str = field(compare=False)
    path: str = field(default="", compare=False)
    excerpt: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """Return where it is, in the form that editors understand: ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def severity(self) -> str:
        """Return ``error``, ``warning`` or ``info``, by the first letter of the rule."""
        return {"E": "error", "W": "warning"}.get(self.rule[:1], "info")

    def __str__(self) -> str:
        """Return the place, rule and message, with the excerpt on a second line."""
        line = f"{self.place} {self.rule} {self.message}"
        return f"{line}\n    {self.excerpt}" if self.excerpt else line


class InvalidFile(OrgError):
    """The organisation file cannot be used; ``problems`` are all its problems, or the first MAX_PROBLEMS."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems)[:MAX_PROBLEMS]
        super().__init__(problems)

    def __str__(self) -> str:
        """Return the problems and their number."""
        lines = [str(problem) for problem in self.problems]
        cut = _("the first {number} problems").format(number=MAX_PROBLEMS)
        return _with_count(lines, cut if len(lines) == MAX_PROBLEMS else None)


class UnreadableFile(OrgError):
    """A file that the user named cannot be opened or written."""

    def __init__(self, file: str, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(file, reason)

    def __str__(self) -> str:
        """Return the file and the reason of the operating system."""
        return _("{label}: {value}").format(label=self.file, value=self.reason)


class FileExists(OrgError):
    """The file to write exists already."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(file)

    def __str__(self) -> str:
        """Return the file and how to overwrite it."""
        return _("{file} exists already: --force overwrites it").format(file=self.file)


class BadTable(OrgError):
    """Tables cannot be used; each of ``faults`` is a file and why, with its row and column; ``advice`` are lines."""

    def __init__(self, faults: Sequence[tuple[str, str]], advice: Sequence[str] = ()) -> None:
        self.faults, self.advice = list(faults), list(advice)
        super().__init__(faults, advice)

    def __str__(self) -> str:
        """Return the faults, their number, and what to do."""
        lines = [_("{label}: {value}").format(label=file, value=fault) for file, fault in self.faults]
        return "\n".join([_with_count(lines), *self.advice])


class UnknownName(OrgError):
    """No unit or post has this name; ``suggestions`` are the nearest names, ``kinds`` what they are the names of."""

    def __init__(self, name: str, suggestions: Sequence[str] = (), kinds: Sequence[str] = ()) -> None:
        self.name, self.suggestions, self.kinds = name, list(suggestions), list(kinds)
        super().__init__(name)

    def __str__(self) -> str:
        """Return the name, and the nearest ones, ready to paste."""
        if not self.name.strip():
            return _("the name of the unit or post is empty")
        message = _("no unit or post answers to “{name}”").format(name=self.name)
        return _with_names(message, _("Nearest names:"), _proposals(self.suggestions, self.kinds))


class TooLong(OrgError):
    """A name or a question is longer than any that is looked for."""

    @classmethod
    def check(cls, typed: str) -> None:
        """Raise TooLong if what was typed is too long."""
        if len(typed) > MAX_CHARACTERS or len(re.findall(r"\w+", typed)) > MAX_WORDS:
            raise cls(typed)

    def __str__(self) -> str:
        """Return the beginning of what was typed, and how long it may be."""
        message = _("“{beginning}…” is too long: give at most {words} words, of {characters} characters in all")
        return message.format(beginning=self.args[0][:40], words=MAX_WORDS, characters=MAX_CHARACTERS)


class AmbiguousName(OrgError):
    """Several things fit a name; ``candidates`` are names that fit one only, ``kinds`` what they are the names of."""

    def __init__(self, name: str, candidates: Sequence[str], kinds: Sequence[str] = ()) -> None:
        self.name, self.candidates, self.kinds = name, list(candidates), list(kinds)
        super().__init__(name)

    def __str__(self) -> str:
        """Return the ambiguous name, and the names that are not, ready to paste."""
        only_units = set(self.kinds) <= {"unit"}
        message = _("“{name}” fits several units") if only_units else _("“{name}” fits several units or posts")
        return _with_names(message.format(name=self.name), _("Say which:"), _proposals(self.candidates, self.kinds))


class NotAUnit(OrgError):
    """The name of a post or of an outside body was given where a unit is needed."""

    def __init__(self, name: str, qualified: str, *, post: bool) -> None:
        self.name, self.qualified, self.post = name, qualified, post
        super().__init__(name)

    def __str__(self) -> str:
        """Return what has the name, and the commands that accept it."""
        if self.post:
            message = _('“{name}” is a post, not a unit; see: orgcli show "{unit}"')
        else:
            message = _('“{name}” is not a unit of this organisation; see: orgcli show "{unit}"')
        return message.format(name=self.name, unit=self.qualified)


class NothingFound(OrgError):
    """The question is valid, and nothing answers it."""

    code = ExitCode.NO


class UsageError(OrgError):
    """The command line makes no sense."""


def hint(names: Sequence[str]) -> str:
    """Return “(did you mean “x”?)” after a blank, for the first of the names; nothing without any."""
    return " " + _("(did you mean “{name}”?)").format(name=names[0]) if names else ""


def _proposals(names: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return names quoted for a shell; what each is the name of is said unless all are units."""
    from orgcli.i18n import labels

    quoted = [shlex.quote(name) if re.search(r'["$`\\!]', name) else f'"{name}"' for name in names]
    if set(kinds) <= {"unit"}:
        return quoted
    return [f"{name}  ({labels.node(kind)})" for name, kind in zip(quoted, kinds, strict=True)]


def _with_names(message: str, title: str, names: Sequence[str]) -> str:
    return "\n".join([message, title, *(f"  {name}" for name in names)]) if names else message


def _with_count(lines: Sequence[str], count: str | None = None) -> str:
    """Return the lines, and after several lines their number, or ``count``."""
    if len(lines) < 2:
        return "\n".join(lines)
    number = ngettext("{number} problem", "{number} problems", len(lines)).format(number=len(lines))
    return "\n".join([*lines, count or number])
