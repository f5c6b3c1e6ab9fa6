"""Files and texts that grow as large as they may where it costs most: ``FILES``, ``PAIRS`` and ``TEXTS``, by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FILE_BYTES, TEXT_BYTES = 2_000_000, 10_000_000
WORD = "abcdefghij" * 29
"""A name of one word, nearly as long as a name may be."""

Parts = dict[str, Any]


def _numbered(kind: str, number: int, **more: Any) -> Parts:
    return {"id": f"{kind}{number}", "title" if kind == "p" else "name": f"{kind.upper()} {number}"} | more


def _org(units: Iterable[Parts] = (), **more: Any) -> Parts:
    return {"units": [{"id": "r", "name": "Root", "units": list(units)}], **more}


def _in_root(**keys: Any) -> Parts:
    return {"units": [{"id": "r", "name": "Root", **keys}, {"id": "s", "name": "Side"}]}


def _layers(layers: int, width: int, **line: str) -> Parts:
    """Return posts in layers, each under all of the layer above; with a condition, the top under the bottom too."""
    ids = [[f"p{layer}-{place}" for place in range(width)] for layer in range(layers)]
    posts = [
        {
            "id": post_id,
            "title": post_id.upper(),
            "reports_to": [{"post": above, **line} for above in ids[layer - 1]] if layer or line else [],
        }
        for layer, row in enumerate(ids)
        for post_id in row
    ]
    return _in_root(posts=posts)


def _nested(depth: int, **more: Any) -> Parts:
    units: list[Parts] = []
    for number in reversed(range(depth)):
        units = [_numbered("u", number, units=units, **more)]
    return _org(units)


def _chain(length: int) -> Parts:
    posts = [_numbered("p", number, reports_to=[{"post": f"p{number - 1}"}] * bool(number)) for number in range(length)]
    return _in_root(posts=posts)


def _bodies(length: int) -> Parts:
    bodies = [_numbered("b", number) | ({"part_of": f"b{number - 1}"} if number else {}) for number in range(length)]
    return _org(bodies=bodies)


def _grid(side: int) -> Parts:
    """Return a matrix: each post answers to the one before it in its row and to the one before it in its column."""
    posts = [
        {
            "id": f"p{row}-{column}",
            "title": f"P {row} {column}",
            "reports_to": [{"post": f"p{row - 1}-{column}"}] * bool(row)
            + [{"post": f"p{row}-{column - 1}"}] * bool(column),
        }
        for row in range(side)
        for column in range(side)
    ]
    return _in_root(posts=posts)


def _deputies(number: int) -> Parts:
    lines = [{"post": f"p{other}"} for other in range(number)]
    return _in_root(posts=[_numbered("p", one, deputy_of=lines[:one] + lines[one + 1 :]) for one in range(number)])


def _groups(groups: int, units: int, **more: Any) -> Parts:
    """Return groups that each have all units as members."""
    duty = {"text": "keeps records", "ref": "1.1"}
    return _org(
        [_numbered("u", number) for number in range(units)],
        groups=[_numbered("g", number, below=["r"], duties=[duty], **more) for number in range(groups)],
    )


def _links(number: int) -> Parts:
    links = [{"type": "advises", "with": "s", "condition": str(one)} for one in range(number)]
    return _in_root(links=links)


FILES: dict[str, Callable[[], Parts]] = {
    "2,000 units of one name": lambda: _org({"id": f"u{one}", "name": "Section"} for one in range(2_000)),
    "50,000 units of one name": lambda: _org({"id": f"u{one}", "name": "Section"} for one in range(50_000)),
    "1,500 times the same three units": lambda: _org(
        _numbered("u", one, units=[{"id": f"{kind}{one}", "name": kind} for kind in ("budget", "press", "staff")])
        for one in range(11_000)
    ),
    "50,000 units": lambda: _org(_numbered("u", one) for one in range(50_000)),
    "units 95 deep": lambda: _nested(95, duties=[{"text": "keep records"}] * 600),
    "300 layers of 2 superiors": lambda: _layers(300, 2),
    "2 layers of 250 superiors": lambda: _layers(2, 250),
    "15 layers of 60 superiors": lambda: _layers(15, 60),
    "a circle of 15 layers of 60 superiors, conditional": lambda: _layers(15, 60, condition="if"),
    "a matrix of 30 by 30": lambda: _grid(30),
    "a matrix of 130 by 130": lambda: _grid(130),
    "a chain of 25,000 posts": lambda: _chain(25_000),
    "a chain of 40,000 bodies": lambda: _bodies(40_000),
    "deputies of one another": lambda: _deputies(350),
    "groups of groups": lambda: _groups(990, 2_000),
    "groups of many members": lambda: _groups(40, 50_000),
    "a group of 40,000 duties": lambda: _org(
        [_numbered("u", one) for one in range(10_000)],
        groups=[_numbered("g", 0, below=["r"], duties=[{"text": f"keep records {one}"} for one in range(40_000)])],
    ),
    "one unit of 30,000 duties": lambda: _in_root(
        duties=[{"ref": "1.1", "text": f"keep records {one}"} for one in range(30_000)]
    ),
    "one unit of 30,000 posts": lambda: _in_root(posts=[{"id": f"p{one}", "title": "Clerk"} for one in range(40_000)]),
    "20,000 links of two units": lambda: _links(35_000),
    "30,000 links to units of one name": lambda: _org(
        [{"id": f"u{one}", "name": "Section"} for one in range(20_000)]
        + [_numbered("v", 0, links=[{"type": "advises", "with": f"u{one}"} for one in range(20_000)])]
    ),
    "100,000 aliases": lambda: _in_root(aliases=[f"alias {one}" for one in range(110_000)]),
    "100,000 keywords": lambda: _in_root(keywords=[f"key {one}" for one in range(120_000)]),
    "one set of 100,000 synonyms": lambda: _org(synonyms=[[f"word {one}" for one in range(110_000)]]),
    "40,000 sets of synonyms": lambda: _org(synonyms=[["keep records", f"word {one}"] for one in range(45_000)]),
    "names of one long word": lambda: _org({"id": f"u{one}", "name": f"{one}{WORD}"} for one in range(5_500)),
    "names of 150 words": lambda: _org({"id": f"u{one}", "name": "a " * 146 + str(one)} for one in range(5_500)),
    "texts of 2,500 words": lambda: _in_root(
        duties=[{"ref": "1.1", "text": "keep records " * 384} for _one in range(390)]
    ),
    "texts of one letter": lambda: _in_root(duties=[{"text": "a " * 2_480} for _one in range(390)]),
    "a name of 1 MB": lambda: _org([{"id": "u0", "name": "u" * 1_000_000}]),
    "an unknown key of 1 MB": lambda: _org([_numbered("u", 0, **{"u" * 1_000_000: 1})]),
    "50,000 ids twice": lambda: _org({"id": "u0", "name": "Section"} for _one in range(50_000)),
    "40,000 unknown references": lambda: _in_root(
        links=[{"type": "advises", "with": f"x{one}"} for one in range(50_000)]
    ),
    "a cycle of 25,000 posts": lambda: _in_root(
        posts=[_numbered("p", one, reports_to=[{"post": f"p{(one + 1) % 25_000}"}]) for one in range(25_000)]
    ),
    "12,000 cycles": lambda: _in_root(
        posts=[_numbered("p", one, reports_to=[{"post": f"p{one ^ 1}"}]) for one in range(25_000)]
    ),
}


PAIRS: dict[str, tuple[Callable[[], Parts], Callable[[], Parts]]] = {
    "50,000 units of other names": (
        lambda: _org({"id": f"u{one}", "name": f"U {one}"} for one in range(50_000)),
        lambda: _org({"id": f"u{one}", "name": f"V {one}"} for one in range(50_000)),
    ),
    "50,000 units of other ids": (
        lambda: _org({"id": f"u{one}", "name": f"U {one}"} for one in range(50_000)),
        lambda: _org({"id": f"v{one}", "name": f"U {one}"} for one in range(50_000)),
    ),
    "40,000 almost equal duties": (
        lambda: _in_root(duties=[{"text": f"keep records {one}"} for one in range(40_000)]),
        lambda: _in_root(duties=[{"text": f"keep reports {one}"} for one in range(40_000)]),
    ),
    "40,000 duties of few words": (
        lambda: _in_root(duties=[{"text": f"a{one % 400} b{one % 401} c{one % 397} o"} for one in range(40_000)]),
        lambda: _in_root(duties=[{"text": f"a{one % 400} b{one * 7 % 401} c{one * 3 % 397}"} for one in range(40_000)]),
    ),
    "390 long duties": (
        lambda: _in_root(duties=[{"text": f"{one} " + "keep records " * 380} for one in range(390)]),
        lambda: _in_root(duties=[{"text": f"{one} " + "ship reports " * 380} for one in range(390)]),
    ),
    "35,000 links of other conditions": (
        lambda: _links(35_000),
        lambda: _in_root(links=[{"type": "advises", "with": "s", "condition": f"x{one}"} for one in range(34_000)]),
    ),
    "40,000 posts that answer otherwise": (
        lambda: _in_root(posts=[{"id": f"p{one}", "title": "Clerk"} for one in range(30_000)]),
        lambda: _in_root(posts=[_numbered("p", one, reports_to=[]) for one in range(30_000)]),
    ),
    "400 mergers of 400 units": (
        lambda: _org(_numbered("u", one) for one in range(50_000)),
        lambda: _org(_numbered("w", one, formerly=[f"u{other}" for other in range(400)]) for one in range(400)),
    ),
}


def _repeated(line: str) -> str:
    return line * (TEXT_BYTES // len(line))


TEXTS: dict[str, Callable[[], str]] = {
    "lines that end in hyphens": lambda: "1.1 keep\n" + _repeated("records of all the meetings and re-\n"),
    "one word over all lines": lambda: "1.1 keep\n" + _repeated("ab-\n"),
    "lines of one clause": lambda: "1.1 keep\n" + _repeated("records and reports of all meetings\n"),
    "a paragraph number of 10 MB": lambda: _repeated("1.") + "1 keep records\n",
    "one line of words": lambda: "1.1 " + _repeated("keep records "),
    "one line of blanks": lambda: "1.1" + " " * TEXT_BYTES,
    "lines of blanks": lambda: "1.1 keep\n" + "\n" * TEXT_BYTES,
    "one word of 10 MB": lambda: "1.1 " + _repeated("keep"),
    "one word of hyphens": lambda: "1.1 " + _repeated("a-"),
    "paragraphs": lambda: "".join(
        f"{one // 999 + 1}.{one % 999 + 1} Keep records of all meetings.\n\n" for one in range(240_000)
    ),
    "figures": lambda: _repeated("1"),
    "capitals": lambda: _repeated("A"),
    "a symbol": lambda: "A" + _repeated("/A"),
    "headings": lambda: (
        "1.1 Keep.\n\n" + _repeated("Heading of the next part\n\n" + "Keep the records of it. " * 3 + "\n")
    ),
    "pages": lambda: _repeated("head of the page\nkeep records of all the meetings of this year\nfoot of the page\n\f"),
    "items": lambda: "1.1 Keep:\n" + _repeated("a) keep records of all meetings;\n"),
    "nested numbers": lambda: "".join(f"1{'.1' * one} keep\n\n" for one in range(1, 3_100)),
    "sections": lambda: "".join(
        f"Section {one}\nTitle\n\nKeep the records of all meetings of this year, and of the years before.\n\n"
        for one in range(1, 90_000)
    ),
    "names of units": lambda: "1.1 keep\n" + _repeated("Root Side Section Unit P 1 "),
}


def write_file(name: str, file: Path) -> tuple[str, str]:
    """Write a file, as JSON, which is YAML; return the ids of two parts far from its top."""
    parts = FILES[name]()
    _write(parts, file)
    top = parts["units"][0]
    listed = parts.get("bodies") or top.get("posts") or top.get("units") or parts["units"]
    while listed[-1].get("units"):
        listed = listed[-1]["units"]
    return listed[-1]["id"], listed[-2 if len(listed) > 1 else -1]["id"]


def write_pair(name: str, folder: Path) -> None:
    """Write two texts of an organisation that follow one another."""
    folder.mkdir(exist_ok=True)
    for year, parts in zip((2001, 2002), PAIRS[name], strict=True):
        _write(parts(), folder / f"{year}.yaml")


def _write(parts: Parts, file: Path) -> None:
    file.write_text(json.dumps(parts, separators=(",", ":")).replace('":', '": '), encoding="utf-8")


def write_text(name: str, file: Path) -> None:
    """Write a text."""
    file.write_text(TEXTS[name](), encoding="utf-8")
