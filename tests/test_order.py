"""Where no clause orders, everything is in the order of the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from orgcli.completion import from_file

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

SCHOOL: dict[str, Any] = {
    "name": "School",
    "units": [
        {
            "id": "s",
            "name": "Students",
            "duties": [{"text": "Zip the bags"}, {"text": "Answer the phone"}],
            "posts": [{"id": "z", "title": "Zeugwart"}, {"id": "b", "title": "Bote"}],
            "units": [
                {"id": "ben", "name": "Ben"},
                {"id": "annie", "name": "Annie"},
                {"id": "g10", "name": "Group 10"},
                {"id": "g2", "name": "Group 2"},
            ],
        },
        {"id": "a", "name": "Attic"},
    ],
    "bodies": [{"id": "y", "name": "Youth club"}, {"id": "c", "name": "City"}],
    "groups": [{"id": "w", "name": "Wardens", "units": ["g2"]}, {"id": "k", "name": "Kitchen", "units": ["g2"]}],
}
ORDER = {
    "units": ["Students", "Ben", "Annie", "Group 10", "Group 2", "Attic"],
    "posts": ["Zeugwart", "Bote"],
    "bodies": ["Youth club", "City"],
    "groups": ["Wardens", "Kitchen"],
    "duties": ["Zip the bags", "Answer the phone"],
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    file = tmp_path / "school.yaml"
    file.write_text(yaml.safe_dump(SCHOOL, sort_keys=False), "utf-8")
    return file


def in_turn(text: str, words: list[str]) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("what", ORDER)
def test_lists_are_in_the_order_of_the_file(what: str, school: Path, run: Run) -> None:
    rows = json.loads(run("list", what, "--json", "--file", school).out)
    assert [row.get("name") or row.get("title") or row["text"] for row in rows] == ORDER[what]


@pytest.mark.parametrize("form", ["csv", "markdown", "mermaid", "dot", "svg", "turtle", "graphml", "yaml"])
def test_exports_are_in_the_order_of_the_file(form: str, school: Path, run: Run) -> None:
    text = run("export", form, "--file", school).out
    assert in_turn(text.rpartition("</desc>")[2], ["Ben", "Annie", "Group 10", "Group 2", "Attic"]), text


def test_cards_trees_and_completion_are_in_the_order_of_the_file(school: Path, run: Run) -> None:
    card = json.loads(run("show", "Students", "--json", "--file", school).out)
    assert [duty["text"] for duty in card["duties"]] == ORDER["duties"]
    assert [post["title"] for post in card["posts"]] == ORDER["posts"]
    assert [unit["name"] for unit in card["units"]] == ORDER["units"][1:5]
    assert in_turn(run("tree", "--file", school).out, ORDER["units"])
    assert [found.value for found in from_file.names(school, ["unit"])] == ORDER["units"]


def test_persons_are_sorted_as_people_sort_numbers(tmp_path: Path, run: Run) -> None:
    posts = [{"id": f"p{number}", "title": "Guard", "person": f"Guard {number}"} for number in (10, 2, 1)]
    file = tmp_path / "org.yaml"
    file.write_text(yaml.safe_dump({"units": [{"id": "x", "name": "X", "posts": posts}]}), "utf-8")
    rows = json.loads(run("list", "people", "--json", "--file", file).out)
    assert [row["name"] for row in rows] == ["Guard 1", "Guard 2", "Guard 10"]


def test_clauses_order_before_the_file_does(tmp_path: Path, run: Run) -> None:
    units = [{"id": f"u{at}", "name": name, "ref": ref} for at, (name, ref) in enumerate(CITED)]
    duties = [{"text": name, "ref": ref} for name, ref in CITED]
    file = tmp_path / "org.yaml"
    file.write_text(yaml.safe_dump({"units": [{"id": "x", "name": "X", "units": units, "duties": duties}]}), "utf-8")
    card = json.loads(run("show", "x", "--json", "--file", file).out)
    assert [unit["name"] for unit in card["units"]] == ["Two nine", "Two ten B", "Two ten A"]
    assert [duty["text"] for duty in card["duties"]] == ["Two nine", "Two ten B", "Two ten A"]


CITED = [("Two ten B", "2.10"), ("Two nine", "2.9"), ("Two ten A", "2.10")]


def test_superiors_and_links_of_one_clause_are_in_the_order_of_the_file(tmp_path: Path, run: Run) -> None:
    lines = [{"post": "z"}, {"post": "a"}]
    links = [{"type": "serves", "with": "z"}, {"type": "advises", "with": "a"}, {"type": "serves", "with": "b"}]
    posts = [{"id": name, "title": name.upper()} for name in "abz"]
    clerk = {"id": "clerk", "title": "Clerk", "reports_to": lines, "links": links}
    file = tmp_path / "org.yaml"
    file.write_text(yaml.safe_dump({"units": [{"id": "x", "name": "X", "posts": [*posts, clerk]}]}), "utf-8")
    card = json.loads(run("show", "Clerk", "--json", "--file", file).out)
    assert [line["post"] for line in card["head"]["reports_to"]] == ["Z", "A"]
    assert [link["with"]["id"] for link in card["links"]] == ["z", "a", "b"]
    listed = json.loads(run("list", "links", "--json", "--file", file).out)
    assert [link["to"]["id"] for link in listed] == ["z", "a", "b"]
