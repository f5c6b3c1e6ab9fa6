"""Organisations of any size, always the same for the same size: ``python benchmarks/organisations.py UNITS FILE``.

With ``COPY CHANGES`` it also writes a copy with a number of changes.

Units nest as ministries do (each of two to nine parts, some eight levels for 100,000 units). Most have a
head, who answers to the head above or, one in eight, to two; each has one to four duties of ten to
twenty-five words, with clauses, some links and keywords. Words are as unequally frequent as in any language.
"""

from __future__ import annotations

import random
import sys
from itertools import accumulate, product
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 2010


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LEVELS = _words(
    """
    department office directorate division branch service section team desk cell
    """
)
STARTS = _words(
    """
    ac al an ar bal ban bar bel ber bor bra cal can cap car cen cer con cor dal dan del den dor dra er es fal
    fan far fer flo for fra gal gan gar gen gra hal han har hel her hor in il kal kan kar lan lar len lor mal
    man mar mel men mer mon mor nal nar nor ol or pal pan par pel per por pra pre pro ral ran ren ron sal san
    sar sel sen sol sor tal tan tar tel ten ter tor tra ul un val van ver vol
    """
)
MIDDLES = _words(
    """
    a ami ani ara ata e eli eni era eta i ili ini ira iti o olo oni ora oto u uli uni ura uti
    """
)
ENDS = _words(
    """
    tion ment ing ist ance ity age ure al er or ive ics ship dom ness ary ory ent ant
    """
)
VERBS = _words(
    """
    advise assess audit brief coordinate draft evaluate issue manage monitor negotiate plan prepare publish
    review settle supervise support train verify
    """
)


class Words:
    """A vocabulary whose n-th word is used about 1/n as often as its first."""

    def __init__(self, rng: random.Random, size: int) -> None:
        words = ["".join(parts) for parts in product(STARTS, MIDDLES, ENDS)]
        rng.shuffle(words)
        self.words = words[:size]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.rng = rng

    def some(self, number: int) -> list[str]:
        """Return words with the frequencies of a text."""
        return self.rng.choices(self.words, cum_weights=self.weights, k=number)


def shape(rng: random.Random, size: int) -> list[int]:
    """Return the superior of each unit by number; the first is its own, and superiors come before their parts."""
    owners, queue = [0], [0]
    for unit in queue:
        for _part in range(rng.randint(2, 9)):
            if len(owners) == size:
                return owners
            owners.append(unit)
            queue.append(len(owners) - 1)
    return owners


class Writer:
    """Writes one organisation as YAML."""

    def __init__(self, size: int, stream: TextIO) -> None:
        self.rng = random.Random(SEED)  # noqa: S311 - organisations, not secrets
        self.words = Words(self.rng, min(40_000, 600 + size * 2))
        self.owners = shape(self.rng, size)
        self.parts: dict[int, list[int]] = {}
        for unit, owner in enumerate(self.owners[1:], 1):
            self.parts.setdefault(owner, []).append(unit)
        self.stream = stream

    def write(self) -> None:
        """Write the whole file."""
        self.stream.write("lang: en\nsource: {title: Charter, url: https://example.org/charter}\nunits:\n")
        stack = [(0, 0)]
        while stack:
            unit, depth = stack.pop()
            self.stream.writelines(f"{'    ' * depth}{line}\n" for line in self.unit(unit, depth))
            stack.extend((part, depth + 1) for part in reversed(self.parts.get(unit, ())))
        self.stream.write("bodies:\n")
        self.stream.writelines(f"  - {{id: body-{number}, name: {self.name('agency')}}}\n" for number in range(20))

    def name(self, kind: str) -> str:
        """Return a name: « Division of … and … »."""
        first, second = (word.capitalize() for word in self.words.some(2))
        return f"{kind.capitalize()} of {first} and {second}"

    def unit(self, unit: int, depth: int) -> Iterator[str]:
        """Yield the lines of one unit, without its parts."""
        rng, section = self.rng, unit + 1
        kind = LEVELS[min(depth, len(LEVELS) - 1)]
        name = self.name(kind)
        yield f"  - id: unit-{unit}"
        yield f"    name: {name} {unit}"
        yield f"    kind: {kind}"
        yield f'    ref: "{section}.1"'
        if rng.random() < 0.3:
            yield f"    aliases: [{name.split()[2][:2].upper()}{unit}]"
        if unit == 0 or rng.random() < 0.9:
            yield from (
                "    head:",
                f"      id: head-{unit}",
                f"      title: Head of {name}",
                f'      ref: "{section}.2"',
            )
            if unit and rng.random() < 0.125:
                yield "      reports_to:"
                yield f'        - {{post: head-0, ref: "{section}.3"}}'
                yield f'        - {{post: post-{self.owners[unit]}, ref: "{section}.4"}}'
        yield f'    posts: [{{id: post-{unit}, title: Deputy {unit}, ref: "{section}.5"}}]'
        yield "    duties:"
        for letter in "abcd"[: rng.randint(1, 4)]:
            words = " ".join(self.words.some(rng.randint(9, 24)))
            yield f'      - ref: "{section}.6 {letter}"'
            yield f"        text: {rng.choice(VERBS).capitalize()} {words}"
            if rng.random() < 0.25:
                yield f"        links: [{{type: coordinates, with: body-{rng.randrange(20)}}}]"
            if rng.random() < 0.25:
                yield f"        keywords: [{', '.join(self.words.some(3))}]"
        if unit in self.parts:
            yield "    units:"


def write(size: int, file: Path) -> None:
    """Write an organisation of a number of units to a file."""
    with file.open("w", encoding="utf-8") as stream:
        Writer(size, stream).write()


def change(file: Path, copy: Path, number: int) -> None:
    """Write a copy with a number of changes: a fifth are names, a fifth duties that change places, else a new word."""
    rng = random.Random(SEED)  # noqa: S311 - the same
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    names, texts = (
        [position for position, line in enumerate(lines) if line.lstrip().startswith(key)]
        for key in ("name: ", "text: ")
    )
    for position in rng.sample(names, min(number // 5, len(names))):
        lines[position] = f"{lines[position].rstrip()} New\n"
    duties = rng.sample(texts, min(number - number // 5, len(texts)))
    moved = duties[: number // 5]
    wordings = [lines[position].strip() for position in moved]
    for position, wording in zip(moved, wordings[1:] + wordings[:1], strict=True):
        lines[position] = f"{lines[position].partition('text: ')[0]}{wording}\n"
    for position in duties[number // 5 :]:
        lines[position] = f"{lines[position].rstrip()} anew\n"
    copy.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
    if len(sys.argv) > 3:
        change(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
