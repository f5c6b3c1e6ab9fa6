"""The candidates for completion at a place of the command line: commands, options and their values.

A shell asks on every press of Tab, so nothing here needs networkx, rich or pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgcli.changes.events import EVENTS
from orgcli.completion.from_file import Candidate, clauses_cited, matching, names, persons
from orgcli.graph import filters, list_rows
from orgcli.graph.folder import texts
from orgcli.graph.opening import open_organisation
from orgcli.i18n import labels, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True)
class Program:
    """What is completed: Typer's command with all others in it, the options that may stand anywhere, the file.

    ``given`` is what ``--file`` or ORGCLI_FILE names: the file, or the folder that it is in.
    """

    root: Any
    anywhere: tuple[str, ...]
    file: Path
    given: Path


class Files(Exception):
    """Raised where the shell should complete a file name."""


def candidates(program: Program, words: Sequence[str], typed: str) -> list[Candidate]:
    """Return what can stand where ``typed`` is, after ``words``; raises Files where a file is wanted."""
    root, file = program.root, program.file
    command, option, given, only_arguments = _parsed(root, words)
    if command is None:
        return []
    if option is not None and option.name == "columns":
        return _columns(words, typed)
    if option is not None and option.name == "as_of":
        days = (Candidate(str(one.since), one.label) for one in texts(program.given))
        return [one for one in days if one.value.startswith(typed)]
    if option is not None:
        return values(command, option, typed, file)
    if typed.startswith("-") and not only_arguments:
        return [one for one in _options(program, command, words) if one.value.startswith(typed)]
    if command is root:
        commands = [Candidate(name, _note(part)) for name, part in root.commands.items() if not part.hidden]
        return [one for one in commands if one.value.startswith(typed)]
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    if not arguments or (given >= len(arguments) and arguments[-1].nargs != -1):
        return []
    if command.name == "history" and program.given.is_dir():
        return _of_every_text(program, typed)
    return values(command, arguments[min(given, len(arguments) - 1)], typed, file)


def _of_every_text(program: Program, typed: str) -> list[Candidate]:
    """Return the names of units, posts and bodies in the text in force, then those that only other texts have."""
    others = [one.file for one in reversed(texts(program.given)) if one.file != program.file] if typed else []
    kinds = ("unit", "post", "body") if typed else ("unit",)
    unique: dict[str, Candidate] = {}
    for file in (program.file, *others):
        for one in matching(names(file, kinds, typed), typed):
            unique.setdefault(one.value, one)
    return list(unique.values())


def _parsed(root: Any, words: Sequence[str]) -> tuple[Any, Any, int, bool]:
    """Return the command, the option awaiting a value, the number of arguments, and whether “--” was given."""
    command, option, given, only_arguments = root, None, 0, False
    for word in words:
        if option is not None:
            option = None
        elif word == "--":
            only_arguments = True
        elif word.startswith("-") and not only_arguments:
            option = next((one for one in (*command.params, *root.params) if word in one.opts), None)
            option = None if option is None or option.is_flag else option
        elif command is root:
            command = root.commands.get(word)
            if command is None:
                break
        else:
            given += 1
    return command, option, given, only_arguments


def _options(program: Program, command: Any, words: Sequence[str]) -> Iterator[Candidate]:
    others = [] if command is program.root else program.root.params
    inherited = [one for one in others if {*one.opts} & {*program.anywhere}]
    for parameter in (*command.params, *inherited):
        if parameter.param_type_name != "option" or parameter.hidden:
            continue
        if parameter.multiple or not set(parameter.opts) & set(words):
            yield Candidate(max(parameter.opts, key=len), _note(parameter))
    yield Candidate("--help")


def _note(part: Any) -> str:
    return " ".join((part.help or "").partition("\n\n")[0].split())


def values(command: Any, parameter: Any, typed: str, file: Path) -> list[Candidate]:
    """Return the values of an option or argument, by its name or from Typer."""
    kinds = {
        "path": ("unit", "post", "body"),
        "show": ("unit", "post", "body", "group"),
    }.get(command.name, ("unit",))
    match parameter.name:
        case "unit" | "other" if typed and command.name in {"show", "path"}:
            alone = command.name == "show" and parameter.name == "unit"
            return matching(chain(names(file, kinds, typed), persons(file, typed, alone=alone)), typed)
        case "unit" | "other" | "inside" | "under":
            return matching(names(file, kinds if typed else ("unit",), typed), typed)
        case "from_" | "to":
            return matching(names(file, ("unit", "post", "body", "group"), typed), typed)
        case "kind" if command.name == "diff":
            return _parts(EVENTS, typed)
        case "old" | "new":
            raise Files
        case "kind":
            return matching(map(Candidate, filters.kinds(open_organisation(file))), typed)
        case "type_":
            org = open_organisation(file)
            own = org.facts.link_types
            return matching((Candidate(code, labels.link(code, "out", own)) for code in filters.link_types(org)), typed)
        case "ref" | "clause":
            listed = (Candidate(ref.replace(" ", ""), name) for ref, name in clauses_cited(file).items())
            return [clause for clause in listed if clause.value.startswith(typed.replace(" ", ""))]
        case "lang":
            return [Candidate(code, language.own_name(code)) for code in language.languages() if typed in code]
        case _:
            return _of_typer(parameter, typed)


def _columns(words: Sequence[str], typed: str) -> list[Candidate]:
    """Return what can follow the columns named already: those of the list asked for, by default of units."""
    what = next((word for word in words if word in list_rows.ROWS), "units")
    return _parts(list_rows.columns(what), typed)


def _parts(names: Iterable[str], typed: str) -> list[Candidate]:
    """Return what can follow the names typed already, with commas between them."""
    named, _comma, last = typed.rpartition(",")
    before = f"{named}," if named else ""
    others = [name for name in names if name not in named.split(",")]
    return [Candidate(f"{before}{name}") for name in others if name.startswith(last)]


def _of_typer(parameter: Any, typed: str) -> list[Candidate]:
    if parameter.type_descriptor.annotation is Path:
        raise Files
    return [Candidate(item.value, item.help or "") for item in parameter.shell_complete(None, typed)]
