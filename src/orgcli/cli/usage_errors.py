"""What is wrong with a command line, in the language of the user: Typer's own messages are in English.

Typer's classes of errors are private, so they are recognised by name and read by attribute; tests fail the day
one of them changes.
"""

from __future__ import annotations

import re
from typing import Any

from orgcli.errors import hint
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _


def message(error: Any) -> str:
    """Return what is wrong, and how to get help."""
    sentence = _sentence(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return sentence
    return sentence + "\n" + _("Try “{command} --help” for help.").format(command=context.command_path)


def _sentence(error: Any) -> str:
    kind = type(error).__name__
    if kind == "MissingParameter":
        name = _parameter_name(error)
        missing = _("option {name} is missing") if name.startswith("-") else _("argument {name} is missing")
        return missing.format(name=name)
    if kind == "NoSuchOption":
        return _("no such option: {name}").format(name=error.option_name) + _option_hint(error)
    if kind == "BadParameter":
        return _("invalid value for {name}: {reason}").format(
            name=_parameter_name(error), reason=_translated(error.message)
        )
    return _translated(error.format_message()) + _command_hint(error) + _quotes_hint(error)


def _option_hint(error: Any) -> str:
    """Return the option most like one that does not exist; in a search, how to exclude a word."""
    near = text.nearest(error.option_name, error.possibilities or [], 1)
    if not near and getattr(error.ctx, "info_name", "") == "find":
        return " " + _("(a word to leave out goes after --: orgcli find police -- -training)")
    return hint(near)


def _command_hint(error: Any) -> str:
    """Return the command most like one that does not exist."""
    match = re.match(r"No such command '(.*?)'", error.format_message())
    return hint(text.alike(match[1], getattr(_command(error), "commands", {}), 1, cutoff=60)) if match else ""


def _quotes_hint(error: Any) -> str:
    """Return how to type a name of several words, if one may have been typed without quotes."""
    parameters = getattr(_command(error), "params", [])
    takes_name = any(part.metavar == "UNIT" for part in parameters if part.param_type_name == "argument")
    if not takes_name or not error.format_message().startswith("Got unexpected extra argument"):
        return ""
    return " " + _("(a name of several words goes in quotes)")


def _command(error: Any) -> Any:
    return getattr(getattr(error, "ctx", None), "command", None)


def _parameter_name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", "") or "")
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return _(str(parameter.metavar or parameter.name))


def _translated(sentence: str) -> str:
    """Return one of Typer's sentences in the language of the user, or as it is if it is not a known one."""
    translations = (
        (r"No such command '(.*)'\.(?: Did you mean (.*)\?)?", _("no such command: {0}")),
        (r"Missing command\.", _("a command is missing")),
        (r"Option '(.*)' requires an argument\.", _("option {0} needs a value")),
        (r"Option '(.*)' does not take a value\.", _("option {0} takes no value")),
        (r"Got unexpected extra argument\(s\) \((.*)\)", _("too many arguments: {0}")),
        (r"Input should be a valid integer.*", _("it must be a whole number")),
        (r"Input should be greater than or equal to (\d+)", _("it must be at least {0}")),
        (r"(?:Value error, )?'(.*)' is not one of (.*)\.", _("“{0}” is not one of {1}")),
    )
    for pattern, translation in translations:
        match = re.fullmatch(pattern, sentence)
        if match:
            return translation.format(*(re.sub(r"'(.*?)'", r"\1", group or "") for group in match.groups()))
    return sentence
