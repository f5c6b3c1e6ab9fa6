"""Everything that can go wrong, as exceptions that carry facts and write their own sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence


MAX_PROBLEMS = 500
"""Problems of one file told at once: nobody reads more, and finding the place of each takes time."""


class ExitCode(IntEnum):
    """What the program tells the shell."""

    YES = 0
    """An answer was found; nothing is wrong."""
    NO = 1
    """Nothing was found, or problems or differences were."""
    TROUBLE = 2
    """The question could not be asked: usage, unknown or ambiguous name, unusable file."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C."""


class OrgError(Exception):
    """Base of every error that a user can cause; ``str()`` is the message to show."""

    code = ExitCode.TROUBLE


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in an organisation file.

    ``line`` and ``column`` count from 1 (0: unknown); ``path`` is the way to the key, such as
    ``units[0].head``; ``rule`` is the id of the check that found it.
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
        """Where it is, as editors and compilers write it: ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def severity(self) -> str:
        """How bad it is, by the letter of the rule: ``error``, ``warning`` or ``info``."""
        return {"E": "error", "W": "warning"}.get(self.rule[:1], "info")

    def __str__(self) -> str:
        """One line, then the offending line of the file where that helps."""
        line = f"{self.place} {self.rule} {self.message}"
        return f"{line}\n    {self.excerpt}" if self.excerpt else line


class InvalidFile(OrgError):
    """The organisation file cannot be used; every problem found is in ``problems``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems)[:MAX_PROBLEMS]
        super().__init__(problems)

    def __str__(self) -> str:
        """All the problems, a line each, and their number where there are several."""
        lines = [str(problem) for problem in self.problems]
        if len(lines) > 1:
            number = len(self.problems)
            first = _("the first {number} problems").format(number=number)
            lines.append(
                ngettext("{number} problem", "{number} problems", number).format(number=number)
                if number < MAX_PROBLEMS
                else first
            )
        return "\n".join(lines)


class UnreadableFile(OrgError):
    """A file that the user named cannot be opened or written."""

    def __init__(self, file: str, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(file, reason)

    def __str__(self) -> str:
        """Name the file and the system's reason."""
        return _("{label}: {value}").format(label=self.file, value=self.reason)


class FileExists(OrgError):
    """A file is in the way of what is to be written."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(file)

    def __str__(self) -> str:
        """Name the file and the way to overwrite it."""
        return _("{file} exists already: --force overwrites it").format(file=self.file)


class BadTable(OrgError):
    """A spreadsheet cannot be used; ``faults`` say why, each with its row and column."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.file, self.faults = file, list(faults)
        super().__init__(file, faults)

    def __str__(self) -> str:
        """All the problems, a line each, and their number where there are several."""
        lines = [_("{label}: {value}").format(label=self.file, value=fault) for fault in self.faults]
        if len(lines) > 1:
            number = len(lines)
            lines.append(ngettext("{number} problem", "{number} problems", number).format(number=number))
        return "\n".join(lines)


class UnknownName(OrgError):
    """No unit (or post) answers to ``name``; ``suggestions`` are the nearest names."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name, self.suggestions = name, list(suggestions)
        super().__init__(name)

    def __str__(self) -> str:
        """Say that nothing has this name, then list the nearest ones."""
        if not self.name.strip():
            return _("the name of the unit or post is empty")
        message = _("no unit or post answers to “{name}”").format(name=self.name)
        return _with_names(message, _("Nearest names:"), self.suggestions)


class AmbiguousName(OrgError):
    """Several units fit ``name``; ``candidates`` are names that tell them apart."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name, self.candidates = name, list(candidates)
        super().__init__(name)

    def __str__(self) -> str:
        """Say what is ambiguous, then list the names that are not."""
        message = _("“{name}” fits several units").format(name=self.name)
        return _with_names(message, _("Say which:"), [f'"{name}"' for name in self.candidates])


class NotAUnit(OrgError):
    """``name`` is something, but no unit, where only a unit has what was asked for."""

    def __init__(self, name: str, *, post: bool) -> None:
        self.name, self.post = name, post
        super().__init__(name)

    def __str__(self) -> str:
        """Say what it is, and which commands tell about it."""
        told = _("“{name}” is a post, not a unit: orgcli show and orgcli path tell about it")
        if not self.post:
            told = _("“{name}” is not a unit of this organisation: orgcli show tells about it")
        return told.format(name=self.name)


class NothingFound(OrgError):
    """The question was understood and the answer is: nobody."""

    code = ExitCode.NO


class UsageError(OrgError):
    """The command line asks for something that does not make sense."""


def _with_names(message: str, title: str, names: Sequence[str]) -> str:
    return "\n".join([message, title, *(f"  {name}" for name in names)]) if names else message
