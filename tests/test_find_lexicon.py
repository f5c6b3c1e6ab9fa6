"""Words that nobody put in the file: the lexicon of the program, in French and English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from orgcli.i18n import text
from orgcli.search import lexicon, synonyms_builder
from orgcli.search.words import FOLDER, GRAMMAR, entries
from search import figures

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

SHIPYARD = """
lang: fr
units:
  - id: chantier
    name: Chantier naval
    units:
      - {id: achats, name: Bureau des achats, duties: [{text: Passer les marchés de bois et de peinture}]}
      - {id: paie, name: Bureau de la paie, duties: [{text: Verser les salaires des charpentiers}]}
      - {id: ateliers, name: Ateliers, duties: [{text: Réparer les coques et entretenir les voiles}]}
      - {id: parole, name: Cabinet, duties: [{text: Rédiger les allocutions du directeur}]}
      - {id: litiges, name: Bureau des litiges, duties: [{text: Recueillir les déclarations des équipages}]}
"""


@pytest.fixture
def shipyard(tmp_path: Path) -> Path:
    file = tmp_path / "chantier.yaml"
    file.write_text(SHIPYARD, encoding="utf-8")
    return file


def found(run: Run, file: Path, asked: str) -> list[str]:
    answer: Any = run("--file", file, "find", asked, "--json").json
    return [result["unit"]["id"] for result in answer["results"]]


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("procurement", "achats"),
        ("who pays the wages?", "paie"),
        ("payroll", "paie"),
        ("who does repairs?", "ateliers"),
    ],
)
def test_english_words_find_what_a_french_file_says(run: Run, shipyard: Path, asked: str, unit: str) -> None:
    assert found(run, shipyard, asked)[0] == unit


def test_the_word_itself_comes_before_its_synonyms(run: Run, shipyard: Path) -> None:
    assert found(run, shipyard, "allocutions")[0] == "parole"
    assert found(run, shipyard, "déclarations")[0] == "litiges"


@pytest.mark.parametrize("asked", ["vaccination", "qui vend des timbres ?", "swimming lessons"])
def test_a_word_of_the_lexicon_that_the_file_lacks_is_not_answered(run: Run, shipyard: Path, asked: str) -> None:
    answer = run("--file", shipyard, "find", asked)
    assert answer.code == 1
    assert answer.out == ""


def test_a_file_can_cancel_a_group(run: Run, shipyard: Path) -> None:
    assert "paie" in found(run, shipyard, "wages")
    shipyard.write_text(SHIPYARD + "not_synonyms: [[wages]]\n", encoding="utf-8")
    assert found(run, shipyard, "wages") == []


def test_a_file_cancels_only_groups_with_all_words_of_a_set(run: Run, shipyard: Path) -> None:
    shipyard.write_text(SHIPYARD + "not_synonyms: [[wages, submarine]]\n", encoding="utf-8")
    assert "paie" in found(run, shipyard, "wages")


def test_the_synonyms_of_the_file_come_first(run: Run, shipyard: Path) -> None:
    shipyard.write_text(SHIPYARD + "synonyms: [[wages, voiles]]\n", encoding="utf-8")
    assert found(run, shipyard, "wages")[0] == "ateliers"


@pytest.mark.parametrize("lang", ["de", "es", "it", "pt", "nl", "xx"])
def test_a_file_in_any_language_works_with_its_own_words(run: Run, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text(
        f"lang: {lang}\nunits: [{{id: a, name: Adega, duties: [{{text: barril vinho}}]}}, {{id: b, name: B}}]\n"
    )
    assert found(run, file, "vinho") == ["a"]
    assert found(run, file, "barril") == ["a"]


@pytest.mark.parametrize(
    ("entry", "words", "broad", "lang"),
    [
        ("commande publique", ("commande", "publique"), False, None),
        ("~fournisseurs", ("fournisseurs",), True, None),
        ("fr:pays", ("pays",), False, "fr"),
        ("~en:chair", ("chair",), True, "en"),
    ],
)
def test_marks_of_an_entry(entry: str, words: tuple[str, ...], lang: str | None, *, broad: bool) -> None:
    expression = lexicon.Expression.parse(entry)
    assert (expression.words, expression.broad, expression.lang) == (words, broad, lang)
    assert str(expression) == entry


def test_each_file_of_the_lexicon_says_its_domain_and_has_groups() -> None:
    files = sorted((FOLDER / "lexicon").glob("*.txt"))
    assert files
    for file in files:
        first, *lines = file.read_text(encoding="utf-8").splitlines()
        assert re.match(r"# \w", first), file
        assert all(len(line.split(",")) > 1 for line in lines if line.strip() and not line.startswith("#")), file


def runs(words: list[str], length: int = 3) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def main_words(line: str) -> list[str]:
    return [word for word in text.words(line) if word not in GRAMMAR]


def test_no_judged_question_stands_in_the_word_lists_or_the_code() -> None:
    # three words that are an expression of their own are a term of art: « contrôle du trafic aérien »
    questions = [one["q"] for file in figures.HERE.glob("questions-*.yaml") for one in figures.judged(file)]
    asked = {run for question in questions for run in runs(main_words(question))}
    expressions = [" ".join(expression.words) for group in lexicon.groups() for expression in group]
    code = [line for file in FOLDER.parent.glob("*.py") for line in file.read_text(encoding="utf-8").splitlines()]
    lists = [main_words(line) for line in (*expressions, *entries("set_expressions"))]
    lines = [*(words for words in lists if len(words) > 3), *map(main_words, code)]
    assert asked
    assert lines
    copied = {run for words in lines for run in runs(words) if run in asked}
    assert not copied


def test_the_compiled_lexicon_is_that_of_the_lists() -> None:
    compiled = lexicon.COMPILED.read_text(encoding="utf-8")
    assert compiled == synonyms_builder.compiled_lexicon(), "python -m tools.lexicon compiles it"
