# ruff: noqa: T201 - a program that prints
"""Print how well `find` answers judged questions, by kind and language: ``python tests/search/figures.py [PATTERN]``.

``PATTERN`` chooses among the files of questions by a part of their name (``dev``, ``townhall-dev``), all without it;
``--failures`` prints each question of the development files that is answered badly. The questions about the bundled
file are asked again of that file without its keywords and synonyms, and without the names in use as well.

A question counts as answered where an accepted unit comes first (after the body that it names, if any), where an
accepted clause is the first match or among the first three (of the units in their order), or where nothing is found
and nothing should.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from orgcli import bundled
from orgcli.graph import names
from orgcli.graph.nodes import Kind
from orgcli.graph.organisation import Organisation
from orgcli.org import load, yaml_reader
from orgcli.org.model import Org
from orgcli.search import engine
from orgcli.search.index import Index
from orgcli.search.language import spoken

HERE = Path(__file__).parent
VALID = HERE.parent / "data" / "valid"
Question = dict[str, Any]


class Right(NamedTuple):
    """Whether the first unit is right, a clause of the first three, and the first; silence is right in all three."""

    unit: bool
    clause: bool
    first_clause: bool


Figures = dict[str, list[Right]]


@dataclass(frozen=True)
class Asked:
    """An organisation that is asked, and its index."""

    org: Organisation
    index: Index

    def answer(self, question: str) -> engine.Answer:
        """Return the answer to a question."""
        return engine.search(self.org, question, index=self.index)


WITHOUT = {
    "": lambda _key, _value: False,
    "no keywords, no synonyms": lambda key, _value: key in {"keywords", "synonyms"},
    "and no names in use": lambda key, value: (
        key in {"keywords", "synonyms"} or (isinstance(value, dict) and value.get("source") == "usage")
    ),
}
"""What is left out of the bundled file, by key and value."""


@cache
def organisation(file: Path, variant: str = "") -> Asked:
    """Return the organisation of a file, or what remains of it in a variant."""
    model = load.shape(_reduced(yaml_reader.parse(file).data, variant))
    assert isinstance(model, Org)
    org = Organisation.of(model)
    return Asked(org, Index(org))


def _reduced(part: Any, variant: str) -> Any:
    """Return a part of a file without what a variant leaves out."""
    left_out = WITHOUT[variant]
    if isinstance(part, dict):
        return {key: _reduced(value, variant) for key, value in part.items() if not left_out(key, value)}
    if isinstance(part, list):
        return [_reduced(value, variant) for value in part if not left_out("", value)]
    return part


def asked_of(questions: Path) -> Path:
    """Return the file of the organisation that a file of questions is about."""
    kind = questions.stem.split("-")[1]
    own = [*HERE.glob(f"organisation-{kind}.yaml"), *VALID.glob(f"{kind}*.yaml")]
    return own[0] if own else bundled.file()


def judged(file: Path) -> list[Question]:
    """Return the questions of a file."""
    content: list[Question] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


def language(question: Question, org: Organisation) -> str:
    """Return the language of a question."""
    return str(question.get("lang") or spoken(question["q"], org.facts.language) or org.facts.language)


def is_unanswerable(question: Question) -> bool:
    """Return whether nothing in the organisation answers a question."""
    return not question["units"]


def accepted(org: Organisation, wanted: list[str]) -> set[str]:
    """Return the ids of the units that a judge named, or that are of a group named."""
    ids = [names.resolve(org, name, names.EVERYTHING) for name in wanted]
    return {unit for one in ids for unit in (org.children(one) if org.kind(one) is Kind.GROUP else [one])}


def first_clauses(answer: engine.Answer, limit: int = 3) -> list[str | None]:
    """Return the clauses of the first matches, unit by unit, each once."""
    return list(dict.fromkeys(match.ref for result in answer.results for match in result.matches))[:limit]


def right(question: Question, asked: Asked, answer: engine.Answer) -> Right:
    """Return what is right of an answer."""
    if is_unanswerable(question):
        return Right(*[not answer.results] * 3)
    first = next((unit_id for unit_id in answer.units if asked.org.kind(unit_id) is Kind.UNIT), None)
    clauses, refs = first_clauses(answer), question.get("refs", [])
    return Right(
        first in accepted(asked.org, question["units"]),
        any(ref in refs for ref in clauses),
        bool({*clauses[:1]} & {*refs}),
    )


def measure(questions: list[Question], asked: Asked, *, failures: bool = False) -> list[tuple[Question, Right]]:
    """Return the questions, each with what is right of its answer."""
    measured = []
    for question in questions:
        answer = asked.answer(question["q"])
        measured.append((question, right(question, asked, answer)))
        if failures and not all(measured[-1][1][:2]):
            got = [(result.unit.id, result.score) for result in answer.results[:3]]
            print(
                f"{question['kind']}: {question['q']} {measured[-1][1]} unknown={answer.unknown} {got}"
                f" {first_clauses(answer)} wanted {question['units'][:3]} {question.get('refs', [])[:6]}"
            )
    return measured


def share(rights: list[Right], part: int) -> float:
    """Return the share of questions of which a part of the answer is right."""
    return sum(one[part] for one in rights) / max(len(rights), 1)


def summary(measured: list[tuple[Question, Right]]) -> tuple[float, float, float, float]:
    """Return the shares of: right unit first, right clause in three, right clause first, silence where due."""
    answerable = [one for question, one in measured if not is_unanswerable(question)]
    silent = [one for question, one in measured if is_unanswerable(question)]
    return share(answerable, 0), share(answerable, 1), share(answerable, 2), share(silent, 0)


def table(measured: list[tuple[Question, Right]], org: Organisation) -> str:
    """Return the shares as lines, by kind of question and by language."""
    groups: Figures = defaultdict(list)
    for question, one in measured:
        groups[question["kind"]].append(one)
    for question, one in measured:
        if not is_unanswerable(question):
            groups[f"answerable, {language(question, org)}"].append(one)
            groups["answerable"].append(one)
    rows = [f"{'kind':<18}{'n':>5}{'unit':>7}{'clause':>8}{'first':>7}"]
    rows += [
        f"{kind:<18}{len(rights):>5}{share(rights, 0):>7.1%}{share(rights, 1):>8.1%}{share(rights, 2):>7.1%}"
        for kind, rights in groups.items()
    ]
    return "\n".join(rows)


def main(arguments: list[str] | None = None) -> None:
    """Print the table of each file of questions, then one line for each file and variant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pattern", nargs="?", default="")
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--brief", action="store_true", help="only the line for each file")
    options = parser.parse_args(arguments)
    lines = []
    by_organisation: dict[tuple[str, str], list[tuple[Question, Right]]] = defaultdict(list)
    for file in sorted(HERE.glob(f"questions-*{options.pattern}*.yaml")):
        of_bundled = asked_of(file) == bundled.file()
        for variant in WITHOUT if of_bundled else [""]:
            asked = organisation(asked_of(file), variant)
            failures = options.failures and "held" not in file.name
            measured = measure(judged(file), asked, failures=failures)
            title = f"{file.stem.removeprefix('questions-')}{f', {variant}' if variant else ''}"
            if not options.brief:
                print(f"\n{title}\n{table(measured, asked.org)}")
            lines.append(_line(title, measured))
            by_organisation[asked_of(file).stem, variant] += measured
    totals = [
        _line(f"all of {stem}{f', {variant}' if variant else ''}", measured)
        for (stem, variant), measured in by_organisation.items()
    ]
    print(f"\n{'':<44}{'n':>5}{'unit':>8}{'clause':>8}{'first':>8}{'silence':>8}")
    print("\n".join([*lines, *totals]))


def _line(title: str, measured: list[tuple[Question, Right]]) -> str:
    return f"{title:<44}{len(measured):>5}" + "".join(f"{part:>8.1%}" for part in summary(measured))


if __name__ == "__main__":
    main()
