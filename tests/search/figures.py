# ruff: noqa: T201 - a program that prints
"""Print how well `find` answers judged questions: ``python tests/search/figures.py [FILE…]``.

A question counts as answered where an accepted unit comes first (after the body that it names, if any), where an
accepted clause is among the first three matches (of the units in their order), or where nothing is found and nothing
should.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import yaml

from orgcli import bundled
from orgcli.graph import names
from orgcli.graph.nodes import Kind
from orgcli.graph.organisation import Organisation
from orgcli.org import load
from orgcli.search import engine

HERE = Path(__file__).parent
Figures = dict[str, list[tuple[bool, bool]]]


def accepted(organisation: Organisation, wanted: list[str]) -> set[str]:
    """Return the ids of the units that a judge named."""
    return {names.resolve(organisation, name) for name in wanted}


def first_clauses(answer: engine.Answer, limit: int = 3) -> list[str | None]:
    """Return the clauses of the first matches, unit by unit, each once."""
    return list(dict.fromkeys(found.ref for result in answer.results for found in result.matches))[:limit]


def measure(questions: list[dict], organisation: Organisation, *, failures: bool = False) -> Figures:
    """Return, by kind of question, whether the unit and the clause were right."""
    figures: Figures = defaultdict(list)
    for judged in questions:
        answer = engine.search(organisation, judged["q"])
        if judged["kind"] == "none":
            right = (not answer.results, not answer.results)
        else:
            first = next((unit_id for unit_id in answer.units if organisation.kind(unit_id) is Kind.UNIT), None)
            right = (
                first in accepted(organisation, judged["units"]),
                any(ref in judged.get("refs", []) for ref in first_clauses(answer)),
            )
        figures[judged["kind"]].append(right)
        if failures and not all(right):
            got = [(result.unit.id, result.score) for result in answer.results[:3]]
            print(
                f"{judged['kind']}: {judged['q']} {right} unknown={answer.unknown} {got} {first_clauses(answer)}"
                f" wanted {judged['units'][:3]} {judged.get('refs', [])[:6]}"
            )
    return figures


def table(figures: Figures) -> str:
    """Return the figures as lines: kind, number, right unit first, right clause in three."""
    rows = [("kind", "n", "unit", "clause")]
    whole = [right for rights in figures.values() for right in rights]
    answerable = [right for kind, rights in figures.items() if kind != "none" for right in rights]
    for kind, rights in [*figures.items(), ("all with an answer", answerable), ("all", whole)]:
        shares = [f"{sum(right[part] for right in rights) / max(len(rights), 1):.0%}" for part in (0, 1)]
        rows.append((kind, str(len(rights)), *shares))
    return "\n".join(f"{kind:<20}{number:>5}{unit:>8}{clause:>8}" for kind, number, unit, clause in rows)


def main(files: list[str]) -> None:
    """Print the table for each file of questions."""
    organisation = Organisation.of(load.load(bundled.file()))
    for file in files or [str(HERE / "questions-dev.yaml")]:
        questions = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
        print(file)
        print(table(measure(questions, organisation, failures="dev" in file)))


if __name__ == "__main__":
    main(sys.argv[1:])
