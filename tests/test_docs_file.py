"""The pages on the file's shape: every class, every key and every choice of the model, with examples that load."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from orgcli.i18n import labels, language
from orgcli.org import load, schema

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"file.md": "en", "fichier.fr.md": "fr"}
SECTION = re.compile(r"^## [^\n]*`(?P<kind>\w+)`$(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (?P<bold>\*\*)?`(?P<key>\w+)`(?:\*\*)? \| (?P<meaning>.+) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HOLDERS = {
    "Unit": "Org",
    "Group": "Org",
    "Body": "Org",
    "Source": "Org",
    "Person": "Org",
    "Document": "Source",
    "Superior": "Post",
}
"""In what the example of a class stands; of the others, in a unit."""


@cache
def shapes() -> dict[str, Any]:
    whole = schema.schema()
    return {"Org": whole} | {name: part for name, part in whole["$defs"].items() if "properties" in part}


@cache
def sections(page: str) -> dict[str, str]:
    return {found["kind"]: found["body"] for found in SECTION.finditer((DOCS / page).read_text(encoding="utf-8"))}


def example(page: str, kind: str) -> dict[str, Any]:
    found = EXAMPLE.findall(sections(page)[kind])
    assert len(found) == 1, f"one example of {kind}"
    content: dict[str, Any] = yaml.safe_load(found[0])
    return content


def wrapped(page: str, kind: str) -> dict[str, Any]:
    """Return the whole file of the page with the example of a class in it."""
    whole, part = example(page, "Org"), example(page, kind)
    holder = HOLDERS.get(kind, "Unit")
    if kind == "Org":
        return whole
    if holder == "Source":
        return whole | {"source": {"title": "A", **part}}
    if holder == "Post":
        part = {"head": {"id": "some-head", "title": "Head", **part}}
    if holder != "Org":
        part = {"units": [{"id": "some", "name": "Some", **part}]}
    return whole | {key: whole[key] + value if isinstance(value, list) else value for key, value in part.items()}


def parts(page: str, kind: str) -> list[dict[str, Any]]:
    """Return the mappings of a class in its example, without the key under which they stand."""
    shown = example(page, kind)
    if kind == "Org":
        return [shown]
    values = [entry for value in shown.values() for entry in (value if isinstance(value, list) else [value])]
    return [entry for entry in values if isinstance(entry, dict)]


@pytest.mark.parametrize("page", PAGES)
def test_every_class_has_its_section(page: str) -> None:
    assert set(sections(page)) == set(shapes())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", shapes())
def test_every_key_is_told_and_shown(page: str, kind: str) -> None:
    shape = shapes()[kind]
    rows = {found["key"]: found for found in ROW.finditer(sections(page)[kind].partition("\n\n| Mot |")[0])}
    assert list(rows) == list(shape["properties"])
    assert {key for key, row in rows.items() if row["bold"]} == set(shape.get("required", []))
    assert {key for part in parts(page, kind) for key in part} == set(shape["properties"])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", shapes())
def test_every_choice_is_told(page: str, kind: str) -> None:
    told = set(re.findall(r"`(\w+)`", sections(page)[kind]))
    for key, shape in shapes()[kind]["properties"].items():
        assert set(shape.get("enum", [])) <= told, key


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", shapes())
def test_every_example_loads(page: str, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text(yaml.safe_dump(wrapped(page, kind), allow_unicode=True), encoding="utf-8")
    assert load.load(file).lang == PAGES[page]


def test_french_words_for_links_are_those_of_the_program() -> None:
    language.speak("fr")
    types = shapes()["Link"]["properties"]["type"]["anyOf"][0]["enum"]
    table = sections("fichier.fr.md")["Link"].partition("\n\n| Mot |")[2]
    told = {found["key"]: found["meaning"] for found in ROW.finditer(table)}
    assert told == {kind: labels.link(kind, "out") for kind in types}
