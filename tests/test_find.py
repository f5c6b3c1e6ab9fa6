"""Who is responsible for what, as users ask it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run, RunOnScreen


def units(answer: Any) -> list[str]:
    return [result["unit"]["id"] for result in answer["results"]]


def refs(answer: Any) -> set[str]:
    return {match["ref"] for result in answer["results"] for match in result["matches"]}


@pytest.mark.parametrize(
    "asked",
    ["lutte antimines", "LUTTE ANTIMINES", "lutte anti-mines", "la lutte antimine", "antimines lutte", "antimin"],
)
def test_the_mine_action_service_comes_first_and_its_sections_follow(run: Run, asked: str) -> None:
    answer = run("find", asked, "--json").json
    assert units(answer)[0] == "service-lutte-antimines"
    assert {"section-programmes-antimines", "section-politiques-antimines"} <= set(units(answer))
    assert "8.25 b" in refs(answer)


@pytest.mark.parametrize(
    ("asked", "unit", "ref"),
    [
        ("relever les contingents", "service-constitution-forces", "7.8 a"),
        ("regles d'engagement", "service-planification-militaire", "7.6 c"),
        ("qui s'occupe du budget de la formation ?", "service-integre-formation", "5.5 e"),
        ("à qui s'adresser pour un discours du SGA ?", "secretariat-sga", "4.2 e"),
        ("médailles", "service-constitution-forces", "7.8 c"),
        ("budget lutte antimines donateurs", "bureau-directeur-antimines", "8.23 b"),
        ("à qui rend compte le chef de cabinet", "bureau-chef-de-cabinet", "4.3"),
        ("qui dirige la division de la police", "division-police", "8.6"),
    ],
)
def test_staff_find_unit_and_clause(run: Run, asked: str, unit: str, ref: str) -> None:
    answer = run("find", asked, "--json").json
    assert units(answer)[0] == unit
    assert ref in refs({"results": answer["results"][:1]})


def test_a_typing_error_is_corrected_and_said(run: Run) -> None:
    answer = run("find", "desarmemant")
    assert answer.lines[0] == "“desarmemant” read as “désarmement”"
    assert run("find", "desarmemant", "--json").json["corrections"] == [{"from": "desarmemant", "to": "désarmement"}]


@pytest.mark.parametrize("asked", ["cantine", "police d’écriture", "déminage informatique de virus", "translation"])
def test_what_nobody_does_is_not_answered(run: Run, asked: str) -> None:
    answer = run("find", asked)
    assert (answer.code, answer.out) == (1, "")
    first, *nearest = answer.err.splitlines()
    assert first
    assert len(nearest) <= 3


def test_the_word_that_nothing_matches_is_named(run: Run) -> None:
    assert "“cantine”" in run("find", "formation cantine").err
    assert run("find", "cantine", "--json").json == {
        "query": "cantine",
        "corrections": [],
        "results": [],
        "nearest": [],
    }


def test_spans_are_the_words_of_the_text(run: Run) -> None:
    for result in run("find", "visites préalables", "--json").json["results"]:
        for match in result["matches"]:
            for start, end in match["spans"]:
                assert match["text"][start:end].lower() in {"visites", "visite", "préalables", "préalable"}


def test_matches_come_best_first(run: Run) -> None:
    answer = run("find", "police", "formation", "--json").json
    scores = [result["score"] for result in answer["results"]]
    assert scores == sorted(scores, reverse=True)
    for result in answer["results"]:
        marks = [match["score"] for match in result["matches"]]
        assert marks == sorted(marks, reverse=True)


def test_in_keeps_to_a_unit_and_those_below(run: Run) -> None:
    inside = units(run("find", "budget", "--in", "SLAM", "--json").json)
    assert inside
    assert set(inside) <= {
        "service-lutte-antimines",
        "bureau-directeur-antimines",
        "section-programmes-antimines",
        "section-politiques-antimines",
    }


def test_any_needs_one_word_only(run: Run) -> None:
    assert run("find", "médailles", "antimines").code == 1
    assert {"service-constitution-forces", "service-lutte-antimines"} <= set(
        units(run("find", "--any", "médailles", "antimines", "--json").json)
    )


def test_exact_takes_words_as_typed(run: Run) -> None:
    assert run("find", "--exact", "médailles").code == 1
    assert run("find", "--exact", "distinctions").code == 0


def test_a_word_can_be_excluded(run: Run) -> None:
    answer = run("find", "--json", "--", "budget", "-formation").json
    assert answer["results"]
    texts = [match["text"].lower() for result in answer["results"] for match in result["matches"]]
    assert not any("formation" in re.split(r"\W+", text) for text in texts)


def test_a_phrase_in_quotes_is_kept_whole(run: Run) -> None:
    texts = [
        match["text"]
        for result in run("find", '"hauts responsables militaires"', "--json").json["results"]
        for match in result["matches"]
    ]
    assert texts
    assert all("hauts responsables militaires" in text for text in texts)


def test_limit(run: Run) -> None:
    assert len(run("find", "police", "--limit", "2", "--json").json["results"]) == 2
    assert "more unit" in run("find", "police", "--limit", "2").lines[-1]


def test_why_says_how_in_plain_words(run: Run) -> None:
    answer = run("find", "--why", "médailles").out
    assert "“médailles”:" in answer
    assert "keywords or links" in answer
    assert "another form of the word" in run("find", "--why", "relever").out


def test_an_answer_fits_one_screen(on_screen: RunOnScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(on_screen("find", "police").lines) > 24
    monkeypatch.setenv("LINES", "24")
    shown = on_screen("find", "police", height=24)
    assert len(shown.lines) <= 24
    assert "--limit" in shown.lines[-1]


def test_units_of_one_name_are_told_apart(run: Run) -> None:
    assert "Bureau du Directeur · Service de la lutte antimines" in run("find", "donateurs").out


def test_units_with_a_common_duty_are_shown_together(run: Run) -> None:
    lines = run("find", "solutions intégrées aux problèmes").lines
    first = next(number for number, line in enumerate(lines) if line.startswith("Division"))
    assert [line.split("|")[0] for line in lines[first : first + 4]] == [
        "Division de l’Afrique I",
        "Division de l’Afrique II",
        "Division Asie et Moyen-Orient",
        "Division Europe et Amérique latine",
    ]


def test_a_name_that_is_a_word_of_grammar_is_found(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text("units: [{id: computers, name: Information technology, aliases: [IT]}, {id: staff, name: Staff}]\n")
    found = run("--file", file, "find", "it", "--json").json["results"]
    assert [one["unit"]["id"] for one in found] == ["computers"]


def test_a_keyword_is_shown_as_it_was_read(run: Run) -> None:
    shown = run("--lang", "en", "find", "polcie").out
    assert "(keyword “police”)" in shown
    assert shown.count("polcie") == 1  # where it says how it was read
