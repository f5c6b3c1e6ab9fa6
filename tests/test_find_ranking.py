"""What comes first in an answer of `find`, what is no answer, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Answer, Run

ISLAND = """
lang: fr
units:
  - id: ile
    name: Administration de l’île
    head: {id: gouverneur, title: Gouverneur}
    units:
      - id: phares
        name: Service des phares
        head: {id: maitre, title: Maître des phares}
        duties:
          - {text: Allumer les lanternes et entretenir les lentilles}
          - {text: Former les gardiens au morse}
      - {id: cartes, name: Bureau des cartes, duties: [{text: Dessiner les récifs et les courants}]}
      - {id: remise, name: Remise, duties: [{text: Mettre en marche les pompes du port}]}
      - {id: moulins, name: Régie des moulins, duties: [{text: Remettre en état les meules et les ailes}]}
      - {id: mines, name: Bureau des mines, duties: [{text: Surveiller les mines de sel}]}
      - {id: tonneliers, name: Atelier des tonneliers, duties: [{text: Cercler les barriques de cidre et de rhum}]}
"""


@pytest.fixture
def island(tmp_path: Path) -> Path:
    file = tmp_path / "ile.yaml"
    file.write_text(ISLAND, encoding="utf-8")
    return file


def ask(run: Run, file: Path, *asked: str) -> Answer:
    return run("--lang", "en", "--file", file, "find", *asked)


def units(run: Run, file: Path, asked: str) -> list[str]:
    answer: Any = ask(run, file, asked, "--json").json
    return [result["unit"]["id"] for result in answer["results"]]


def test_a_circumstance_ends_where_the_next_noun_has_its_article(run: Run, island: Path) -> None:
    assert units(run, island, "qui doit remettre en marche les meules ?")[0] == "moulins"


def test_a_condition_is_no_circumstance(run: Run, island: Path) -> None:
    assert units(run, island, "who do I ask if I have a map of récifs?")[0] == "cartes"


def test_one_unknown_word_is_forgiven_for_three_and_said(run: Run, island: Path) -> None:
    answer = ask(run, island, "barriques cidre rhum brindezingues")
    assert answer.code == 0
    assert answer.lines[0] == "nothing here matches “brindezingues”"
    assert ask(run, island, "barriques brindezingues").code == 1


def test_a_word_with_another_double_letter_is_read_as_the_known_one(run: Run, island: Path) -> None:
    answer = ask(run, island, "lanternnes")
    assert answer.lines[:2] == ["“lanternnes” read as “lanternes”", "Service des phares"]


@pytest.mark.parametrize(
    "asked", ["mine d’or", "à quelle heure ouvre la boulangerie ?", "qui peint les lentilles en bleu vif ?"]
)
def test_a_matter_that_nobody_has_is_not_hidden_by_other_words(run: Run, island: Path, asked: str) -> None:
    assert ask(run, island, asked).code == 1


@pytest.mark.parametrize(
    "asked", ["nom de la personne à la tête du service des phares", "who is in charge of the Service des phares"]
)
def test_the_head_is_asked_for_in_many_ways(run: Run, island: Path, asked: str) -> None:
    result = ask(run, island, asked, "--json").json["results"][0]
    assert (result["unit"]["id"], result["matches"][0]["text"]) == ("phares", "Maître des phares")


def test_who_runs_a_duty_is_the_unit_that_has_it(run: Run, island: Path) -> None:
    assert units(run, island, "qui dirige la formation des gardiens ?")[0] == "phares"


def test_a_duty_comes_before_the_name_where_a_matter_is_asked_for(run: Run, island: Path) -> None:
    result = ask(run, island, "qui surveille le sel des mines ?", "--json").json["results"][0]
    assert result["matches"][0]["text"] == "Surveiller les mines de sel"
    assert ask(run, island, "Bureau des mines", "--json").json["results"][0]["matches"][0]["field"] == "name"


def test_where_nothing_answers_the_nearest_units_are_said(run: Run, island: Path) -> None:
    answer = ask(run, island, "boulangerie des récifs")
    assert (answer.code, answer.out) == (1, "")
    first, *nearest = answer.err.splitlines()
    assert first == "nothing here matches “boulangerie”; nearest are:"
    assert nearest == ["  Bureau des cartes: Dessiner les récifs et les courants"]
    found = ask(run, island, "boulangerie des récifs", "--json").json
    assert found["results"] == []
    assert [(one["unit"]["id"], one["matches"][0]["text"]) for one in found["nearest"]] == [
        ("cartes", "Dessiner les récifs et les courants")
    ]


def test_units_far_below_the_first_are_one_line(run: Run) -> None:
    blocks = "\n".join(run("--lang", "en", "find", "budget de la formation").lines).split("\n\n")
    assert blocks[-1].count("\n") == 0
    scores = [one["score"] for one in run("find", "budget de la formation", "--json").json["results"]]
    assert len(blocks) - 1 <= sum(score >= 0.6 * scores[0] for score in scores)


def test_why_is_one_line_a_match_and_explains_the_order(run: Run) -> None:
    lines = run("--lang", "en", "find", "--why", "tribunaux et prisons").lines
    assert sum("“tribunaux”" in line and "“prisons”" in line for line in lines) >= 2
    assert any("synonym “pénitentiaire” of the lexicon" in line for line in lines)
    assert sum(line.strip().startswith("before “") for line in lines) == 1
