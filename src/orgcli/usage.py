"""Typer's own words, help and usage errors, in the language spoken: Typer has most in English only.

Its classes of commands and errors are private, so errors are told apart by name and read by
attribute; tests fail the day one of them changes.
"""

from __future__ import annotations

import inspect
import re
from functools import reduce
from gettext import gettext as _
from typing import Any

import typer

from orgcli import text


def translate(command: Any, parent: typer.Context | None = None) -> None:  # noqa: ANN401 - Typer's class is private
    """Put the help of a command, of its options and of its subcommands in the language spoken."""
    context = typer.Context(command, parent=parent, **command.context_settings)
    if command.help:
        command.help = _(inspect.cleandoc(command.help))
    command.options_metavar = _("[OPTIONS]")
    usage = command.get_usage
    command.get_usage = lambda context: usage(context).replace("Usage: ", _("Usage: "), 1)
    for parameter in [*command.params, command.get_help_option(context)]:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
        if parameter.metavar:
            parameter.metavar = _(parameter.metavar)
        if getattr(parameter, "is_flag", False) or parameter.param_type_name == "argument":
            parameter.display_type_rich = lambda ctx: None  # noqa: ARG005 - Typer passes it by name
    if hasattr(command, "commands"):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for part in command.commands.values():
            translate(part, context)


def unbox(command: Any) -> None:  # noqa: ANN401 - Typer's class is private
    """Let a command and its subcommands show their help without boxes, for a screen reader."""
    command.rich_markup_mode = None
    told = command.get_help
    words = ("Usage: ", "[required]")
    command.get_help = lambda context: reduce(lambda said, word: said.replace(word, _(word)), words, told(context))
    for part in getattr(command, "commands", {}).values():
        unbox(part)


def sentence(error: Any) -> str:  # noqa: ANN401 - Typer's own classes are private
    """Return what is wrong with a command line, and where help is, in the language spoken."""
    context = getattr(error, "ctx", None)
    message = _message(error)
    if context is None:
        return message
    hint = _("Try “{command} --help” for help.").format(command=context.command_path)
    return f"{message}\n{hint}"


def _message(error: Any) -> str:  # noqa: ANN401
    kind = type(error).__name__
    name = _parameter(error)
    if kind == "MissingParameter":
        is_option = name.startswith("-")
        missing = _("option {name} is missing") if is_option else _("argument {name} is missing")
        return missing.format(name=name)
    if kind == "NoSuchOption":
        message = _("no such option: {name}").format(name=error.option_name)
        near = ", ".join(sorted(error.possibilities or []))
        return f"{message} " + _("(possible: {names})").format(names=near) if near else message
    if kind == "BadParameter":
        return _("invalid value for {name}: {reason}").format(name=name, reason=_reason(error.message))
    return _reason(error.format_message()) + _near_commands(error)


def _near_commands(error: Any) -> str:  # noqa: ANN401
    """Return the commands most like one that does not exist."""
    found = re.match(r"No such command '(.*?)'", error.format_message())
    known = getattr(getattr(getattr(error, "ctx", None), "command", None), "commands", {})
    near = text.alike(found[1], known, 1, cutoff=60) if found else []
    return " " + _("(did you mean “{name}”?)").format(name=near[0]) if near else ""


def _parameter(error: Any) -> str:  # noqa: ANN401
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
