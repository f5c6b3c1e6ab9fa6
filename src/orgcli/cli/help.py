"""Typer's own words, help and usage errors, in the language spoken: Typer has most in English only.

Its classes of commands and errors are private, so errors are told apart by name and read by
attribute; tests fail the day one of them changes.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from enum import EnumType
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Help:
    """The help of a command: ``parts`` are lists of names and what they mean, each list with its title."""

    usage: str
    paragraphs: list[str]
    parts: list[tuple[str, list[tuple[str, str]]]]
    last: str


def translate(command: Any, parent: typer.Context | None = None) -> None:
    """Put the help of a command, of its options and of its subcommands in the language spoken."""
    context = typer.Context(command, parent=parent, **command.context_settings)
    if command.help:
        command.help = _(inspect.cleandoc(command.help))
    for parameter in command.get_params(context):
        if parameter.help:
            parameter.help = _(parameter.help)
        if parameter.metavar:
            parameter.metavar = _(parameter.metavar)
    for part in getattr(command, "commands", {}).values():
        translate(part, context)


def explain(command: Any, everywhere: Sequence[str], show: Callable[[Help], NoReturn]) -> None:
    """Let a command and its subcommands, when Typer asks for their help, show ours."""
    command.get_help = lambda context: show(help_of(context, everywhere))
    for part in getattr(command, "commands", {}).values():
        explain(part, everywhere, show)


def help_of(context: typer.Context, everywhere: Sequence[str]) -> Help:
    """Return the help of the command that a context is for; ``everywhere`` are the options that all commands take."""
    command: Any = context.command
    commands = getattr(command, "commands", {})
    arguments = [part for part in command.params if part.param_type_name == "argument"]
    options = [part for part in command.get_params(context) if part.param_type_name == "option" and not part.hidden]
    called = [_("[OPTIONS]"), *([_("COMMAND [ARGS]...")] if commands else map(called_with, arguments))]
    parts = [
        (_("Commands"), [(name, paragraphs(part)[0]) for name, part in commands.items()]),
        (_("Arguments"), [(placeholder(part), part.help or "") for part in arguments]),
        (_("Options"), [(named(part), _meaning(part)) for part in options]),
    ]
    if commands:
        last = _("orgcli COMMAND --help explains a command.")
    else:
        last = _("Every command also takes {options}: see orgcli --help.").format(options=", ".join(everywhere))
    usage = " ".join([context.command_path, *called])
    return Help(usage, paragraphs(command), [part for part in parts if part[1]], last)


def paragraphs(command: Any) -> list[str]:
    """Return what a command says of itself."""
    parts = inspect.cleandoc(command.help or "").split("\n\n")
    return [re.sub(r"[ \n]+", " ", part) for part in parts]


def placeholder(parameter: Any) -> str:
    """Return what stands for the value of an argument or option: its choices, or a word in capitals."""
    kind = parameter.type_descriptor.annotation
    choices = "|".join(kind) if isinstance(kind, EnumType) else ""
    return str(parameter.metavar or choices or parameter.name.upper())


def called_with(argument: Any) -> str:
    """Return an argument as it stands in the line that shows how to call a command."""
    shown = placeholder(argument) + ("..." if argument.nargs == -1 else "")
    return shown if argument.required else f"[{shown}]"


def named(option: Any) -> str:
    """Return the names of an option, the short one first, and its value."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {placeholder(option)}"


def _meaning(option: Any) -> str:
    default = getattr(option.default, "value", None)
    said = str(option.help or "")
    return _("{meaning} (default: {value}).").format(meaning=said.rstrip("."), value=default) if default else said


def sentence(error: Any) -> str:
    """Return what is wrong with a command line, and where help is, in the language spoken."""
    context = getattr(error, "ctx", None)
    message = _message(error)
    if context is None:
        return message
    hint = _("Try “{command} --help” for help.").format(command=context.command_path)
    return f"{message}\n{hint}"


def _message(error: Any) -> str:
    kind = type(error).__name__
    name = _parameter(error)
    if kind == "MissingParameter":
        is_option = name.startswith("-")
        missing = _("option {name} is missing") if is_option else _("argument {name} is missing")
        return missing.format(name=name)
    if kind == "NoSuchOption":
        message = _("no such option: {name}").format(name=error.option_name)
        near = text.nearest(error.option_name, error.possibilities or [], 1)
        hint = _("(did you mean “{name}”?)").format(name=near[0]) if near else ""
        if not near and getattr(error.ctx, "info_name", "") == "find":
            hint = _("(a word to leave out goes after --: orgcli find police -- -training)")
        return f"{message} {hint}".rstrip()
    if kind == "BadParameter":
        return _("invalid value for {name}: {reason}").format(name=name, reason=_reason(error.message))
    return _reason(error.format_message()) + _near_commands(error) + _without_quotes(error)


def _near_commands(error: Any) -> str:
    """Return the commands most like one that does not exist."""
    found = re.match(r"No such command '(.*?)'", error.format_message())
    known = getattr(getattr(getattr(error, "ctx", None), "command", None), "commands", {})
    near = text.alike(found[1], known, 1, cutoff=60) if found else []
    return " " + _("(did you mean “{name}”?)").format(name=near[0]) if near else ""


def _without_quotes(error: Any) -> str:
    """Return, where a name may have been typed in several words, how to type it."""
    arguments = getattr(getattr(getattr(error, "ctx", None), "command", None), "params", [])
    named = any(argument.metavar == "UNIT" for argument in arguments if argument.param_type_name == "argument")
    if not named or not re.match(r"Got unexpected extra argument", error.format_message()):
        return ""
    return " " + _("(a name of several words goes in quotes)")


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", "") or "")
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return _(str(parameter.metavar or parameter.name))


def _reason(message: str) -> str:
    """Return one of Typer's sentences in ours, or as it is where it is unknown."""
    known = (
        (r"No such command '(.*)'\.(?: Did you mean (.*)\?)?", _("no such command: {0}")),
        (r"Missing command\.", _("a command is missing")),
        (r"Option '(.*)' requires an argument\.", _("option {0} needs a value")),
        (r"Option '(.*)' does not take a value\.", _("option {0} takes no value")),
        (r"Got unexpected extra argument\(s\) \((.*)\)", _("too many arguments: {0}")),
        (r"Input should be a valid integer.*", _("it must be a whole number")),
        (r"Input should be greater than or equal to (\d+)", _("it must be at least {0}")),
        (r"(?:Value error, )?'(.*)' is not one of (.*)\.", _("“{0}” is not one of {1}")),
    )
    for pattern, ours in known:
        found = re.fullmatch(pattern, message)
        if found:
            return ours.format(*(re.sub(r"'(.*?)'", r"\1", group or "") for group in found.groups()))
    return message
