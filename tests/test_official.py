"""The reader of official texts: which clauses it finds, and what belongs to none."""

from __future__ import annotations

from pathlib import Path

import pytest

import circular
from orgcli.check import official_text

OFFICIAL = Path(__file__).parent / "data" / "official"
CIRCULAR = Path(__file__).parent.parent.parent / "shared" / "circulaire.txt"


def texts(content: str) -> dict[str, str]:
    return {ref: clause.text for ref, clause in official_text.parse(content).clauses.items()}


def test_english_text() -> None:
    found = official_text.read(OFFICIAL / "charter.txt")
    assert found.sections == {"1": "General provision", "2": "City Library", "3": "Reading Room"}
    assert {ref: (clause.line, clause.text) for ref, clause in found.clauses.items()} == {
        "1": (
            10,
            "This charter replaces the charter of 12 May 1961. It was read aloud in the market place, as custom wants.",
        ),
        "2.1": (16, "The City Library is headed by a Librarian, who reports to the Mayor."),
        "2.2": (18, "The core functions of the City Library are as follows:"),
        "2.2 a": (
            20,
            "Lending books to all who live in the city, and to those who pass through with good intentions;",
        ),
        "2.2 b": (
            23,
            (
                "Buying, every year, no fewer than 2.5 thousand books, in co-operation with the Society of Friends of "
                "the Library;"
            ),
        ),
        "2.2 c": (30, "Repairing torn books."),
        "2.3": (31, "The Librarian answers to the Council of Elders on all questions of money."),
        "3.1": (40, "The Reading Room is part of the City Library."),
        "3.2": (45, "The core functions of the Reading Room are as follows:"),
        "3.2 a": (47, "Opening on Sundays;"),
        "3.2 b": (
            49,
            "Keeping, by night and by day, the silence that is due to those who read, write or sleep over their books.",
        ),
    }


def test_french_text() -> None:
    found = official_text.read(OFFICIAL / "reglement.txt")
    assert found.sections == {"1": "Disposition générale", "2": "Atelier des maquettes"}
    assert {ref: clause.text for ref, clause in found.clauses.items()} == {
        "1": (
            "Le Musée de la mer conserve ce que la mer a laissé. Il est ouvert à tous, aux sous-marins comme aux "
            "avant-gardes, et le mot avant-garde s’écrit avec un trait d’union."
        ),
        "2.1": "Le Musée de la mer comprend l’Atelier des maquettes et une réserve, aux avant-gardes près.",
        "2.2": "L’Atelier est dirigé par un chef, sans lien avec la Société des amis de la mer.",
        "2.3": "Les attributions de l’Atelier des maquettes sont les suivantes :",
        "2.3 a": "Construire des maquettes avec les écoles de la côte, en suivant les plans;",
        "2.3 b": (
            "Réparer les maquettes de bateaux ; consulter, pour les plus anciens d’entre eux, la Société des amis de "
            "la mer, la Sous-Préfecture et les « gardiens »;"
        ),
        "2.3 c": "Exposer.",
    }


def test_lines_are_those_of_the_file() -> None:
    found = official_text.read(OFFICIAL / "charter.txt")
    lines = (OFFICIAL / "charter.txt").read_text(encoding="utf-8").split("\n")
    for clause in found.clauses.values():
        assert clause.text[:12] in lines[clause.line - 1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", {}),
        ("Nothing is numbered here.", {}),
        ("2.1 One.\n2.2 Two.", {"2.1": "One.", "2.2": "Two."}),
        ("2.1 One.\n\n4.7 thousand.", {"2.1": "One. 4.7 thousand."}),  # no paragraph goes on from 2.1 to 4.7
        ("2.1 One.\n\n2.3 Three.", {"2.1": "One.", "2.3": "Three."}),  # a number that was dropped
        ("2.1 It costs\n2.2 million.", {"2.1": "It costs 2.2 million."}),  # in the middle of a sentence
        ("1. One.\n2. Two:\n(a) First;\n(b) Second.", {"1": "One.", "2": "Two:", "2 a": "First;", "2 b": "Second."}),
        ("2.9 Nine.\n2.10 Ten.", {"2.9": "Nine.", "2.10": "Ten."}),
        ("1.1 One.\n1.1.1 In one.\n1.2 Two.", {"1.1": "One.", "1.1.1": "In one.", "1.2": "Two."}),
        # letters in their order only: what looks like one in a list of a list is none
        ("1.1 Is:\na) One:\ni) inner;\nb) Two.", {"1.1": "Is:", "1.1 a": "One: i) inner;", "1.1 b": "Two."}),
        ("1.1 Is:\nb) Two.", {"1.1": "Is: b) Two."}),
        ("1.1 One.\r\n1.2 Two.\r\n", {"1.1": "One.", "1.2": "Two."}),
        ("1.1 One\f12\n and more.", {"1.1": "One and more."}),
        ("1.1 One\n- 4 -\nand more.", {"1.1": "One and more."}),
        ("1.1 One\n3/12\nand more.", {"1.1": "One and more."}),
        ("1.1 Soft\N{SOFT HYPHEN}\nware.", {"1.1": "Software."}),
        ("1.1 A heading follows.\n\nThe heading\n\n1.2 Two.", {"1.1": "A heading follows.", "1.2": "Two."}),
        ("1.1 Goes on.\n\nThe page\n\nbreaks here.", {"1.1": "Goes on. The page breaks here."}),
        ("Section 3\nTitle\n\nOnly text.", {"3": "Only text."}),
        ("Section 3. Title\nOnly text.", {"3": "Only text."}),
        ("Section 1\nOne\n\nText.\n\nSection 7\nof another law.", {"1": "Text. Section 7 of another law."}),
        ("Section 9" * 3, {}),
        ("9" * 9999 + " Text.", {}),
    ],
)
def test_clauses(content: str, expected: dict[str, str]) -> None:
    assert texts(content) == expected


def test_wording_of_a_paragraph_has_its_items() -> None:
    found = official_text.read(OFFICIAL / "reglement.txt")
    assert found.wording("2.3 c") == "Exposer."
    assert (found.wording("2.3") or "").split("\n")[
        0
    ] == "Les attributions de l’Atelier des maquettes sont les suivantes :"
    assert (found.wording("2.3") or "").split("\n")[3] == "c) Exposer."
    assert (found.wording("2") or "").split("\n")[0].startswith("2.1 Le Musée")
    assert found.wording("3") is None


@pytest.mark.skipif(not CIRCULAR.exists(), reason="the circular is not at hand")
def test_the_circular_has_the_clauses_that_are_known() -> None:
    found = official_text.read(CIRCULAR)
    assert set(found.clauses) == {*circular.PARAGRAPHS, *circular.LETTERED, *circular.SECTIONS}
    assert set(found.sections) == circular.HEADINGS
    for clause in found.clauses.values():
        assert clause.text.endswith((".", ";", ":")), clause.ref
        assert "  " not in clause.text
