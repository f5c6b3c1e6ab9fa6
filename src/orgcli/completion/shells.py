"""The protocol between the program and the completion script of each shell.

The scripts in ``scripts`` call the program with ``ORGCLI_COMPLETE`` set. The first line of the answer says what to do:
``files`` (the shell completes a file name), ``insert`` (the candidates have a beginning in common that continues what
was typed) or ``list`` (they do not, so only show them). Then comes a line for each candidate, quoted for the shell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgcli.completion import candidates
from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from orgcli.completion.candidates import Program
    from orgcli.completion.from_file import Candidate

    Form = Callable[["Question", Sequence[Candidate]], list[str]]

VARIABLE = "ORGCLI_COMPLETE"
_PLAIN = re.compile(r"[\w%+,./@^-]+")
_POWERSHELL_QUOTES = "\"'“”„‘’‚‛"
_INSERTED_WHOLE = {"37", "42"}  # COMP_TYPE of menu-complete and insert-completions


@dataclass(frozen=True)
class Question:
    """A command line up to the cursor: the words before, and the one that is being typed.

    ``option`` is what precedes its value in the same word (``--in=``); ``kept`` is the beginning of the word that the
    shell does not replace, ``quote`` the quotation mark that is open; without ``listing``, bash inserts each candidate.
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
    replaced = environment.get("ORGCLI_TYPED", "")  # bash breaks words at “=” and “:” too
    kept = raw.removesuffix(replaced)
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
    return "\n".join(["insert" if _goes_on(asked, offered) else "list", *_FORMS[shell](asked, offered)])


def _goes_on(asked: Question, offered: Sequence[Candidate]) -> bool:
    """Return whether there is one candidate only, or what all begin with continues what was typed."""
    beginning = _common([candidate.value for candidate in offered])
    return len(offered) == 1 or text.fold(beginning).startswith(text.fold(asked.typed))


def _common(values: Sequence[str]) -> str:
    """Return what all values begin with."""
    low, high = min(values), max(values)
    return low[: next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))]


def _bash(asked: Question, offered: Sequence[Candidate]) -> list[str]:
    """Bash inserts what the lines have in common; a line that begins otherwise keeps it from inserting anything."""
    if asked.listing and not _goes_on(asked, offered):
        return ["…", *map(_with_note, offered)]
    values = [f"{asked.option}{candidate.value}" for candidate in offered]
    rest = [value.removeprefix(asked.kept) for value in values if value.startswith(asked.kept)]
    return [_quoted(value, asked.quote or ("\\" if asked.kept else "")) for value in rest]


def _with_note(candidate: Candidate) -> str:
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


def _zsh(_asked: Question, offered: Sequence[Candidate]) -> list[str]:
    """Zsh quotes by itself: the value, then what to show."""
    return [f"{one.value}\t{one.value}{f'  -- {one.note}' if one.note else ''}" for one in offered]


def _fish(asked: Question, offered: Sequence[Candidate]) -> list[str]:
    """Fish quotes by itself, but drops a value without the letters typed in it: it gets another spelling of it.

    It also hides a value that only contains these letters if another begins with them, so other names are used only
    if no value contains them.
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


def _powershell(asked: Question, offered: Sequence[Candidate]) -> list[str]:
    """PowerShell takes typographic quotes for quotes: the value quoted, what to show, a note."""
    lines = []
    for candidate in offered:
        value = re.sub(r'([`"$“”„])', r"`\1", candidate.value)
        quoted = candidate.value if re.fullmatch(r"[\w./-]+", candidate.value) else f'"{value}"'
        lines.append(f"{asked.option}{quoted}\t{candidate.value}\t{candidate.note or candidate.value}")
    return lines


_FORMS: dict[str, Form] = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}
SHELLS = tuple(_FORMS)
