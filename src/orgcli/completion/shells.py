"""The protocol between the program and the completion script of each shell.

The scripts in ``completions`` call the program with ``ORGCLI_COMPLETE`` set. The first line of the
answer says how to take the rest: ``files`` (the shell lists files itself), ``insert`` (what is common
to all goes on from what was typed) or ``list`` (it does not, so only show them). Then comes a line a
candidate, quoted as the shell needs it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.completion import candidates
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from orgcli.completion.candidates import Candidate, Program

VARIABLE = "ORGCLI_COMPLETE"
_PLAIN = re.compile(r"[\w%+,./@^-]+")
_POWERSHELL_QUOTES = "\"'“”„‘’‚‛"
_INSERTED_WHOLE = {"37", "42"}  # COMP_TYPE of menu-complete and insert-completions


@dataclass(frozen=True)
class Question:
    """A command line up to the cursor: the words before, and the one that is being typed.

    ``option`` is what precedes its value in the same word (``--in=``); ``kept`` is what the shell
    leaves as it is of the word, and ``quote`` the quotation mark that is open.
    """

    words: list[str]
    typed: str
    option: str = ""
    kept: str = ""
    quote: str = ""
    listing: bool = True


def question(environment: Mapping[str, str], arguments: Sequence[str]) -> Question:
    """Return what a shell's script asks."""
    if environment[VARIABLE] == "bash":
        return _of_bash(environment)
    words = environment["ORGCLI_WORDS"].split("\n") if "ORGCLI_WORDS" in environment else list(arguments)
    before, last = words[:-1], words[-1] if words else ""
    if environment[VARIABLE] == "fish":
        last = split(last)[0][-1] if last else ""
    elif environment[VARIABLE] == "powershell":
        last = last.strip(_POWERSHELL_QUOTES)
    return _with_option(Question(before, last))


def _of_bash(environment: Mapping[str, str]) -> Question:
    words, raw, quote = split(environment.get("ORGCLI_LINE", ""))
    seen = environment.get("ORGCLI_TYPED", "")  # what bash replaces: it breaks words at “=” and “:” too
    kept = raw.removesuffix(seen)
    before = split(kept)[0][-1] if kept else ""
    listing = environment.get("ORGCLI_TAB") not in _INSERTED_WHOLE
    return _with_option(Question(words[1:-1], words[-1], "", before, quote if kept.endswith(quote) else "", listing))


def _with_option(asked: Question) -> Question:
    name, equals, value = asked.typed.partition("=")
    if not equals or not name.startswith("--"):
        return asked
    return Question([*asked.words, name], value, f"{name}=", asked.kept, asked.quote, asked.listing)


def split(line: str) -> tuple[list[str], str, str]:
    """Return the words of an unfinished line, the last as it is written, and the quote open in it.

    The last word is empty after a space.
    """
    words, word, quote, start = [], "", "", 0
    position = 0
    while position < len(line):
        char = line[position]
        if char == "\\" and quote != "'" and position + 1 < len(line):
            position += 1
            word += line[position]
        elif char == quote:
            quote = ""
        elif quote:
            word += char
        elif char in "\"'":
            quote = char
        elif char.isspace():
            words += [word] if position > start else []
            word, start = "", position + 1
        else:
            word += char
        position += 1
    return [*words, word], line[start:], quote


def answer(program: Program, asked: Question, shell: str) -> str:
    """Return the answer for a shell: how to take it, then a line a candidate."""
    try:
        offered = candidates.candidates(program, asked.words, asked.typed)
    except candidates.Files:
        return "files"
    offered = list({candidate.value: candidate for candidate in offered if candidate.value.isprintable()}.values())
    if not offered:
        return "list"
    goes_on = len(offered) == 1 or text.fold(_common([one.value for one in offered])).startswith(text.fold(asked.typed))
    lines = _FORMS[shell](asked, offered, goes_on=goes_on)
    return "\n".join(["insert" if goes_on else "list", *lines])


def _common(values: Sequence[str]) -> str:
    """Return what all begin with."""
    low, high = min(values), max(values)
    return low[: next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))]


def _bash(asked: Question, offered: Sequence[Candidate], *, goes_on: bool) -> list[str]:
    """Bash shows what it would insert; where it must insert nothing, the lines have no common start."""
    if not goes_on and asked.listing:
        return ["…", *(_shown(candidate) for candidate in offered)]
    values = [f"{asked.option}{candidate.value}" for candidate in offered]
    rest = [value.removeprefix(asked.kept) for value in values if value.startswith(asked.kept)]
    return [_quoted(value, asked.quote or ("\\" if asked.kept else "")) for value in rest]


def _shown(candidate: Candidate) -> str:
    return f"{candidate.value}  ({candidate.note})" if candidate.note else candidate.value


def _quoted(value: str, quote: str) -> str:
    """Return a value as bash needs it inside an open quote, after unquoted text (backslash), or alone."""
    if quote == "'":
        return value.replace("'", "'\\''")
    if quote == '"':
        # Bash recalls its history at “!” in double quotes too, so it stands in single ones; and it adds the closing
        # quote only to what does not end with one.
        parts = re.sub("(!+)", "\"'\\1'\"", re.sub(r'([\\"$`])', r"\\\1", value))
        return f'{parts}"' if value.endswith("!") else parts
    if _PLAIN.fullmatch(value):
        return value
    if quote:
        return re.sub(r"([^\w%+,./@^-])", r"\\\1", value)
    return f'"{value}"' if not re.search(r'[\\"$`!]', value) else "'" + value.replace("'", "'\\''") + "'"


def _zsh(_asked: Question, offered: Sequence[Candidate], *, goes_on: bool) -> list[str]:  # noqa: ARG001
    """Zsh quotes by itself: the value, then what to show."""
    return [f"{candidate.value}\t{_noted(candidate)}" for candidate in offered]


def _noted(candidate: Candidate) -> str:
    return f"{candidate.value}  -- {candidate.note}" if candidate.note else candidate.value


def _fish(asked: Question, offered: Sequence[Candidate], *, goes_on: bool) -> list[str]:  # noqa: ARG001
    """Fish quotes by itself, but keeps only what has the letters typed in it: another spelling must serve.

    Nor does it show a name with them in its middle where another begins with them, so other names
    stand in only where no name has them.
    """
    typed = asked.typed.casefold()
    by_name = [
        one for one in offered if typed in one.value.casefold() or typed in text.unaccented(one.value).casefold()
    ]
    lines = []
    for one in by_name or offered:
        spellings = [one.value, text.unaccented(one.value), *one.also]
        value = next((spelling for spelling in spellings if typed in spelling.casefold()), one.value)
        lines.append(f"{asked.option}{value}\t{one.note if value == one.value else one.value}")
    return lines


def _powershell(asked: Question, offered: Sequence[Candidate], *, goes_on: bool) -> list[str]:  # noqa: ARG001
    """PowerShell takes typographic quotes for quotes: the value quoted, what to show, a note."""
    lines = []
    for candidate in offered:
        value = re.sub(r'([`"$“”„])', r"`\1", candidate.value)
        quoted = candidate.value if re.fullmatch(r"[\w./-]+", candidate.value) else f'"{value}"'
        lines.append(f"{asked.option}{quoted}\t{candidate.value}\t{candidate.note or candidate.value}")
    return lines


_FORMS: dict[str, Callable[..., list[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}
SHELLS = tuple(_FORMS)
