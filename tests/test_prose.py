"""Lines up in sentences, in both languages, for organisations of both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from orgcli.cli import main
from orgcli.i18n import english, french

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FRENCH = """lang: fr
units:
  - id: hopital
    name: Hôpital de la Côte
    head: {id: directrice, title: Directrice générale, ref: "1"}
    units:
      - id: soins
        name: Direction des soins
        head: {id: cadre, title: cheffe des soins, ref: "2.1 a", reports_to: [{post: directrice, ref: "2.2"}]}
        units:
          - {id: etages, name: Équipes d’étage, head: {id: infirmier, title: infirmier, ref: "2.3"}}
          - {id: nuit, name: Équipe de nuit}
      - id: achats
        name: Achats
        head:
          id: acheteur
          title: responsable
          reports_to:
            - {post: cadre, ref: "3.1", condition: pour les dispositifs médicaux}
            - {post: directrice, ref: "3.2"}
      - id: haut-conseil
        name: Haut Conseil
        head: {id: presidente, title: Présidente}
      - {id: cgt, name: Syndicats}
bodies:
  - {id: ars, name: Agence régionale de santé}
"""
ENGLISH = """lang: en
units:
  - id: museum
    name: City Museum Board
    head: {id: chair, title: Chair}
    units:
      - id: visitors
        name: Visitor Services
        head: {id: manager, title: operations manager, ref: "4", reports_to: [{post: chair, ref: "5 b"}]}
      - {id: marketing, name: Marketing}
"""


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # noqa: ANN201
    def told(lang: str, organisation: str, *names: str) -> list[str]:
        file = tmp_path / "organisation.yaml"
        file.write_text(organisation, encoding="utf-8")
        code = main.main(["--lang", lang, "--file", str(file), "path", "--prose", *names])
        assert code == 0
        return capsys.readouterr().out.splitlines()

    return told


def bundled(capsys: pytest.CaptureFixture[str], *names: str) -> list[str]:
    assert main.main(["--lang", "fr", "path", "--prose", *names]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_line_of_the_issue(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORGCLI_FILE", raising=False)
    (sentence,) = bundled(capsys, "Force de police permanente")
    assert sentence.startswith(
        "La Force de police permanente est dirigée par un administrateur général, qui relève du Conseiller pour les "
        "questions de police (8.13), qui relève du Sous-Secrétaire général"
    )
    assert sentence.endswith(", qui relève du Secrétaire général (3.1).")


def test_two_superiors_are_two_sentences(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORGCLI_FILE", raising=False)
    assert bundled(capsys, "Chef de cabinet") == [
        (
            "Le Chef de cabinet relève du Secrétaire général adjoint aux opérations de maintien de la paix (4.3), "
            "qui relève du Secrétaire général (3.1)."
        ),
        (
            "Le Chef de cabinet relève aussi du Secrétaire général adjoint à l’appui aux missions (4.3), qui relève du "
            "Secrétaire général adjoint aux opérations de maintien de la paix (2.4\N{NO-BREAK SPACE}b, seulement pour "
            "les questions liées aux opérations de l’ONU que dirige le Département)."
        ),
    ]


TOLD = """
Direction des soins
    La Direction des soins est dirigée par une cheffe des soins (2.1 a), qui relève de la Directrice générale (2.2).
Hôpital de la Côte
    L’Hôpital de la Côte est dirigé par la Directrice générale (1).
Équipes d’étage
    Les Équipes d’étage sont dirigées par un infirmier (2.3), qui relève de la cheffe des soins de la Direction
    des soins (ligne déduite, non écrite), qui relève de la Directrice générale (2.2).
nuit
    L’Équipe de nuit relève de la cheffe des soins de la Direction des soins (ligne déduite, non écrite), qui relève
    de la Directrice générale (2.2).
Achats
    À la tête de « Achats » se trouve un responsable, qui relève de la Directrice générale (3.2).
    Le responsable de « Achats » relève aussi de la cheffe des soins de la Direction des soins (3.1, seulement pour
    les dispositifs médicaux), qui relève de la Directrice générale (2.2).
Haut Conseil
    Le Haut Conseil est dirigé par la Présidente, qui relève de la Directrice générale (ligne déduite, non écrite).
Syndicats
    « Syndicats » relève de la Directrice générale (ligne déduite, non écrite).
ars
    L’Agence régionale de santé ne relève ici de personne.
soins + nuit
    Entre la Direction des soins et l’Équipe de nuit, c’est la cheffe des soins de la Direction des soins qui tranche.
    La Direction des soins est dirigée par une cheffe des soins (2.1 a).
    L’Équipe de nuit relève de la cheffe des soins de la Direction des soins (ligne déduite, non écrite).
haut-conseil + ars
    Le Haut Conseil et l’Agence régionale de santé n’ont aucun supérieur commun.
    Le Haut Conseil est dirigé par la Présidente, qui relève de la Directrice générale (ligne déduite, non écrite).
    L’Agence régionale de santé ne relève ici de personne.
"""
CASES = [part.partition("\n") for part in re.findall(r"^\S.*\n(?:    .*\n)+", TOLD, re.MULTILINE)]


@pytest.mark.parametrize(("names", "told"), [(names, told) for names, _, told in CASES], ids=lambda value: value[:20])
def test_french_of_a_french_organisation(say, names: str, told: str) -> None:  # noqa: ANN001
    said = " ".join(say("fr", FRENCH, *names.split(" + ")))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == " ".join(told.split())


def test_english_of_an_english_organisation(say) -> None:  # noqa: ANN001
    (told,) = say("en", ENGLISH, "Visitor Services")
    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        "The head of the Visitor Services is an operations manager (4), who reports to the Chair (5 b)."
    )
    assert say("en", ENGLISH, "Marketing") == ["Marketing reports to the Chair (a line inferred, not written)."]
    assert say("en", ENGLISH, "museum", "Marketing") == [
        "The Chair decides between the City Museum Board and Marketing.",
        "The head of the City Museum Board is the Chair.",
        "Marketing reports to the Chair (a line inferred, not written).",
    ]


def test_names_of_the_other_language_stand_in_quotes(say) -> None:  # noqa: ANN001
    assert say("en", FRENCH, "achats")[1] == (
        "“responsable” of “Achats” also reports to “cheffe des soins” of “Direction des soins” (3.1, only “pour les "
        "dispositifs médicaux”), who reports to “Directrice générale” (2.2)."
    )
    assert [told.replace("\N{NO-BREAK SPACE}", " ") for told in say("fr", ENGLISH, "visitors")] == [
        "À la tête de « Visitor Services » se trouve « operations manager » (4), qui relève de « Chair » (5 b)."
    ]
    decided = say("fr", ENGLISH, "visitors", "marketing")[0].replace("\N{NO-BREAK SPACE}", " ")
    assert decided == ("Entre « Visitor Services » et « Marketing », c’est « Chair » qui tranche.")


def test_not_with_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--lang", "en", "path", "UNMAS", "--prose", "--json"]) == 2
    assert "--prose and --json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "the", "of", "a"),
    [
        ("Bureau du Directeur", "le Bureau du Directeur", "du Bureau du Directeur", "un"),
        ("Division de la police", "la Division de la police", "de la Division de la police", "une"),
        ("Équipe de nuit", "l’Équipe de nuit", "de l’Équipe de nuit", "une"),
        ("Équipes d’étage", "les Équipes d’étage", "des Équipes d’étage", "des"),
        ("Bureaux régionaux", "les Bureaux régionaux", "des Bureaux régionaux", "des"),
        ("Fonds social", "le Fonds social", "du Fonds social", "un"),
        ("Hôpital", "l’Hôpital", "de l’Hôpital", "un"),
        ("Haut-Commissariat", "le Haut-Commissariat", "du Haut-Commissariat", "un"),
        ("Haute Autorité", "la Haute Autorité", "de la Haute Autorité", "une"),
        ("Vice-Secrétaire générale", "la Vice-Secrétaire générale", "de la Vice-Secrétaire générale", "une"),
        ("Sous-Secrétaire général", "le Sous-Secrétaire général", "du Sous-Secrétaire général", "un"),
        ("Ancien directeur", "l’Ancien directeur", "de l’Ancien directeur", "un"),
        ("le Département", "le Département", "du Département", "un"),
        ("L’Agence", "l’Agence", "de l’Agence", "une"),
        ("Formations", "les Formations", "des Formations", "des"),
        ("Infirmière en chef", "l’Infirmière en chef", "de l’Infirmière en chef", "une"),
        ("Médias", "«\N{NO-BREAK SPACE}Médias\N{NO-BREAK SPACE}»", None, None),
        ("DSI", "«\N{NO-BREAK SPACE}DSI\N{NO-BREAK SPACE}»", None, None),
        ("-", "«\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}»", None, None),
    ],
)
def test_articles(name: str, the: str, of: str | None, a: str | None) -> None:
    main.main(["--lang", "fr", "--version"])
    phrase = french.phrase(name)
    assert phrase.the == the
    if of:
        assert phrase.of == phrase.superior == of
        assert phrase.a.split()[0] == a


@pytest.mark.parametrize(
    ("name", "post", "the"),
    [
        ("Police Division", False, "the Police Division"),
        ("Office of Operations", False, "the Office of Operations"),
        ("Marketing", False, "Marketing"),
        ("The Crew", False, "The Crew"),
        ("Integrated Teams", False, "the Integrated Teams"),
        ("Police Adviser", True, "the Police Adviser"),
    ],
)
def test_english_articles(name: str, post: bool, the: str) -> None:
    assert english.phrase(name, post=post).the == the


COHEADS = """lang: {0}
units:
  - id: council
    name: {1}
    heads: [{{id: c1, title: {4}, person: Anne}}, {{id: c2, title: {4}, person: Bo}}]
    units:
      - id: sales
        name: {2}
        heads:
          - {{id: s1, title: {5}, person: Cid, reports_to: [{{heads_of: council}}, {{post: it, condition: {7}}}]}}
          - {{id: s2, title: {5}, person: Dee, reports_to: [{{heads_of: council}}, {{post: it, condition: {7}}}]}}
          - {{id: s3, title: {6}}}
      - {{id: computers, name: {3}, head: {{id: it, title: {4}, person: Eve}}}}
"""
TOLD_OF_COHEADS = {
    "en, Council, Sales Unit, Computer Unit, Chair, Lead, Clerk, tools": """
        Among the heads of the Sales Unit are the Leads (Cid and Dee), who report to the Chairs of the Council (Anne
        and Bo).
        One of the heads of the Sales Unit is the Clerk, who reports to the Chairs of the Council (Anne and Bo, a line
        inferred, not written).
        The Leads of the Sales Unit (Cid and Dee) also report to the Chair of the Computer Unit (Eve, only for tools),
        who reports to the Chairs of the Council (Anne and Bo, a line inferred, not written).
        """,
    "fr, Conseil, Ventes, Service informatique, présidente, directrice, agent, les outils": """
        À la tête de « Ventes » se trouvent notamment les directrices (Cid et Dee), qui relèvent des présidentes du
        Conseil (Anne et Bo).
        À la tête de « Ventes » se trouve notamment un agent, qui relève des présidentes du Conseil (Anne et Bo, ligne
        déduite, non écrite).
        Les directrices de « Ventes » (Cid et Dee) relèvent aussi de la présidente du Service informatique (Eve,
        seulement pour les outils), qui relève des présidentes du Conseil (Anne et Bo, ligne déduite, non écrite).
        """,
}


@pytest.mark.parametrize("names", TOLD_OF_COHEADS)
def test_heads_of_equal_rank_are_one_sentence(say: Callable[..., list[str]], names: str) -> None:
    said = say(names[:2], COHEADS.format(*names.split(", ")), "sales")
    assert " ".join(said).replace("\N{NO-BREAK SPACE}", " ") == " ".join(TOLD_OF_COHEADS[names].split())
