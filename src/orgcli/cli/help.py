"""The help of the commands, in the language of the user: Typer has most of its words in English only.

Typer's classes of commands are private, so they are read by attribute; tests fail the day one of them changes.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from enum import EnumType
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from orgcli.cli import global_options
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Help:
    """The help of a command; ``lists`` are its commands, arguments and options with their meanings, under titles."""

    usage: str
    paragraphs: list[str]
    lists: list[tuple[str, list[tuple[str, str]]]]
    last: str


def translate(command: Any, parent: typer.Context | None = None) -> None:
    """Translate the help of a command, of its options and of its subcommands."""
    context = typer.Context(command, parent=parent, **command.context_settings)
    if command.help:
        command.help = _(inspect.cleandoc(command.help))
    for parameter in command.get_params(context):
        if parameter.help:
            parameter.help = _(parameter.help)
        if parameter.metavar:
            parameter.metavar = _(parameter.metavar)
    for subcommand in getattr(command, "commands", {}).values():
        translate(subcommand, context)


def replace(command: Any, show: Callable[[Help], NoReturn]) -> None:
    """Replace the help that Typer prints for a command and its subcommands by a call of ``show``."""
    command.get_help = lambda context: show(help_of(context))
    for subcommand in getattr(command, "commands", {}).values():
        replace(subcommand, show)


def help_of(context: typer.Context) -> Help:
    """Return the help of the command of a context."""
    command: Any = context.command
    commands = getattr(command, "commands", {})
    arguments = [part for part in command.params if part.param_type_name == "argument"]
    options = [part for part in command.get_params(context) if part.param_type_name == "option" and not part.hidden]
    usage = [_("[OPTIONS]"), *([_("COMMAND [ARGS]...")] if commands else map(argument_usage, arguments))]
    lists = [
        (_("Commands"), [(name, paragraphs(part)[0]) for name, part in commands.items()]),
        (_("Arguments"), [(placeholder(part), part.help or "") for part in arguments]),
        (_("Options"), [(_option_names(part), _option_help(part)) for part in options]),
    ]
    if commands:
        last = _("orgcli COMMAND --help explains a command.")
    else:
        everywhere = ", ".join(global_options.OPTIONS + global_options.FLAGS)
        last = _("Every command also takes {options}: see orgcli --help.").format(options=everywhere)
    lists = [(title, entries) for title, entries in lists if entries]
    return Help(" ".join([context.command_path, *usage]), paragraphs(command), lists, last)


def paragraphs(command: Any) -> list[str]:
    """Return the description of a command, a line for each paragraph."""
    parts = inspect.cleandoc(command.help or "").split("\n\n")
    return [re.sub(r"[ \n]+", " ", part) for part in parts]


def placeholder(parameter: Any) -> str:
    """Return what stands for the value of an argument or option: its choices, or a word in capitals."""
    kind = parameter.type_descriptor.annotation
    choices = "|".join(kind) if isinstance(kind, EnumType) else ""
    return str(parameter.metavar or choices or parameter.name.upper())


def argument_usage(argument: Any) -> str:
    """Return an argument as it stands in the usage line: in brackets if it is optional."""
    usage = placeholder(argument) + ("..." if argument.nargs == -1 else "")
    return usage if argument.required else f"[{usage}]"


def _option_names(option: Any) -> str:
    """Return the names of an option, the short one first, and its value."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {placeholder(option)}"


def _option_help(option: Any) -> str:
    """Return the meaning of an option, with its default value if it has one."""
    default = getattr(option.default, "value", None)
    meaning = str(option.help or "")
    if not default:
        return meaning
    return _("{meaning} (default: {value}).").format(meaning=meaning.rstrip("."), value=default)
