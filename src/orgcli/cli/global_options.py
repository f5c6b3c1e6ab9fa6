"""The options that every command takes, anywhere on the command line."""

from __future__ import annotations

OPTIONS = ("--file", "--as-of", "--lang", "--color")
FLAGS = ("--plain",)


def moved_first(arguments: list[str]) -> list[str]:
    """Return the arguments with the global options before the command, where Typer wants them."""
    first: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument in OPTIONS:
            value = next(remaining, None)
            if value is None:
                return [*first, argument]  # Typer says that its value is missing
            first += [argument, value]
        elif argument in FLAGS or argument.startswith(tuple(f"{option}=" for option in OPTIONS)):
            first.append(argument)
        else:
            rest.append(argument)
    return first + rest


def command(arguments: list[str]) -> str | None:
    """Return the name of the command: the first argument after the global options, if there is one."""
    remaining = iter(arguments)
    for argument in remaining:
        if argument in OPTIONS:
            next(remaining, None)
        elif not argument.startswith("-"):
            return argument
    return None


def value(arguments: list[str], option: str) -> str | None:
    """Return the value of an option, or None if it is not among the arguments."""
    for position, argument in enumerate(arguments):
        if argument == option:
            return next(iter(arguments[position + 1 :]), None)
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
    return None
