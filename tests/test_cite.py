"""`cite`: what a clause establishes, with the official wording where a copy is at hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import circular
import orgcli
from orgcli.check import citations
from orgcli.errors import ExitCode
from orgcli.org import clauses

if TYPE_CHECKING:
    from conftest import Run, RunOnScreen

ORGANISATION = """
source:
  title: Charter of the city library
  url: https://example.org/charter#{ref}
  in_force: {date: "2024-06-01", ref: "1"}
units:
  - id: library
    name: City Library
    ref: "2.1"
    head: {id: librarian, title: Librarian, ref: "2.1", reports_to: [{post: mayor, ref: "2.1"}]}
    posts:
      - {id: deputy, title: Deputy, ref: "2.3", deputy_of: [{post: librarian, ref: "2.3", condition: on Sundays}]}
    duties:
      - {ref: 2.2 a, text: Lend books, links: [{type: serves, with: readers}, {type: serves, with: readers}]}
      - {ref: 2.2 b, kind: mechanism, text: A fund for books}
      - {ref: "2.20", text: Not of clause 2.2}
    links: [{type: advises, with: city, ref: "2.4"}]
    notes: [{text: Clause 2.4 is odd, ref: "2.4"}]
    units: [{id: reading, name: "Reading [Room]", ref: "3.1"}]
groups: [{id: houses, name: Houses, ref: "3.2", units: [library, reading]}]
bodies:
  - {id: city, name: City, ref: "4.1", head: {id: mayor, title: Mayor}}
  - {id: readers, name: Readers, part_of: city, ref: "4.2"}
"""


@pytest.fixture
def charter(tmp_path: Path) -> Path:
    file = tmp_path / "org.yaml"
    file.write_text(ORGANISATION, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("1", [("source", "library", "in force since 2024-06-01")]),
        (
            "2.1",
            [
                ("part_of", "library", "City Library is at the top"),
                ("head", "library", "Librarian heads City Library"),
                ("reports_to", "library", "Librarian answers to Mayor"),
            ],
        ),
        (
            "2.2",
            [
                ("duty", "library", "Lend books"),
                ("link", "library", "City Library serves Readers"),
                ("duty", "library", "A fund for books"),
            ],
        ),
        ("2.2 b", [("duty", "library", "A fund for books")]),
        (
            "2.3",
            [
                ("part_of", "library", "Deputy is a post in City Library"),
                ("deputy_of", "library", "Deputy deputises for Librarian (only on Sundays)"),
            ],
        ),
        ("2.4", [("link", "library", "City Library advises City"), ("note", "library", "Clause 2.4 is odd")]),
        (
            "3",
            [
                ("part_of", "reading", "Reading [Room] is part of City Library"),
                ("part_of", "houses", "Houses = City Library, Reading [Room]"),
            ],
        ),
        ("4", [("part_of", "readers", "Readers is part of City")]),
    ],
)
def test_statements(ref: str, expected: list[tuple[str, str, str]], charter: Path, run: Run) -> None:
    answer = run("cite", ref, "--json", "--file", charter)
    assert answer.code == ExitCode.YES
    found = [(one["type"], one["unit"]["id"], one["text"]) for one in answer.json["statements"]]
    assert found == expected
    assert answer.json["ref"] == ref
    assert answer.json["official"] is None
    assert answer.json["url"] == f"https://example.org/charter#{ref.replace(' ', '-')}"


def test_shape_of_json(charter: Path, run: Run) -> None:
    answer = run("cite", "2.1", "--json", "--file", charter).json
    assert list(answer) == ["ref", "statements", "official", "url"]
    assert all(list(one) == ["type", "unit", "text"] for one in answer["statements"])
    assert all(list(one["unit"]) == ["id", "name"] for one in answer["statements"])


@pytest.mark.parametrize("words", [["8.14 a"], ["8.14a)"], ["§ 8.14 a"], ["8.14", "a"], ["8.14", "A)"], ["8.14(a)"]])
def test_ways_to_write_a_clause(words: list[str], run: Run) -> None:
    answer = run("cite", *words)
    assert answer.code == ExitCode.YES
    assert answer.lines[0] == "8.14\N{NO-BREAK SPACE}a)"
    assert "Force de police permanente" in answer.out
    assert answer.out.count("8.14") == 1


def test_section_is_in_the_order_of_its_clauses(run: Run) -> None:
    answer = run("cite", "8")
    heads = [line for line in answer.lines if re.fullmatch(r"8(\.\d+)?(\s[a-z]\))?", line)]
    wanted = [number for number in circular.PARAGRAPHS if number.startswith("8.")]
    assert {clauses.normalise(head) for head in heads} >= {*wanted} - {
        number for number, items in circular.PARAGRAPHS.items() if "+" not in items
    }
    assert heads == sorted(heads, key=clauses.sort_key)


@pytest.mark.parametrize("ref", ["99", "2.2 z", "2.2.1", "20"])
def test_clause_that_establishes_nothing(ref: str, charter: Path, run: Run) -> None:
    answer = run("cite", ref, "--file", charter)
    assert answer.code == ExitCode.NO
    assert not answer.out
    assert "cites" in answer.err
    answer = run("cite", ref, "--json", "--file", charter)
    assert answer.code == ExitCode.NO
    assert answer.json["statements"] == []


@pytest.mark.parametrize("words", [["police"], [""], ["8.14", "police"], ["8..1"], ["8" * 5000 + "xxxx"], ["\x1b[31m"]])
def test_what_is_no_clause(words: list[str], run: Run) -> None:
    answer = run("cite", *words)
    assert answer.code == ExitCode.TROUBLE
    assert not answer.out
    assert "is no clause number" in answer.err
    assert "\x1b" not in answer.err


def test_number_of_many_figures(run: Run) -> None:
    assert run("cite", "8" * 5000).code == ExitCode.NO


def test_official_text_by_option_variable_and_file(charter: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = charter.parent / "charter.txt"
    text.write_text("2.2 The functions are:\n\n  (a) Lending what may be lent;\n", encoding="utf-8")
    wording = "The functions are:\na) Lending what may be lent;"
    ask = ["cite", "2.2", "--json", "--file", str(charter)]
    assert run(*ask).json["official"] is None
    assert run(*ask, "--text", text).json["official"] == wording
    with monkeypatch.context() as patch:
        patch.setenv("ORGCLI_TEXT", str(text))
        assert run(*ask).json["official"] == wording
        patch.setenv("ORGCLI_TEXT", "missing.txt")
        assert run(*ask).code == ExitCode.TROUBLE
    charter.write_text(ORGANISATION.replace("  url:", "  text: charter.txt\n  url:"), encoding="utf-8")
    assert run(*ask).json["official"] == wording
    text.unlink()
    assert run(*ask).json["official"] is None


def test_official_text_under_or_beside_the_statements(charter: Path, run: Run, on_screen: RunOnScreen) -> None:
    text = charter.parent / "charter.txt"
    text.write_text("2.2 The functions are:\n\n  (a) Lending what may be lent;\n", encoding="utf-8")
    ask = ["cite", "2.2 a", "--file", str(charter), "--text", str(text)]
    lines = run(*ask).lines
    assert lines[-2:] == ["official text:", "Lending what may be lent;"]
    wide = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", on_screen(*ask, width=120).out).split("\n")
    assert any(line.startswith("duty") and "Lending what may be lent;" in line for line in wide)
    narrow = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", on_screen(*ask, width=40).out).split("\n")
    assert "official text:" in [line.rstrip() for line in narrow]
    assert max(map(len, narrow)) <= 40


def test_wording_of_a_clause_that_nothing_cites(charter: Path, run: Run) -> None:
    text = charter.parent / "charter.txt"
    text.write_text("9.1 Nobody cites this.\n", encoding="utf-8")
    answer = run("cite", "9.1", "--file", charter, "--text", text)
    assert answer.code == ExitCode.NO
    assert "Nobody cites this." in answer.err


def test_missing_text(run: Run, tmp_path: Path) -> None:
    answer = run("cite", "8.14", "--text", tmp_path / "none.txt")
    assert answer.code == ExitCode.TROUBLE
    assert "none.txt" in answer.err


def test_clause_is_a_link_in_a_terminal(charter: Path, on_screen: RunOnScreen) -> None:
    assert "https://example.org/charter#2.1" in on_screen("cite", "2.1", "--file", charter).out


def test_every_clause_of_the_circular_is_cited() -> None:
    """The facts of the audit, where the circular itself is not at hand."""
    org = orgcli.load(Path(__file__).parent.parent / "org.yaml")
    said = {statement.ref for statement in citations.statements(org) if statement.type != "note"}
    introductions = {number for number, items in circular.PARAGRAPHS.items() if "+" not in items}
    wanted = {*circular.PARAGRAPHS, *circular.LETTERED, *circular.SECTIONS} - introductions
    assert wanted <= said
    assert said <= {*circular.PARAGRAPHS, *circular.LETTERED, *circular.SECTIONS}
    assert len({*circular.PARAGRAPHS}) == 73
    assert len(circular.LETTERED) == 137


def test_links_of_one_holder_are_together(run: Run) -> None:
    lines = run("cite", "8.14 b").lines
    names = "Opérations conduites par le Département · Missions relevant du Département des affaires politiques"
    assert lines[-2:] == [f"link  advises {names}", f"      assists {names}"]
    assert "\n".join(lines).count("Force de police permanente") == 1
    assert run("--plain", "cite", "8.14 b").lines[-1] == (
        f"Link (Force de police permanente): assists {names.replace(' · ', '; ')}."
    )
    assert [one["text"] for one in run("cite", "8.14 b", "--json").json["statements"]][-1] == (
        "Force de police permanente assists Missions relevant du Département des affaires politiques"
    )


def test_the_condition_of_a_link_stands_alone(run: Run) -> None:
    said = run("cite", "4.4", "--lang", "fr").out
    assert "(directement, sur les questions d’information, le cas échéant)" in said
    assert "seulement" not in said
